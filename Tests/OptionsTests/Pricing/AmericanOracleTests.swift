import MarketModel
import TestSupport
import Testing

@testable import Options

/// The American references: prices of a high-precision QD+ fixed-point engine and their differences.
@Suite(.enabled(if: RecordedData.isExpected)) struct AmericanOracleTests {
    @Test("every price is within 1e-6 of the spot, 99 in 100 within 2e-7")
    func prices() throws {
        let rows = try PricingOracle("american.csv.gz").rows
        let deviations = rows.map { row in
            abs(American.price(row.inputs) - row.number("american_qdfp")) / row.number("S")
        }.sorted()
        #expect(rows.count == 4000)
        #expect(deviations[rows.count * 99 / 100] < 2e-7)
        #expect(try #require(deviations.last) < 1e-6)
    }

    /// A reference that is itself a difference over a wide step (0.2 % of the spot and more) is compared with the same
    /// difference of our price.
    @Test("the differences that the reference took are ours to 1e-3")
    func differences() throws {
        var worst: [String: WorstCase] = [:]
        for (index, row) in try PricingOracle("american.csv.gz").rows.enumerated() where index % 40 == 0 {
            let inputs = row.inputs
            let spot = inputs.underlying
            let step = spot * 2e-3 * max(1, inputs.volatility * inputs.years.squareRoot() * 3)
            func price(_ change: (inout PricingInputs) -> Void) -> Double {
                var changed = inputs
                change(&changed)
                return American.price(changed)
            }
            let (up, down) = (price { $0.underlying += step }, price { $0.underlying -= step })
            let vega = price { $0.volatility += 5e-4 } - price { $0.volatility -= 5e-4 }
            // Near zero the noise of a price, 1e-6 of the spot, counts over the step.
            for (name, ours, reference, noise) in [
                ("delta", (up - down) / (2 * step), row.number("delta"), 1e-6 * spot / step),
                (
                    "gamma", (up - 2 * price { _ in } + down) / (step * step), row.number("gamma"),
                    1e-6 * spot / (step * step)
                ),
                ("vega", vega / 1e-3 / 100, row.number("vega_per_point"), 1e-6 * spot),
            ] {
                worst[name, default: WorstCase()].add(
                    abs(ours - reference) / max(1e-3 * abs(reference), noise), "row \(row.text("id"))")
            }
        }
        for (name, worst) in worst.sorted(by: { $0.key < $1.key }) { #expect(worst.value < 1, "\(name): \(worst)") }
    }

    @Test("Greeks are within 1e-4 of close differences of the price itself")
    func ownDifferences() throws {
        var worst: [String: WorstCase] = [:]
        for (index, row) in try PricingOracle("american.csv.gz").rows.enumerated() where index % 40 == 1 {
            let inputs = row.inputs
            let spot = inputs.underlying
            let value = American.valuation(inputs)
            let step = 1e-3 * spot * min(1, inputs.volatility * inputs.years.squareRoot())
            func price(_ change: (inout PricingInputs) -> Void) -> Double {
                var changed = inputs
                change(&changed)
                return American.price(changed)
            }
            let day = 1e-3 * inputs.years
            for (name, ours, difference, noise) in [
                (
                    "delta", value.greeks.delta,
                    (price { $0.underlying += step } - price { $0.underlying -= step }) / (2 * step), 1e-6
                ),
                (
                    "theta", value.greeks.thetaPerDay * 365,
                    (price { $0.years -= day } - price { $0.years += day }) / (2 * day), 1e-6 * spot / inputs.years
                ),
                (
                    "vega", value.greeks.vegaPerPoint * 100,
                    (price { $0.volatility += 1e-4 } - price { $0.volatility -= 1e-4 }) / 2e-4, 1e-6 * spot
                ),
            ] {
                worst[name, default: WorstCase()].add(
                    abs(ours - difference) / max(1e-4 * abs(difference), noise), "row \(row.text("id"))")
            }
        }
        for (name, worst) in worst.sorted(by: { $0.key < $1.key }) { #expect(worst.value < 1, "\(name): \(worst)") }
    }
}
