import MarketModel
import Options
import Wire

/// `piquant option condor`: an iron condor by delta and wing, with its figures.
enum OptionCondorCommand {
    static let command: Command = Command(
        name: "condor", summary: "The iron condor of a delta and a wing: strikes, credit, loss, breakevens, Greeks",
        example: "piquant option condor SPX --dte 0 --delta 0.10 --wing 30 --explain",
        arguments: [ChainArguments.symbol],
        options: ChainArguments.source + ChainArguments.expiration + [
            Option("delta", .value("fraction"), "The magnitude of the short options' deltas", initial: "0.10"),
            Option("tolerance", .value("fraction"), "How far off that they may be", initial: "0.05"),
            Option("wing", .value("points"), "From each short option to its long one", initial: "30"),
            Option("quantity", .value("count"), "Condors opened at once", initial: "1"),
            Option(
                "tie-break", .choice(StrikeQuery.TieBreak.allCases.map(\.rawValue)), "What wins of two equally near",
                initial: "farther-out"),
        ] + LiquidityArguments.options + ChainArguments.output,
        run: { arguments in
            let query = try arguments.condorQuery()
            let reading = try await arguments.chainSource().reading()
            let condor = try Refusal.orThrow { try reading.snapshot.findIronCondor(query) }
            if arguments.has("json") {
                Terminal.print(CondorReport.json(reading, condor))
            } else {
                Terminal.print(ChainReport.heading(reading))
                Terminal.print(ChainReport.summary(condor.expiration.expiration) + "\n")
                Terminal.print(CondorReport.legs(condor))
                Terminal.print(CondorReport.figures(condor), terminator: "")
                if arguments.has("explain") {
                    Terminal.print("\n" + CondorReport.explanation(condor), terminator: "")
                    Terminal.print(ChainReport.explanation(reading, condor.expiration.expiration), terminator: "")
                }
            }
            return reading.exitCode
        })
}

extension Arguments {
    /// The condor that was asked for.
    fileprivate func condorQuery() throws(UsageError) -> IronCondorQuery {
        guard let delta = try positive("delta"), delta <= 0.5 else {
            throw UsageError(
                "--delta is a fraction above 0 and at most 0.5, as in 0.10; '\(value("delta") ?? "")' is not")
        }
        guard let wing = try price("wing"), let tolerance = try positive("tolerance") else {
            throw UsageError("option condor needs --wing and --tolerance above zero")
        }
        let filter = try liquidityFilter()
        // What is bought needs no bid, and its spread and size matter less than the shorts'.
        return IronCondorQuery(
            expiration: try expirationQuery(), delta: delta, wing: wing, tolerance: tolerance,
            tieBreak: value("tie-break").flatMap(StrikeQuery.TieBreak.init(rawValue:)) ?? .fartherOut,
            shortFilter: filter,
            longFilter: LiquidityFilter(maximumQuoteAge: filter.maximumQuoteAge, allowsZeroBid: true),
            quantity: try number("quantity", in: 1...1_000_000) ?? 1)
    }
}
