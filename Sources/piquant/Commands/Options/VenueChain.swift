import Live
import MarketModel
import Options
import Simulator
import Tastytrade
import Wire

/// The chain of an underlying with live prices, read once: what the option verbs use when no recorded chain is given.
struct VenueChain {
    /// Options of every verb that reads a chain from a venue.
    static let options: [Option] = [
        Option("venue", .value("venue"), "simulator, sandbox, paper or production", initial: "simulator"),
        Option("simulator", .value("url"), "A running simulator's REST address; without it one is started here"),
        Option("seed", .value("number"), "Chooses the synthetic market of a simulator started here", initial: "1"),
        Option("wait", .value("seconds"), "How long prices may take to arrive", initial: "10"),
    ]

    /// The listed options.
    let chain: OptionChain
    /// The selection with its prices.
    let reading: ChainReading
    /// `simulator`, `sandbox`, `paper` or `production`.
    let venue: Venue

    /// Between looks at whether every price has arrived.
    private static let beat: Duration = .milliseconds(50)

    /// Fetches a chain, watches what `select` chooses of it and waits until every contract has a quote, or the time is
    /// up: then what is missing is missing in the reading, and its health says how much.
    ///
    /// - Throws: `Failure` P303 when the symbol has no options there, P401 when credentials are missing; what the
    ///   session or the feed throws.
    static func read(
        _ symbol: String, _ arguments: Arguments, select: (OptionChain) throws -> ChainSelection
    ) async throws -> VenueChain {
        guard let venue = Venue(rawValue: arguments.value("venue") ?? "simulator") else {
            throw UsageError(
                "--venue is simulator, sandbox, paper or production; '\(arguments.value("venue") ?? "")' is none of them"
            )
        }
        let wait = try arguments.number("wait", in: 1...600) ?? 10
        let (session, simulator) = try await VenueSession.open(venue, arguments)
        defer { simulator?.stop() }
        let loop = WireLoop()
        defer { loop.stop() }
        let feed = ChainFeed(ChainFeed.Configuration(venue: venue), session: session, loop: loop)
        let chain = try await named { () async throws(SymbolRefusal) in
            try await feed.chain(symbol, at: SystemClock.now())
        }
        let selection = try select(chain)
        let running = Task { try await feed.run() }
        defer { running.cancel() }
        let deadline = SystemClock.now() + .seconds(wait)
        while true {
            let now = SystemClock.now()
            let reading = try await named { () async throws(SymbolRefusal) in
                try feed.read(chain.underlying, selection, at: now)
            }
            if reading.isReady || now >= deadline {
                return VenueChain(chain: chain, reading: reading, venue: venue)
            }
            try await Task.sleep(for: Self.beat)
        }
    }

    private static func named<Value>(_ body: () async throws(SymbolRefusal) -> Value) async throws -> Value {
        do { return try await body() } catch {
            throw Failure(code: "P303", message: "\(error.message). Nothing was read.", exitCode: .usage)
        }
    }
}

extension ChainReading {
    /// Whether every watched contract has a quote, and every underlying a price.
    fileprivate var isReady: Bool {
        health.isComplete && snapshot.expirations.allSatisfy { $0.underlying != nil }
    }
}
