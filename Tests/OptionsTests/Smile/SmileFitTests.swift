import MarketModel
import Options
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct SmileFitTests {
    private let forward = 4000.0
    private let years = 30.0 / 365

    private func points(
        _ volatility: (Double) -> Double, uncertainty: Double = 0.001, strikes: [Double]? = nil
    ) -> [SmilePoint] {
        (strikes ?? stride(from: 3400.0, through: 4400, by: 25).map { $0 }).map { strike in
            let k = log(strike / forward)
            return SmilePoint(
                strike: SampleChain.price(strike), right: strike <= forward ? .put : .call, moneyness: k,
                volatility: volatility(k), uncertainty: uncertainty)
        }
    }

    private let truths = [
        SVIParameters(a: 0.0005, b: 0.03, rho: -0.7, m: 0.01, sigma: 0.05),
        SVIParameters(a: 0.001, b: 0.05, rho: -0.2, m: -0.02, sigma: 0.03),
        SVIParameters(a: 0.002, b: 0.02, rho: 0.4, m: 0.0, sigma: 0.1),
    ]

    private func volatility(_ truth: SVIParameters, _ k: Double) -> Double {
        (truth.totalVariance(k) / years).squareRoot()
    }

    @Test("finds the curve that the points were taken from", arguments: 0..<3)
    func exact(index: Int) throws {
        let truth = truths[index]
        let fit = try SmileFit(points { volatility(truth, $0) }, forward: forward, years: years)
        #expect(fit.largestDifference < 1e-5)
        #expect(fit.outliers == 0 && fit.shareWithinSpread == 1)
        #expect(abs(fit.volatility(strike: 3700) - volatility(truth, log(3700 / forward))) < 1e-5)
        let checks = SmileChecks(fit)
        #expect(checks.isFreeOfButterflies && checks.hasBoundedWings && checks.hasPositiveVariance)
    }

    @Test("is the same on every run")
    func deterministic() throws {
        let points = points { volatility(truths[0], $0) + 0.001 * sin($0 * 300) }
        let first = try SmileFit(points, forward: forward, years: years)
        #expect(try SmileFit(points, forward: forward, years: years) == first)
    }

    @Test("noise within the spread stays within about the spread", arguments: UInt64(0)..<5)
    func noisy(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let noisy = points { volatility(truths[0], $0) + Double.random(in: -0.002...0.002, using: &random) }
            .map { point in
                var point = point
                point.uncertainty = 0.002
                return point
            }
        let fit = try SmileFit(noisy, forward: forward, years: years)
        #expect(fit.rootMeanSquare < 0.002)
        for k in stride(from: -0.15, through: 0.09, by: 0.01) {
            #expect(abs(fit.volatility(moneyness: k) - volatility(truths[0], k)) < 0.002)
        }
    }

    @Test("leaves out points that disagree, and says which")
    func outliers() throws {
        var points = points { volatility(truths[0], $0) }
        for index in [3, 20, 33] { points[index].volatility += 0.15 }
        let fit = try SmileFit(points, forward: forward, years: years)
        #expect(fit.outliers == 3)
        #expect(fit.residuals.indices.filter { fit.residuals[$0].isOutlier } == [3, 20, 33])
        #expect(fit.largestDifference < 1e-4)
    }

    @Test("weighs by the spread: wide quotes move the curve little")
    func weights() throws {
        var points = points { volatility(truths[0], $0) }
        for index in points.indices where index % 2 == 1 {
            points[index].volatility += 0.03
            points[index].uncertainty = 0.05
        }
        let fit = try SmileFit(points, forward: forward, years: years)
        #expect(abs(fit.volatility(moneyness: 0) - volatility(truths[0], 0)) < 0.001)
    }

    @Test("keeps free of butterflies where the points are not, if it can at all")
    func arbitrage() throws {
        // A spike at the money that no density has.
        let points = points { 0.2 + 0.1 * exp(-$0 * $0 / 0.0002) }
        let fit = try SmileFit(points, forward: forward, years: years)
        #expect(SmileChecks(fit).leastButterfly > -0.05)
    }

    @Test("too few strikes are no smile")
    func tooFew() throws {
        #expect(throws: NoSmile.tooFewStrikes(4)) {
            try SmileFit(points({ _ in 0.2 }, strikes: [3900, 3950, 4000, 4050]), forward: forward, years: years)
        }
        let empty = try #require(ChainBook(SampleChain().chain).snapshot(at: SampleChain().moment).expirations.first)
        #expect(throws: NoSmile.noForward) { try SmileFit(empty) }
    }

    @Test("through a chain: the volatilities that its prices were made with")
    func chain() throws {
        let sample = SampleChain()
        let expiration = try #require(sample.book().snapshot(at: sample.moment).expirations.first)
        let fit = try SmileFit(expiration)
        #expect(fit.residuals.count == sample.strikes.count)
        #expect(fit.residuals.first?.point.right == .put && fit.residuals.last?.point.right == .call)
        #expect(abs(fit.volatility(strike: 5500) - sample.volatility(5500)) < 0.002)
        #expect(fit.rootMeanSquare < 0.003)
    }
}
