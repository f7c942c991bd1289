import JSON
import Live
import MarketModel
import Server
import Simulator
import Tastytrade
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `piquant demo`: simulator, feed and dashboard in one program, offline.
enum DemoCommand {
    static let command: Command = Command(
        name: "demo", summary: "See a live footprint at once: simulator and dashboard together, offline",
        example: "piquant demo --port 8080",
        options: [
            Option("port", .value("port"), "The port of the page; 0 picks a free one", initial: "8080"),
            Option("seed", .value("number"), "Chooses the synthetic market", initial: "1"),
            Option("symbol", .value("symbol"), "What to watch from the start", repeats: true),
            Option("json", .flag, "Print one line of JSON with every address"),
        ],
        run: { arguments in
            let port = try arguments.number("port", in: 0...65_535) ?? 8080
            guard let seed = UInt64(arguments.value("seed") ?? "1") else {
                throw UsageError("--seed is a whole number from 0; '\(arguments.value("seed")!)' is not")
            }
            let recording = recordedSession()
            var symbols = arguments.all("symbol").isEmpty ? ["ES", "NQ", "CL", "SPY"] : arguments.all("symbol")
            if recording != nil { symbols.append(recordedSymbol) }
            let simulator = try await SimulateCommand.start(
                SimulatorConfiguration(
                    source: recording.map { .syntheticWithReplay(seed: seed, $0) } ?? .synthetic(seed: seed)), port: 0)
            let endpoints = simulator.endpoints
            let session = Session(
                address: endpoints.rest,
                credentials: Credentials(
                    clientID: endpoints.credentials.clientID, clientSecret: endpoints.credentials.clientSecret,
                    refreshToken: endpoints.credentials.refreshToken), client: HTTPClient())
            let dashboard = try await DashboardSession.start(
                feed: LiveFeed.Configuration(venue: .simulator), session: session, symbols: symbols,
                server: DashboardServer.Configuration(port: port, version: Program.version))
            if arguments.has("json") {
                var json = JSONWriter()
                json.beginObject()
                json.member("dashboard", dashboard.server.url)
                json.key("simulator")
                json.raw(endpoints.json.utf8)
                json.endObject()
                Terminal.print(json.text)
            } else {
                Terminal.print(
                    """
                    The order flow of a simulated market: \(dashboard.server.url)

                    Everything runs on this machine; no order is real. Watching \(symbols.joined(separator: ", ")).
                    \(recording == nil ? "Set PIQUANT_DATA to a folder of recorded data to see a recorded ES session as well." : "\(recordedSymbol) is a recorded ES session, replayed as if it were now.")
                    Stop it with Ctrl-C.
                    """)
            }
            let code = await dashboard.run()
            simulator.stop()
            return code
        })

    private static let recordedSymbol = "/ESH24:XCME"

    /// The recorded ES session, when `PIQUANT_DATA` names a folder that has it: moved so that half an hour of it has
    /// happened already.
    private static func recordedSession() -> ReplayMarket.Configuration? {
        guard let folder = getenv("PIQUANT_DATA").map({ String(cString: $0) }) else { return nil }
        let path = folder + "/orderflow/cme/esh4_20231225.timesales.csv.gz"
        guard access(path, R_OK) == 0 else { return nil }
        return ReplayMarket.Configuration(
            path: path, listing: .named(recordedSymbol), rebasedStart: SystemClock.now() - .seconds(1800))
    }
}
