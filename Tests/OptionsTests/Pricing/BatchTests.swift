import MarketModel
import TestSupport
import Testing

@testable import Options

/// The batch functions against the references and against one by one.
@Suite struct BatchTests {
    private static let limits = [
        PricingInputs(
            right: .call, underlying: 100, strike: 90, years: 0, rate: 0.05, dividendYield: 0, volatility: 0.2),
        PricingInputs(right: .put, underlying: 100, strike: 100, years: 1, rate: 0, dividendYield: 0, volatility: 0),
        PricingInputs(
            right: .put, underlying: 1, strike: 1e6, years: 1, rate: 0.05, dividendYield: 0, volatility: 0.01),
        PricingInputs(
            right: .call, underlying: 50, strike: 60, years: 2, rate: 0.01, dividendYield: 0.02, volatility: 99),
        PricingInputs(
            right: .call, underlying: 0, strike: 60, years: 2, rate: 0.01, dividendYield: 0.02, volatility: 1),
    ]

    @Test("every length gives what one option alone gives, limits and nonsense among them")
    func lengths() {
        for count in 0...Self.limits.count {
            let inputs = Array(Self.limits.prefix(count))
            let values = BlackScholes.valuations(of: inputs)
            for (value, input) in zip(values, inputs) {
                let alone = BlackScholes.valuation(input)
                #expect(
                    abs(value.price - alone.price) <= 1e-13 * alone.price
                        || (value.price.isNaN && alone.price.isNaN))
                #expect(
                    abs(value.greeks.delta - alone.greeks.delta) <= 1e-13
                        || (value.greeks.delta.isNaN && alone.greeks.delta.isNaN))
            }
            #expect(values.count == count)
        }
    }

    @Test(
        "prices and Greeks of every reference row", .enabled(if: RecordedData.isExpected),
        arguments: ["european_bsm", "black76"])
    func values(file: String) throws {
        let rows = try PricingOracle("\(file).csv.gz").rows
        var worst: [String: WorstCase] = [:]
        for (row, value) in zip(rows, BlackScholes.valuations(of: rows.map(\.inputs))) {
            let scale = max(row.inputs.underlying, row.inputs.strike, 1)
            worst["price", default: WorstCase()].add(
                abs(value.price - row.number("price")) / scale / 1e-5, "row \(row.text("id"))")
            for (name, ours, reference) in [
                ("delta", value.greeks.delta, row["delta"] ?? row.number("delta_futures")),
                ("gamma", value.greeks.gamma, row.number("gamma")),
                ("theta", value.greeks.thetaPerDay, row.number("theta_per_day_365")),
                ("vega", value.greeks.vegaPerPoint, row.number("vega_per_point")),
            ] where abs(reference) > 1e-290 {
                worst[name, default: WorstCase()].add(
                    abs(ours - reference) / abs(reference), "row \(row.text("id"))")
            }
        }
        for (name, worst) in worst.sorted(by: { $0.key < $1.key }) {
            #expect(worst.value < 1e-10, "\(name): \(worst)")
        }
    }

    @Test(
        "volatilities of every reference row, and the reasons where there are none",
        .enabled(if: RecordedData.isExpected))
    func volatilities() throws {
        let rows = try PricingOracle("implied_vol.csv.gz").rows
        let prices = rows.map { $0.number("price") }
        let inputs = rows.map(\.inputs)
        var volatilities = [Double](repeating: 0, count: rows.count)
        var reasons = [NoVolatility?](repeating: nil, count: rows.count)
        var results = volatilities.mutableSpan
        var reasonSpan = reasons.mutableSpan
        ImpliedVolatility.european(prices: prices.span, of: inputs.span, into: &results, reasons: &reasonSpan)
        var worst = WorstCase()
        for (index, row) in rows.enumerated() {
            switch row.text("status") {
            case "at_or_below_intrinsic": #expect(reasons[index] == .atOrBelowIntrinsic)
            case "at_or_above_upper_bound": #expect(reasons[index] == .atOrAboveUpperBound)
            default:
                #expect(reasons[index] == nil)
                let allowed = max(1e-9, 16 * row.number("price_ulp_over_vega"))
                worst.add(abs(volatilities[index] - row.number("implied_vol")) / allowed, "row \(row.text("id"))")
            }
        }
        #expect(worst.value < 1, "\(worst)")
    }
}
