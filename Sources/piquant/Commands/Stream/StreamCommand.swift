import Configuration
import DXLink
import MarketModel
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `piquant stream`: what any DXLink server sends, as JSON lines.
enum StreamCommand {
    static let command: Command = Command(
        name: "stream", summary: "Print what a DXLink server sends, one JSON line an event, the ledger last",
        example:
            "piquant stream --url ws://127.0.0.1:8085/realtime --token TOKEN --symbol ES --event TimeAndSale,Quote --count 10",
        options: [
            Option("url", .value("url"), "The server: ws:// or wss://"),
            Option("token", .value("token"), "The quote token; PIQUANT_STREAM_TOKEN is read as well"),
            Option(
                "symbol", .value("symbol"), "What to subscribe: ES, /ESZ26:XCME, SPY, /ESZ26:XCME{=5m}", repeats: true),
            Option("event", .value("types"), "Event types, separated by commas", initial: "Quote"),
            Option(
                "contract", .choice(FeedContract.allCases.map(\.rawValue)),
                "The contract to ask for; by type when not given"),
            Option("from-time", .value("time"), "Ask for history from here: ISO 8601, or milliseconds since 1970"),
            Option("count", .value("events"), "End after so many events"),
            Option("duration", .value("span"), "End after this long, as in 30s"),
            Option("idle", .value("span"), "End after this long without an event"),
            Option("authority", .value("file"), "A PEM file of certificates to trust in place of the system's"),
        ],
        run: { arguments in
            let plan = try StreamPlan(arguments)
            for note in plan.notes { Terminal.note(note) }
            return try await StreamSession(plan).run()
        })
}

/// What to stream and when to end.
struct StreamPlan: Sendable {
    let url: String
    let token: String
    let subscriptions: [MarketSubscription]
    let count: Int?
    let duration: Duration?
    let idle: Duration?
    let authority: String?
    /// What was assumed, to be told to the user.
    private(set) var notes: [String] = []

    init(_ arguments: Arguments) throws {
        guard let url = arguments.value("url") else {
            throw UsageError("piquant stream needs --url, as `piquant simulate` prints it")
        }
        guard let address = WireAddress(url), ["ws", "wss"].contains(address.scheme) else {
            throw UsageError("--url is ws://… or wss://…; '\(url)' is not")
        }
        self.url = url
        token = arguments.value("token") ?? getenv("PIQUANT_STREAM_TOKEN").map { String(cString: $0) } ?? ""
        count = try arguments.number("count", in: 1...Int.max)
        duration = try arguments.duration("duration")
        idle = try arguments.duration("idle")
        authority = arguments.value("authority")
        let contract = arguments.value("contract").flatMap { FeedContract(rawValue: $0) }
        let fromTime = try Self.moment(arguments.value("from-time"))
        guard !arguments.all("symbol").isEmpty else { throw UsageError("piquant stream needs at least one --symbol") }
        var types: [MarketEventType] = []
        for name in (arguments.value("event") ?? "Quote").split(separator: ",").map(String.init) {
            guard let type = MarketEventType(feedName: name) else {
                let known = MarketEventType.allCases.map(\.feedName)
                let near = Spelling.nearest(to: name, in: known)
                throw UsageError(
                    "--event '\(name)' is no event type\(near.map { "; did you mean \($0)?" } ?? "; there are \(known.joined(separator: ", "))")"
                )
            }
            types.append(type)
        }
        var subscriptions: [MarketSubscription] = []
        for text in arguments.all("symbol") {
            let symbol = Self.streamer(text, notes: &notes)
            for type in types {
                subscriptions.append(MarketSubscription(type, symbol, fromTime: fromTime, contract: contract))
            }
        }
        self.subscriptions = subscriptions
    }

    private static func moment(_ text: String?) throws(UsageError) -> Timestamp? {
        guard let text else { return nil }
        if let milliseconds = Int64(text), let moment = Timestamp(milliseconds: milliseconds) { return moment }
        guard let moment = Timestamp(text) else {
            throw UsageError(
                "--from-time is a time such as 2026-11-20T14:30:00Z, or milliseconds since 1970; '\(text)' is neither")
        }
        return moment
    }

    /// The streamer symbol of what a person typed; text that is no symbol goes to the server as it is.
    private static func streamer(_ text: String, notes: inout [String]) -> String {
        let base = text.prefix { $0 != "{" }
        let attributes = text.dropFirst(base.count)
        let today = TradingDay(utcDayOf: SystemClock.now())
        guard let parsed = try? SymbolParser(on: today).parse(String(base)),
            let symbol = parsed.symbol.resolved(on: today).streamerSymbol
        else { return text }
        var streamer = symbol + attributes
        if !attributes.isEmpty, let candle = CandleSymbol(streamer) { streamer = candle.description }
        for hint in parsed.hints { notes.append("piquant: \(base): \(hint)") }
        if streamer != text { notes.append("piquant: \(text) is \(streamer) on the stream") }
        return streamer
    }
}
