import DXLink
import MarketModel

/// One open FEED channel of a session: its contract, its configuration and what it is subscribed to.
struct FeedChannel {
    /// The contract of the channel.
    enum Contract: String {
        case ticker = "TICKER"
        case stream = "STREAM"
        case history = "HISTORY"
        case auto = "AUTO"
    }

    let number: Int
    let contract: Contract
    var format = FeedDataFormat.full
    /// Seconds between conflated values.
    var aggregationPeriod = 0.1
    /// Field orders the client asked for, by the feed's type name.
    var requested: [EventFields] = []
    /// Types whose order was told in FEED_CONFIG, in the order they were told.
    var announced: [EventFields] = []
    /// Orders in use, by type.
    var orders: [MarketEventType: FieldOrder] = [:]
    var subscriptions = SubscriptionBook()
    /// Conflated symbols that changed, in order, by type.
    var dirty: [[NameID]] = Array(repeating: [], count: MarketEventType.allCases.count)
    var dirtyFlags: [Set<NameID>] = Array(repeating: [], count: MarketEventType.allCases.count)
    var lastFlush = Timestamp(nanoseconds: .min)

    init(number: Int, contract: Contract) {
        self.number = number
        self.contract = contract
    }

    /// Types that are never delivered to API tokens; subscribing to them is silent.
    static let indexedByLimit: Set<String> = ["Candle", "Order", "Series"]

    /// How a subscription is delivered on this contract.
    func delivery(of type: MarketEventType, hasHistory: Bool) -> Delivery {
        switch contract {
        case .ticker: .ticker
        case .stream: .stream
        case .history: type.isIndexed ? .history : .silent
        case .auto:
            switch type {
            case .candle: .history
            case .timeAndSale: hasHistory ? .history : .stream
            default: .ticker
            }
        }
    }

    /// Notes that a conflated value changed.
    mutating func touch(_ type: MarketEventType, _ id: NameID) {
        let place = Int(type.rawValue)
        if dirtyFlags[place].insert(id).inserted { dirty[place].append(id) }
    }

    /// Whether conflated values are due.
    func isFlushDue(at now: Timestamp) -> Bool {
        lastFlush.nanoseconds == .min || now >= lastFlush + .nanoseconds(Int64(aggregationPeriod * 1e9))
    }
}
