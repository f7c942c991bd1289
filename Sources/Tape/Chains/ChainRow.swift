public import MarketModel

/// Which market a recorded option belongs to; it decides clocks and the scale of prices.
public enum ChainMarket: String, Sendable, CaseIterable {
    /// Options on stocks and funds.
    case equityOption = "option"
    /// Options on indices.
    case indexOption = "indexoption"
    /// Options on futures.
    case futureOption = "futureoption"
}

/// An option as a recording names it.
public struct RecordedContract: Hashable, Sendable {
    /// The market.
    public var market: ChainMarket
    /// The option root, in capitals: `SPXW`. For options on futures the product of the future: `ES`.
    public var root: String
    /// The month of the future that an option is on, where the recording says.
    public var futureMonth: ContractMonth?
    /// The expiration day.
    public var expiration: TradingDay
    /// Call or put.
    public var right: OptionRight
    /// The strike, in points of the underlying.
    public var strike: Price
    /// Whether it may be exercised early; `nil` where the recording does not say.
    public var isAmerican: Bool?

    /// Creates a contract.
    public init(
        market: ChainMarket, root: String, futureMonth: ContractMonth? = nil, expiration: TradingDay,
        right: OptionRight, strike: Price, isAmerican: Bool? = nil
    ) {
        self.market = market
        self.root = root
        self.futureMonth = futureMonth
        self.expiration = expiration
        self.right = right
        self.strike = strike
        self.isAmerican = isAmerican
    }
}

/// What the vendor of a recording computed for an option; `nil` where it says nothing.
public struct VendorValuation: Hashable, Sendable {
    /// Annual, as a fraction.
    public var volatility: Double?
    /// Per point of the underlying.
    public var delta: Double?
    /// Change of delta per point of the underlying.
    public var gamma: Double?
    /// In the vendor's unit.
    public var theta: Double?
    /// In the vendor's unit.
    public var vega: Double?

    /// Creates a valuation.
    public init(
        volatility: Double? = nil, delta: Double? = nil, gamma: Double? = nil, theta: Double? = nil,
        vega: Double? = nil
    ) {
        self.volatility = volatility
        self.delta = delta
        self.gamma = gamma
        self.theta = theta
        self.vega = vega
    }
}

/// What a row says about a contract.
public enum ChainValue: Hashable, Sendable {
    /// The best bid and ask at the row's time; a side that was not there is `nil`.
    case quote(bid: Price?, bidSize: Quantity?, ask: Price?, askSize: Quantity?)
    /// The last price of a span and what traded in it.
    case trade(last: Price, volume: Quantity)
    /// The last price and the volume of the whole day so far.
    case day(last: Price?, volume: Quantity?)
    /// Open contracts at the last clearing.
    case openInterest(Int64)
    /// The vendor's own figures.
    case vendor(VendorValuation)
}

/// One row of a recorded chain.
public enum ChainRow: Hashable, Sendable {
    /// About a contract. The time is the moment from which the value was known: for a bar, its end.
    case contract(RecordedContract, ChainValue, at: Timestamp)
    /// A price of the underlying, by its root or product in capitals: `SPX`, `AAPL`; a future by `ESH20`.
    case underlying(String, Price, at: Timestamp)

    /// The moment from which the row was known.
    public var time: Timestamp {
        switch self {
        case .contract(_, _, let time), .underlying(_, _, let time): time
        }
    }
}

/// What became of every row of a chain recording: `received = delivered + excluded`.
public struct ChainLedger: Equatable, Sendable {
    /// Rows seen, without headers.
    public private(set) var received = 0
    /// Rows delivered.
    public private(set) var delivered = 0
    private var counts: [TapeExclusion: Int] = [:]

    /// Creates an empty ledger.
    public init() {}

    /// Rows left out, by reason, in the order of `TapeExclusion`.
    public var excluded: [(reason: TapeExclusion, count: Int)] {
        TapeExclusion.allCases.compactMap { reason in counts[reason].map { (reason: reason, count: $0) } }
    }

    public static func == (first: ChainLedger, second: ChainLedger) -> Bool {
        (first.received, first.delivered, first.counts) == (second.received, second.delivered, second.counts)
    }

    mutating func deliver() {
        received += 1
        delivered += 1
    }

    mutating func exclude(_ reason: TapeExclusion) {
        received += 1
        counts[reason, default: 0] += 1
    }

    mutating func add(_ other: ChainLedger) {
        received += other.received
        delivered += other.delivered
        for (reason, count) in other.counts { counts[reason, default: 0] += count }
    }
}
