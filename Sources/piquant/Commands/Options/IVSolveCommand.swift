import Options

/// `piquant iv solve`: the volatilities of a table of prices.
enum IVSolveCommand {
    static let command: Command = Command(
        name: "solve", summary: "Find the volatility of every price of a table",
        example: "piquant iv solve --csv prices.csv.gz --out solved.csv",
        options: PricingBatch.options,
        run: { arguments in
            var batch = try PricingBatch(arguments, verb: "iv solve")
            guard batch.table.hasPrices else {
                throw UsageError("\(batch.table.path) has no column price; there is nothing to solve")
            }
            return try batch.run(columns: ["implied_vol", "status"], values: solve)
        })

    private static func solve(_ row: PricingTable.Row) throws(PricingTable.Fault) -> [String] {
        guard let price = row.price else { throw PricingTable.Fault(reason: "price is no number") }
        do {
            let volatility =
                row.isAmerican
                ? try ImpliedVolatility.american(price: price, row.inputs)
                : try ImpliedVolatility.european(price: price, row.inputs)
            return ["\(volatility)", "ok"]
        } catch {
            switch error {
            case .atOrBelowIntrinsic: return ["", "at_or_below_intrinsic"]
            case .atOrAboveUpperBound: return ["", "at_or_above_upper_bound"]
            case .invalidInputs:
                throw PricingTable.Fault(reason: "T_years is not above 0: an expired option has no volatility")
            }
        }
    }
}
