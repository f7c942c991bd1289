import JSON
import MarketModel
import Options

/// `piquant chain`: an option chain at a moment.
enum ChainCommand {
    static let command: Command = Command(
        name: "chain", summary: "An option chain: quotes, volatility and Greeks with their sources",
        example: "piquant chain SPY --dte 30",
        arguments: [ChainArguments.symbol],
        options: ChainArguments.source + ChainArguments.expiration + [
            Option("strikes", .value("count"), "Strikes around the forward, or 'all'", initial: "20"),
            Option("expirations", .flag, "List the expirations only"),
        ] + ChainArguments.output,
        run: { arguments in
            let query = try arguments.expirationQuery()
            let count = arguments.value("strikes") == "all" ? nil : try arguments.number("strikes", in: 1...10_000)
            let reading = try await arguments.chainSource(pricesAll: arguments.has("expirations")).reading()
            if arguments.has("expirations") {
                if arguments.has("json") {
                    Terminal.print(json(reading, reading.snapshot.expirations, withStrikes: false))
                } else {
                    Terminal.print(
                        ChainReport.heading(reading) + "\n\n" + ChainReport.expirations(reading.snapshot),
                        terminator: "")
                }
                return reading.exitCode
            }
            let expiration = try Refusal.orThrow { try reading.snapshot.expiration(query).expiration }
            if arguments.has("json") {
                Terminal.print(json(reading, [expiration], withStrikes: true))
            } else {
                Terminal.print(ChainReport.heading(reading))
                Terminal.print(ChainReport.summary(expiration) + "\n")
                Terminal.print(ChainReport.strikes(expiration, count: count), terminator: "")
                if arguments.has("explain") {
                    Terminal.print("\n" + ChainReport.explanation(reading, expiration), terminator: "")
                }
            }
            return reading.exitCode
        })

    private static func json(_ reading: ChainReading, _ expirations: [ExpirationSnapshot], withStrikes: Bool) -> String
    {
        var json = JSONWriter()
        json.beginObject()
        ChainJSON.writeHead(reading, into: &json)
        json.key("expirations")
        json.beginArray()
        for expiration in expirations { ChainJSON.write(expiration, withStrikes: withStrikes, into: &json) }
        json.endArray()
        json.endObject()
        return json.text
    }
}

/// Turns a selection's refusal into the program's failure.
enum Refusal {
    /// - Throws: `Failure` P501 for a `SelectionFailure`; other errors as they are.
    static func orThrow<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let refusal as SelectionFailure {
            throw Failure(
                code: "P501",
                message: "nothing was chosen: \(refusal). No order is worth placing on this data; widen the request or "
                    + "choose another moment.", exitCode: .refused)
        }
    }
}
