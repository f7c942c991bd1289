public import MarketModel

/// The listed options of one root as the venue nests them: expirations, in each its strikes.
public struct NestedChain: Sendable, Equatable {
    /// The underlying, or for options on futures the product with its slash: `SPX`, `/ES`.
    public let underlyingSymbol: String
    /// The root, `SPXW`; for options on futures the product again.
    public let rootSymbol: String
    /// `Standard`, `Non-standard`, `Mini` or what the venue may add; `nil` for options on futures.
    public let chainType: String?
    /// `American` or `European`; told for options on futures only.
    public let exerciseStyle: String?
    /// Shares a contract delivers; `nil` for options on futures.
    public let sharesPerContract: Int?
    /// Its price steps, in the venue's order.
    public let tickSizes: [TickSize]
    /// What a contract delivers; empty when the venue does not tell.
    public internal(set) var deliverables: [EquityDeliverable] = []
    /// Its expirations, in the venue's order.
    public let expirations: [NestedExpiration]
}

/// The strikes of one expiration. What the venue left out is `nil`.
public struct NestedExpiration: Sendable, Equatable {
    /// The expiration day.
    public let day: TradingDay
    /// `Regular`, `Weekly`, `Quarterly`, `End-Of-Month`, or what the venue may add.
    public let type: String?
    /// Days left, as the venue counts them.
    public internal(set) var daysToExpiration: Int?
    /// `AM` or `PM`.
    public let settlement: String?
    /// The future that its options deliver, `/ESZ6`.
    public let underlyingSymbol: String?
    /// The root of that future, `/ES`.
    public internal(set) var rootSymbol: String?
    /// The root of an option on a future, `EW4`.
    public let optionRoot: String?
    /// Its contract, `EW4X6`.
    public let optionContract: String?
    /// What the venue calls its asset.
    public internal(set) var asset: String?
    /// How its figures are shown; told for options on futures only.
    public internal(set) var factors = Factors()
    /// When it expires; told for options on futures only.
    public let expiresAt: Timestamp?
    /// When it stops trading; told for options on futures only.
    public let stopsTradingAt: Timestamp?
    /// Its price steps; told for options on futures only.
    public let tickSizes: [TickSize]
    /// Its strikes. The venue does not sort them.
    public let strikes: [NestedStrike]
}

extension NestedExpiration {
    /// How the figures of options on futures are shown.
    public struct Factors: Sendable, Equatable {
        /// The contract's worth per displayed point; by `display` it gives currency per point, *inferred*.
        public internal(set) var notionalValue: Quantity?
        /// What prices are multiplied by to show them.
        public internal(set) var display: Quantity?
        /// What strikes are multiplied by to show them.
        public internal(set) var strike: Quantity?
    }
}

/// What is listed at one strike. Streamer symbols may be missing from freshly listed ones.
public struct NestedStrike: Sendable, Equatable {
    /// The strike.
    public let price: Price
    /// The call by the broker's symbol.
    public let call: String?
    /// The call by the symbol that streams.
    public let callStreamer: String?
    /// The put by the broker's symbol.
    public let put: String?
    /// The put by the symbol that streams.
    public let putStreamer: String?
}

/// A future behind a chain of options on futures.
public struct NestedFuture: Sendable, Equatable {
    /// The venue's symbol, `/ESZ6`.
    public let symbol: String
    /// The symbol that streams, `/ESZ26:XCME`.
    public let streamerSymbol: String?
    /// Whether it is the product's active month.
    public let isActiveMonth: Bool
    /// Whether it will be the active month next.
    public internal(set) var isNextActiveMonth: Bool?
    /// The root, `/ES`.
    public internal(set) var rootSymbol: String?
    /// The day it expires.
    public internal(set) var expirationDate: TradingDay?
    /// The same day, in the venue's other spelling.
    public internal(set) var maturityDate: TradingDay?
    /// Days left.
    public internal(set) var daysToExpiration: Int?
    /// When it stops trading.
    public internal(set) var stopsTradingAt: Timestamp?
    /// When it expires.
    public internal(set) var expiresAt: Timestamp?
}

/// The answer to a question for nested chains.
public struct NestedChains: Sendable, Equatable {
    /// The chains, one for each root and type; none for an underlying without options.
    public let chains: [NestedChain]
    /// The futures that options on futures deliver; empty for others.
    public let futures: [NestedFuture]
    /// Records that could not be read and were left out; their neighbours were kept.
    public let unreadable: [UnreadableRecord]
}

/// A record of a list that could not be read.
public struct UnreadableRecord: Sendable, Equatable {
    /// Where it stands in the answer: `items[0].expirations[3].strikes[7]`.
    public let path: String
    /// What is wrong with it.
    public let reason: String
}
