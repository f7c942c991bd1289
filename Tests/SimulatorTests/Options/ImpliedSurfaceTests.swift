import MarketModel
import Testing

@testable import Simulator

struct ImpliedSurfaceTests {
    private let surface = ImpliedSurface(
        shortVolatility: 0.14, longVolatility: 0.19, reversion: 2.5, correlation: -0.7, wings: 1.1)

    @Test("at the forward it is the square root of θ over time")
    func atTheMoney() {
        // θ(1) = 0.0361 + (0.0196 − 0.0361) (1 − e^−2.5) / 2.5, worked out apart.
        #expect(abs(surface.totalVarianceAtTheMoney(years: 1) - 0.030_041_761) < 1e-8)
        for years in [1 / 365.0, 0.1, 1, 3] {
            let theta = surface.totalVarianceAtTheMoney(years: years)
            #expect(abs(surface.volatility(logMoneyness: 0, years: years) - (theta / years).squareRoot()) < 1e-12)
        }
    }

    @Test("short expiries have the short volatility, long ones tend to the long one")
    func ends() {
        #expect(abs(surface.volatility(logMoneyness: 0, years: 1e-6) - 0.14) < 1e-5)
        #expect(abs(surface.volatility(logMoneyness: 0, years: 100) - 0.19) < 1e-3)
    }

    @Test("puts are dearer than calls as far away")
    func skew() {
        for years in [0.02, 0.25, 1] {
            let put = surface.volatility(logMoneyness: -0.1, years: years)
            let call = surface.volatility(logMoneyness: 0.1, years: years)
            #expect(put > surface.volatility(logMoneyness: 0, years: years) && put > call)
        }
    }
}
