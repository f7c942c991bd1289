/// The price of an option that may be exercised at any time to expiry, on an underlying with a continuous yield.
///
/// The exercise boundary is found by the spectral collocation of Andersen, Lake and Offengenden (2016), see
/// `Docs/options-pricing.md` for its accuracy. Where rate and yield make exercise pay between two boundaries (for a put,
/// yield below a rate that is not above zero; for a call the other way round) the price comes from finite differences,
/// as it does with cash dividends.
public enum American {
    /// What stays as it is while the rate moves.
    public enum RhoConvention: Sendable {
        /// The dividend yield: spot options.
        case yieldStays
        /// The future's price, so that the yield moves with the rate: options on futures.
        case futureStays
    }

    /// The price in points: at least the exercise value, and without dividends at least the European price.
    ///
    /// - Parameter dividends: Cash payments to come, in any order; those outside the option's life do not count.
    public static func price(_ inputs: PricingInputs, dividends: [CashDividend] = []) -> Double {
        AmericanValue(inputs, dividends: dividends).price
    }

    /// The price and its Greeks.
    ///
    /// Where the option should be exercised now they are those of the exercise value: delta ±1, all others 0. Vega
    /// and rho are central differences of the price; theta follows from the others by the pricing equation.
    public static func valuation(
        _ inputs: PricingInputs, dividends: [CashDividend] = [], rho convention: RhoConvention = .yieldStays
    ) -> OptionValuation {
        let value = AmericanValue(inputs, dividends: dividends)
        var greeks = value.greeks
        guard !value.isExercised, value.isLive else { return OptionValuation(price: value.price, greeks: greeks) }
        greeks.vegaPerPoint = difference(inputs, dividends, by: 1e-3 * inputs.volatility) { inputs, step in
            inputs.volatility += step
        }
        greeks.rhoPerPoint = difference(inputs, dividends, by: 1e-4) { inputs, step in
            inputs.rate += step
            if convention == .futureStays { inputs.dividendYield += step }
        }
        return OptionValuation(price: value.price, greeks: greeks)
    }

    /// The price's change per hundredth of what `move` moves.
    private static func difference(
        _ inputs: PricingInputs, _ dividends: [CashDividend], by step: Double,
        _ move: (inout PricingInputs, Double) -> Void
    ) -> Double {
        var (up, down) = (inputs, inputs)
        move(&up, step)
        move(&down, -step)
        return (price(up, dividends: dividends) - price(down, dividends: dividends)) / (2 * step) / 100
    }
}
