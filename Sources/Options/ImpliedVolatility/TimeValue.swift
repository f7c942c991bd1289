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
        let spotLoss = inputs.underlying * expm1(-inputs.dividendYield * inputs.years)
        let strikeLoss = inputs.strike * expm1(-inputs.rate * inputs.years)
        let (spot, strike) = (inputs.underlying + spotLoss, inputs.strike + strikeLoss)
        // The difference is taken before rounding the discounted prices: most of it is exact.
        let intrinsic = max(0, sign * ((inputs.underlying - inputs.strike) + (spotLoss - strikeLoss)))
        scale = (spot * strike).squareRoot()
        moneyness = -abs(
            LogMoneyness.ratio(inputs.underlying, inputs.strike)
                + (inputs.rate - inputs.dividendYield) * inputs.years)
        let (excess, room) = (price - intrinsic, (sign > 0 ? spot : strike) - price)
        let isPlain = (intrinsic == 0 && moneyness < -1e-9) || excess > 1e-3 * scale
        if isPlain, room > 1e-3 * scale, excess > 0 {
            (self.excess, self.room) = (excess, room)
        } else {
            (self.excess, self.room) = Self.precise(price, inputs, sign)
        }
    }

    /// The same on twice the digits, where the rounding of a product would show.
    private static func precise(_ price: Double, _ inputs: PricingInputs, _ sign: Double) -> (Double, Double) {
        let spotFactor = DoubleDouble(product: -inputs.dividendYield, inputs.years).exponentialLessOne
        let strikeFactor = DoubleDouble(product: -inputs.rate, inputs.years).exponentialLessOne
        let spot = DoubleDouble(inputs.underlying) + spotFactor * inputs.underlying
        let strike = DoubleDouble(inputs.strike) + strikeFactor * inputs.strike
        let intrinsic = (spot - strike) * sign
        let price = DoubleDouble(price)
        return ((intrinsic.high > 0 ? price - intrinsic : price).high, ((sign > 0 ? spot : strike) - price).high)
    }
}
