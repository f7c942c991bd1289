import MarketModel
import Options
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct SkewMeasuresTests {
    private let forward = 100.0
    private let years = 0.25

    private func fit(_ volatility: (Double) -> Double) throws -> SmileFit {
        let points = stride(from: 70.0, through: 130, by: 1).map { strike in
            SmilePoint(
                strike: SampleChain.price(strike), right: strike <= forward ? .put : .call,
                moneyness: log(strike / forward), volatility: volatility(log(strike / forward)), uncertainty: 0.001)
        }
        return try SmileFit(points, forward: forward, years: years)
    }

    @Test("a flat smile neither leans nor bends, and its 25-delta strikes are where the normal distribution says")
    func flat() throws {
        let measures = SkewMeasures(try fit { _ in 0.3 })
        #expect(abs(measures.atTheMoney - 0.3) < 1e-6)
        #expect(abs(measures.riskReversal25) < 1e-5 && abs(measures.butterfly25) < 1e-5)
        #expect(abs(measures.slope) < 1e-4)
        #expect(abs(try #require(measures.putCallDifference)) < 1e-6)
        // Φ(0.6744898) = 0.75; with σ√T = 0.15: k = ±0.6744898 × 0.15 + 0.15² / 2.
        #expect(abs(measures.strikes25.lowerBound - 100 * exp(-0.6744898 * 0.15 + 0.01125)) < 1e-3)
        #expect(abs(measures.strikes25.upperBound - 100 * exp(0.6744898 * 0.15 + 0.01125)) < 1e-3)
    }

    @Test("dearer puts: a risk reversal and a slope below zero, a put-call difference above")
    func lean() throws {
        let measures = SkewMeasures(try fit { 0.3 - 0.2 * $0 })
        #expect(abs(measures.slope + 0.2) < 0.01)
        // The strikes are about 0.2 of log-moneyness apart.
        #expect(abs(measures.riskReversal25 + 0.2 * 0.203) < 0.005)
        #expect(try #require(measures.putCallDifference) > 0.02)
    }

    @Test("a bent smile has a butterfly above zero")
    func bend() throws {
        let measures = SkewMeasures(try fit { 0.3 + 0.8 * $0 * $0 })
        #expect(measures.butterfly25 > 0.004 && measures.butterfly25 < 0.012)
        // The call is farther from the forward than the put, by the convexity of d1.
        #expect(measures.riskReversal25 > 0.002 && measures.riskReversal25 < 0.007)
    }

    @Test("a comparison is later less earlier")
    func comparison() throws {
        let comparison = SmileComparison(from: try fit { 0.3 - 0.2 * $0 }, to: try fit { 0.35 - 0.1 * $0 })
        #expect(comparison.forward == 0)
        #expect(abs(comparison.atTheMoney - 0.05) < 1e-3)
        #expect(abs(comparison.atFormerForward - 0.05) < 1e-3)
        #expect(abs(comparison.slope - 0.1) < 0.01)
        #expect(comparison.riskReversal25 > 0.01)
    }
}
