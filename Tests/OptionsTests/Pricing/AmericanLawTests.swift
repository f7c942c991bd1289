import MarketModel
import TestSupport
import Testing

@testable import Options

/// What must hold whatever the method.
@Suite struct AmericanLawTests {
    private func inputs(
        _ right: OptionRight, spot: Double = 100, strike: Double = 100, years: Double = 1, rate: Double = 0.05,
        yield: Double = 0, volatility: Double = 0.25
    ) -> PricingInputs {
        PricingInputs(
            right: right, underlying: spot, strike: strike, years: years, rate: rate, dividendYield: yield,
            volatility: volatility)
    }

    @Test("without yield a call is European, without a rate a put is")
    func neverExercised() {
        for spot in stride(from: 60.0, through: 160, by: 10) {
            let call = inputs(.call, spot: spot)
            #expect(American.price(call) == BlackScholes.price(call))
            let put = inputs(.put, spot: spot, rate: 0, yield: 0.03)
            #expect(American.price(put) == BlackScholes.price(put))
        }
    }

    @Test("calls and puts mirror each other", arguments: UInt64(0)..<30)
    func symmetry(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let call = inputs(
            .call, spot: .random(in: 70...140, using: &random), years: .random(in: 0.01...3, using: &random),
            rate: .random(in: 0.001...0.1, using: &random), yield: .random(in: 0.001...0.1, using: &random),
            volatility: .random(in: 0.05...1.5, using: &random))
        var put = inputs(.put, spot: call.strike, strike: call.underlying, years: call.years)
        (put.rate, put.dividendYield, put.volatility) = (call.dividendYield, call.rate, call.volatility)
        #expect(abs(American.price(call) - American.price(put)) < 1e-9)
    }

    @Test("the price is above the European and the exercise value, rises with time and falls with the strike of a call")
    func order() {
        for seed in UInt64(0)..<30 {
            var random = SeededGenerator(seed: seed)
            var option = inputs(
                .call, spot: .random(in: 70...140, using: &random), years: .random(in: 0.01...2, using: &random),
                rate: .random(in: -0.02...0.1, using: &random), yield: .random(in: 0.001...0.1, using: &random),
                volatility: .random(in: 0.05...1, using: &random))
            let price = American.price(option)
            #expect(price >= BlackScholes.price(option))
            #expect(price >= option.underlying - option.strike)
            #expect(price <= option.underlying)
            option.strike *= 1.01
            let further = American.price(option)
            #expect(further <= price)
            option.strike /= 1.01
            option.years *= 1.1
            #expect(American.price(option) >= price - 1e-6 * option.underlying)
        }
    }

    @Test("an independent scheme agrees where one boundary exists, and a tree where two do")
    func otherMethods() {
        for (right, rate, yield) in [
            (OptionRight.put, 0.05, 0.03), (.put, 0.02, 0.06), (.put, 0.05, -0.02), (.call, 0.03, 0.05),
        ] {
            let option = inputs(right, spot: 97, rate: rate, yield: yield)
            let scheme = FiniteDifferences(option, dividends: [])
            #expect(abs(American.price(option) - scheme.price) < 5e-6 * option.underlying)
        }
        for (right, rate, yield) in [
            (OptionRight.put, -0.02, -0.04), (.call, -0.04, -0.02), (.put, 0, -0.02), (.call, -0.02, 0),
        ] {
            let option = inputs(right, spot: 95, years: 3, rate: rate, yield: yield)
            let tree = BinomialTree(inputs: option, dividends: [], steps: 500).price()
            #expect(abs(American.price(option) - tree) < 1e-4 * option.underlying)
            #expect(American.price(option) > BlackScholes.price(option) + 0.01)
        }
    }

    @Test("cash dividends agree with a tree", arguments: [OptionRight.call, .put])
    func dividends(right: OptionRight) {
        for (spot, dividends) in [
            (100.0, [CashDividend(years: 0.35, amount: 2)]),
            (115.0, [CashDividend(years: 0.6, amount: 1.5), CashDividend(years: 0.1, amount: 1.5)]),
            (90.0, [CashDividend(years: 0.69, amount: 5), CashDividend(years: 0.8, amount: 50)]),
        ] {
            let option = inputs(right, spot: spot, years: 0.7, volatility: 0.3)
            let inside = dividends.filter { $0.years < option.years }
            let tree = BinomialTree(inputs: option, dividends: inside, steps: 600).price()
            #expect(abs(American.price(option, dividends: dividends) - tree) < 5e-5 * spot)
        }
    }

    @Test("a call is held to the day before a large dividend, not sold for less")
    func exerciseBeforeDividend() {
        let call = inputs(.call, spot: 150, years: 0.5)
        let large = American.price(call, dividends: [CashDividend(years: 0.25, amount: 30)])
        var untilThen = call
        untilThen.years = 0.25
        #expect(large >= BlackScholes.price(untilThen) - 1e-3)
        #expect(large < BlackScholes.price(call))
    }

    @Test("without time or volatility the value is that of the best moment of a certain path")
    func limits() {
        #expect(American.price(inputs(.put, spot: 90, years: 0)) == 10)
        #expect(American.price(inputs(.put, spot: 90, volatility: 0)) == 10)
        #expect(American.valuation(inputs(.put, spot: 90, volatility: 0)).greeks.delta == -1)
        // A put above the strike on a falling path is worth most at expiry.
        let falling = inputs(.put, spot: 101, rate: 0.01, yield: 0.08, volatility: 0)
        #expect(abs(American.price(falling) - BlackScholes.price(falling)) < 1e-12)
        // The yield's gain fades while the rate's cost grows: best where both are equal.
        let turning = inputs(.call, spot: 100, strike: 60, years: 20, rate: 0.06, yield: 0.03, volatility: 0)
        #expect(American.price(turning) > max(40, BlackScholes.price(turning)))
    }

    @Test(
        "delta and gamma are the differences of the price, in and out of the money",
        arguments: [OptionRight.call, .put])
    func greeks(right: OptionRight) {
        for spot in [88.0, 100, 112] {
            let option = inputs(right, spot: spot, rate: 0.04, yield: 0.05)
            let greeks = American.valuation(option).greeks
            func price(_ move: Double) -> Double {
                var moved = option
                moved.underlying += move
                return American.price(moved)
            }
            let slope = (price(0.05) - price(-0.05)) / 0.1
            let bend = (price(0.2) - 2 * price(0) + price(-0.2)) / 0.04
            #expect(abs(greeks.delta - slope) < 1e-4 * abs(slope))
            #expect(abs(greeks.gamma - bend) < 1e-3 * bend)
        }
    }
}
