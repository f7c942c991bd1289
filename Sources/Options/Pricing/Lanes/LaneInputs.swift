internal import MarketModel

/// The inputs of four options, side by side.
struct LaneInputs {
    /// +1 for a call, −1 for a put.
    let sign: Lanes
    let underlying: Lanes
    let strike: Lanes
    let years: Lanes
    let rate: Lanes
    let dividendYield: Lanes
    let volatility: Lanes

    /// The options from `first` on; after the last one it is repeated.
    @inline(__always)
    init(_ inputs: Span<PricingInputs>, from first: Int) {
        let last = inputs.count - 1
        let (a, b, c, d) = (
            inputs[first], inputs[min(first + 1, last)], inputs[min(first + 2, last)], inputs[min(first + 3, last)]
        )
        sign = Lanes(Self.sign(a), Self.sign(b), Self.sign(c), Self.sign(d))
        underlying = Lanes(a.underlying, b.underlying, c.underlying, d.underlying)
        strike = Lanes(a.strike, b.strike, c.strike, d.strike)
        years = Lanes(a.years, b.years, c.years, d.years)
        rate = Lanes(a.rate, b.rate, c.rate, d.rate)
        dividendYield = Lanes(a.dividendYield, b.dividendYield, c.dividendYield, d.dividendYield)
        volatility = Lanes(a.volatility, b.volatility, c.volatility, d.volatility)
    }

    @inline(__always)
    private static func sign(_ inputs: PricingInputs) -> Double { inputs.right == .call ? 1 : -1 }
}

/// What discounting takes from underlying and strike, kept from one group to the next: the options of one expiry share
/// it, and its exponentials are a good part of the work.
struct LaneDiscounts {
    private var rateTime = Lanes(repeating: .nan)
    private var yieldTime = Lanes(repeating: .nan)
    /// e^{−rT} − 1 and e^{−qT} − 1.
    private(set) var strikeLoss = Lanes.zero
    private(set) var spotLoss = Lanes.zero

    @inline(__always)
    mutating func update(_ inputs: LaneInputs) {
        let rateTime = inputs.rate * inputs.years
        let yieldTime = inputs.dividendYield * inputs.years
        guard rateTime != self.rateTime || yieldTime != self.yieldTime else { return }
        (self.rateTime, self.yieldTime) = (rateTime, yieldTime)
        strikeLoss = LaneMath.exponentialLessOne(-rateTime)
        spotLoss = LaneMath.exponentialLessOne(-yieldTime)
    }

    /// Whether the exponentials are in range, lane by lane.
    var isInRange: SIMDMask<SIMD4<Int64>> {
        (LaneMath.magnitude(rateTime) .< 600) .& (LaneMath.magnitude(yieldTime) .< 600)
    }
}
