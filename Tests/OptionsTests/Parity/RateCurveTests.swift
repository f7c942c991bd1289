import Options
import Testing

struct RateCurveTests {
    @Test("is flat before and behind its nodes, and linear in rate times time between them")
    func interpolation() throws {
        let curve = try #require(
            RateCurve([.init(years: 1, rate: 0.04), .init(years: 0.5, rate: 0.05), .init(years: 2, rate: 0.03)]))
        #expect(curve.rate(years: 0.1) == 0.05)
        #expect(curve.rate(years: 0) == 0.05)
        #expect(curve.rate(years: 0.5) == 0.05)
        // 0.75 years: (0.05 × 0.5 + 0.04 × 1) / 2 / 0.75.
        #expect(abs(curve.rate(years: 0.75) - 0.0325 / 0.75) < 1e-15)
        #expect(curve.rate(years: 30) == 0.03)
        #expect(RateCurve.flat(0.02).rate(years: 7) == 0.02)
    }

    @Test("refuses nodes that make no curve")
    func invalid() {
        #expect(RateCurve([]) == nil)
        #expect(RateCurve([.init(years: 0, rate: 0.04)]) == nil)
        #expect(RateCurve([.init(years: 1, rate: .nan)]) == nil)
        #expect(RateCurve([.init(years: 1, rate: 0.04), .init(years: 1, rate: 0.05)]) == nil)
    }
}
