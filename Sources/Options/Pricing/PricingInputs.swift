public import MarketModel

/// What a model price depends on. Rates are continuously compounded annual fractions.
@frozen
public struct PricingInputs: Hashable, Sendable, BitwiseCopyable {
    /// Call or put.
    public var right: OptionRight
    /// The underlying's price: spot, or the future's for an option on a future.
    public var underlying: Double
    /// The strike.
    public var strike: Double
    /// Time to expiry in years of 365 days.
    public var years: Double
    /// The risk-free rate: 0.05 is 5 %.
    public var rate: Double
    /// The dividend yield; equal to the rate for an option on a future, which makes the model Black-76.
    public var dividendYield: Double
    /// Annual volatility: 0.2 is 20 %.
    public var volatility: Double

    /// Creates the inputs.
    @inlinable
    public init(
        right: OptionRight, underlying: Double, strike: Double, years: Double, rate: Double, dividendYield: Double,
        volatility: Double
    ) {
        self.right = right
        self.underlying = underlying
        self.strike = strike
        self.years = years
        self.rate = rate
        self.dividendYield = dividendYield
        self.volatility = volatility
    }

    /// The inputs of an option on a future (Black-76).
    @inlinable
    public static func onFuture(
        _ right: OptionRight, future: Double, strike: Double, years: Double, rate: Double, volatility: Double
    ) -> PricingInputs {
        PricingInputs(
            right: right, underlying: future, strike: strike, years: years, rate: rate, dividendYield: rate,
            volatility: volatility)
    }
}
