import MarketModel
import TestSupport
import Testing

@testable import Options

@Suite struct AmericanVolatilityTests {
    @Test("the volatility of a price gives the price back", arguments: UInt64(0)..<40)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let inputs = PricingInputs(
            right: Bool.random(using: &random) ? .call : .put, underlying: 100,
            strike: .random(in: 80...120, using: &random), years: .random(in: 0.05...2, using: &random),
            rate: .random(in: 0...0.08, using: &random), dividendYield: .random(in: 0...0.08, using: &random),
            volatility: .random(in: 0.1...1, using: &random))
        let price = American.price(inputs)
        let exercise = max(0, (inputs.right == .call ? 1.0 : -1) * (inputs.underlying - inputs.strike))
        guard price > exercise else {
            #expect(throws: NoVolatility.atOrBelowIntrinsic) { try ImpliedVolatility.american(price: price, inputs) }
            return
        }
        let volatility = try ImpliedVolatility.american(price: price, inputs)
        #expect(abs(volatility - inputs.volatility) < 1e-8)
    }

    @Test("a price of a stock with a dividend gives its volatility back")
    func dividend() throws {
        let inputs = PricingInputs(
            right: .call, underlying: 100, strike: 95, years: 0.5, rate: 0.04, dividendYield: 0, volatility: 0.3)
        let dividends = [CashDividend(years: 0.25, amount: 2)]
        let price = American.price(inputs, dividends: dividends)
        let volatility = try ImpliedVolatility.american(price: price, inputs, dividends: dividends)
        #expect(abs(volatility - 0.3) < 1e-8)
    }

    @Test("prices outside the bounds have none, each for its reason")
    func refusals() {
        let put = PricingInputs(
            right: .put, underlying: 90, strike: 100, years: 1, rate: 0.05, dividendYield: 0, volatility: 0)
        #expect(throws: NoVolatility.atOrBelowIntrinsic) { try ImpliedVolatility.american(price: 10, put) }
        #expect(throws: NoVolatility.atOrAboveUpperBound) { try ImpliedVolatility.american(price: 100, put) }
        #expect(throws: NoVolatility.invalidInputs) { try ImpliedVolatility.american(price: .nan, put) }
    }
}
