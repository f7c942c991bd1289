import MarketModel
import Simulator
import Wire

/// The options of a simulator, shared by the verbs that start one.
enum SimulatorOptions {
    static let options: [Option] = [
        Option(
            "source", .value("source"), "synthetic, or replay:FILE with a recorded CSV or DBN file",
            initial: "synthetic"),
        Option(
            "seed", .value("number"), "Chooses the synthetic market; the same seed gives the same market", initial: "1"),
        Option("symbol", .value("symbol"), "What a replayed file is played as, such as /ESZ26:XCME"),
        Option("instrument", .value("name"), "Which instrument of a replayed file to play, where it holds several"),
        Option("speed", .value("times"), "How fast a replay runs: 1, 10, … or max", initial: "1"),
        Option("start", .choice(["now", "on-subscribe"]), "When the market begins to move", initial: "now"),
        Option("clients", .value("count"), "With --start on-subscribe: clients to wait for", initial: "1"),
        Option("rebase", .flag, "Move a replay's times to now"),
        Option("lenient", .flag, "Accept clients that do not wait for each step of the handshake"),
        Option("framing", .choice(["one-pair", "mixed"]), "Types in one frame of data", initial: "one-pair"),
        Option(
            "fields", .choice(["as-requested", "reversed"]), "The order of fields the feed answers with",
            initial: "as-requested"),
        Option("withhold", .value("field"), "A field the feed never sends, such as VWAP", repeats: true),
        Option("no-index-greeks", .flag, "Send no Greeks for options on indices and futures"),
        Option(
            "fault", .value("name"), "Get something wrong on purpose: NAME[:key=value,…]; see simulate --list-faults",
            repeats: true),
        Option("strict-user-agent", .flag, "Insist on a User-Agent like product/version, as the venue's proxy does"),
        Option("legacy-sessions", .flag, "Open POST /sessions: login simulator, password the client secret"),
        Option("silence", .choice(["bye", "timeout-error"]), "How a silent client is sent away", initial: "bye"),
    ]

    /// Reads the options into a configuration.
    static func configuration(_ arguments: Arguments, port: Int) throws -> SimulatorConfiguration {
        var configuration = SimulatorConfiguration(address: "127.0.0.1", port: port)
        configuration.behavior = behavior(arguments)
        configuration.requiresProductUserAgent = arguments.has("strict-user-agent")
        configuration.allowsPasswordSessions = arguments.has("legacy-sessions")
        configuration.faults = try arguments.all("fault").map(fault)
        let clients = try arguments.number("clients", in: 1...1000) ?? 1
        if arguments.value("start") == "on-subscribe" { configuration.start = .onSubscribe(clients: clients) }
        let source = arguments.value("source") ?? "synthetic"
        if source == "synthetic" {
            guard let seed = UInt64(arguments.value("seed") ?? "1") else {
                throw UsageError("--seed is a whole number from 0; '\(arguments.value("seed")!)' is not")
            }
            configuration.source = .synthetic(seed: seed)
            configuration.credentialSeed = nil
        } else if source.hasPrefix("replay:") {
            guard let symbol = arguments.value("symbol") else {
                throw UsageError("--source replay:FILE needs --symbol: what the file is played as, such as /ESZ26:XCME")
            }
            let replay = ReplayMarket.Configuration(
                path: String(source.dropFirst("replay:".count)), listing: try SimulatedListing.typed(symbol),
                instrument: arguments.value("instrument"),
                rebasedStart: arguments.has("rebase") ? SystemClock.now() : nil)
            configuration.source = .replay(replay, speed: try speed(arguments.value("speed") ?? "1"))
        } else {
            throw UsageError("--source is synthetic or replay:FILE; '\(source)' is neither")
        }
        return configuration
    }

    private static func fault(_ text: String) throws(UsageError) -> FaultOrder {
        do throws(FaultOrder.Refusal) {
            return try FaultOrder(parsing: text)
        } catch {
            throw UsageError("--fault: \(error.description)")
        }
    }

    private static func speed(_ text: String) throws(UsageError) -> ReplaySpeed {
        if text == "max" { return .maximum }
        guard let times = Double(text), times > 0, times <= 1_000_000 else {
            throw UsageError("--speed is a number above 0, as in 1 or 10, or max; '\(text)' is not")
        }
        return .times(times)
    }

    private static func behavior(_ arguments: Arguments) -> FeedBehavior {
        var behavior = FeedBehavior()
        if arguments.has("lenient") { behavior.handshake = .lenient }
        if arguments.value("framing") == "mixed" { behavior.framing = .severalPairs }
        if arguments.value("fields") == "reversed" { behavior.fieldAnswer = .reversed }
        if arguments.value("silence") == "timeout-error" { behavior.silence = .timeoutError }
        behavior.withholdsGreeks = arguments.has("no-index-greeks")
        behavior.withheldFields = Set(arguments.all("withhold"))
        return behavior
    }
}

extension SimulatedListing {
    /// A listing for a symbol as people type it.
    ///
    /// - Throws: `UsageError` when the symbol is none, or none that streams.
    static func typed(_ text: String) throws(UsageError) -> SimulatedListing {
        let today = TradingDay(utcDayOf: SystemClock.now())
        let symbol: InstrumentSymbol
        do {
            symbol = try SymbolParser(on: today).parse(text).symbol.resolved(on: today)
        } catch {
            throw UsageError("--symbol: \(error.description)")
        }
        guard let streamer = symbol.streamerSymbol else {
            throw UsageError("--symbol: '\(text)' does not stream; write a contract such as /ESZ26:XCME, or a stock")
        }
        return .named(streamer)
    }
}
