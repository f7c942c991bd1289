import MarketModel
import Options

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An implied-volatility surface without static arbitrage: SSVI with the power-law φ of Gatheral and Jacquier
/// ("Arbitrage-free SVI volatility surfaces", 2014, remark 4.4).
///
/// Total variance at log-moneyness k is θ/2 (1 + ρφk + √((φk + ρ)² + 1 − ρ²)) with φ = η / (θ^γ (1 + θ)^(1−γ)). Neither
/// butterflies nor calendar spreads can be arbitraged when η(1 + |ρ|) ≤ 2, γ is in (0, ½] and θ never falls with time;
/// θ here is the integral of a variance that relaxes from `shortVariance` to `longVariance`.
struct ImpliedSurface: Sendable {
    /// The variance a year of the shortest expiry at the money.
    var shortVariance: Double
    /// The variance a year that long expiries tend to.
    let longVariance: Double
    /// How fast, per year.
    let reversion: Double
    /// The correlation ρ: below zero, puts are dearer.
    let correlation: Double
    /// The wings' scale η.
    let wings: Double
    /// The power γ.
    let power: Double

    /// - Precondition: The conditions above hold.
    init(
        shortVolatility: Double, longVolatility: Double, reversion: Double, correlation: Double, wings: Double,
        power: Double = 0.45
    ) {
        precondition(wings * (1 + abs(correlation)) <= 2 && power > 0 && power <= 0.5 && abs(correlation) < 1)
        shortVariance = shortVolatility * shortVolatility
        longVariance = longVolatility * longVolatility
        self.reversion = reversion
        self.correlation = correlation
        self.wings = wings
        self.power = power
    }

    /// θ: total variance at the money up to an expiry, growing with it.
    func totalVarianceAtTheMoney(years: Double) -> Double {
        longVariance * years + (shortVariance - longVariance) * -expm1(-reversion * years) / reversion
    }

    /// The volatility, a fraction a year.
    ///
    /// - Parameters:
    ///   - logMoneyness: The logarithm of strike over forward.
    ///   - years: Time to expiry, above zero.
    func volatility(logMoneyness: Double, years: Double) -> Double {
        let theta = totalVarianceAtTheMoney(years: years)
        let scale = wings / (pow(theta, power) * pow(1 + theta, 1 - power))
        let shifted = scale * logMoneyness + correlation
        let root = (shifted * shifted + 1 - correlation * correlation).squareRoot()
        return (theta / 2 * (1 + correlation * scale * logMoneyness + root) / years).squareRoot()
    }
}
