import Configuration
import Options
import Wire

/// `piquant strategy …`: named strategies, and what a structure is worth, risks and costs.
enum StrategyCommand {
    static let command: Command = Command(
        name: "strategy", summary: "Named option strategies: legs, price, risk, margin, fees and payoff",
        example: "piquant strategy price iron-condor --underlying SPX --spot 6800 --strikes 6500,6530,7050,7080 "
            + "--dte 7 --iv 0.14",
        subcommands: [list, show, price, payoff])

    private static let list = Command(
        name: "list", summary: "The strategies known by name", example: "piquant strategy list --outlook neutral",
        options: [
            Option(
                "outlook", .choice(StrategyOutlook.allCases.map(\.rawValue)), "Only those that hope for this"),
            Option("explain", .flag, "Say what each can lose"),
            Option("json", .flag, "Print as JSON"),
        ],
        run: { arguments in
            let outlook = arguments.value("outlook").flatMap { StrategyOutlook(rawValue: $0) }
            let listing = StrategyListing(outlook: outlook)
            Terminal.print(
                arguments.has("json") ? listing.json : listing.text(explained: arguments.has("explain")),
                terminator: "")
            return .done
        })

    private static let show = Command(
        name: "show", summary: "One strategy: its legs, the order of its strikes, its risk",
        example: "piquant strategy show jade-lizard",
        arguments: [.init(name: "strategy", help: "A name or alias from strategy list", isRequired: true)],
        options: [Option("json", .flag, "Print as JSON")],
        run: { arguments in
            let template = try named(arguments.words[0])
            Terminal.print(
                arguments.has("json") ? StrategyListing.json(of: template) : StrategyListing.text(of: template),
                terminator: "")
            return .done
        })

    private static let strategy = Command.Argument(
        name: "strategy", help: "A name or alias from strategy list; not with --legs", isRequired: false)

    private static let price = Command(
        name: "price",
        summary: "What a structure costs, can make and lose, its odds, Greeks, buying power and fees",
        example: "piquant strategy price iron-condor --underlying SPX --spot 6800 --strikes 6500,6530,7050,7080 "
            + "--dte 1 --iv 0.14",
        arguments: [strategy], options: StrategyRequest.options,
        run: { arguments in
            let report = try StrategyReport(try StrategyRequest(arguments, now: SystemClock.now()))
            Terminal.print(
                arguments.has("json") ? report.json : report.text(explained: arguments.has("explain")), terminator: "")
            return report.isComplete ? .done : .incomplete
        })

    private static let payoff = Command(
        name: "payoff", summary: "Profit by date and price of the underlying, as a chart and a table",
        example: "piquant strategy payoff long-straddle --underlying SPY --spot 680 --strikes 680 --dte 30 --iv 0.16 "
            + "--iv-shift 0.02",
        arguments: [strategy], options: StrategyRequest.options + StrategyPayoff.options,
        run: { arguments in
            let payoff = try StrategyPayoff(try StrategyRequest(arguments, now: SystemClock.now()), arguments)
            Terminal.print(
                arguments.has("json") ? payoff.json : payoff.text(explained: arguments.has("explain")), terminator: "")
            return .done
        })

    /// The strategy of a name or alias.
    ///
    /// - Throws: `UsageError` with the nearest name.
    static func named(_ slug: String) throws(UsageError) -> StrategyTemplate {
        if let template = StrategyCatalogue.named(slug.lowercased()) { return template }
        let near = Spelling.nearest(
            to: slug.lowercased(), in: StrategyCatalogue.all.flatMap { [$0.slug] + $0.aliases })
        throw UsageError(
            "no strategy '\(slug)' is known\(near.map { "; did you mean '\($0)'?" } ?? "; strategy list shows them all")"
        )
    }
}
