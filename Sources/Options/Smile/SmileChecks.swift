#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Whether a smile admits arbitrage within itself.
public struct SmileChecks: Hashable, Sendable {
    /// The least value of Durrleman's function over the strikes and half their width beyond; no butterfly costs less
    /// than nothing where it is at least zero.
    public let leastButterfly: Double
    /// The strike of that value, in points.
    public let leastButterflyStrike: Double
    /// The slope of total variance far below the forward, as a magnitude; at most 2 (Lee 2004).
    public let leftWing: Double
    /// The same far above the forward.
    public let rightWing: Double
    /// The least total variance; at least zero.
    public let leastVariance: Double

    /// Checks a fit.
    public init(_ fit: SmileFit) {
        let range = fit.range
        let margin = (range.upperBound - range.lowerBound) / 2
        var least = (value: Double.infinity, k: 0.0)
        for step in 0...400 {
            let k = range.lowerBound - margin + (range.upperBound - range.lowerBound + 2 * margin) * Double(step) / 400
            let value = fit.parameters.butterfly(k)
            if value < least.value { least = (value, k) }
        }
        leastButterfly = least.value
        leastButterflyStrike = fit.forward * exp(least.k)
        leftWing = fit.parameters.leftWing
        rightWing = fit.parameters.rightWing
        leastVariance = fit.parameters.minimumVariance
    }

    /// No butterfly costs less than nothing.
    public var isFreeOfButterflies: Bool { leastButterfly >= -1e-9 }
    /// The wings are no steeper than any model allows.
    public var hasBoundedWings: Bool { max(leftWing, rightWing) <= 2 + 1e-9 }
    /// Variance is nowhere below zero.
    public var hasPositiveVariance: Bool { leastVariance >= -1e-12 }
}
