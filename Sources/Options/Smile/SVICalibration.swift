#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Fits raw SVI to points of total variance.
///
/// Quasi-explicit (De Marco and Martini 2009): for a given turn `m` and roundness `σ` the curve is linear in the three
/// other parameters, which weighted least squares gives exactly within the bounds `b ≥ 0`, `|ρ| ≤ 1` and Lee's (2004)
/// `b (1 + |ρ|) ≤ 2`. Only `m` and `σ` are searched: on a grid first, then downhill. Where Durrleman's function falls
/// below zero the fit pays for it.
struct SVICalibration {
    /// A point to fit.
    struct Point {
        /// Log-moneyness.
        var k: Double
        var variance: Double
        /// The standard deviation that the variance is expected to have.
        var deviation: Double
    }

    let points: [Point]
    /// Where the absence of butterfly arbitrage is asked for.
    private let grid: [Double]

    /// - Precondition: At least three points at three places, in order of `k`.
    init(_ points: [Point]) {
        self.points = points
        let (low, high) = (points[0].k, points[points.count - 1].k)
        let margin = (high - low) / 2
        grid = (0...40).map { low - margin + (high - low + 2 * margin) * Double($0) / 40 }
    }

    func fitted() -> SVIParameters {
        let (low, high) = (points[0].k, points[points.count - 1].k)
        let width = high - low
        var best = (point: NelderMead.Point((low + high) / 2, log(width / 4)), value: Double.infinity)
        for step in 0...8 {
            for divisor in [1.0, 2, 4, 8, 16, 32] {
                let point = NelderMead.Point(low + width * Double(step) / 8, log(width / divisor))
                let cost = cost(point)
                if cost < best.value { best = (point, cost) }
            }
        }
        // Twice, because a simplex can collapse early.
        for scale in [1.0, 0.25] {
            let found = NelderMead.minimum(
                from: best.point, step: NelderMead.Point(width / 16, 0.3) * scale, tolerance: 1e-9
            ) { cost($0) }
            if found.value < best.value { best = found }
        }
        return parameters(best.point)
    }

    private func cost(_ point: NelderMead.Point) -> Double {
        let width = points[points.count - 1].k - points[0].k
        // Far outside the quotes, or so round or so sharp that nothing shows, the curve is not determined.
        guard abs(point.x - (points[0].k + width / 2)) <= 2 * width, abs(point.y - log(width)) <= 6 else {
            return .infinity
        }
        let parameters = parameters(point)
        var sum = 0.0
        for point in points {
            let error = (parameters.totalVariance(point.k) - point.variance) / point.deviation
            sum += error * error
        }
        var penalty = 0.0
        for k in grid {
            // Linear, so that even a small lack costs more than any gain of fit.
            penalty += -min(0, max(-1, parameters.butterfly(k) - 0.001))
        }
        return sum + penalty * 1000 * Double(points.count)
    }

    /// The best curve that turns at `m`, as round as `σ`.
    private func parameters(_ point: NelderMead.Point) -> SVIParameters {
        let (m, sigma) = (point.x, exp(point.y))
        let solution = LinearSVI(points, m: m, sigma: sigma).solution()
        let b = solution.c
        let rho = b > 0 ? max(-1, min(1, solution.d / b)) : 0
        return SVIParameters(a: solution.a, b: b, rho: rho, m: m, sigma: sigma)
    }
}

/// The linear part: `w = a + d (k - m) + c √((k - m)² + σ²)` with `c = b` and `d = ρ b`.
private struct LinearSVI {
    typealias Solution = (a: Double, c: Double, d: Double)

    /// Weighted sums of products of 1, `x = √(…)`, `y = k - m` and the variance `v`.
    private var (n, x, y, v, xx, xy, yy, xv, yv) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    init(_ points: [SVICalibration.Point], m: Double, sigma: Double) {
        for point in points {
            let weight = 1 / (point.deviation * point.deviation)
            let dy = point.k - m
            let dx = (dy * dy + sigma * sigma).squareRoot()
            n += weight
            x += weight * dx
            y += weight * dy
            v += weight * point.variance
            xx += weight * dx * dx
            xy += weight * dx * dy
            yy += weight * dy * dy
            xv += weight * dx * point.variance
            yv += weight * dy * point.variance
        }
    }

    /// The least squares within the diamond `|d| ≤ c`, `c + |d| ≤ 2`: inside it, else on its best edge.
    func solution() -> Solution {
        // With `a` at its best the problem is about deviations from the means.
        let (sxx, sxy, syy) = (xx - x * x / n, xy - x * y / n, yy - y * y / n)
        let (sxv, syv) = (xv - x * v / n, yv - y * v / n)
        let determinant = sxx * syy - sxy * sxy
        if determinant > 1e-14 * sxx * syy {
            let c = (sxv * syy - syv * sxy) / determinant
            let d = (syv * sxx - sxv * sxy) / determinant
            if abs(d) <= c, c + abs(d) <= 2 { return with(c, d) }
        }
        let corners: [(c: Double, d: Double)] = [(0, 0), (1, 1), (2, 0), (1, -1)]
        var best: (c: Double, d: Double) = (0, 0)
        var least = Double.infinity
        for (start, end) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
            let (ec, ed) = (end.c - start.c, end.d - start.d)
            let curve = sxx * ec * ec + 2 * sxy * ec * ed + syy * ed * ed
            let pull =
                ec * (sxv - sxx * start.c - sxy * start.d) + ed * (syv - sxy * start.c - syy * start.d)
            let share = curve > 0 ? max(0, min(1, pull / curve)) : 0
            let (c, d) = (start.c + share * ec, start.d + share * ed)
            let cost = sxx * c * c + 2 * sxy * c * d + syy * d * d - 2 * sxv * c - 2 * syv * d
            if cost < least { (best, least) = ((c, d), cost) }
        }
        return with(best.c, best.d)
    }

    private func with(_ c: Double, _ d: Double) -> Solution { ((v - c * x - d * y) / n, c, d) }
}
