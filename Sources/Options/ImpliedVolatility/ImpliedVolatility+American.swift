internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension ImpliedVolatility {
    /// The American volatility of a price; the inputs' own volatility is not looked at.
    ///
    /// The European volatility of the price is never below the American one and begins the search; secant steps
    /// inside a bracket follow.
    ///
    /// - Parameter dividends: Cash payments to come, as in `American.price(_:dividends:)`.
    /// - Throws: `NoVolatility`: at or below the value without any movement, or at or above what the underlying (call)
    ///   or the strike (put) is worth at most.
    public static func american(
        price: Double, _ inputs: PricingInputs, dividends: [CashDividend] = []
    ) throws(NoVolatility) -> Double {
        guard inputs.underlying > 0, inputs.strike > 0, inputs.years > 0, price.isFinite, inputs.underlying.isFinite,
            inputs.strike.isFinite, inputs.years.isFinite, (inputs.rate + inputs.dividendYield).isFinite
        else { throw .invalidInputs }
        var trial = inputs
        trial.volatility = 0
        // Dividends make the path without movement a matter of their dates; below half a percent it counts as such.
        if !dividends.isEmpty { trial.volatility = 0.005 }
        guard price > 0, price > American.price(trial, dividends: dividends) else { throw .atOrBelowIntrinsic }
        let bound =
            inputs.right == .call
            ? inputs.underlying * max(1, exp(-inputs.dividendYield * inputs.years))
            : inputs.strike * max(1, exp(-inputs.rate * inputs.years))
        guard price < bound else { throw .atOrAboveUpperBound }
        func excess(_ volatility: Double) -> Double {
            trial.volatility = volatility
            return American.price(trial, dividends: dividends) - price
        }
        // Nothing listed is quoted above this; what is not reached by then lies in the last digits below the bound.
        let most = 64.0
        var high = (try? european(price: price, inputs)) ?? 1
        var excessAtHigh = excess(high)
        while excessAtHigh < 0 {
            guard high < most else { throw .atOrAboveUpperBound }
            high *= 2
            excessAtHigh = excess(high)
        }
        return root(excess, high: high, excessAtHigh: excessAtHigh, tolerance: 1e-14 * inputs.underlying)
    }

    /// The root of a rising function between 0 and `high`: secants, and halves where they leave the bracket.
    private static func root(
        _ excess: (Double) -> Double, high: Double, excessAtHigh: Double, tolerance: Double
    ) -> Double {
        var (low, high) = (0.0, high)
        var (last, excessAtLast) = (high, excessAtHigh)
        var next = high * 0.99
        for _ in 0..<100 where abs(excessAtLast) > tolerance {
            let value = excess(next)
            if value < 0 { low = next } else { high = next }
            let slope = (excessAtLast - value) / (last - next)
            (last, excessAtLast) = (next, value)
            let step = value / slope
            next -= step
            if !(next > low && next < high) { next = 0.5 * (low + high) }
            if abs(next - last) <= 4e-16 * last || high - low <= 4e-16 * high { break }
        }
        return last
    }
}
