internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The volatility at which a model gives a price.
public enum ImpliedVolatility {
    /// The European volatility of a price; the inputs' own volatility is not looked at.
    ///
    /// - Throws: `NoVolatility` when there is none.
    public static func european(price: Double, _ inputs: PricingInputs) throws(NoVolatility) -> Double {
        let sign = inputs.right == .call ? 1.0 : -1.0
        let spot = inputs.underlying * exp(-inputs.dividendYield * inputs.years)
        let strike = inputs.strike * exp(-inputs.rate * inputs.years)
        guard price > 0, spot > 0, strike > 0, inputs.years > 0, price.isFinite else { throw .invalidInputs }
        guard price > max(0, sign * (spot - strike)) else { throw .atOrBelowIntrinsic }
        guard price < (inputs.right == .call ? spot : strike) else { throw .atOrAboveUpperBound }
        var low = 0.0
        var high = 64.0
        var trial = inputs
        for _ in 0..<200 {
            trial.volatility = (low + high) / 2
            if trial.volatility == low || trial.volatility == high { break }
            if BlackScholes.price(trial) < price { low = trial.volatility } else { high = trial.volatility }
        }
        return (low + high) / 2
    }
}
