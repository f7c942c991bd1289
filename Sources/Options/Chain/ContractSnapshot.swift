public import MarketModel

/// Where a volatility and its Greeks come from.
public enum ValuationSource: String, Sendable, CaseIterable {
    /// The feed's own, as it sent them.
    case feed
    /// The model at the volatility implied by the contract's own mid price.
    case quote
    /// The model at a volatility taken from the neighbouring strikes, for a contract whose own price gives none.
    case neighbours
}

/// What a model valuation was computed from.
public struct ValuationInputs: Hashable, Sendable {
    /// The forward price of the underlying at expiry, in points.
    public var forward: Double
    /// The risk-free rate, annual and continuously compounded, as a fraction.
    public var rate: Double
    /// Time to expiry in years of 365 days.
    public var years: Double

    /// Creates the inputs.
    public init(forward: Double, rate: Double, years: Double) {
        self.forward = forward
        self.rate = rate
        self.years = years
    }
}

/// A contract's volatility and Greeks, with where they come from.
public struct ContractValuation: Hashable, Sendable {
    /// Annual, as a fraction.
    public var volatility: Double
    /// Per unit of the underlying, not times the multiplier.
    public var greeks: OptionGreeks
    /// Where both come from.
    public var source: ValuationSource
    /// What the model was given; `nil` for the feed's, which does not say.
    public var inputs: ValuationInputs?
    /// How old the newest price is that they rest on.
    public var age: Duration

    /// Creates a valuation.
    public init(
        volatility: Double, greeks: OptionGreeks, source: ValuationSource, inputs: ValuationInputs?, age: Duration
    ) {
        self.volatility = volatility
        self.greeks = greeks
        self.source = source
        self.inputs = inputs
        self.age = age
    }
}

/// One option of a chain at one moment. What is not known is `nil`, never 0.
public struct ContractSnapshot: Hashable, Sendable {
    /// Its place in the `ChainBook`.
    public var index: Int
    /// Call or put.
    public var right: OptionRight
    /// The strike, in points of the underlying.
    public var strike: Price
    /// Best bid; zero is a real bid of nothing.
    public var bid: Price?
    /// Best ask.
    public var ask: Price?
    /// Contracts at the bid.
    public var bidSize: Quantity?
    /// Contracts at the ask.
    public var askSize: Quantity?
    /// How old the quote is; `nil` without one.
    public var quoteAge: Duration?
    /// Price of the last trade.
    public var last: Price?
    /// Contracts traded today.
    public var volume: Double?
    /// Open contracts at the last clearing.
    public var openInterest: Int64?
    /// Volatility and Greeks.
    public var valuation: ContractValuation?
    /// The model's probability, 0 to 1, that it expires worthless.
    public var probabilityOutOfTheMoney: Double?
    /// What exercise is worth now, in points; `nil` without a price of the underlying.
    public var intrinsic: Price?
    /// Why its price is left out of fits and choices; `nil` when it is fit.
    public var exclusion: ChainExclusion?

    /// Creates a snapshot of a contract about which nothing is known yet.
    public init(index: Int, right: OptionRight, strike: Price) {
        self.index = index
        self.right = right
        self.strike = strike
    }

    /// Halfway between bid and ask; `nil` without both, or when they cross.
    public var mid: Price? {
        guard let bid, let ask, bid <= ask else { return nil }
        return Price(billionths: bid.billionths + (ask.billionths - bid.billionths) / 2)
    }

    /// The spread as a fraction of the mid: 0.02 is 2 %; `nil` without a mid above zero.
    public var spreadFraction: Double? {
        guard let bid, let ask, let mid, mid > .zero else { return nil }
        return (ask - bid).doubleValue / mid.doubleValue
    }

    /// What the mid is worth beyond exercise, in points; below zero when the option trades under it.
    public var extrinsic: Price? {
        guard let mid, let intrinsic else { return nil }
        return mid - intrinsic
    }

    /// Annual volatility, as a fraction.
    public var volatility: Double? { valuation?.volatility }
    /// Per point of the underlying: -1 to 1.
    public var delta: Double? { valuation?.greeks.delta }
}
