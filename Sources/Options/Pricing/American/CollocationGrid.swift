#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The points at which an exercise boundary is sought and integrated over, none of which depends on an option.
///
/// With ξ = √τ, the boundary is a polynomial through Chebyshev points of ξ/√T. An integral over the time w = τ sin²θ
/// that an option has lived is taken by Gauss and Legendre over θ from 0 to π/2: both √w = √τ sin θ and the place
/// √(τ − w) = √τ cos θ of the boundary are smooth in θ, so the rule converges as fast as for a polynomial.
struct CollocationGrid {
    /// Unknown points of the boundary, latest first; at zero time the boundary is known.
    static let points = 8
    /// Groups of four nodes of the integral behind each point of the boundary.
    static let pointGroups = 4
    /// Groups of four nodes of the integral over the whole life.
    static let lifeGroups = 8

    static let shared = CollocationGrid()

    /// ξ/√T of the points: 1 is the whole life.
    let places: [Double]
    let point: Quadrature
    let life: Quadrature

    /// Nodes θ in groups, with what is needed to take the boundary there.
    struct Quadrature {
        let sine: [Lanes]
        /// dw/τ = 2 sin θ cos θ dθ at each node, weight included.
        let weight: [Lanes]
        /// For each starting point, each group and each point of the boundary: its share in the interpolated value.
        let shares: [Lanes]
    }

    private init() {
        let count = Self.points
        let nodes = (0...count).map { 0.5 * (1 + cos(.pi * Double($0) / Double(count))) }
        places = Array(nodes.dropLast())
        point = Self.quadrature(groups: Self.pointGroups, starts: places, nodes: nodes)
        life = Self.quadrature(groups: Self.lifeGroups, starts: [1], nodes: nodes)
    }

    private static func quadrature(groups: Int, starts: [Double], nodes: [Double]) -> Quadrature {
        let rule = gaussLegendre(4 * groups)
        let angles = rule.map { ($0.node + 1) * .pi / 4 }
        let weights = zip(angles, rule).map { 2 * sin($0) * cos($0) * $1.weight * .pi / 4 }
        func lanes(_ values: [Double]) -> [Lanes] {
            stride(from: 0, to: values.count, by: 4).map { Lanes(values[$0..<$0 + 4]) }
        }
        var shares: [Lanes] = []
        for start in starts {
            let rows = angles.map { interpolation(at: start * cos($0), nodes: nodes) }
            for group in 0..<groups {
                for index in 0..<nodes.count - 1 { shares.append(Lanes((0..<4).map { rows[4 * group + $0][index] })) }
            }
        }
        return Quadrature(sine: lanes(angles.map { sin($0) }), weight: lanes(weights), shares: shares)
    }

    /// Each node's share in the polynomial through Chebyshev points, by the barycentric formula (Berrut and
    /// Trefethen, 2004).
    private static func interpolation(at place: Double, nodes: [Double]) -> [Double] {
        if let exact = nodes.firstIndex(of: place) { return nodes.indices.map { $0 == exact ? 1 : 0 } }
        let terms = nodes.indices.map { index -> Double in
            let end = index == 0 || index == nodes.count - 1 ? 0.5 : 1
            return (index % 2 == 0 ? end : -end) / (place - nodes[index])
        }
        let sum = terms.reduce(0, +)
        return terms.map { $0 / sum }
    }

    /// The nodes and weights of Gauss and Legendre on −1...1, by Newton's method on the polynomial.
    private static func gaussLegendre(_ count: Int) -> [(node: Double, weight: Double)] {
        (0..<count).map { index in
            var x = -cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
            var slope = 1.0
            for _ in 0..<8 {
                var (previous, value) = (1.0, x)
                for degree in 2...count {
                    let n = Double(degree)
                    (previous, value) = (value, ((2 * n - 1) * x * value - (n - 1) * previous) / n)
                }
                slope = Double(count) * (x * value - previous) / (x * x - 1)
                x -= value / slope
            }
            return (x, 2 / ((1 - x * x) * slope * slope))
        }
    }
}
