#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Total variance over log-moneyness in Gatheral's raw SVI form (2004):
/// `w(k) = a + b (ρ (k - m) + √((k - m)² + σ²))`, where `k = ln(strike / forward)` and `w` is volatility² × years.
public struct SVIParameters: Hashable, Sendable {
    /// The level of variance.
    public var a: Double
    /// The slope of the wings, at least zero.
    public var b: Double
    /// The tilt, -1 to 1: below zero where puts are dearer.
    public var rho: Double
    /// Where the curve turns, in log-moneyness.
    public var m: Double
    /// How rounded the turn is, above zero.
    public var sigma: Double

    /// Creates parameters.
    public init(a: Double, b: Double, rho: Double, m: Double, sigma: Double) {
        self.a = a
        self.b = b
        self.rho = rho
        self.m = m
        self.sigma = sigma
    }

    /// Volatility² × years at a log-moneyness.
    public func totalVariance(_ k: Double) -> Double {
        a + b * (rho * (k - m) + ((k - m) * (k - m) + sigma * sigma).squareRoot())
    }

    /// The first derivative of total variance over log-moneyness.
    public func slope(_ k: Double) -> Double {
        b * (rho + (k - m) / ((k - m) * (k - m) + sigma * sigma).squareRoot())
    }

    /// The second derivative, at least zero.
    public func curvature(_ k: Double) -> Double {
        let root = ((k - m) * (k - m) + sigma * sigma).squareRoot()
        return b * sigma * sigma / (root * root * root)
    }

    /// Durrleman's function: the risk-neutral density is not negative where it is not, and then no butterfly of
    /// options costs less than nothing (Gatheral and Jacquier 2014, lemma 2.2).
    public func butterfly(_ k: Double) -> Double {
        let variance = totalVariance(k)
        guard variance > 0 else { return -.infinity }
        let first = slope(k)
        let stretch = 1 - k * first / (2 * variance)
        return stretch * stretch - first * first / 4 * (1 / variance + 0.25) + curvature(k) / 2
    }

    /// The slope of total variance far below the forward, as a magnitude.
    public var leftWing: Double { b * (1 - rho) }
    /// The slope of total variance far above the forward.
    public var rightWing: Double { b * (1 + rho) }
    /// The least total variance of the curve.
    public var minimumVariance: Double { a + b * sigma * (1 - rho * rho).squareRoot() }
}
