#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The standard normal distribution.
public enum Normal {
    /// The probability of a draw at or below `x`, to full relative precision in the lower tail too.
    public static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }

    /// The density at `x`.
    public static func density(_ x: Double) -> Double { 0.398_942_280_401_432_7 * exp(-0.5 * x * x) }

    /// The `x` that a draw stays at or below with this probability; infinite at 0 and 1, not a number outside.
    ///
    /// A tail bound as the start, then Halley's method on the logarithm of the tail's probability, which is nearly a
    /// parabola in `x`.
    public static func quantile(_ probability: Double) -> Double {
        guard probability > 0, probability < 1 else {
            return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
        }
        guard probability <= 0.5 else { return -quantile(1 - probability) }
        let target = log(probability)
        let reach = (-2 * target).squareRoot()
        // Hastings (1955), formula 26.2.22 of Abramowitz and Stegun: within 0.003.
        var x = -(reach - (2.307_53 + 0.270_61 * reach) / (1 + reach * (0.992_29 + 0.044_81 * reach)))
        for _ in 0..<3 {
            // The density over the probability, and the logarithm of the probability, without underflow.
            let scaled = ScaledErrorFunction.complement(-x * 0.5.squareRoot())
            let hazard = 0.797_884_560_802_865_4 / scaled
            let gap = log(0.5 * scaled) - 0.5 * x * x - target
            let step = gap / hazard
            x -= step / (1 + 0.5 * step * (x + hazard))
        }
        return x
    }
}
