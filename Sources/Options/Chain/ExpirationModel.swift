internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the model needs to value the options of one expiration.
struct ExpirationModel {
    let forward: Double
    let rate: Double
    let years: Double
    /// The underlying's price that the forward corresponds to, so that delta is per point of it.
    let underlying: Double
    let dividendYield: Double

    /// Carry over so few years is noise of the forward rather than dividends, and would swamp theta.
    private static let shortestCarry = 14.0 / 365
    /// Yields outside come from prices of two moments: an index at 16:00 against options at 16:15.
    private static let carryRange = -0.01...0.25

    init(_ estimate: ForwardEstimate, years: Double, isOnFuture: Bool) {
        forward = estimate.forward
        rate = estimate.rate
        self.years = years
        if isOnFuture {
            underlying = forward
            dividendYield = rate
        } else {
            let implied = estimate.impliedDividendYield ?? 0
            let isCarry = years >= Self.shortestCarry && Self.carryRange.contains(implied)
            dividendYield = isCarry ? implied : 0
            underlying = forward * exp((dividendYield - rate) * years)
        }
    }

    var inputs: ValuationInputs { ValuationInputs(forward: forward, rate: rate, years: years) }

    func pricingInputs(_ right: OptionRight, _ strike: Price, volatility: Double = 0) -> PricingInputs {
        PricingInputs(
            right: right, underlying: underlying, strike: strike.doubleValue, years: years, rate: rate,
            dividendYield: dividendYield, volatility: volatility)
    }

    /// Lognormal distance of a strike from the forward.
    func moneyness(_ strike: Price) -> Double { log(strike.doubleValue / forward) }

    /// The probability that an option expires worthless.
    func probabilityOutOfTheMoney(_ right: OptionRight, _ strike: Price, volatility: Double) -> Double? {
        let deviation = volatility * years.squareRoot()
        guard deviation > 0 else { return nil }
        let d2 = -moneyness(strike) / deviation - deviation / 2
        return Normal.cumulative(right == .call ? -d2 : d2)
    }

    /// Mean absolute distance of the price at expiry from the forward, in points: the undiscounted straddle there.
    func expectedMove(volatility: Double) -> Double {
        2 * forward * (2 * Normal.cumulative(volatility * years.squareRoot() / 2) - 1)
    }

    /// One standard deviation either way, lognormally.
    func oneStandardDeviation(volatility: Double) -> ClosedRange<Double> {
        let deviation = volatility * years.squareRoot()
        return forward * exp(-deviation)...forward * exp(deviation)
    }
}
