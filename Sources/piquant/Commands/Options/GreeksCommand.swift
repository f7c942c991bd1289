import Options
import Wire

/// `piquant greeks`: model prices and Greeks of one option, or of a table of them.
enum GreeksCommand {
    static let command: Command = Command(
        name: "greeks", summary: "Price and Greeks of one option by its symbol, or of a table of options",
        example: "piquant greeks .SPXW271119P6500 --spot 6800 --iv 0.16 --rate 0.04",
        arguments: [
            Command.Argument(
                name: "option", help: "The option: .SPXW271119P6500, ./EW4X27P5800:XCME; not with --csv",
                isRequired: false)
        ],
        options: PricingBatch.options + OptionFigures.options,
        run: { arguments in
            if let symbol = arguments.words.first {
                guard arguments.value("csv") == nil, arguments.value("out") == nil else {
                    throw UsageError("greeks takes a symbol or a table with --csv and --out, not both")
                }
                let figures = try OptionFigures(symbol, arguments, now: SystemClock.now())
                Terminal.print(arguments.has("json") ? figures.json : figures.text)
                if arguments.has("explain"), !arguments.has("json") { Terminal.print(figures.explanation) }
                return .done
            }
            var batch = try PricingBatch(arguments, verb: "greeks")
            switch batch.table.layout {
            case .european: return try batch.run(columns: europeanColumns, values: european)
            case .black76: return try batch.run(columns: black76Columns, values: black76)
            case .american: return try batch.run(columns: americanColumns, values: american)
            case .impliedVolatility:
                throw UsageError(
                    "\(batch.table.path) has prices and no column vol; 'piquant iv solve' finds their volatility")
            }
        })

    private static let europeanColumns = [
        "price", "delta", "gamma", "vega_per_1", "vega_per_point", "theta_per_year", "theta_per_day_365", "rho_per_1",
        "rho_per_point", "vanna", "vomma", "charm_per_year", "d1", "d2",
    ]

    private static func european(_ row: PricingTable.Row) -> [String] {
        let value = BlackScholes.valuation(row.inputs)
        let greeks = value.greeks
        let second = BlackScholes.secondOrderGreeks(row.inputs)
        let distance = BlackScholes.standardizedMoneyness(row.inputs)
        return [
            value.price, greeks.delta, greeks.gamma, greeks.vegaPerPoint * 100, greeks.vegaPerPoint,
            greeks.thetaPerDay * 365, greeks.thetaPerDay, greeks.rhoPerPoint * 100, greeks.rhoPerPoint,
            second.vannaPerPoint * 100, second.vommaPerPoint * 10_000, second.charmPerDay * 365, distance.d1,
            distance.d2,
        ].map { "\($0)" }
    }

    private static let black76Columns = [
        "price", "delta_futures", "gamma", "vega_per_1", "vega_per_point", "theta_per_year", "theta_per_day_365",
        "rho_per_1", "d1", "d2",
    ]

    private static func black76(_ row: PricingTable.Row) -> [String] {
        let inputs = row.inputs
        let value = Black76.valuation(
            inputs.right, future: inputs.underlying, strike: inputs.strike, years: inputs.years, rate: inputs.rate,
            volatility: inputs.volatility)
        let greeks = value.greeks
        let distance = BlackScholes.standardizedMoneyness(inputs)
        return [
            value.price, greeks.delta, greeks.gamma, greeks.vegaPerPoint * 100, greeks.vegaPerPoint,
            greeks.thetaPerDay * 365, greeks.thetaPerDay, greeks.rhoPerPoint * 100, distance.d1, distance.d2,
        ].map { "\($0)" }
    }

    private static let americanColumns = [
        "american", "european", "early_exercise_premium", "delta", "gamma", "theta_per_day_365", "vega_per_point",
        "rho_per_point",
    ]

    private static func american(_ row: PricingTable.Row) -> [String] {
        let value = American.valuation(row.inputs, rho: row.isOnFuture ? .futureStays : .yieldStays)
        let european = BlackScholes.price(row.inputs)
        let greeks = value.greeks
        return [
            value.price, european, value.price - european, greeks.delta, greeks.gamma, greeks.thetaPerDay,
            greeks.vegaPerPoint, greeks.rhoPerPoint,
        ].map { "\($0)" }
    }
}
