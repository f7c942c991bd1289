import MarketModel
import Options
import Testing

@Suite struct VolatilityScalingTests {
    @Test("a position shrinks as volatility grows, is capped, and does not trust calm below the floor")
    func multiples() throws {
        let scaling = try VolatilityScaling(target: 0.1, cap: 1.5, floor: 0.05)
        #expect(scaling.multiple(atVolatility: 0.2) == 0.5)
        #expect(scaling.multiple(atVIX: 40) == 0.25)
        #expect(scaling.multiple(atVolatility: 0.08) == 1.25)
        #expect(scaling.multiple(atVolatility: 0.01) == 1.5)
        #expect(try VolatilityScaling(target: 0.1, cap: 10).multiple(atVolatility: 0.001) == 2)
        #expect(scaling.multiple(atVolatility: 0) == nil && scaling.multiple(atVolatility: .nan) == nil)
    }

    @Test("contracts round down, and absent figures give none")
    func contracts() throws {
        let scaling = try VolatilityScaling(target: 0.12)
        let (capital, notional) = (Money(billionths: 100_000 * 1_000_000_000), Money(billionths: 9_000 * 1_000_000_000))
        #expect(scaling.contracts(capital: capital, notional: notional, atVolatility: 0.12) == 11)
        #expect(scaling.contracts(capital: capital, notional: notional, atVolatility: 0.24) == 5)
        #expect(scaling.contracts(capital: capital, notional: notional, atVolatility: 2) == 0)
        #expect(scaling.contracts(capital: capital, notional: .zero, atVolatility: 0.2) == nil)
        #expect(scaling.contracts(capital: -capital, notional: notional, atVolatility: 0.2) == nil)
        #expect(scaling.contracts(capital: capital, notional: notional, atVolatility: -1) == nil)
    }

    @Test("a whole number of contracts is not lost to binary fractions")
    func exactness() throws {
        // 0.07 / 0.1 is 0.7000000000000001 in binary, 0.06 / 0.2 is 0.3: seven and three of ten.
        let capital = Money(billionths: 10_000_000_000)
        let one = Money(billionths: 1_000_000_000)
        for (target, volatility, wanted) in [(0.07, 0.1, 7), (0.06, 0.2, 3), (0.29, 1.0, 2), (0.58, 1, 5)] {
            let scaling = try VolatilityScaling(target: target)
            #expect(scaling.contracts(capital: capital, notional: one, atVolatility: volatility) == wanted)
        }
    }

    @Test("a target, cap or floor that is none is refused", arguments: [0, -1, Double.nan, .infinity])
    func refusals(figure: Double) {
        #expect(throws: VolatilityScaling.Refusal.notAboveZero) { try VolatilityScaling(target: figure) }
        #expect(throws: VolatilityScaling.Refusal.notAboveZero) { try VolatilityScaling(target: 0.1, cap: figure) }
        #expect(throws: VolatilityScaling.Refusal.notAboveZero) { try VolatilityScaling(target: 0.1, floor: figure) }
    }

    @Test("the term structure by shape, ratio and slope")
    func termStructure() throws {
        let calm = try #require(VolatilityTermStructure(near: 15, far: 18.15))
        #expect(calm.shape == .contango && abs(calm.slope - 3.15) < 1e-12)
        #expect(abs(calm.slopePerMonth - 1.5) < 1e-12)
        let stress = try #require(VolatilityTermStructure(near: 40, far: 32))
        #expect(stress.shape == .backwardation && stress.ratio == 1.25 && stress.slope == -8)
        #expect(VolatilityTermStructure(near: 20, far: 20)?.shape == .flat)
        #expect(VolatilityTermStructure(near: 20.1, far: 20, tolerance: 0.01)?.shape == .flat)
        #expect(VolatilityTermStructure(near: 20.3, far: 20, tolerance: 0.01)?.shape == .backwardation)
        #expect(VolatilityTermStructure(near: 0, far: 20) == nil)
        #expect(VolatilityTermStructure(near: 20, far: .nan) == nil)
    }
}
