import JSON
import MarketModel

/// One channel of the FEED service: the life of one contract on one connection.
struct FeedChannelMachine {
    enum State: Equatable {
        /// Asked for; the server must answer before the deadline.
        case requested(deadline: Timestamp)
        /// Open; subscriptions may go out.
        case open
    }

    let contract: FeedContract
    /// Odd, as the protocol wants of clients.
    let number: Int
    private(set) var state: State
    /// The types whose fields were asked for.
    private(set) var types: [MarketEventType] = []
    /// What the server said it does.
    private(set) var config = FeedConfig()

    init(contract: FeedContract, number: Int, deadline: Timestamp) {
        self.contract = contract
        self.number = number
        state = .requested(deadline: deadline)
    }

    /// The request for the channel.
    var request: DXLinkMessage {
        .channelRequest(
            channel: number, service: "FEED",
            parameters: .object([.init("contract", .string(contract.rawValue))]))
    }

    mutating func opened() { state = .open }

    mutating func received(_ config: FeedConfig) {
        // The server's word is not trusted to be a span of time.
        if let period = config.aggregationPeriod, (0...86_400).contains(period) {
            self.config.aggregationPeriod = period
        }
        self.config.dataFormat = config.dataFormat ?? self.config.dataFormat
    }

    /// The setup that the wanted types need; `nil` when the last one covers them.
    mutating func setup(for wanted: [MarketEventType], _ configuration: DXLinkConfiguration) -> FeedSetup? {
        guard state == .open, !Set(wanted).isSubset(of: types) else { return nil }
        types = MarketEventType.allCases.filter { wanted.contains($0) || types.contains($0) }
        return FeedSetup(
            acceptAggregationPeriod: configuration.aggregationPeriod.fractionalSeconds, acceptDataFormat: .compact,
            acceptEventFields: types.map(configuration.fields(of:)))
    }
}

extension Duration {
    /// The span as the protocol writes it.
    var fractionalSeconds: Double { Double(wholeNanoseconds) / 1e9 }
}
