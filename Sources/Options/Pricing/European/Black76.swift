public import MarketModel

/// Black's (1976) price of a European option on a future, by the future's own price.
///
/// The price, delta, gamma, vega and theta are those of `BlackScholes` with the dividend yield equal to the rate; rho
/// differs, for here the futures price stays while the rate moves and only the discounting changes.
public enum Black76 {
    /// The price in points and its Greeks; delta and gamma are with respect to the futures price.
    public static func valuation(
        _ right: OptionRight, future: Double, strike: Double, years: Double, rate: Double, volatility: Double
    ) -> OptionValuation {
        var valuation = BlackScholes.valuation(
            .onFuture(right, future: future, strike: strike, years: years, rate: rate, volatility: volatility))
        valuation.greeks.rhoPerPoint = -years * valuation.price / 100
        return valuation
    }

    /// The price in points.
    public static func price(
        _ right: OptionRight, future: Double, strike: Double, years: Double, rate: Double, volatility: Double
    ) -> Double {
        BlackScholes.price(
            .onFuture(right, future: future, strike: strike, years: years, rate: rate, volatility: volatility))
    }
}
