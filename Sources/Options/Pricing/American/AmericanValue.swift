internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// One American price with the Greeks that come with it.
struct AmericanValue {
    let price: Double
    /// Vega and rho are those of the European option, or 0 where exercised.
    let greeks: OptionGreeks
    /// Whether the option should be exercised now.
    let isExercised: Bool
    /// Whether there is time and movement left, so that more than the exercise value counts.
    let isLive: Bool

    init(_ inputs: PricingInputs, dividends: [CashDividend]) {
        let sign: Double = inputs.right == .call ? 1 : -1
        let exerciseValue = max(0, sign * (inputs.underlying - inputs.strike))
        let european = BlackScholes.valuation(inputs)
        guard inputs.years > 0, inputs.volatility > 0, inputs.underlying > 0, inputs.strike > 0, european.price.isFinite
        else {
            self.init(limitOf: inputs, european: european, exerciseValue: exerciseValue)
            return
        }
        let paid = dividends.filter { $0.years > 0 && $0.years < inputs.years && $0.amount > 0 }
        guard paid.isEmpty else {
            let ordered = paid.sorted { $0.years < $1.years }
            self.init(inputs, differences: FiniteDifferences(inputs, dividends: ordered), exerciseValue)
            return
        }
        let isCall = inputs.right == .call
        let put = AmericanPut(
            years: inputs.years, rate: isCall ? inputs.dividendYield : inputs.rate,
            yield: isCall ? inputs.rate : inputs.dividendYield, volatility: inputs.volatility)
        let stock = isCall ? inputs.strike / inputs.underlying : inputs.underlying / inputs.strike
        switch put.exercise {
        case .never:
            self.init(price: european.price, greeks: european.greeks, isExercised: false)
        case .betweenBoundaries:
            let free = FiniteDifferences(inputs, dividends: [])
            let held = FiniteDifferences(inputs, dividends: [], isAmerican: false)
            // The closed form takes the place of the scheme's European part, and most of its error with it.
            self.init(
                inputs,
                differences: FiniteDifferences(
                    price: european.price + max(0, free.price - held.price),
                    delta: european.greeks.delta + free.delta - held.delta,
                    gamma: european.greeks.gamma + free.gamma - held.gamma), exerciseValue)
        case .belowBoundary:
            let boundary = ExerciseBoundary(put)
            guard stock > boundary.now else {
                self.init(exercised: exerciseValue, delta: exerciseValue > 0 ? sign : 0)
                return
            }
            let premium = EarlyExercisePremium(stock: stock, boundary)
            self.init(inputs, european: european, premium: premium, stock: stock, exerciseValue: exerciseValue)
        }
    }

    private init(price: Double, greeks: OptionGreeks, isExercised: Bool, isLive: Bool = true) {
        self.price = price
        self.greeks = greeks
        self.isExercised = isExercised
        self.isLive = isLive
    }

    private init(exercised value: Double, delta: Double) {
        self.init(
            price: value,
            greeks: OptionGreeks(delta: delta, gamma: 0, thetaPerDay: 0, vegaPerPoint: 0, rhoPerPoint: 0),
            isExercised: true)
    }

    /// The European value and the premium of the normalised put, in points.
    private init(
        _ inputs: PricingInputs, european: OptionValuation, premium: EarlyExercisePremium, stock: Double,
        exerciseValue: Double
    ) {
        let isCall = inputs.right == .call
        let unit = isCall ? inputs.underlying : inputs.strike
        // Never below the European price, whatever the last digits of the integral say.
        let price = max(european.price + unit * max(0, premium.value), exerciseValue)
        let delta = european.greeks.delta + (isCall ? premium.value - stock * premium.slope : premium.slope)
        let gamma =
            european.greeks.gamma
            + premium.curvature * (isCall ? stock * stock / inputs.underlying : 1 / inputs.strike)
        self.init(
            inputs, price: price, delta: delta, gamma: gamma, vega: european.greeks.vegaPerPoint,
            rho: european.greeks.rhoPerPoint)
    }

    /// Values of the scheme, or those of exercise where nothing is gained by waiting.
    private init(_ inputs: PricingInputs, differences: FiniteDifferences, _ exerciseValue: Double) {
        let sign: Double = inputs.right == .call ? 1 : -1
        guard exerciseValue == 0 || differences.price > exerciseValue * (1 + 1e-12) else {
            self.init(exercised: exerciseValue, delta: sign)
            return
        }
        self.init(
            inputs, price: differences.price, delta: differences.delta, gamma: differences.gamma, vega: 0, rho: 0)
    }

    /// Theta from the pricing equation: what is lost to time is what movement and carry are worth.
    private init(_ inputs: PricingInputs, price: Double, delta: Double, gamma: Double, vega: Double, rho: Double) {
        let spot = inputs.underlying
        let theta =
            inputs.rate * price - (inputs.rate - inputs.dividendYield) * spot * delta
            - 0.5 * inputs.volatility * inputs.volatility * spot * spot * gamma
        self.init(
            price: price,
            greeks: OptionGreeks(
                delta: delta, gamma: gamma, thetaPerDay: theta / 365, vegaPerPoint: vega, rhoPerPoint: rho),
            isExercised: false)
    }

    /// Without time the exercise value; without movement the best moment of a certain path: now, at expiry, or where
    /// the interest on the strike and the yield of the underlying are equal.
    private init(limitOf inputs: PricingInputs, european: OptionValuation, exerciseValue: Double) {
        let sign: Double = inputs.right == .call ? 1 : -1
        let (rate, yield) = (inputs.rate, inputs.dividendYield)
        let turn = log(rate * inputs.strike / (yield * inputs.underlying)) / (rate - yield)
        let between =
            turn > 0 && turn < inputs.years && inputs.volatility == 0
            ? sign * (inputs.underlying * exp(-yield * turn) - inputs.strike * exp(-rate * turn)) : -.infinity
        let best = max(exerciseValue, european.price, between)
        if best == european.price, best > exerciseValue || inputs.years == 0 || exerciseValue == 0 {
            self.init(price: european.price, greeks: european.greeks, isExercised: false, isLive: false)
        } else {
            let delta = best == exerciseValue ? sign : sign * exp(-yield * turn)
            self.init(
                price: best,
                greeks: OptionGreeks(
                    delta: exerciseValue > 0 || best == between ? delta : 0, gamma: 0, thetaPerDay: 0, vegaPerPoint: 0,
                    rhoPerPoint: 0), isExercised: best == exerciseValue, isLive: false)
        }
    }
}
