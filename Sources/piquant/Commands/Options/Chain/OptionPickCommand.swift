import JSON
import MarketModel
import Options

/// `piquant option pick`: the contract nearest to a target, and why.
enum OptionPickCommand {
    static let command: Command = Command(
        name: "pick", summary: "The contract nearest to a delta, distance, premium or expected move, and why",
        example: "piquant option pick SPY --dte 30 --right put --delta 0.10 --explain",
        arguments: [ChainArguments.symbol],
        options: ChainArguments.source + ChainArguments.expiration + [
            Option("right", .choice(["call", "put"]), "Call or put", initial: "put"),
            Option("delta", .value("fraction"), "By the magnitude of delta, as in 0.10"),
            Option("otm", .value("fraction"), "By distance out of the money, as in 0.05 for 5 %"),
            Option("premium", .value("points"), "By mid price"),
            Option("moves", .value("count"), "By expected moves out of the money"),
            Option("tolerance", .value("amount"), "How far off it may be, in the target's unit [any]"),
            Option(
                "tie-break", .choice(StrikeQuery.TieBreak.allCases.map(\.rawValue)), "What wins of two equally near",
                initial: "farther-out"),
        ] + LiquidityArguments.options + ChainArguments.output,
        run: { arguments in
            let expirationQuery = try arguments.expirationQuery()
            let query = try arguments.strikeQuery()
            let reading = try await arguments.chainSource().reading()
            let expiration = try Refusal.orThrow { try reading.snapshot.expiration(expirationQuery) }
            let choice = try Refusal.orThrow { try expiration.expiration.strike(query) }
            if arguments.has("json") {
                Terminal.print(json(reading, expiration, choice))
            } else {
                Terminal.print(ChainReport.heading(reading))
                Terminal.print(ChainReport.summary(expiration.expiration) + "\n")
                Terminal.print(SelectionReport.candidates(choice), terminator: "")
                if arguments.has("explain") {
                    Terminal.print("\n" + SelectionReport.explanation(choice), terminator: "")
                    Terminal.print(SelectionReport.explanation(expiration), terminator: "")
                    Terminal.print(ChainReport.explanation(reading, expiration.expiration), terminator: "")
                }
            }
            return reading.exitCode
        })

    private static func json(_ reading: ChainReading, _ expiration: ExpirationChoice, _ choice: StrikeChoice) -> String
    {
        var json = JSONWriter()
        json.beginObject()
        ChainJSON.writeHead(reading, into: &json)
        json.key("expiration")
        ChainJSON.write(expiration.expiration, withStrikes: false, into: &json)
        json.key("choice")
        SelectionReport.write(choice, into: &json)
        json.endObject()
        return json.text
    }
}

extension Arguments {
    /// The contract that was asked for.
    fileprivate func strikeQuery() throws(UsageError) -> StrikeQuery {
        var targets: [StrikeQuery.Target] = []
        if let delta = try positive("delta") { targets.append(.delta(delta)) }
        if let text = value("otm") {
            guard let distance = Double(text), (-0.9...0.9).contains(distance) else {
                throw UsageError("--otm is a fraction from -0.9 to 0.9, as in 0.05 for 5 %; '\(text)' is not")
            }
            targets.append(.outOfTheMoney(distance))
        }
        if let premium = try positive("premium") { targets.append(.premium(premium)) }
        if let moves = try positive("moves") { targets.append(.expectedMoves(moves)) }
        guard let target = targets.first, targets.count == 1 else {
            throw UsageError("option pick needs one of --delta, --otm, --premium and --moves")
        }
        if case .delta(let delta) = target, delta >= 1 {
            throw UsageError("--delta is a fraction below 1, as in 0.10; '\(value("delta") ?? "")' is not")
        }
        return StrikeQuery(
            value("right") == "call" ? .call : .put, target, tolerance: try positive("tolerance"),
            tieBreak: value("tie-break").flatMap(StrikeQuery.TieBreak.init(rawValue:)) ?? .fartherOut,
            filter: try liquidityFilter())
    }
}
