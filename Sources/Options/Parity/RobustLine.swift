/// A straight line through points of which some are wrong.
///
/// Starts at the median of the slopes between pairs (Theil 1950, Sen 1968) and settles by weighted least squares with
/// Tukey's biweight (Beaton and Tukey 1974), which gives points far off no weight at all.
struct RobustLine {
    struct Point {
        var x: Double
        var y: Double
        /// The standard deviation that `y` is expected to have.
        var deviation: Double
    }

    /// `y` at `x` = 0.
    var level: Double
    var slope: Double
    var levelError = 0.0
    var slopeError = 0.0
    /// Points whose residual is too far off to have any weight.
    var outliers = 0

    /// The usual constant of the biweight: 95 % as efficient as least squares on normal errors.
    private static let cutoff = 4.685
    private static let rounds = 20

    /// A line of any slope through at least three points; `nil` when all have one `x`.
    static func fitted(to points: [Point]) -> RobustLine? {
        guard points.count >= 3, let slope = medianSlope(points) else { return nil }
        let level = median(points.map { $0.y - slope * $0.x })
        var line = RobustLine(level: level, slope: slope)
        line.settle(points, isSlopeFree: true)
        return line
    }

    /// A line of given slope through at least one point.
    static func fitted(to points: [Point], slope: Double) -> RobustLine? {
        guard !points.isEmpty else { return nil }
        var line = RobustLine(level: median(points.map { $0.y - slope * $0.x }), slope: slope)
        line.settle(points, isSlopeFree: false)
        return line
    }

    private mutating func settle(_ points: [Point], isSlopeFree: Bool) {
        var weights = [Double](repeating: 0, count: points.count)
        var scale = 0.0
        for _ in 0..<Self.rounds {
            let residuals = points.map { ($0.y - level - slope * $0.x) / $0.deviation }
            // Quotes on a grid can agree exactly: a tenth of their own uncertainty is never an outlier.
            scale = max(1.4826 * Self.median(residuals.map(abs)), 0.1)
            outliers = 0
            for index in points.indices {
                let distance = residuals[index] / (Self.cutoff * scale)
                let inner = 1 - distance * distance
                outliers += inner > 0 ? 0 : 1
                weights[index] = inner > 0 ? inner * inner / (points[index].deviation * points[index].deviation) : 0
            }
            let before = (level, slope)
            guard solve(points, weights, isSlopeFree: isSlopeFree) else { break }
            if abs(level - before.0) <= 1e-12 * (1 + abs(level)), abs(slope - before.1) <= 1e-14 { break }
        }
        levelError *= scale
        slopeError *= scale
    }

    /// One step of weighted least squares; `false` when the weights do not determine it.
    private mutating func solve(_ points: [Point], _ weights: [Double], isSlopeFree: Bool) -> Bool {
        var (sum, sumX, sumY, sumXX, sumXY) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (point, weight) in zip(points, weights) {
            sum += weight
            sumX += weight * point.x
            sumY += weight * point.y
            sumXX += weight * point.x * point.x
            sumXY += weight * point.x * point.y
        }
        guard sum > 0 else { return false }
        guard isSlopeFree else {
            level = (sumY - slope * sumX) / sum
            levelError = 1 / sum.squareRoot()
            return true
        }
        let determinant = sum * sumXX - sumX * sumX
        guard determinant > 1e-12 * sum * sumXX else { return false }
        slope = (sum * sumXY - sumX * sumY) / determinant
        level = (sumXX * sumY - sumX * sumXY) / determinant
        slopeError = (sum / determinant).squareRoot()
        levelError = (sumXX / determinant).squareRoot()
        return true
    }

    private static func medianSlope(_ points: [Point]) -> Double? {
        // Pairs grow with the square: a thinned selection has the same median.
        let step = (points.count + 39) / 40
        let selection = stride(from: 0, to: points.count, by: step).map { points[$0] }
        var slopes: [Double] = []
        slopes.reserveCapacity(selection.count * (selection.count - 1) / 2)
        for (index, first) in selection.enumerated() {
            for second in selection[(index + 1)...] where second.x != first.x {
                slopes.append((second.y - first.y) / (second.x - first.x))
            }
        }
        return slopes.isEmpty ? nil : median(slopes)
    }

    /// The middle value, or halfway between the middle two.
    ///
    /// - Precondition: There is at least one.
    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
