extension ImpliedVolatility {
    /// The European volatilities of many prices, four at a time and without allocating.
    ///
    /// They are those of `european(price:_:)` to about 1e-13; prices that need more digits than a `Double` has, lie far
    /// out or have no volatility go through it one by one. Options of one expiry are faster side by side.
    ///
    /// - Parameters:
    ///   - volatilities: Not a number where there is none.
    ///   - reasons: Why there is none; `nil` where there is one.
    /// - Precondition: There are as many prices as inputs, and room for as many results.
    public static func european(
        prices: Span<Double>, of inputs: Span<PricingInputs>, into volatilities: inout MutableSpan<Double>,
        reasons: inout MutableSpan<NoVolatility?>
    ) {
        precondition(prices.count == inputs.count, "every option needs a price")
        precondition(
            volatilities.count >= inputs.count && reasons.count >= inputs.count, "every price needs room for its result"
        )
        var discounts = LaneDiscounts()
        for first in stride(from: 0, to: inputs.count, by: 4) {
            let lanes = LaneInputs(inputs, from: first)
            discounts.update(lanes)
            let last = prices.count - 1
            let price = Lanes(
                prices[first], prices[min(first + 1, last)], prices[min(first + 2, last)], prices[min(first + 3, last)])
            let solution = LaneVolatility(price, lanes, discounts)
            for lane in 0..<min(4, inputs.count - first) {
                let index = first + lane
                if solution.isSolved[lane] {
                    volatilities[index] = solution.volatility[lane]
                    reasons[index] = nil
                } else {
                    (volatilities[index], reasons[index]) = single(prices[index], inputs[index])
                }
            }
        }
    }

    @inline(never)
    private static func single(_ price: Double, _ inputs: PricingInputs) -> (Double, NoVolatility?) {
        do { return (try european(price: price, inputs), nil) } catch { return (.nan, error) }
    }
}
