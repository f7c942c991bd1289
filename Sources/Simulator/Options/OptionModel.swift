import MarketModel
import Options

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the options on one underlying are worth at any moment: one surface, one carry, and the synthetic price.
///
/// Index options and options on futures are priced as European, which with a surface free of static arbitrage leaves
/// nothing to arbitrage between them. Options on shares are the same price, but never below what exercise gives at once:
/// they are American, without the worth of exercising later than that.
struct OptionModel: Sendable {
    /// What a series' price is made from.
    enum Carry: Sendable {
        /// A spot price that grows at the rate less a dividend yield.
        case yield(Double)
        /// A future: no carry.
        case future
        /// A level that comes back: the forward leads from spot to `level`, at `speed` a year. The VIX.
        case reverting(level: Double, speed: Double)
    }

    /// The paths by the symbol of the series' underlying: `SPX`, `/ESZ6`.
    let paths: [String: SyntheticPath]
    /// How the price is carried to the expiry.
    let carry: Carry
    /// The risk-free rate, continuously compounded.
    let rate: Double
    /// The surface at its usual level.
    let surface: ImpliedSurface
    /// The path of a volatility index that moves the surface's short end, and what part of it that end is.
    let volatility: (path: SyntheticPath, share: Double)?

    /// The price of the underlying in points; `nil` for a series whose underlying has no path.
    func underlyingPrice(of series: OptionSeries, at moment: Timestamp) -> Double? {
        paths[series.underlying]?.price(at: moment.milliseconds)
    }

    /// The forward price to the series' expiry.
    func forward(of series: OptionSeries, at moment: Timestamp) -> Double? {
        underlyingPrice(of: series, at: moment).map { price in
            let years = series.years(at: moment)
            return switch carry {
            case .yield(let yield): price * exp((rate - yield) * years)
            case .future: price
            case .reverting(let level, let speed): level + (price - level) * exp(-speed * years)
            }
        }
    }

    /// The surface as it stands at a moment.
    func surface(at moment: Timestamp) -> ImpliedSurface {
        guard let volatility else { return surface }
        var moved = surface
        let short = max(0.03, volatility.path.price(at: moment.milliseconds) / 100 * volatility.share)
        moved.shortVariance = short * short
        return moved
    }

    /// Everything that a contract's price depends on; `nil` once it has expired.
    func inputs(of contract: OptionContract, at moment: Timestamp) -> PricingInputs? {
        let series = contract.series
        let years = series.years(at: moment)
        guard years > 0, let price = underlyingPrice(of: series, at: moment),
            let forward = forward(of: series, at: moment)
        else { return nil }
        let strike = contract.strike.doubleValue
        let volatility = surface(at: moment).volatility(logMoneyness: log(strike / forward), years: years)
        // A future, and the forward of an index that nobody can hold, cost nothing to carry.
        let (spot, yield): (Double, Double) =
            if case .yield(let yield) = carry { (price, yield) } else { (forward, rate) }
        return PricingInputs(
            right: contract.right, underlying: spot, strike: strike, years: years, rate: rate, dividendYield: yield,
            volatility: volatility)
    }

    /// The price and its Greeks; `nil` once the contract has expired.
    func valuation(of contract: OptionContract, at moment: Timestamp) -> (
        value: OptionValuation, inputs: PricingInputs
    )? {
        guard let inputs = inputs(of: contract, at: moment) else { return nil }
        var value = BlackScholes.valuation(inputs)
        if contract.series.style == .american, contract.series.delivery == .shares {
            let sign = contract.right == .call ? 1.0 : -1.0
            let intrinsic = sign * (inputs.underlying - inputs.strike)
            if value.price < intrinsic {
                value = OptionValuation(
                    price: intrinsic,
                    greeks: OptionGreeks(delta: sign, gamma: 0, thetaPerDay: 0, vegaPerPoint: 0, rhoPerPoint: 0))
            }
        }
        return (value, inputs)
    }
}
