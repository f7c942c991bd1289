import Brokerage
import MarketModel
public import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A running simulator: REST, DXLink and the account streamer on one port.
///
/// ```swift
/// let simulator = try await SimulatorService.start(SimulatorConfiguration(source: .synthetic(seed: 7)))
/// print(simulator.endpoints.json)
/// ```
public final class SimulatorService: Sendable {
    /// The path of the DXLink endpoint.
    static let feedPath = "/realtime"
    /// The path of the account streamer.
    static let accountStreamerPath = "/streamer"
    /// Letters that may wait for the engine before a client's socket is read no further.
    private static let letterLimit = 512

    /// Where it is and how to log in.
    public let endpoints: SimulatorEndpoints
    /// What it gets wrong; may be changed while it runs.
    public let faults: FaultBoard
    /// Its market, as a brokerage sees it.
    public let venue: SimulatedVenue
    private let clock: SimulatorClock
    private let server: WireServer
    private let mailbox: Mailbox<SimulatorEngine.Letter>
    /// The loop to end with the simulator; `nil` when it is the caller's.
    private let ownLoop: WireLoop?

    private init(
        endpoints: SimulatorEndpoints, faults: FaultBoard, venue: SimulatedVenue, clock: SimulatorClock,
        server: WireServer, mailbox: Mailbox<SimulatorEngine.Letter>, ownLoop: WireLoop?
    ) {
        self.faults = faults
        self.venue = venue
        self.clock = clock
        self.ownLoop = ownLoop
        self.endpoints = endpoints
        self.server = server
        self.mailbox = mailbox
    }

    /// Starts a simulator.
    ///
    /// - Parameters:
    ///   - configuration: What to simulate and where.
    ///   - givenLoop: The loop its sockets live on; `nil` for one of its own.
    ///   - notify: Told of sessions and of the end of a replay, on the simulator's thread.
    /// - Throws: `TapeError` when a recording cannot be opened, `WireError` when the address cannot be used.
    public static func start(
        _ configuration: SimulatorConfiguration, on givenLoop: WireLoop? = nil,
        notify: @escaping @Sendable (SimulatorNotice) -> Void = { _ in }
    ) async throws -> SimulatorService {
        let loop = givenLoop ?? WireLoop()
        do {
            return try await start(configuration, on: loop, ownLoop: givenLoop == nil ? loop : nil, notify: notify)
        } catch {
            if givenLoop == nil { loop.stop() }
            throw error
        }
    }

    private static func start(
        _ configuration: SimulatorConfiguration, on loop: WireLoop, ownLoop: WireLoop?,
        notify: @escaping @Sendable (SimulatorNotice) -> Void
    ) async throws -> SimulatorService {
        let access = SimulatorAccess(
            seed: configuration.credentialSeed, credentials: configuration.credentials,
            sessionLimit: configuration.sessionsPerUser)
        let faults = FaultBoard(seed: configuration.credentialSeed ?? 1)
        for order in configuration.faults { faults.switchOn(order, at: configuration.clock.now()) }
        let engine = try makeEngine(configuration, access: access, faults: faults, notify: notify)
        let mailbox = engine.value.mailbox
        let clock = configuration.clock
        let rest = Lock<RESTService?>(nil)
        let shared = Shared(rest: rest)
        let limits = WebSocketLimits(
            maximumMessageBytes: configuration.behavior.maximumMessageBytes,
            maximumPendingBytes: configuration.behavior.maximumPendingBytes)
        let server = try await WireServer(
            WireServer.Configuration(
                address: configuration.address, port: configuration.port, tls: configuration.tls), on: loop,
            request: { request, responder in
                let now = clock.now()
                guard let service = shared.rest.withLock({ $0 }) else {
                    return responder.respond(.text("starting\n", status: 503))
                }
                switch service.reply(to: request, at: now) {
                case .now(let response): responder.respond(response)
                case .later(let response, let delay):
                    mailbox.post(.respond(responder, response, due: SystemClock.now() + delay))
                case .never: break
                }
            },
            upgrade: { request in
                let names = [request.path]
                if [.upgradeRefused, .maintenance].contains(where: {
                    faults.strike($0, on: names, at: clock.now()) != nil
                }) {
                    return .refuse(status: 502, reason: "Bad Gateway")
                }
                switch request.path {
                case feedPath: return .accept(limits, handler(.feed, mailbox))
                case accountStreamerPath: return .accept(limits, handler(.accountStreamer, mailbox))
                default: return .refuse(status: 404, reason: "no such stream")
                }
            })
        let endpoints = endpoints(configuration, access: access, port: server.port)
        let services = SimulatorServices(
            access: access, accounts: configuration.accounts, listings: engine.listings,
            feedAddress: endpoints.dxlink, options: engine.venue.options.map { OptionDirectory($0) },
            configuration: configuration, faults: faults, venue: engine.venue,
            brokerage: engine.brokerage)
        let controls = SimulatorControls(
            seed: engine.seed,
            advance: { span in
                guard clock.advance(by: span) else { return false }
                mailbox.post(.tick)
                return true
            }, dropStreams: { mailbox.post(.dropStreams) })
        shared.rest.withLock { $0 = RESTService(services, controls: controls) }
        engine.value.beats.append { services.checkAlerts(at: $0) }
        engine.startThread()
        return SimulatorService(
            endpoints: endpoints, faults: faults, venue: engine.venue, clock: clock, server: server, mailbox: mailbox,
            ownLoop: ownLoop)
    }

    /// Plays so many more events of a replay that goes step by step.
    public func step(_ events: Int = 1) { mailbox.post(.step(max(0, events))) }

