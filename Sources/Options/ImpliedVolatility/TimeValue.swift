internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A European price taken apart: what it holds above the discounted intrinsic value, which is the price of the
/// out-of-the-money option at the same strike, and what it lacks to its upper bound.
struct TimeValue {
    /// Price − max(0, ±(S·e^{−qT} − K·e^{−rT})).
    let excess: Double
    /// The bound S·e^{−qT} (call) or K·e^{−rT} (put) − price.
    let room: Double
    /// √(S·e^{−qT} · K·e^{−rT}).
    let scale: Double
    /// −|ln(forward/strike)|.
    let moneyness: Double

    /// - Precondition: Underlying, strike and years are above zero and everything is finite.
    init(price: Double, _ inputs: PricingInputs) {
        let sign: Double = inputs.right == .call ? 1 : -1
        let spotFactor = DoubleDouble(product: -inputs.dividendYield, inputs.years).exponentialLessOne
        let strikeFactor = DoubleDouble(product: -inputs.rate, inputs.years).exponentialLessOne
        let spot = DoubleDouble(inputs.underlying) + spotFactor * inputs.underlying
        let strike = DoubleDouble(inputs.strike) + strikeFactor * inputs.strike
        let intrinsic = (spot - strike) * sign
        let price = DoubleDouble(price)
        excess = (intrinsic.high > 0 ? price - intrinsic : price).high
        room = ((sign > 0 ? spot : strike) - price).high
        scale = (spot.high * strike.high).squareRoot()
        moneyness = -abs(
            LogMoneyness.ratio(inputs.underlying, inputs.strike)
                + (inputs.rate - inputs.dividendYield) * inputs.years)
    }
}
