import MarketModel
import Options
import Wire

/// `piquant iv term`: volatility over the expirations of a chain.
enum IVTermCommand {
    static let command: Command = Command(
        name: "term", summary: "The term structure: volatility at the forward by expiration, and between them",
        example: "piquant iv term SPX",
        arguments: [ChainArguments.symbol],
        options: ChainArguments.source + ChainArguments.output,
        run: { arguments in
            let reading = try await arguments.chainSource(pricesAll: true).reading()
            let term = VolatilityTerm(reading.snapshot)
            let surface = VolatilitySurface(reading.snapshot)
            guard !term.points.isEmpty else {
                throw Failure(
                    code: "P502",
                    message: "no expiration has fit quotes near its forward; left out: "
                        + "\(ChainText.exclusions(reading.snapshot.exclusions)). Choose another moment.",
                    exitCode: .incomplete)
            }
            if arguments.has("json") {
                Terminal.print(TermReport.json(reading, term, surface))
            } else {
                Terminal.print(ChainReport.heading(reading) + "\n")
                Terminal.print(TermReport.text(term, surface), terminator: "")
                if arguments.has("explain") { Terminal.print("\n" + TermReport.explanation(reading), terminator: "") }
            }
            return reading.exitCode
        })
}
