import MarketModel
import TestSupport
import Testing

@testable import Options

/// Every row of the 60-digit volatilities.
@Suite(.enabled(if: RecordedData.isExpected)) struct ImpliedVolatilityOracleTests {
    /// The status in the words of the table; an ill-conditioned price has a volatility all the same.
    private func solve(_ row: PricingOracle.Row) -> (status: String, volatility: Double?) {
        do {
            return ("ok", try ImpliedVolatility.european(price: row.number("price"), row.inputs))
        } catch {
            switch error {
            case .atOrBelowIntrinsic: return ("at_or_below_intrinsic", nil)
            case .atOrAboveUpperBound: return ("at_or_above_upper_bound", nil)
            case .invalidInputs: return ("invalid", nil)
            }
        }
    }

    @Test("every status is the reference's, every volatility within 1e-14 or two last places of the price")
    func allRows() throws {
        var worst = WorstCase()
        var wrongStatus: [Substring] = []
        let rows = try PricingOracle("implied_vol.csv.gz").rows
        for row in rows {
            let expected = row.text("status") == "ill_conditioned" ? "ok" : String(row.text("status"))
            let (status, volatility) = solve(row)
            if status != expected { wrongStatus.append(row.text("id")) }
            guard let volatility, let reference = row["implied_vol"] else { continue }
            let allowed = max(1e-14, 2 * row.number("price_ulp_over_vega"))
            worst.add(abs(volatility - reference) / allowed, "row \(row.text("id"))")
        }
        #expect(rows.count == 22_110)
        #expect(wrongStatus.isEmpty)
        #expect(worst.value < 1, "\(worst)")
    }
}
