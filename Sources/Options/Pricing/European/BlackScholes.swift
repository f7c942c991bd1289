internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The European price of Black, Scholes and Merton (1973), with a continuous dividend yield; with the yield equal to
/// the rate it is Black's (1976) for options on futures.
///
/// Values are not numbers where the underlying or the strike is not above zero, or time or volatility is negative.
public enum BlackScholes {
    /// The price in points, never below zero; far out of the money it keeps its relative precision.
    public static func price(_ inputs: PricingInputs) -> Double { BlackScholesState(inputs).price }

    /// The price and its Greeks.
    ///
    /// At zero time or zero volatility they are those of the discounted forward payoff: delta is 0 or ±e^{−qT}, and
    /// where forward and strike are equal half of that; gamma and vega are 0, though at that very point gamma has no
    /// bound. Rho holds the dividend yield; `Black76` holds the futures price instead.
    public static func valuation(_ inputs: PricingInputs) -> OptionValuation {
        let state = BlackScholesState(inputs)
        return OptionValuation(
            price: state.price,
            greeks: OptionGreeks(
                delta: state.delta, gamma: state.gamma, thetaPerDay: state.thetaPerYear / 365,
                vegaPerPoint: state.vega / 100, rhoPerPoint: state.rho / 100))
    }

    /// How far the forward is from the strike in standard deviations, after and before the drift of the deviation:
    /// d1 and d2 = d1 − σ√T. Infinite at zero deviation, 0 where the forward is then the strike.
    public static func standardizedMoneyness(_ inputs: PricingInputs) -> (d1: Double, d2: Double) {
        let state = BlackScholesState(inputs)
        return (state.d1, state.d2)
    }
}

/// The quantities that the closed-form price and all its derivatives are made of. Derivatives are per unit here, not
/// per point or day.
struct BlackScholesState {
    let inputs: PricingInputs
    /// +1 for a call, −1 for a put.
    let sign: Double
    /// e^{−qT}.
    let carry: Double
    /// The underlying and the strike, both discounted.
    let spot: Double
    let strike: Double
    /// ln(forward/strike).
    let moneyness: Double
    /// σ√T.
    let deviation: Double
    /// (ln(forward/strike) ± σ²T/2)/(σ√T); infinite, or zero at the money, where the deviation is zero.
    let d1: Double
    let d2: Double
    /// Φ(±d1) and Φ(±d2) with the right's sign.
    let n1: Double
    let n2: Double
    /// φ(d1).
    let density: Double

    init(_ inputs: PricingInputs) {
        self.inputs = inputs
        sign = inputs.right == .call ? 1 : -1
        carry = exp(-inputs.dividendYield * inputs.years)
        spot = inputs.underlying * carry
        strike = inputs.strike * exp(-inputs.rate * inputs.years)
        moneyness =
            LogMoneyness.ratio(inputs.underlying, inputs.strike)
            + (inputs.rate - inputs.dividendYield) * inputs.years
        deviation = inputs.volatility * inputs.years.squareRoot()
        if deviation == 0 {
            d1 = moneyness == 0 ? 0 : moneyness * .infinity
            d2 = d1
        } else {
            d1 = moneyness / deviation + deviation / 2
            d2 = moneyness / deviation - deviation / 2
        }
        n1 = Normal.cumulative(sign * d1)
        n2 = Normal.cumulative(sign * d2)
        density = Normal.density(d1)
    }

    /// The out-of-the-money price, and the discounted intrinsic value on top for the other right.
    var price: Double {
        guard !(spot.isInfinite || deviation.isNaN || moneyness.isNaN) else { return .nan }
        let timeValue = (spot * strike).squareRoot() * NormalizedBlack.price(-abs(moneyness), deviation)
        return sign * moneyness > 0 ? max(0, sign * (spot - strike)) + timeValue : timeValue
    }

    var delta: Double { sign * carry * n1 }

    var gamma: Double { deviation == 0 ? 0 : carry * density / (inputs.underlying * deviation) }

    var vega: Double { deviation == 0 ? 0 : spot * density * inputs.years.squareRoot() }

    /// The change of the price as a year passes.
    var thetaPerYear: Double {
        let decay = deviation == 0 ? 0 : -spot * density * inputs.volatility / (2 * inputs.years.squareRoot())
        return decay + sign * (inputs.dividendYield * spot * n1 - inputs.rate * strike * n2)
    }

    var rho: Double { sign * strike * inputs.years * n2 }
}
