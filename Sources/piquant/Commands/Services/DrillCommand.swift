import Configuration
import Drill
import MarketModel
import Wire

/// `piquant drill`: the client and the engine against every fault of the simulator.
enum DrillCommand {
    static let command: Command = Command(
        name: "drill", summary: "Run the client and the engine against what can go wrong, and tell what was asserted",
        example: "piquant drill rate-limit",
        arguments: [
            .init(name: "name", help: "A fault of simulate --list-faults, or ambiguous-placement", isRequired: false)
        ],
        options: [
            Option("all", .flag, "Run every drill"),
            Option("list", .flag, "Tell what every drill shows, and end"),
            Option("seeds", .value("count"), "How many seeds the drill of ambiguous placements runs", initial: "10000"),
            Option("seed", .value("number"), "What chance is drawn from", initial: "1"),
            Option("at-once", .value("count"), "How many drills run at a time", initial: "2"),
            Option("json", .flag, "Print one JSON object"),
        ],
        run: { arguments in
            if arguments.has("list") {
                Terminal.print(DrillCatalog.all.map { "\($0.name)\n    \($0.promise)" }.joined(separator: "\n"))
                return .done
            }
            let runner = DrillRunner(
                seed: UInt64(try arguments.number("seed", in: 0...Int.max) ?? 1),
                seeds: try arguments.number("seeds", in: 1...1_000_000) ?? 10_000,
                atOnce: try arguments.number("at-once", in: 1...16) ?? 2)
            return try await run(try drills(arguments), runner, asJSON: arguments.has("json"))
        })

    /// The drills that were asked for.
    private static func drills(_ arguments: Arguments) throws(UsageError) -> [FaultDrill] {
        guard let name = arguments.words.first else {
            guard arguments.has("all") else {
                throw UsageError("drill needs the name of a drill, or --all; drill --list tells them")
            }
            return DrillCatalog.all
        }
        guard !arguments.has("all") else { throw UsageError("drill takes a name or --all, not both") }
        guard let drill = DrillCatalog.drill(named: name) else {
            let near = Spelling.nearest(to: name, in: DrillCatalog.all.map(\.name))
            let kin = near.map { [$0] } ?? DrillCatalog.names(like: name)
            throw UsageError(
                "there is no drill '\(name.prefix(40))'"
                    + (kin.isEmpty ? "; drill --list tells all" : "; did you mean \(kin.joined(separator: " or "))?"))
        }
        return [drill]
    }

    private static func run(_ drills: [FaultDrill], _ runner: DrillRunner, asJSON: Bool) async throws(Failure)
        -> ExitCode
    {
        let began = SystemClock.monotonic()
        let reports = await runner.run(drills) { report in
            if !asJSON { Terminal.print(report.text, terminator: "") }
        }
        let took = SystemClock.monotonic() - began
        Terminal.print(
            asJSON ? DrillReport.json(of: reports, took: took) : DrillReport.summary(of: reports, took: took))
        let failed = reports.count { !$0.hasPassed }
        guard failed > 0 else { return .done }
        throw Failure(
            code: "P701",
            message: "\(failed) of \(reports.count) drills did not hold; no order of yours was involved. "
                + "The findings marked ✗ tell what did not; report them.")
    }
}
