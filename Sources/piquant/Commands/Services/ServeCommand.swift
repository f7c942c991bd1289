import JSON
import Live
import MarketModel
import Server
import Simulator
import Tastytrade
import Wire

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
            let venue = try VenueSession.venue(arguments)
            let (session, simulator) = try await VenueSession.open(venue, arguments)
            let symbols = arguments.all("symbol").isEmpty ? ["ES"] : arguments.all("symbol")
            let dashboard = try await DashboardSession.start(
                feed: LiveFeed.Configuration(
                    venue: venue, isReplay: arguments.value("source")?.hasPrefix("replay:") ?? false),
                session: session, symbols: symbols,
                server: DashboardServer.Configuration(
                    address: arguments.value("address") ?? "127.0.0.1", port: port,
                    accessToken: arguments.value("access-token") ?? VenueSession.environment("PIQUANT_ACCESS_TOKEN"),
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
}
