extension BlackScholes {
    /// The prices and Greeks of many options, four at a time and without allocating: the values of `valuation(_:)` to
    /// about 1e-15 of the larger of underlying and strike for prices and 1e-13 of themselves for Greeks.
    ///
    /// Options of one expiry are faster side by side.
    ///
    /// - Precondition: There is room for as many results as there are inputs.
    public static func valuations(of inputs: Span<PricingInputs>, into results: inout MutableSpan<OptionValuation>) {
        precondition(results.count >= inputs.count, "every option needs room for its result")
        var discounts = LaneDiscounts()
        for first in stride(from: 0, to: inputs.count, by: 4) {
            let lanes = LaneInputs(inputs, from: first)
            discounts.update(lanes)
            let values = LaneValuation(lanes, discounts)
            for lane in 0..<min(4, inputs.count - first) {
                results[first + lane] = values.isRegular[lane] ? values[lane] : valuation(inputs[first + lane])
            }
        }
    }

    /// The prices and Greeks of many options, in their order.
    public static func valuations(of inputs: [PricingInputs]) -> [OptionValuation] {
        [OptionValuation](unsafeUninitializedCapacity: inputs.count) { buffer, count in
            buffer.initialize(
                repeating: OptionValuation(
                    price: 0, greeks: OptionGreeks(delta: 0, gamma: 0, thetaPerDay: 0, vegaPerPoint: 0, rhoPerPoint: 0))
            )
            var results = buffer.mutableSpan
            valuations(of: inputs.span, into: &results)
            count = inputs.count
        }
    }
}

/// The prices and Greeks of four options.
private struct LaneValuation {
    let price: Lanes
    let delta: Lanes
    let gamma: Lanes
    let thetaPerDay: Lanes
    let vegaPerPoint: Lanes
    let rhoPerPoint: Lanes
    /// Where the formula applies as it stands; elsewhere an option has a limit or no value.
    let isRegular: SIMDMask<SIMD4<Int64>>

    @inline(__always)
    init(_ inputs: LaneInputs, _ discounts: LaneDiscounts) {
        let sign = inputs.sign
        let carry = 1 + discounts.spotLoss
        let spot = inputs.underlying * carry
        let strike = inputs.strike + inputs.strike * discounts.strikeLoss
        let rootTime = inputs.years.squareRoot()
        let deviation = inputs.volatility * rootTime
        let inverse = 1 / deviation
        let logarithm = LaneMath.logarithm(of: inputs.underlying, over: inputs.strike)
        let moneyness = logarithm + (inputs.rate - inputs.dividendYield) * inputs.years
        let middle = moneyness * inverse
        let d1 = middle + 0.5 * deviation
        let d2 = middle - 0.5 * deviation
        isRegular =
            (deviation .> 1e-12) .& (deviation .< 50) .& (LaneMath.magnitude(middle) .< 1e6)
            .& (inputs.underlying .> 1e-300) .& (inputs.strike .> 1e-300) .& (inputs.underlying .< 1e300)
            .& (inputs.strike .< 1e300) .& discounts.isInRange

        // The two tails share the exponential: spot · e^{−d1²/2} = strike · e^{−d2²/2}.
        let exponential = LaneMath.exponential(-0.5 * d1 * d1)
        let spotFlow = spot * exponential
        let (scaled1, scaled2) = LaneMath.scaledErrorComplements(
            LaneMath.magnitude(d1) * 0.7071067811865476, LaneMath.magnitude(d2) * 0.7071067811865476)
        let spotTail = 0.5 * spotFlow * scaled1
        let strikeTail = 0.5 * spotFlow * scaled2
        // What the holder gets and gives: the tail where d has the other sign than the right, the rest elsewhere.
        let get = spotTail.replacing(with: spot - spotTail, where: sign * d1 .> 0)
        let give = strikeTail.replacing(with: strike - strikeTail, where: sign * d2 .> 0)

        let density = spotFlow * NormalizedBlack.densityAtZero
        let value = sign * (get - give)
        price = value.replacing(with: 0, where: value .< 0)
        let inverseUnderlying = 1 / inputs.underlying
        delta = sign * get * inverseUnderlying
        gamma = density * inverse * inverseUnderlying * inverseUnderlying
        let decay = -0.5 * density * inputs.volatility * inputs.volatility * inverse
        thetaPerDay = (decay + sign * (inputs.dividendYield * get - inputs.rate * give)) * (1.0 / 365)
        vegaPerPoint = density * rootTime * 0.01
        rhoPerPoint = sign * give * inputs.years * 0.01
    }

    @inline(__always)
    subscript(lane: Int) -> OptionValuation {
        OptionValuation(
            price: price[lane],
            greeks: OptionGreeks(
                delta: delta[lane], gamma: gamma[lane], thetaPerDay: thetaPerDay[lane],
                vegaPerPoint: vegaPerPoint[lane], rhoPerPoint: rhoPerPoint[lane]))
    }
}