    /// Moves a virtual clock on, and the market with it; false for a simulator that runs on the clock of the day.
    @discardableResult
    public func advance(by span: Duration) -> Bool {
        guard clock.advance(by: span) else { return false }
        mailbox.post(.tick)
        return true
    }

    /// Stops serving and ends the market.
    public func stop() {
        mailbox.post(.stop)
        server.stop()
        ownLoop?.stop()
    }

    // MARK: Parts

    /// What the request handler reads and `start` fills in once the port is known.
    private final class Shared: Sendable {
        let rest: Lock<RESTService?>

        init(rest: consuming Lock<RESTService?>) { self.rest = rest }
    }

    /// Hands the engine to its thread. `@unchecked Sendable`: nobody else touches it once the thread runs.
    private struct EngineBox: @unchecked Sendable {
        let value: SimulatorEngine
        let listings: [SimulatedListing]
        let venue: SimulatedVenue
        /// The synthetic market's seed; `nil` for a recording.
        let seed: UInt64?
        let brokerage: SimulatedBrokerage

        func startThread() {
            var thread = pthread_t()
            let engine = Unmanaged.passRetained(value).toOpaque()
            let failure = pthread_create(&thread, nil, runEngineThread, engine)
            precondition(failure == 0, "the system refused a thread")
            pthread_detach(thread)
        }
    }

    private static func makeEngine(
        _ configuration: SimulatorConfiguration, access: SimulatorAccess, faults: FaultBoard,
        notify: @escaping @Sendable (SimulatorNotice) -> Void
    ) throws -> EngineBox {
        let names = NameTable()
        let source: any MarketSource
        let pace: MarketPace
        let clock = configuration.clock
        let now = clock.now()
        var wall = MarketPace(speed: .times(1))
        if configuration.start == .immediately { wall.start(at: now, wall: now) }
        var made = SyntheticMarket.Configuration(start: now)
        var instruments = SyntheticInstrument.universe(on: TradingDay(utcDayOf: now))
        var replayed: ReplayMarket.Configuration?
        switch configuration.source {
        case .synthetic(let seed, let history, let hours, let corrections):
            made = .init(seed: seed, start: now, historySpan: history, hours: hours, correctionsPerMillion: corrections)
            source = SyntheticMarket(instruments: instruments, configuration: made, names: names)
            pace = wall
        case .syntheticWithReplay(let seed, let replay):
            made.seed = seed
            replayed = replay
            let market = SyntheticMarket(instruments: instruments, configuration: made, names: names)
            source = CombinedMarket([market, try ReplayMarket(replay, names: names)], names: names)
            pace = wall
        case .replay(let replay, let speed):
            instruments = []
            replayed = replay
            source = try ReplayMarket(replay, names: names)
            pace = MarketPace(speed: speed)
        }
        let options =
            instruments.isEmpty
            ? nil : SyntheticOptions(instruments: instruments, seed: made.seed, hours: made.hours, start: now)
        let recorded = (replayed.map { [$0.listing] } ?? []).compactMap { listing in
            names.id(for: listing.streamerSymbol).map { (listing: listing, id: $0) }
        }
        let board = QuoteBoard()
        let venue = SimulatedVenue(
            instruments: instruments, options: options, seed: made.seed, hours: made.hours, recorded: recorded,
            board: board, faults: faults, now: { clock.now() })
        var rules = configuration.brokerage
        rules.hours = !instruments.isEmpty && made.hours == .exchange ? .calendar : .always
        let brokerage = SimulatedBrokerage(
            configuration.accounts, venue: venue, faults: faults, rules: rules, at: now,
            withHistory: configuration.opensWithHistory)
        let engine = SimulatorEngine(
            source: source, options: options, names: names, pace: pace, access: access, configuration: configuration,
            brokerage: brokerage, faults: faults, board: board, recorded: Set(recorded.map(\.id)), notify: notify)
        return EngineBox(
            value: engine, listings: source.listings, venue: venue, seed: instruments.isEmpty ? nil : made.seed,
            brokerage: brokerage)
    }

    private static func handler(
        _ role: SimulatorEngine.Role, _ mailbox: Mailbox<SimulatorEngine.Letter>
    ) -> WebSocketEventHandler {
        { event, connection in
            switch event {
            case .opened: mailbox.post(.opened(connection, role))
            case .message(let bytes):
                let waiting = mailbox.post(.message(connection: connection.id, bytes))
                if waiting > letterLimit { connection.pauseReceiving() }
            case .closed(let code, let reason):
                mailbox.post(.closed(connection: connection.id, code: code, reason: reason))
            }
        }
    }

    private static func endpoints(
        _ configuration: SimulatorConfiguration, access: SimulatorAccess, port: Int
    ) -> SimulatorEndpoints {
        let secure = configuration.tls == nil ? "" : "s"
        let host = configuration.address == "0.0.0.0" ? "127.0.0.1" : configuration.address
        let name = host.contains(":") ? "[\(host)]" : host
        return SimulatorEndpoints(
            rest: "http\(secure)://\(name):\(port)", dxlink: "ws\(secure)://\(name):\(port)\(feedPath)",
            accountStreamer: "ws\(secure)://\(name):\(port)\(accountStreamerPath)",
            credentials: access.credentials, accounts: configuration.accounts.map(\.number),
            passwordLogin: configuration.allowsPasswordSessions
                ? .init(login: SessionRoutes.login, password: access.credentials.clientSecret) : nil)
    }
}

/// The entry of the engine's thread; balances the retain of `startThread`.
private nonisolated func runEngineThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    Unmanaged<SimulatorEngine>.fromOpaque(argument!).takeRetainedValue().run()
    return nil
}
