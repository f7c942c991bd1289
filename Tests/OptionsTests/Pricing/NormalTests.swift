import MarketModel
import TestSupport
import Testing

@testable import Options

@Suite struct NormalTests {
    @Test(
        "quantiles of Wichura's published algorithm (AS 241), and far tails",
        arguments: [
            (0.25, -0.674_489_750_196_081_7), (0.001, -3.090_232_306_167_813_5), (1e-20, -9.262_340_089_798_408),
            (0.5, 0), (0.975, 1.959_963_984_540_054),
        ])
    func quantile(probability: Double, expected: Double) {
        #expect(abs(Normal.quantile(probability) - expected) < 4e-15 * max(1, abs(expected)))
    }

    @Test("the quantile undoes the distribution", arguments: UInt64(0)..<100)
    func inverse(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let x = Double.random(in: -37...5, using: &random)
        #expect(abs(Normal.quantile(Normal.cumulative(x)) - x) < 1e-9)
    }

    @Test("no quantile outside 0 to 1")
    func outside() {
        #expect(Normal.quantile(0) == -.infinity)
        #expect(Normal.quantile(1) == .infinity)
        #expect(Normal.quantile(1.5).isNaN)
        #expect(Normal.quantile(.nan).isNaN)
    }
}

@Suite struct OptionProbabilityTests {
    private let option = PricingInputs(
        right: .put, underlying: 100, strike: 95, years: 0.25, rate: 0.04, dividendYield: 0.01, volatility: 0.3)

    @Test("finishing below, between and above the strikes adds up to one")
    func finishing() {
        let below = OptionProbability.finishing(atOrBelow: 95, option)
        let between = OptionProbability.finishing(between: 110, and: 95, option)
        var call = option
        (call.right, call.strike) = (.call, 110)
        #expect(below == OptionProbability.finishingInTheMoney(option))
        #expect(abs(below + between + OptionProbability.finishingInTheMoney(call) - 1) < 1e-15)
        #expect(OptionProbability.finishing(atOrBelow: 0, option) == 0)
        #expect(OptionProbability.finishing(atOrBelow: .infinity, option) == 1)
    }

    /// Without drift of the logarithm the reflection principle is exact: touching is twice as likely as finishing beyond.
    @Test("touching is twice finishing beyond where nothing drifts, and at most certain")
    func touching() {
        var driftless = option
        driftless.rate = driftless.dividendYield + 0.045
        for level in [60.0, 95, 105, 180] {
            var beyond = OptionProbability.finishing(atOrBelow: level, driftless)
            if level > 100 { beyond = 1 - beyond }
            #expect(abs(OptionProbability.touching(level, driftless) - 2 * beyond) < 1e-12)
        }
        #expect(OptionProbability.touching(100, option) == 1)
        #expect(OptionProbability.touching(100.001, option) > 0.999)
        #expect(OptionProbability.touching(-5, option).isNaN)
        var certain = option
        certain.volatility = 0
        #expect(OptionProbability.touching(100.5, certain) == 1)
        #expect(OptionProbability.touching(99, certain) == 0)
    }

    @Test("the expected move and the straddle at the forward")
    func moves() {
        #expect(abs(OptionProbability.expectedMove(option) - 15) < 1e-13)
        var straddle = option
        straddle.strike = option.underlying * 1.007_528_195_445_533_8  // e^{0.0075}
        let put = BlackScholes.price(straddle)
        straddle.right = .call
        let value = (put + BlackScholes.price(straddle)) * 1.010_050_167_084_168  // e^{0.01}
        #expect(abs(OptionProbability.meanAbsoluteMove(option) - value) < 1e-10)
    }
}
