#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// One application of the equation that the exercise boundary satisfies, to all its points.
///
/// With w = τ − u the time since, d± = ln(B(τ)/B(u))/(σ√w) + ((r − q)/σ ± σ/2)√w and n, N the normal density and
/// distribution, B(τ) is the quotient of
/// e^{−rτ} n(d−)/(σ√τ) + r ∫ e^{−rw} n(d−)/(σ√w) dw and
/// e^{−qτ} (n(d+)/(σ√τ) + N(d+)) + q ∫ e^{−qw} (n(d+)/(σ√w) + N(d+)) dw,
/// where outside the integrals B(τ) is taken over the strike, which is 1.
struct BoundaryEquation {
    let put: AmericanPut
    let atExpiry: Double
    let grid: CollocationGrid
    private let drift: (minus: Double, plus: Double)
    // By point and group of nodes: √w, 1/(σ√w) and the weights of the densities and of the distribution.
    private var rootTime = InlineArray<32, Lanes>(repeating: .zero)
    private var scale = InlineArray<32, Lanes>(repeating: .zero)
    private var strikeDensity = InlineArray<32, Lanes>(repeating: .zero)
    private var stockDensity = InlineArray<32, Lanes>(repeating: .zero)
    private var stockShare = InlineArray<32, Lanes>(repeating: .zero)

    init(put: AmericanPut, atExpiry: Double, grid: CollocationGrid) {
        self.put = put
        self.atExpiry = atExpiry
        self.grid = grid
        let carry = (put.rate - put.yield) / put.volatility
        drift = (carry - 0.5 * put.volatility, carry + 0.5 * put.volatility)
        for point in 0..<CollocationGrid.points {
            let root = put.years.squareRoot() * grid.places[point]
            for group in 0..<CollocationGrid.pointGroups {
                let index = point * CollocationGrid.pointGroups + group
                let rootTime = root * grid.point.sine[group]
                let time = rootTime * rootTime
                let weight = grid.point.weight[group] * (root * root)
                let scale = 1 / (put.volatility * rootTime)
                self.rootTime[index] = rootTime
                self.scale[index] = scale
                strikeDensity[index] =
                    weight * scale * (put.rate * NormalizedBlack.densityAtZero) * LaneMath.exponential(-put.rate * time)
                stockShare[index] = weight * put.yield * LaneMath.exponential(-put.yield * time)
                stockDensity[index] = stockShare[index] * scale * NormalizedBlack.densityAtZero
            }
        }
    }

    /// B/X at the points, in two groups of four.
    func apply(depth: InlineArray<8, Double>, height: InlineArray<8, Double>) -> InlineArray<2, Lanes> {
        var above = InlineArray<2, Lanes>(repeating: .zero)
        var below = above
        for point in 0..<CollocationGrid.points {
            var strike = Lanes.zero
            var stock = Lanes.zero
            for group in 0..<CollocationGrid.pointGroups {
                let index = point * CollocationGrid.pointGroups + group
                let there = ExerciseBoundary.depth(height, grid.point.shares, from: index * CollocationGrid.points)
                let distance = (there - depth[point]) * scale[index]
                let minus = (distance + drift.minus * rootTime[index]).clamped(-1e4, 1e4)
                strike += strikeDensity[index] * LaneMath.exponential(-0.5 * minus * minus)
                guard put.yield != 0 else { continue }
                let plus = (distance + drift.plus * rootTime[index]).clamped(-1e4, 1e4)
                let exponential = LaneMath.exponential(-0.5 * plus * plus)
                stock += stockDensity[index] * exponential
                stock += stockShare[index] * LaneMath.cumulativeNormal(plus, exponential: exponential)
            }
            above[point / 4][point % 4] = strike.sum()
            below[point / 4][point % 4] = stock.sum()
        }
        let logarithm = log(atExpiry)
        var boundaries = InlineArray<2, Lanes>(repeating: .zero)
        for group in 0..<2 {
            let place = Lanes(
                grid.places[4 * group], grid.places[4 * group + 1], grid.places[4 * group + 2],
                grid.places[4 * group + 3])
            let depths = Lanes(depth[4 * group], depth[4 * group + 1], depth[4 * group + 2], depth[4 * group + 3])
            let rootTime = place * put.years.squareRoot()
            let time = rootTime * rootTime
            let level = logarithm - depths
            let scale = 1 / (put.volatility * rootTime)
            let minus = (level * scale + drift.minus * rootTime).clamped(-1e4, 1e4)
            let plus = (level * scale + drift.plus * rootTime).clamped(-1e4, 1e4)
            let density = scale * NormalizedBlack.densityAtZero
            let exponential = LaneMath.exponential(-0.5 * plus * plus)
            let strike =
                above[group] + LaneMath.exponential(-put.rate * time - 0.5 * minus * minus) * density
            let stock =
                below[group] + LaneMath.exponential(-put.yield * time)
                * (exponential * density + LaneMath.cumulativeNormal(plus, exponential: exponential))
            boundaries[group] = strike / (stock * atExpiry)
        }
        return boundaries
    }
}
