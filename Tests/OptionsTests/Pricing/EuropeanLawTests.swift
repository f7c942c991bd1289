import MarketModel
import TestSupport
import Testing

@testable import Options

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What must hold for every European price, whatever the numbers.
@Suite struct EuropeanLawTests {
    /// Everyday and unusual inputs, negative rates among them.
    private func sample(_ seed: UInt64, _ right: OptionRight) -> PricingInputs {
        var random = SeededGenerator(seed: seed)
        let years = exp(Double.random(in: log(1e-5)...log(5), using: &random))
        let volatility = exp(Double.random(in: log(0.02)...log(3), using: &random))
        let place = Double.random(in: -4...4, using: &random)
        return PricingInputs(
            right: right, underlying: 100, strike: 100 * exp(place * volatility * years.squareRoot()), years: years,
            rate: .random(in: -0.02...0.15, using: &random), dividendYield: .random(in: -0.01...0.1, using: &random),
            volatility: volatility)
    }

    @Test("call less put is forward less strike", arguments: UInt64(0)..<200)
    func parity(seed: UInt64) {
        let call = sample(seed, .call)
        let difference = BlackScholes.price(call) - BlackScholes.price(sample(seed, .put))
        let forward =
            call.underlying * exp(-call.dividendYield * call.years) - call.strike * exp(-call.rate * call.years)
        #expect(abs(difference - forward) < 1e-14 * max(call.underlying, call.strike))
    }

    @Test(
        "prices stay inside their bounds, rise with volatility, and are convex in the strike",
        arguments: UInt64(0)..<200)
    func order(seed: UInt64) {
        for right in [OptionRight.call, .put] {
            let option = sample(seed, right)
            let price = BlackScholes.price(option)
            let spot = option.underlying * exp(-option.dividendYield * option.years)
            let strike = option.strike * exp(-option.rate * option.years)
            #expect(price >= max(0, right == .call ? spot - strike : strike - spot) - 1e-13)
            #expect(price <= (right == .call ? spot : strike))
            func moved(_ change: (inout PricingInputs) -> Void) -> Double {
                var changed = option
                change(&changed)
                return BlackScholes.price(changed)
            }
            let livelier = moved { $0.volatility *= 1.05 }
            #expect(livelier >= price)
            let wing = 0.02 * option.strike
            let (below, above) = (moved { $0.strike -= wing }, moved { $0.strike += wing })
            #expect(below + above - 2 * price >= -1e-12)
            let (dearer, cheaper) = right == .call ? (below, above) : (above, below)
            #expect(dearer >= price && price >= cheaper)
        }
    }

