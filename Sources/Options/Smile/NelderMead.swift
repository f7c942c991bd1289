/// The downhill simplex of Nelder and Mead (1965) in two dimensions, with their usual factors. The same start gives the
/// same end on every run.
enum NelderMead {
    /// A point of the plane.
    typealias Point = SIMD2<Double>

    /// Walks downhill from `start` until the simplex is as small as `tolerance` or after so many steps.
    static func minimum(
        from start: Point, step: Point, tolerance: Double = 1e-10, steps: Int = 200, _ value: (Point) -> Double
    ) -> (point: Point, value: Double) {
        var simplex = [start, start + Point(step.x, 0), start + Point(0, step.y)].map { (point: $0, value: value($0)) }
        for _ in 0..<steps {
            simplex.sort { $0.value < $1.value }
            let spread = (simplex[2].point - simplex[0].point, simplex[1].point - simplex[0].point)
            if max(abs(spread.0.x), abs(spread.0.y), abs(spread.1.x), abs(spread.1.y)) < tolerance { break }
            let centre = (simplex[0].point + simplex[1].point) / 2
            func trial(_ factor: Double) -> (point: Point, value: Double) {
                let point = centre + factor * (simplex[2].point - centre)
                return (point, value(point))
            }
            let reflected = trial(-1)
            if reflected.value < simplex[0].value {
                let expanded = trial(-2)
                simplex[2] = expanded.value < reflected.value ? expanded : reflected
            } else if reflected.value < simplex[1].value {
                simplex[2] = reflected
            } else {
                let contracted = trial(reflected.value < simplex[2].value ? -0.5 : 0.5)
                if contracted.value < min(reflected.value, simplex[2].value) {
                    simplex[2] = contracted
                } else {
                    for index in 1...2 {
                        let point = simplex[0].point + 0.5 * (simplex[index].point - simplex[0].point)
                        simplex[index] = (point, value(point))
                    }
                }
            }
        }
        simplex.sort { $0.value < $1.value }
        return simplex[0]
    }
}
