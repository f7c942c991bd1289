import MarketModel
import OrderFlow
import Tape

/// `piquant flow …`: order flow of recorded files.
enum FlowCommand {
    static let command: Command = Command(
        name: "flow", summary: "Read order flow from a recorded file",
        example: "piquant flow footprint prints.csv.gz --bar 5m --format table",
        subcommands: [
            reading("bars", "Bars with volume by side, delta, CVD and point of control", FlowReport.bars),
            reading("footprint", "Volume by side at each price of each bar", FlowReport.footprint),
            reading("cvd", "Delta and cumulative delta by bar", FlowReport.cvd),
            reading("profile", "Volume by price over the whole file, with its value area", FlowReport.profile),
            reading("events", "Big trades, sweeps, absorption, exhaustion, stacks and divergences", FlowReport.events),
            audit,
        ])

    private static let file = Command.Argument(
        name: "file", help: "CSV or DBN, plain, gzip or Zstandard; - is standard input", isRequired: true)

    private static let selection: [Option] = [
        Option("symbol", .value("symbol"), "The instrument, as the file names it; needed where it holds several"),
        Option("tick", .value("price"), "The smallest price step; found from the prices when not given"),
        Option(
            "classify", .choice(["flag", "quote", "tick", "all"]),
            "Who decides the side: the file's flag, the quote rule, the tick rule, or all in that order",
            initial: "flag"
        ),
    ]

    private static let counting: [Option] = [
        Option(
            "bar", .value("length"), "5m 30s 1h (time), 500t (prints), 1000v (volume), 200d (delta), 8r (ticks)",
            initial: "5m"),
        Option("group", .value("ticks"), "Whole ticks in a row of the footprint", initial: "1"),
        Option("reset", .choice(["none", "session", "rth"]), "When cumulative delta starts again", initial: "none"),
        Option("align", .choice(["epoch", "session"]), "Where time bars are anchored", initial: "epoch"),
        Option(
            "calendar", .choice(ExchangeCalendar.allCases.map(\.rawValue)), "The sessions for --reset and --align",
            initial: ExchangeCalendar.cmeEquityFutures.rawValue),
    ]

    private static func reading(
        _ name: String, _ summary: String, _ write: @escaping @Sendable (FlowInput.Result, FlowReport.Format) -> Void
    ) -> Command {
        Command(
            name: name, summary: summary, example: "piquant flow \(name) prints.csv.gz --bar 5m --format csv",
            arguments: [file],
            options: selection + counting + [
                Option("format", .choice(["table", "csv", "json"]), "How to print", initial: "table")
            ],
            run: { arguments in
                let result = try read(arguments)
                write(result, FlowReport.Format(rawValue: arguments.value("format")!)!)
                return finish(result)
            })
    }

    private static let audit = Command(
        name: "audit", summary: "Account for every record of a file, as JSON",
        example: "piquant flow audit prints.csv.gz",
        arguments: [file], options: selection,
        run: { arguments in
            let result = try read(arguments)
            FlowReport.audit(result)
            return finish(result)
        })

    private static func read(_ arguments: Arguments) throws -> FlowInput.Result {
        guard let bar = BarSpec(arguments.value("bar") ?? "5m") else {
            throw UsageError(
                "--bar is a number and s, m, h, t, v, d or r, as in 5m; '\(arguments.value("bar")!)' is not")
        }
        guard let group = Int(arguments.value("group") ?? "1"), (1...10_000).contains(group) else {
            throw UsageError(
                "--group is a whole number of ticks from 1 to 10000; '\(arguments.value("group")!)' is not")
        }
        var input = try FlowInput(arguments)
        return try input.read { tick in
            var configuration = FlowConfiguration.recorded(tick: tick, bar: bar)
            configuration.rowTicks = group
            configuration.features = [.bursts, .events]
            switch arguments.value("classify") {
            case "quote": configuration.classification = .quoteRule
            case "tick": configuration.classification = .tickRule
            case "all": configuration.classification = .flagThenRules
            default: configuration.classification = .flagOnly
            }
            switch arguments.value("reset") {
            case "session": configuration.reset = .session
            case "rth": configuration.reset = .regularHours
            default: configuration.reset = .none
            }
            configuration.alignment = arguments.value("align") == "session" ? .session : .epoch
            if configuration.reset != .none || configuration.alignment == .session {
                let calendar = arguments.value("calendar").flatMap { ExchangeCalendar(rawValue: $0) }
                configuration.sessions = CalendarSessions(calendar ?? .cmeEquityFutures)
            }
            return configuration
        }
    }

    /// Says what was damaged; a file that could not be read whole is not "done".
    private static func finish(_ result: FlowInput.Result) -> ExitCode {
        let damaged = result.ledger.excluded.filter { $0.reason.isDamage && $0.count > 0 }
        guard !damaged.isEmpty else { return .done }
        let list = damaged.map { "\($0.count) \($0.reason.rawValue)" }.joined(separator: ", ")
        Terminal.note("piquant: rows that cannot be read were left out: \(list). Every other row was counted.")
        for sample in result.ledger.samples.prefix(5) {
            Terminal.note("  row \(sample.row): \(sample.reason.rawValue): \(sample.text)")
        }
        return .incomplete
    }
}
