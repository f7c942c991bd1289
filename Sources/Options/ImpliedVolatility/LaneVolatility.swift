/// The volatilities of four prices: the start of `NormalizedDeviation` and two steps of its method, three where a lane
/// is far out. Lanes that are not certain to be right are left to it.
struct LaneVolatility {
    let volatility: Lanes
    /// Where the steps have shrunk below what a further one could change.
    let isSolved: SIMDMask<SIMD4<Int64>>

    @inline(__always)
    init(_ price: Lanes, _ inputs: LaneInputs, _ discounts: LaneDiscounts) {
        // The difference of the discounted prices is taken before rounding them: most of it is exact.
        let spotLoss = inputs.underlying * discounts.spotLoss
        let strikeLoss = inputs.strike * discounts.strikeLoss
        let spot = inputs.underlying + spotLoss
        let strike = inputs.strike + strikeLoss
        let difference = (inputs.underlying - inputs.strike) + (spotLoss - strikeLoss)
        let intrinsic = inputs.sign * difference
        let isInTheMoney = intrinsic .> 0
        let excess = price.replacing(with: price - intrinsic, where: isInTheMoney)
        let inverseScale = 1 / (spot * strike).squareRoot()
        let target = excess * inverseScale
        let least = spot.replacing(with: strike, where: strike .< spot)
        let bound = least * inverseScale
        let logarithm = LaneMath.logarithm(of: inputs.underlying, over: inputs.strike)
        let x = LaneMath.magnitude(logarithm + (inputs.rate - inputs.dividendYield) * inputs.years)
        let distance = LaneMath.magnitude(difference) * inverseScale

        var s = Self.start(x, target, distance)
        // In the money the rounding of the intrinsic value counts; far out the start is not good enough.
        let enough = Lanes(repeating: 1e-250).replacing(with: 1e-7, where: isInTheMoney)
        var isRegular =
            (target .> enough) .& (target .< 0.6 * bound) .& (s .> 1e-7) .& (s .< 1.6) .& (x .< 12 * s)
            .& (inputs.underlying .> 1e-140) .& (inputs.strike .> 1e-140) .& (inputs.underlying .< 1e140)
        isRegular = isRegular .& (inputs.strike .< 1e140) .& (inputs.years .> 0) .& (inputs.years .< 1e6)
            .& discounts.isInRange
        s.replace(with: 1, where: .!isRegular)

        s += Self.step(s, x, target, bound)
        var step = Self.step(s, x, target, bound)
        s += step
        if any(Self.isLarge(step, s, x) .& isRegular) {
            step = Self.step(s, x, target, bound)
            s += step
        }
        isSolved = isRegular .& .!Self.isLarge(step, s, x) .& (s .> 0)
        volatility = s / inputs.years.squareRoot()
    }

    /// Of fourth order: a step of relative size ε leaves an error of about (ε(1 + x²/s²))⁴.
    @inline(__always)
    private static func isLarge(_ step: Lanes, _ s: Lanes, _ x: Lanes) -> SIMDMask<SIMD4<Int64>> {
        .!(LaneMath.magnitude(step) * (s * s + x * x) .< 1e-4 * s * s * s)
    }

    /// The Bachelier price's deviation carried over to Black's, as in `NormalizedDeviation.start`.
    @inline(__always)
    private static func start(_ x: Lanes, _ target: Lanes, _ distance: Lanes) -> Lanes {
        let ratio = distance / target
        let z = LaneMath.logarithm(of: 1 + 0.5 * ratio, over: Lanes(repeating: 1)).squareRoot()
        var above = z * 0.05907834210426988 - 0.15020762137255328
        above = above * z + 0.263187264302159
        above = above * z + 0.19394343721202725
        above = above * z - 0.4767998389049167
        above = above * z + 0.9995453498712082
        var below = z * 0.03347509255024482 - 0.085530130884819
        below = below * z + 0.303141890991662
        below = below * z - 0.4907249535674678
        below = below * z + 1
        let square = x * x
        // 2 sinh(x/2)/x, enough of its series for the moneyness that is solved here.
        var series = square * (1.0 / 322_560) + 1.0 / 1920
        series = series * square + 1.0 / 24
        series = series * square + 1
        let middle = (target + 0.5 * distance) * 2.506_628_274_631_000_7
        let flat = middle * below / (above * series)
        let bend = 1.0 / 24 - square * (1.0 / 2880)
        var s = flat
        for _ in 0..<3 {
            let variance = s * s
            let lift = bend + variance * (1.0 / 5760)
            s = flat + flat * variance * lift
        }
        return s
    }

    /// Householder's step of fourth order toward the target.
    @inline(__always)
    private static func step(_ s: Lanes, _ x: Lanes, _ target: Lanes, _ bound: Lanes) -> Lanes {
        let inverse = 1 / s
        let h = x * inverse
        let t = 0.5 * s
        let near = h - t
        let half = 0.5 * LaneMath.exponential(-0.5 * (h * h + t * t))
        let (scaledNear, scaledFar) = LaneMath.scaledErrorComplements(
            LaneMath.magnitude(near) * 0.7071067811865476, (h + t) * 0.7071067811865476)
        let below = half * (scaledNear - scaledFar)
        let above = bound - half * (scaledNear + scaledFar)
        let price = below.replacing(with: above, where: near .< 0)
        let newton = (target - price) / (half * 0.797_884_560_802_865_4)
        let slope = h * inverse
        let second = slope * h - 0.25 * s
        let third = second * second - 3 * slope * slope - 0.25
        let raised = 1 + 0.5 * newton * second
        let lowered = 1 + newton * (second + newton * third * (1.0 / 6))
        return newton * raised / lowered
    }
}
