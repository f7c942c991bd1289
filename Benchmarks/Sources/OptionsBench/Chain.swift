import MarketModel
import Options

/// A chain made from one smile, the same on every run.
enum Chain {
    /// 40 expiries of 275 strikes from −3.5 to 3.5 standard deviations, call and put each: 22,000 contracts.
    static func contracts() -> [PricingInputs] {
        (0..<40).flatMap { expiry -> [PricingInputs] in
            let years = (0.5 + Double(expiry * expiry) * 0.45) / 365
            return (0..<275).flatMap { index -> [PricingInputs] in
                let place = Double(index - 137) / 137 * 3.5
                let volatility = 0.18 - 0.02 * place + 0.006 * place * place
                let strike = 5000 * exponential(place * volatility * years.squareRoot())
                return [OptionRight.call, .put].map {
                    PricingInputs(
                        right: $0, underlying: 5000, strike: strike, years: years, rate: 0.043, dividendYield: 0.013,
                        volatility: volatility)
                }
            }
        }
    }

    /// American options spread over rights, rates, yields, volatilities and times, by a fixed sequence.
    static func americans(_ count: Int) -> [PricingInputs] {
        var state: UInt64 = 1
        func random(_ low: Double, _ high: Double) -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return low + (high - low) * Double(state >> 11) / 9_007_199_254_740_992
        }
        return (0..<count).map { index in
            PricingInputs(
                right: index % 2 == 0 ? .call : .put, underlying: 100, strike: random(80, 120),
                years: (random(7, 700)).rounded() / 365, rate: random(0.01, 0.08), dividendYield: random(0.005, 0.08),
                volatility: random(0.1, 0.8))
        }
    }

    private static func exponential(_ x: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for order in 1..<40 {
            term *= x / Double(order)
            sum += term
        }
        return sum
    }
}
