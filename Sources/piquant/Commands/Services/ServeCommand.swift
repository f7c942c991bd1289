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

/// `piquant serve`: the dashboard over a venue.
enum ServeCommand {
    static let command: Command = Command(
        name: "serve", summary: "Serve the dashboard over a venue; the simulator unless told otherwise",
        example: "piquant serve --symbol ES --port 8080",
        options: [
            Option(
                "venue", .value("venue"), "simulator, sandbox, paper or production (market data only)",
                initial: "simulator"),
            Option("simulator", .value("url"), "A running simulator's REST address; without it one is started here"),
            Option("symbol", .value("symbol"), "What to watch from the start", repeats: true),
            Option("port", .value("port"), "The port of the page; 0 picks a free one", initial: "8080"),
            Option(
                "address", .value("address"), "The numeric address to listen on; another than loopback needs a token",
                initial: "127.0.0.1"),
            Option("access-token", .value("token"), "What visitors must show; PIQUANT_ACCESS_TOKEN is read as well"),
            Option("page", .value("folder"), "The page's files, when they are not beside the program"),
            Option("json", .flag, "Print one line of JSON with the address"),
        ] + SimulatorOptions.options.filter { $0.name != "symbol" } + [
            Option("replay-symbol", .value("symbol"), "What a replayed file is played as")
        ],
        run: { arguments in
            let port = try arguments.number("port", in: 0...65_535) ?? 8080
            guard let venue = Venue(rawValue: arguments.value("venue") ?? "") else {
                throw UsageError(
                    "--venue is simulator, sandbox, paper or production; '\(arguments.value("venue") ?? "")' is none of them"
                )
            }
            let (session, simulator) = try await session(venue, arguments)
            let symbols = arguments.all("symbol").isEmpty ? ["ES"] : arguments.all("symbol")
            let dashboard = try await DashboardSession.start(
                feed: LiveFeed.Configuration(
                    venue: venue, isReplay: arguments.value("source")?.hasPrefix("replay:") ?? false),
                session: session, symbols: symbols,
                server: DashboardServer.Configuration(
                    address: arguments.value("address") ?? "127.0.0.1", port: port,
                    accessToken: arguments.value("access-token") ?? environment("PIQUANT_ACCESS_TOKEN"),
                    pageFolder: arguments.value("page"), version: Program.version))
            if arguments.has("json") {
                var json = JSONWriter()
                json.beginObject()
                json.member("dashboard", dashboard.server.url)
                json.member("venue", venue.rawValue)
                json.endObject()
                Terminal.print(json.text)
            } else {
                Terminal.print("The dashboard of \(venue.rawValue): \(dashboard.server.url)\nStop it with Ctrl-C.")
            }
            let code = await dashboard.run()
            simulator?.stop()
            return code
        })

    private static func session(_ venue: Venue, _ arguments: Arguments) async throws -> (Session, SimulatorService?) {
        let client = HTTPClient()
        if venue == .simulator, arguments.value("simulator") == nil {
            var words = arguments
            words.replace("symbol", with: arguments.value("replay-symbol"))
            let simulator = try await SimulateCommand.start(
                try SimulatorOptions.configuration(words, port: 0), port: 0)
            let endpoints = simulator.endpoints
            let credentials = Credentials(
                clientID: endpoints.credentials.clientID, clientSecret: endpoints.credentials.clientSecret,
                refreshToken: endpoints.credentials.refreshToken)
            return (Session(address: endpoints.rest, credentials: credentials, client: client), simulator)
        }
        guard let secret = environment("TASTYTRADE_CLIENT_SECRET"), let token = environment("TASTYTRADE_REFRESH_TOKEN")
        else {
            throw Failure(
                code: "P401",
                message: "\(venue.rawValue) needs credentials and none are set; nothing was sent. Set "
                    + "TASTYTRADE_CLIENT_SECRET and TASTYTRADE_REFRESH_TOKEN, or use the simulator, which needs none.")
        }
        let address = arguments.value("simulator") ?? venue.restAddress ?? ""
        let credentials = Credentials(
            clientID: environment("TASTYTRADE_CLIENT_ID"), clientSecret: secret, refreshToken: token)
        return (Session(address: address, credentials: credentials, client: client), nil)
    }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
