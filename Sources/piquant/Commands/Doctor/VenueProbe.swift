import MarketModel
import Simulator
import Tastytrade
import Wire

/// What `doctor` asks of a venue.
struct VenueProbe: Sendable {
    private let venue: Venue
    private let symbols: [String]
    private let streams: Bool
    private let patience: Duration
    private let arguments: Arguments

    /// Reads what is asked for; `nil` when no venue is to be probed.
    ///
    /// - Throws: `UsageError`.
    init?(_ arguments: Arguments) throws {
        let asksForSymbols = arguments.value("symbols") != nil
        guard
            asksForSymbols || arguments.has("streaming") || arguments.value("venue") != nil
                || arguments.value("simulator") != nil
        else { return nil }
        venue = try VenueSession.venue(arguments)
        streams = asksForSymbols || arguments.has("streaming")
        symbols = (arguments.value("symbols") ?? "/ES,SPY").split(separator: ",").map(String.init)
        patience = .seconds(try arguments.number("wait", in: 1...600) ?? 10)
        self.arguments = arguments
    }

    /// Asks the endpoints and, when wanted, the stream.
    ///
    /// - Throws: `Failure` without credentials; `CancellationError`.
    func run() async throws -> ProbeReport {
        let connection: VenueSession.Connection
        if venue == .simulator, arguments.value("simulator") == nil {
            connection = try VenueSession.started(
                try await SimulatorService.start(SimulatorConfiguration(source: .synthetic(seed: 1))))
        } else {
            connection = try await VenueSession.connect(venue, arguments)
        }
        defer { connection.end() }
        let session = connection.session
        let today = TradingDay(utcDayOf: SystemClock.now())
        var report = ProbeReport(venue: venue.rawValue, host: session.binding.hosts.rest)
        report.checks = try await EndpointProbe(session: session, today: today).run(EndpointCatalog.all)
        guard streams else {
            report.checks.append(.init("stream", .skipped, "not asked for: add --streaming"))
            return report
        }
        var streamed: [String] = []
        for text in symbols {
            if let symbol = Self.streamer(text, on: today) {
                streamed.append(symbol)
            } else {
                report.checks.append(
                    .init(
                        "stream \(text)", .skipped, "it has no symbol on the stream",
                        remedy: "write it as /ES, /ESZ6, SPY or an option's symbol"))
            }
        }
        report.checks += try await StreamProbe(session: session, symbols: streamed, patience: patience).run()
        return report
    }

    /// The streamer symbol of what a person typed: `/ES` means its active contract.
    private static func streamer(_ text: String, on today: TradingDay) -> String? {
        (try? SymbolParser(on: today).parse(text))?.symbol.resolved(on: today).streamerSymbol
    }
}
