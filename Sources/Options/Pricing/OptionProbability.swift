internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Risk-neutral probabilities and moves of an underlying that follows the Black–Scholes diffusion of some inputs; the
/// inputs' strike and right count only where a function says so. With the yield equal to the rate the underlying is a
/// future and does not drift.
public enum OptionProbability {
    /// That the option of the inputs ends with a value above zero: Φ(±d2). At zero deviation 0 or 1, and ½ where the
    /// forward is the strike.
    public static func finishingInTheMoney(_ inputs: PricingInputs) -> Double { BlackScholesState(inputs).n2 }

    /// That the underlying ends at or below a level.
    ///
    /// - Parameter level: 0 at or below zero, where no lognormal price goes.
    public static func finishing(atOrBelow level: Double, _ inputs: PricingInputs) -> Double {
        guard level > 0 else { return 0 }
        guard level < .infinity else { return 1 }
        var atLevel = inputs
        atLevel.strike = level
        atLevel.right = .put
        return finishingInTheMoney(atLevel)
    }

    /// That the underlying ends between two levels, in either order: the probability of profit of a structure that
    /// wins between its breakevens.
    public static func finishing(between first: Double, and second: Double, _ inputs: PricingInputs) -> Double {
        abs(finishing(atOrBelow: second, inputs) - finishing(atOrBelow: first, inputs))
    }

    /// That the underlying is at the level at some moment to expiry, watched without a pause; 1 when it is there now.
    ///
    /// First passage of a Brownian motion with drift to one barrier (Harrison, 1985), on the logarithm of the price.
    public static func touching(_ level: Double, _ inputs: PricingInputs) -> Double {
        guard level > 0, inputs.underlying > 0, inputs.years >= 0, inputs.volatility >= 0 else { return .nan }
        let distance = LogMoneyness.ratio(level, inputs.underlying)
        guard distance != 0 else { return 1 }
        let deviation = inputs.volatility * inputs.years.squareRoot()
        let variance = inputs.volatility * inputs.volatility
        let drift = (inputs.rate - inputs.dividendYield - 0.5 * variance) * inputs.years
        let side: Double = distance > 0 ? 1 : -1
        guard deviation > 0 else { return side * (drift - distance) >= 0 ? 1 : 0 }
        let direct = Normal.cumulative(side * (drift - distance) / deviation)
        // e^{2µb/σ²}·Φ, as one exponential: the factors alone may overflow and underflow.
        let exponent = 2 * drift * distance / (deviation * deviation)
        let reflected = side * (-drift - distance) / deviation
        let mirror =
            reflected > -5
            ? exp(exponent) * Normal.cumulative(reflected)
            : 0.5 * exp(exponent - 0.5 * reflected * reflected)
                * ScaledErrorFunction.complement(-reflected * 0.5.squareRoot())
        return min(1, direct + mirror)
    }

    /// One standard deviation of the underlying at expiry, in points and for small moves: underlying · σ√T.
    public static func expectedMove(_ inputs: PricingInputs) -> Double {
        inputs.underlying * inputs.volatility * inputs.years.squareRoot()
    }

    /// The mean absolute distance from the forward at expiry in points, without discounting: what a straddle struck
    /// at the forward is worth then. About 0.8 of `expectedMove`.
    public static func meanAbsoluteMove(_ inputs: PricingInputs) -> Double {
        let forward = inputs.underlying * exp((inputs.rate - inputs.dividendYield) * inputs.years)
        return 2 * forward * NormalizedBlack.price(0, inputs.volatility * inputs.years.squareRoot())
    }
}
