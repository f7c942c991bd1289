import Testing

@testable import Options

struct SVITests {
    private let parameters = SVIParameters(a: 0.01, b: 0.12, rho: -0.6, m: 0.03, sigma: 0.08)

    @Test("derivatives agree with differences", arguments: [-0.5, -0.1, 0.0, 0.03, 0.2, 0.9])
    func derivatives(k: Double) {
        let step = 1e-5
        let (low, high) = (parameters.totalVariance(k - step), parameters.totalVariance(k + step))
        #expect(abs(parameters.slope(k) - (high - low) / (2 * step)) < 1e-8)
        let bend = (high - 2 * parameters.totalVariance(k) + low) / (step * step)
        #expect(abs(parameters.curvature(k) - bend) < 1e-4)
    }

    @Test("the wings and the lowest point")
    func shape() {
        #expect(abs(parameters.slope(-1e6) + parameters.leftWing) < 1e-9)
        #expect(abs(parameters.slope(1e6) - parameters.rightWing) < 1e-9)
        let least = (0...20_000).map { parameters.totalVariance(-0.5 + Double($0) * 5e-5) }.min() ?? 0
        #expect(abs(parameters.minimumVariance - least) < 1e-9)
    }

    @Test("Vogt's example, printed by Gatheral and Jacquier (2014, section 3), has negative densities near 0.8")
    func vogt() {
        let vogt = SVIParameters(a: -0.0410, b: 0.1331, rho: 0.3060, m: 0.3586, sigma: 0.4153)
        #expect(vogt.butterfly(0.8) < 0)
        #expect(vogt.butterfly(0) > 0)
        #expect(vogt.minimumVariance > 0)
    }

    @Test("flat variance has a density everywhere")
    func flat() {
        let flat = SVIParameters(a: 0.04, b: 0, rho: 0, m: 0, sigma: 0.1)
        #expect(flat.butterfly(-1) == 1 && flat.butterfly(2) == 1)
    }

    @Test("the simplex finds the bottom of a curved valley, the same one every time")
    func simplex() {
        func rosenbrock(_ point: NelderMead.Point) -> Double {
            let (x, y) = (point.x, point.y)
            return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
        }
        let found = NelderMead.minimum(from: [-1.2, 1], step: [0.5, 0.5], steps: 400, rosenbrock)
        #expect(abs(found.point.x - 1) < 1e-6 && abs(found.point.y - 1) < 1e-6)
        let again = NelderMead.minimum(from: [-1.2, 1], step: [0.5, 0.5], steps: 400, rosenbrock)
        #expect(found.point == again.point)
    }
}
