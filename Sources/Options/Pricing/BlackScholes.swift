internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The European price of Black, Scholes and Merton (1973), with a continuous dividend yield; with the yield equal to
/// the rate it is Black's (1976) for options on futures.
public enum BlackScholes {
    /// The price in points.
    public static func price(_ inputs: PricingInputs) -> Double { valuation(inputs).price }

    /// The price and its Greeks. At zero time or zero volatility they are those of the discounted forward payoff.
    public static func valuation(_ inputs: PricingInputs) -> OptionValuation {
        let sign = inputs.right == .call ? 1.0 : -1.0
        let discount = exp(-inputs.rate * inputs.years)
        let carry = exp(-inputs.dividendYield * inputs.years)
        let spot = inputs.underlying * carry
        let strike = inputs.strike * discount
        let deviation = inputs.volatility * inputs.years.squareRoot()
        guard deviation > 0 else {
            let isInTheMoney = sign * (spot - strike) > 0
            return OptionValuation(
                price: max(0, sign * (spot - strike)),
                greeks: OptionGreeks(
                    delta: isInTheMoney ? sign * carry : 0, gamma: 0,
                    thetaPerDay: isInTheMoney
                        ? sign * (inputs.dividendYield * spot - inputs.rate * strike) / 365 : 0,
                    vegaPerPoint: 0, rhoPerPoint: isInTheMoney ? sign * inputs.years * strike / 100 : 0))
        }
        let d1 = (log(spot / strike)) / deviation + deviation / 2
        let d2 = d1 - deviation
        let n1 = Normal.cumulative(sign * d1)
        let n2 = Normal.cumulative(sign * d2)
        let density = Normal.density(d1)
        let price = sign * (spot * n1 - strike * n2)
        let decay = -spot * density * inputs.volatility / (2 * inputs.years.squareRoot())
        return OptionValuation(
            price: max(0, price),
            greeks: OptionGreeks(
                delta: sign * carry * n1,
                gamma: carry * density / (inputs.underlying * deviation),
                thetaPerDay: (decay + sign * (inputs.dividendYield * spot * n1 - inputs.rate * strike * n2)) / 365,
                vegaPerPoint: spot * density * inputs.years.squareRoot() / 100,
                rhoPerPoint: sign * strike * inputs.years * n2 / 100))
    }
}