    @Test("first Greeks are the differences of the price, second ones those of the first", arguments: UInt64(0)..<100)
    func greeks(seed: UInt64) {
        for right in [OptionRight.call, .put] {
            let option = sample(seed, right)
            let deviation = option.volatility * option.years.squareRoot()
            func difference(
                _ path: WritableKeyPath<PricingInputs, Double>, _ step: Double, _ value: (PricingInputs) -> Double
            ) -> Double {
                var (up, down) = (option, option)
                up[keyPath: path] += step
                down[keyPath: path] -= step
                return (value(up) - value(down)) / (2 * step)
            }
            let first = BlackScholes.valuation(option).greeks
            let second = BlackScholes.secondOrderGreeks(option)
            let move = 1e-4 * option.underlying * min(1, deviation)
            let (hour, point) = (1e-4 * option.years, 1e-4 * option.volatility)
            let price = { BlackScholes.price($0) }
            let delta = { (option: PricingInputs) in BlackScholes.valuation(option).greeks.delta }
            let gamma = { (option: PricingInputs) in BlackScholes.valuation(option).greeks.gamma }
            let vega = { (option: PricingInputs) in BlackScholes.valuation(option).greeks.vegaPerPoint }
            let (unit, bend) = (option.underlying, 1 / (option.underlying * deviation))
            for (name, ours, expected, scale) in [
                ("delta", first.delta, difference(\.underlying, move, price), 1),
                ("gamma", first.gamma, difference(\.underlying, move, delta), bend),
                ("theta", first.thetaPerDay * 365, -difference(\.years, hour, price), unit * deviation / option.years),
                (
                    "vega", first.vegaPerPoint * 100, difference(\.volatility, point, price),
                    unit * option.years.squareRoot()
                ),
                ("rho", first.rhoPerPoint * 100, difference(\.rate, 1e-5, price), unit * option.years),
                ("vanna", second.vannaPerPoint * 100, difference(\.volatility, point, delta), 1 / option.volatility),
                (
                    "vomma", second.vommaPerPoint * 100, difference(\.volatility, point, vega),
                    unit * option.years.squareRoot() / option.volatility / 100
                ),
                ("charm", second.charmPerDay * 365, -difference(\.years, hour, delta), 1 / option.years),
                (
                    "veta", second.vetaPerDay * 365, -difference(\.years, hour, vega),
                    unit / option.years.squareRoot() / 100
                ),
                ("speed", second.speed, difference(\.underlying, move, gamma), bend * bend),
                ("zomma", second.zommaPerPoint * 100, difference(\.volatility, point, gamma), bend / option.volatility),
                ("color", second.colorPerDay * 365, -difference(\.years, hour, gamma), bend / option.years),
            ] {
                #expect(
                    abs(ours - expected) < 2e-6 * (abs(expected) + scale), "\(name) of \(option): \(ours), \(expected)")
            }
        }
    }

    @Test("without time or volatility an option is worth its discounted intrinsic value")
    func limits() {
        var option = sample(1, .call)
        (option.strike, option.years) = (90, 0)
        #expect(BlackScholes.price(option) == 10)
        #expect(BlackScholes.valuation(option).greeks.delta == 1)
        option.right = .put
        #expect(BlackScholes.price(option) == 0)
        #expect(BlackScholes.valuation(option).greeks.delta == 0)
        (option.right, option.years, option.volatility) = (.call, 1, 0)
        (option.rate, option.dividendYield) = (0.05, 0.02)
        #expect(abs(BlackScholes.price(option) - (100 * exp(-0.02) - 90 * exp(-0.05))) < 1e-13)
        option.volatility = 1e-9
        #expect(abs(BlackScholes.price(option) - (100 * exp(-0.02) - 90 * exp(-0.05))) < 1e-13)
        (option.strike, option.years) = (100, 0)
        #expect(BlackScholes.valuation(option).greeks.delta == 0.5)
        option.years = 1
        option.volatility = .infinity
        #expect(BlackScholes.price(option) == 100 * exp(-0.02))
        option.underlying = -1
        #expect(BlackScholes.price(option).isNaN)
    }

    @Test("on a future the discounted price moves with the rate by its time alone")
    func futures() {
        let value = Black76.valuation(
            .put, future: 4800, strike: 5000, years: 0.5, rate: 0.04, volatility: 0.15)
        #expect(abs(value.greeks.rhoPerPoint + 0.5 * value.price / 100) < 1e-12)
        let zero = Black76.price(.put, future: 4800, strike: 5000, years: 0.5, rate: 0, volatility: 0.15)
        #expect(abs(zero * exp(-0.02) - value.price) < 1e-11)
        #expect(throws: NoVolatility.atOrBelowIntrinsic) {
            try ImpliedVolatility.black76(.put, price: 196, future: 4800, strike: 5000, years: 0.5, rate: 0.04)
        }
        #expect(
            throws: Never.self,
            performing: {
                let volatility = try ImpliedVolatility.black76(
                    .put, price: value.price, future: 4800, strike: 5000, years: 0.5, rate: 0.04)
                #expect(abs(volatility - 0.15) < 1e-14)
            })
    }
}
