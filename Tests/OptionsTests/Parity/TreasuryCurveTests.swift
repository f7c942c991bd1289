import Options
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct TreasuryCurveTests {
    private func curve(_ yields: [(Double, Double)]) throws -> RateCurve {
        try #require(RateCurve.treasury(yields.map { RateCurve.ParYield(years: $0.0, yield: $0.1) }))
    }

    @Test("bills are simple interest; half a year's node is the same either way")
    func bills() throws {
        let curve = try curve([(1.0 / 12, 0.05), (0.25, 0.052), (0.5, 0.054)])
        #expect(abs(curve.rate(years: 1.0 / 12) - 12 * log(1 + 0.05 / 12)) < 1e-12)
        #expect(abs(curve.rate(years: 0.25) - 4 * log(1 + 0.052 / 4)) < 1e-12)
        #expect(abs(curve.rate(years: 0.5) - 2 * log(1 + 0.054 / 2)) < 1e-12)
    }

    @Test("a flat curve of par yields is a flat curve of zero rates")
    func flat() throws {
        let curve = try curve([(0.5, 0.06), (1, 0.06), (10, 0.06), (30, 0.06)])
        for years in [0.5, 1, 3.5, 10, 30] {
            #expect(abs(curve.rate(years: years) - 2 * log(1.03)) < 1e-12)
        }
    }

    @Test("every par bond is worth par on the curve")
    func parBonds() throws {
        let yields = [(0.5, 0.03), (1.0, 0.035), (2.0, 0.04), (5.0, 0.045), (10.0, 0.042)]
        let curve = try curve(yields)
        for (maturity, yield) in yields {
            let payments = stride(from: 0.5, through: maturity, by: 0.5).map { years in
                (yield / 2 + (years == maturity ? 1 : 0)) * exp(-curve.rate(years: years) * years)
            }
            #expect(abs(payments.reduce(0, +) - 1) < 1e-12)
        }
    }

    @Test("nothing usable makes no curve")
    func invalid() {
        #expect(RateCurve.treasury([]) == nil)
        #expect(RateCurve.treasury([.init(years: -1, yield: 0.04)]) == nil)
        #expect(RateCurve.treasury([.init(years: 1, yield: .nan)]) == nil)
    }
}
