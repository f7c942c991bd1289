/// How the Greeks themselves move: second derivatives of a model price beside gamma, and gamma's own, per unit of the
/// underlying. A point of volatility is one percentage point; a day is a calendar day that passes.
@frozen
public struct SecondOrderGreeks: Hashable, Sendable, BitwiseCopyable {
    /// Change of delta per point of volatility; also the change of `vegaPerPoint` per point of the underlying.
    public var vannaPerPoint: Double
    /// Change of `vegaPerPoint` per point of volatility (also called volga).
    public var vommaPerPoint: Double
    /// Change of delta per day.
    public var charmPerDay: Double
    /// Change of `vegaPerPoint` per day.
    public var vetaPerDay: Double
    /// Change of gamma per point of the underlying.
    public var speed: Double
    /// Change of gamma per point of volatility.
    public var zommaPerPoint: Double
    /// Change of gamma per day.
    public var colorPerDay: Double

    /// Creates the Greeks.
    @inlinable
    public init(
        vannaPerPoint: Double, vommaPerPoint: Double, charmPerDay: Double, vetaPerDay: Double, speed: Double,
        zommaPerPoint: Double, colorPerDay: Double
    ) {
        self.vannaPerPoint = vannaPerPoint
        self.vommaPerPoint = vommaPerPoint
        self.charmPerDay = charmPerDay
        self.vetaPerDay = vetaPerDay
        self.speed = speed
        self.zommaPerPoint = zommaPerPoint
        self.colorPerDay = colorPerDay
    }
}

extension BlackScholes {
    /// The second-order Greeks of the European price; all 0 at zero time or zero volatility, except charm, which is
    /// then the change of the discount on delta.
    ///
    /// The formulas are those of Haug, "The Complete Guide to Option Pricing Formulas" (2nd edition, chapter 2), with
    /// time running forward.
    public static func secondOrderGreeks(_ inputs: PricingInputs) -> SecondOrderGreeks {
        let state = BlackScholesState(inputs)
        let (d1, d2, deviation) = (state.d1, state.d2, state.deviation)
        let (years, volatility, yield) = (inputs.years, inputs.volatility, inputs.dividendYield)
        let discounting = state.sign * yield * state.carry * state.n1
        guard deviation > 0 else {
            return SecondOrderGreeks(
                vannaPerPoint: 0, vommaPerPoint: 0, charmPerDay: discounting / 365, vetaPerDay: 0, speed: 0,
                zommaPerPoint: 0, colorPerDay: 0)
        }
        let drift = (inputs.rate - yield) / deviation
        // The change of d1 as a year passes.
        let d1PerYear = d2 / (2 * years) - drift
        return SecondOrderGreeks(
            vannaPerPoint: -state.carry * state.density * d2 / volatility / 100,
            vommaPerPoint: state.vega * d1 * d2 / volatility / 10_000,
            charmPerDay: (discounting + state.carry * state.density * d1PerYear) / 365,
            vetaPerDay: state.vega * (yield - d1 * d1PerYear - 1 / (2 * years)) / 36_500,
            speed: -state.gamma / inputs.underlying * (d1 / deviation + 1),
            zommaPerPoint: state.gamma * (d1 * d2 - 1) / volatility / 100,
            colorPerDay: state.gamma * (yield - d1 * d1PerYear + 1 / (2 * years)) / 365)
    }
}
