#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The boundary below which an American put is exercised, by spectral collocation: Andersen, Lake and Offengenden,
/// "High-performance American option pricing", Journal of Computational Finance 20 (2016).
///
/// H = ln²(B/X) of the boundary B over its value X at expiry is a polynomial in √τ. Its points satisfy the paper's
/// equation A, which smooth pasting gives; starting from Li's QD+ approximation (2010) the equation is applied as
/// it stands a fixed number of times, so that the result is a smooth function of its inputs.
struct ExerciseBoundary {
    private static let rounds = 4

    let put: AmericanPut
    /// X.
    let atExpiry: Double
    /// −ln(B/X) at the points of the grid, latest first.
    private(set) var depth: InlineArray<8, Double>
    /// Their squares: the points of the polynomial.
    private(set) var height: InlineArray<8, Double>

    /// - Precondition: The put's exercise is `.belowBoundary`; years and volatility are above zero.
    init(_ put: AmericanPut) {
        self.put = put
        atExpiry = put.boundaryAtExpiry
        depth = InlineArray(repeating: 0)
        height = InlineArray(repeating: 0)
        let grid = CollocationGrid.shared
        let deepest = log(atExpiry / put.perpetualBoundary)
        let times = grid.times(put.years)
        let start = ApproximateBoundary(put: put, atExpiry: atExpiry, deepest: deepest)
        set([start.depth(times[0]), start.depth(times[1])])
        let kernel = BoundaryEquation(put: put, atExpiry: atExpiry, grid: grid)
        for _ in 0..<Self.rounds {
            let boundaries = kernel.apply(depth: depth, height: height)
            var next = boundaries
            for group in 0..<2 {
                for lane in 0..<4 {
                    let ratio = boundaries[group][lane]
                    next[group][lane] = ratio > 0 ? min(max(-log(ratio), 0), deepest) : deepest
                }
            }
            set(next)
        }
    }

    private mutating func set(_ values: InlineArray<2, Lanes>) {
        for index in 0..<8 {
            depth[index] = values[index / 4][index % 4]
            height[index] = depth[index] * depth[index]
        }
    }

    /// The boundary with the whole life ahead, as a fraction of the strike.
    var now: Double { atExpiry * exp(-depth[0]) }

    /// −ln(B/X) at the nodes of a group, from the shares of the points there.
    @inline(__always)
    static func depth(_ height: InlineArray<8, Double>, _ shares: [Lanes], from first: Int) -> Lanes {
        var sum = shares[first] * height[0]
        for index in 1..<8 { sum += shares[first + index] * height[index] }
        return sum.clamped(0, .infinity).squareRoot()
    }
}

extension CollocationGrid {
    /// The times left at the points of a boundary, in groups of four.
    func times(_ years: Double) -> [Lanes] {
        stride(from: 0, to: Self.points, by: 4).map { first in
            let place = Lanes(places[first..<first + 4])
            return place * place * years
        }
    }
}
