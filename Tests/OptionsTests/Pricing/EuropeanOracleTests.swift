import MarketModel
import TestSupport
import Testing

@testable import Options

/// Every row of the 60-digit references.
@Suite(.enabled(if: RecordedData.isExpected)) struct EuropeanOracleTests {
    @Test("prices are within 1e-15 of the larger of spot, strike and 1", arguments: ["european_bsm", "black76"])
    func prices(file: String) throws {
        var worst = WorstCase()
        let rows = try PricingOracle("\(file).csv.gz").rows
        for row in rows {
            let inputs = row.inputs
            let deviation = abs(BlackScholes.price(inputs) - row.number("price"))
            worst.add(deviation / max(inputs.underlying, inputs.strike, 1), "row \(row.text("id"))")
        }
        #expect(rows.count >= 20_000)
        #expect(worst.value < 1e-15, "\(worst)")
    }

    @Test("first- and second-order Greeks are within 1e-10 of the reference, relative to it")
    func greeks() throws {
        var worst: [String: WorstCase] = [:]
        for row in try PricingOracle("european_bsm.csv.gz").rows {
            let inputs = row.inputs
            let first = BlackScholes.valuation(inputs).greeks
            let second = BlackScholes.secondOrderGreeks(inputs)
            for (name, ours, reference) in [
                ("delta", first.delta, row.number("delta")),
                ("gamma", first.gamma, row.number("gamma")),
                ("theta", first.thetaPerDay, row.number("theta_per_day_365")),
                ("vega", first.vegaPerPoint, row.number("vega_per_point")),
                ("rho", first.rhoPerPoint, row.number("rho_per_point")),
                ("vanna", second.vannaPerPoint * 100, row.number("vanna")),
                ("vomma", second.vommaPerPoint * 10_000, row.number("vomma")),
                ("charm", second.charmPerDay * 365, row.number("charm_per_year")),
            ] where abs(reference) > 1e-290 {
                worst[name, default: WorstCase()].add(
                    abs(ours - reference) / abs(reference), "row \(row.text("id"))")
            }
        }
        #expect(worst.count == 8)
        for (name, worst) in worst.sorted(by: { $0.key < $1.key }) { #expect(worst.value < 1e-10, "\(name): \(worst)") }
    }

    @Test("Black-76 Greeks are within 1e-10 of the reference, relative to it")
    func greeksOnFutures() throws {
        var worst: [String: WorstCase] = [:]
        for row in try PricingOracle("black76.csv.gz").rows {
            let inputs = row.inputs
            let greeks = Black76.valuation(
                inputs.right, future: inputs.underlying, strike: inputs.strike, years: inputs.years,
                rate: inputs.rate, volatility: inputs.volatility
            ).greeks
            for (name, ours, reference) in [
                ("delta", greeks.delta, row.number("delta_futures")),
                ("gamma", greeks.gamma, row.number("gamma")),
                ("theta", greeks.thetaPerDay, row.number("theta_per_day_365")),
                ("vega", greeks.vegaPerPoint, row.number("vega_per_point")),
                ("rho", greeks.rhoPerPoint * 100, row.number("rho_per_1")),
            ] where abs(reference) > 1e-290 {
                worst[name, default: WorstCase()].add(
                    abs(ours - reference) / abs(reference), "row \(row.text("id"))")
            }
        }
        #expect(worst.count == 5)
        for (name, worst) in worst.sorted(by: { $0.key < $1.key }) { #expect(worst.value < 1e-10, "\(name): \(worst)") }
    }
}
