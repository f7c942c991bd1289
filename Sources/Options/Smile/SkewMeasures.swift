internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How a smile leans and bends, in volatility as fractions.
///
/// Deltas are of the forward, undiscounted: Φ(d1) for calls, -Φ(-d1) for puts.
public struct SkewMeasures: Hashable, Sendable {
    /// At the forward, on the curve.
    public let atTheMoney: Double
    /// Where a put's delta is -0.25, on the curve.
    public let put25: Double
    /// Where a call's delta is 0.25, on the curve.
    public let call25: Double
    /// The strikes of both, in points.
    public let strikes25: ClosedRange<Double>
    /// The change of volatility per unit of log-moneyness at the forward; below zero where puts are dearer.
    public let slope: Double
    /// The mean volatility of puts less that of calls, over the quoted options with a delta of 0.05 to 0.50; `nil` when
    /// one side has none.
    public let putCallDifference: Double?

    /// Measures a fit.
    public init(_ fit: SmileFit) {
        atTheMoney = fit.volatility(moneyness: 0)
        let put = Self.moneyness(.put, delta: 0.25, fit)
        let call = Self.moneyness(.call, delta: 0.25, fit)
        put25 = fit.volatility(moneyness: put)
        call25 = fit.volatility(moneyness: call)
        strikes25 = fit.forward * exp(min(put, call))...fit.forward * exp(max(put, call))
        // dσ/dk = w' / (2 σ T).
        slope = atTheMoney > 0 ? fit.parameters.slope(0) / (2 * atTheMoney * fit.years) : 0
        func mean(_ right: OptionRight) -> Double? {
            let chosen = fit.residuals.filter { residual in
                residual.point.right == right && !residual.isOutlier
                    && (0.05...0.5).contains(
                        Self.delta(right, residual.point.moneyness, residual.point.volatility, fit.years))
            }.map(\.point.volatility)
            return chosen.isEmpty ? nil : chosen.reduce(0, +) / Double(chosen.count)
        }
        if let puts = mean(.put), let calls = mean(.call) {
            putCallDifference = puts - calls
        } else {
            putCallDifference = nil
        }
    }

    /// The call's volatility less the put's, both at a delta of 0.25: below zero where puts are dearer.
    public var riskReversal25: Double { call25 - put25 }
    /// The mean of both less the one at the forward: how bent the smile is.
    public var butterfly25: Double { (call25 + put25) / 2 - atTheMoney }

    /// The magnitude of an option's delta.
    private static func delta(_ right: OptionRight, _ k: Double, _ volatility: Double, _ years: Double) -> Double {
        let deviation = volatility * years.squareRoot()
        guard deviation > 0 else { return 0 }
        let d1 = -k / deviation + deviation / 2
        return Normal.cumulative(right == .call ? d1 : -d1)
    }

    /// The log-moneyness at which an option on the curve has a delta, found by halving.
    private static func moneyness(_ right: OptionRight, delta target: Double, _ fit: SmileFit) -> Double {
        let side = right == .call ? 1.0 : -1.0
        var (near, far) = (0.0, 10 * max(fit.volatility(moneyness: 0) * fit.years.squareRoot(), 1e-6))
        for _ in 0..<80 {
            let middle = (near + far) / 2
            let k = side * middle
            if delta(right, k, fit.volatility(moneyness: k), fit.years) > target { near = middle } else { far = middle }
        }
        return side * (near + far) / 2
    }
}
