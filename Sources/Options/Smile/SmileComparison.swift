/// How a smile has changed since another moment: later less earlier, volatilities as fractions.
public struct SmileComparison: Hashable, Sendable {
    /// The forward, in points.
    public let forward: Double
    /// Volatility at the forward.
    public let atTheMoney: Double
    /// The 25-delta risk reversal.
    public let riskReversal25: Double
    /// The 25-delta butterfly.
    public let butterfly25: Double
    /// The slope at the forward.
    public let slope: Double
    /// Volatility at the strike that was at the forward before: what a holder of that option has seen.
    public let atFormerForward: Double

    /// Compares two fits of one expiration.
    public init(from earlier: SmileFit, to later: SmileFit) {
        let (before, after) = (SkewMeasures(earlier), SkewMeasures(later))
        forward = later.forward - earlier.forward
        atTheMoney = after.atTheMoney - before.atTheMoney
        riskReversal25 = after.riskReversal25 - before.riskReversal25
        butterfly25 = after.butterfly25 - before.butterfly25
        slope = after.slope - before.slope
        atFormerForward = later.volatility(strike: earlier.forward) - before.atTheMoney
    }
}
