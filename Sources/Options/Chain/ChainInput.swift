public import MarketModel

/// What an update of a `ChainBook` belongs to.
public enum ChainInstrument: Hashable, Sendable {
    /// An underlying, by its place in `ChainBook.underlyings`.
    case underlying(Int)
    /// A contract, by its place in the book.
    case contract(Int)
}

/// The best bid and ask of a contract as the book takes them.
public struct ContractQuote: Hashable, Sendable {
    /// Best bid; `nil` when there is none.
    public var bid: Price?
    /// Best ask; `nil` when there is none.
    public var ask: Price?
    /// Contracts at the bid.
    public var bidSize: Quantity?
    /// Contracts at the ask.
    public var askSize: Quantity?
    /// When it was received, or, for recordings, the moment it held.
    public var time: Timestamp

    /// Creates a quote.
    public init(bid: Price?, ask: Price?, bidSize: Quantity? = nil, askSize: Quantity? = nil, time: Timestamp) {
        self.bid = bid
        self.ask = ask
        self.bidSize = bidSize
        self.askSize = askSize
        self.time = time
    }
}

/// A volatility and Greeks as the feed sent them.
public struct FeedValuation: Hashable, Sendable {
    /// Annual, as a fraction.
    public var volatility: Double
    /// Per unit of the underlying.
    public var greeks: OptionGreeks
    /// When they were computed.
    public var time: Timestamp

    /// Creates a valuation.
    public init(volatility: Double, greeks: OptionGreeks, time: Timestamp) {
        self.volatility = volatility
        self.greeks = greeks
        self.time = time
    }

    /// Takes the feed's event; `nil` when a value is not a number.
    ///
    /// - Parameter receivedAt: Used where the event has no time of its own.
    public init?(_ event: Greeks, receivedAt: Timestamp) {
        let values = [
            event.volatility, event.delta, event.gamma, event.thetaPerDay, event.vegaPerPoint, event.rhoPerPoint,
        ]
        guard values.allSatisfy(\.isFinite) else { return nil }
        self.init(
            volatility: event.volatility,
            greeks: OptionGreeks(
                delta: event.delta, gamma: event.gamma, thetaPerDay: event.thetaPerDay,
                vegaPerPoint: event.vegaPerPoint, rhoPerPoint: event.rhoPerPoint),
            time: event.time == .epoch ? receivedAt : event.time)
    }
}

/// What is known of one contract.
struct ContractState: Sendable {
    var quote: ContractQuote?
    var last: Price?
    var volume: Double?
    var openInterest: Int64?
    var feed: FeedValuation?
    /// Feed Greeks came that were not numbers, and none since that were.
    var feedIsNotANumber = false
}

/// What is known of one underlying.
struct UnderlyingState: Sendable {
    var price: Price?
    var time = Timestamp.epoch
    /// The price came from a two-sided quote, which a last trade does not replace while it is younger.
    var isFromQuote = false
}
