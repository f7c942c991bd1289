/// One event of the market, whoever sent it: live feed, simulator, recorded tape or backtest.
@frozen
public enum MarketEvent: Sendable, BitwiseCopyable, Equatable {
    case quote(Quote)
    /// Last trade of the regular session or, on CME, of the whole session.
    case trade(Trade)
    /// Last trade outside the regular session.
    case tradeETH(Trade)
    case summary(Summary)
    case profile(Profile)
    case greeks(Greeks)
    case theoPrice(TheoPrice)
    case underlying(Underlying)
    case timeAndSale(TimeAndSale)
    case candle(Candle)
}

extension MarketEvent {
    /// The kind without its values.
    @inlinable
    public var type: MarketEventType {
        switch self {
        case .quote: .quote
        case .trade: .trade
        case .tradeETH: .tradeETH
        case .summary: .summary
        case .profile: .profile
        case .greeks: .greeks
        case .theoPrice: .theoPrice
        case .underlying: .underlying
        case .timeAndSale: .timeAndSale
        case .candle: .candle
        }
    }

    /// The instrument.
    @inlinable
    public var symbol: NameID {
        switch self {
        case .quote(let event): event.symbol
        case .trade(let event), .tradeETH(let event): event.symbol
        case .summary(let event): event.symbol
        case .profile(let event): event.symbol
        case .greeks(let event): event.symbol
        case .theoPrice(let event): event.symbol
        case .underlying(let event): event.symbol
        case .timeAndSale(let event): event.symbol
        case .candle(let event): event.symbol
        }
    }
}

/// The kinds of market event Piquant reads.
@frozen
public enum MarketEventType: UInt8, CaseIterable, Sendable {
    case quote, trade, tradeETH, summary, profile, greeks, theoPrice, underlying, timeAndSale, candle

    /// The feed's name of the type, such as `TimeAndSale`.
    public var feedName: String {
        switch self {
        case .quote: "Quote"
        case .trade: "Trade"
        case .tradeETH: "TradeETH"
        case .summary: "Summary"
        case .profile: "Profile"
        case .greeks: "Greeks"
        case .theoPrice: "TheoPrice"
        case .underlying: "Underlying"
        case .timeAndSale: "TimeAndSale"
        case .candle: "Candle"
        }
    }

    /// The type with this name in the feed.
    public init?(feedName: String) {
        guard let match = Self.allCases.first(where: { $0.feedName == feedName }) else { return nil }
        self = match
    }
}

/// Events that arrived together, in their order of arrival.
///
/// `receivedAt` is when we had them, on the clock of the session: latency is its distance to an event's own time.
public struct EventBatch: Sendable {
    /// When the batch reached us.
    public var receivedAt: Timestamp
    /// The events, oldest arrival first.
    public var events: [MarketEvent]

    /// Creates a batch.
    public init(receivedAt: Timestamp, events: [MarketEvent]) {
        self.receivedAt = receivedAt
        self.events = events
    }
}

/// Identity of time-series events, built from their time and sequence.
///
/// `index = seconds << 32 | milliseconds << 22 | sequence`, as dxFeed packs it.
public enum EventIndex {
    /// The largest sequence that fits: 22 bits.
    public static let maximumSequence: Int64 = 4_194_303

    /// Packs a moment and a sequence.
    ///
    /// - Precondition: `sequence` is 0 to `maximumSequence`.
    public static func pack(milliseconds: Int64, sequence: Int64) -> Int64 {
        precondition((0...maximumSequence).contains(sequence), "a sequence has 22 bits")
        let seconds = milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
        return seconds << 32 | (milliseconds - seconds * 1000) << 22 | sequence
    }

    /// The milliseconds since 1970 in an index.
    public static func milliseconds(of index: Int64) -> Int64 { (index >> 32) * 1000 + ((index >> 22) & 0x3ff) }

    /// The sequence in an index.
    public static func sequence(of index: Int64) -> Int64 { index & maximumSequence }
}
