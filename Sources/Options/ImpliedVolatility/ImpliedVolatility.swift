public import MarketModel

/// The volatility at which a model gives a price.
public enum ImpliedVolatility {
    /// The European volatility of a price; the inputs' own volatility is not looked at.
    ///
    /// The result is as precise as `Double` and the price allow, over the whole range of prices. Whether a price has
    /// a time value at all is decided on twice the digits.
    ///
    /// - Throws: `NoVolatility` when there is none.
    public static func european(price: Double, _ inputs: PricingInputs) throws(NoVolatility) -> Double {
        let drift = inputs.rate + inputs.dividendYield
        guard inputs.underlying > 0, inputs.strike > 0, inputs.years > 0, drift.isFinite, price.isFinite,
            inputs.underlying.isFinite, inputs.strike.isFinite, inputs.years.isFinite
        else { throw .invalidInputs }
        guard price > 0 else { throw .atOrBelowIntrinsic }
        let value = TimeValue(price: price, inputs)
        guard value.excess > 0 else { throw .atOrBelowIntrinsic }
        guard value.room > 0 else { throw .atOrAboveUpperBound }
        let deviation = NormalizedDeviation.solve(
            moneyness: value.moneyness, price: value.excess / value.scale, gap: value.room / value.scale)
        return deviation / inputs.years.squareRoot()
    }

    /// The volatility of a European option on a future, by Black (1976).
    ///
    /// - Throws: `NoVolatility` when there is none.
    public static func black76(
        _ right: OptionRight, price: Double, future: Double, strike: Double, years: Double, rate: Double
    ) throws(NoVolatility) -> Double {
        try european(
            price: price,
            .onFuture(right, future: future, strike: strike, years: years, rate: rate, volatility: 0))
    }
}
