public import DXLink
public import MarketModel
public import Tastytrade
public import Wire

/// The flow of a live venue: one DXLink session for prints and quotes, short ones for history, and the desk they feed.
///
/// Prints come on a STREAM contract. When an instrument is first watched, and after every reconnect, its recent prints
/// are asked for as HISTORY in a session of their own; the desk puts them before the live ones, each print once.
public final class LiveFeed: FlowProvider {
    /// How the feed behaves.
    public struct Configuration: Sendable {
        /// The venue, for the screens.
        public var venue: Venue
        /// Whether the venue replays recorded data, for the screens.
        public var isReplay: Bool
        /// How far back prints are asked for when an instrument is first watched; zero asks for none.
        public var history: Duration
        /// The most instruments watched at once.
        public var maximumInstruments: Int
        /// How a DXLink session behaves.
        public var dxlink: DXLinkConfiguration

        /// Creates a configuration.
        public init(
            venue: Venue, isReplay: Bool = false, history: Duration = .seconds(4 * 3600), maximumInstruments: Int = 50,
            dxlink: DXLinkConfiguration = DXLinkConfiguration()
        ) {
            self.venue = venue
            self.isReplay = isReplay
            self.history = history
            self.maximumInstruments = maximumInstruments
            self.dxlink = dxlink
        }
    }

    public let desk: FlowDesk
    public var venueName: String { configuration.venue.rawValue }

    private let configuration: Configuration
    private let client: DXLinkClient
    private let session: Session
    private let history: PrintHistory
    private let now: @Sendable () -> Timestamp

    /// Creates a feed that connects when `run` is called.
    ///
    /// - Parameters:
    ///   - session: Gives the tokens of the stream.
    ///   - loop: The thread that serves the sockets and counts the flow.
    ///   - transport: How sockets connect: trusted certificates and bounds.
    public init(
        _ configuration: Configuration, session: Session, loop: WireLoop,
        transport: WebSocketClient.Configuration = .init(),
        desk deskConfiguration: FlowDesk.Configuration = .init(),
        now: @escaping @Sendable () -> Timestamp = SystemClock.now
    ) {
        let names = NameTable()
        let desk = FlowDesk(names: names, configuration: deskConfiguration)
        let credentials: DXLinkClient.CredentialsProvider = {
            let token = try await session.quoteToken()
            return DXLinkCredentials(url: token.url, token: token.token)
        }
        let history = PrintHistory(
            configuration: configuration.dxlink, names: names, loop: loop, transport: transport,
            credentials: credentials
        ) { desk.ingest($0) }
        client = DXLinkClient(
            configuration: configuration.dxlink, names: names, loop: loop, transport: transport,
            credentials: credentials
        ) { delivery in
            switch delivery {
            case .events(let batch): desk.ingest(batch)
            case .notice(.connected(let attempt)) where attempt > 1:
                for instrument in desk.instruments {
                    guard let last = desk.lastPrintTime(of: instrument.symbol) else { continue }
                    desk.expectHistory(of: instrument.symbol, at: now())
                    history.ask(instrument.symbol, since: last - .seconds(1))
                }
            case .notice: break
            }
        }
        self.session = session
        self.configuration = configuration
        self.desk = desk
        self.history = history
        self.now = now
    }

    /// Runs until the task is cancelled, or an error that trying again cannot help.
    ///
    /// - Throws: `DXLinkError`.
    public func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [client] in try await client.run() }
            group.addTask { [history] in await history.run() }
            try await group.next()
            group.cancelAll()
        }
    }

    public func watched(_ text: String, at now: Timestamp) throws(SymbolRefusal) -> FlowInstrument? {
        let instrument = try FlowInstrument(typed: text, at: now)
        return desk.instruments.first { $0.symbol == instrument.symbol }
    }

    public func watch(_ text: String, at now: Timestamp) async throws(SymbolRefusal) -> FlowInstrument {
        let typed = try FlowInstrument(typed: text, at: now)
        if let known = desk.instruments.first(where: { $0.symbol == typed.symbol }) { return known }
        let instrument = try await confirm(typed)
        // Another request may have added it meanwhile.
        let watched = desk.instruments
        if let known = watched.first(where: { $0.symbol == instrument.symbol }) { return known }
        guard watched.count < configuration.maximumInstruments else {
            throw SymbolRefusal(
                message: "\(configuration.maximumInstruments) instruments are watched, which is the most; "
                    + "\(instrument.symbol) was not added")
        }
        let wantsHistory = configuration.history > .zero
        desk.watch(instrument, expectsHistory: wantsHistory, at: now)
        client.subscribe([
            MarketSubscription(.timeAndSale, instrument.symbol, priority: 1),
            MarketSubscription(.quote, instrument.symbol), MarketSubscription(.trade, instrument.symbol),
        ])
        if wantsHistory { history.ask(instrument.symbol, since: now - configuration.history) }
        return instrument
    }

    /// The instrument with the venue's own price step, once the venue lists it. A venue that cannot be asked is
    /// believed to: symbols that do not exist are silent on the stream and harm nothing.
    private func confirm(_ instrument: FlowInstrument) async throws(SymbolRefusal) -> FlowInstrument {
        var confirmed = instrument
        do {
            switch instrument.contract {
            case nil:
                if try await session.listsEquity(instrument.symbol) { return instrument }
            case let contract?:
                // The venue's symbols have one digit of the year: what it lists may be another decade's contract.
                if let listed = try await session.future(contract.tastytradeSymbol),
                    listed.streamerSymbol == nil || listed.streamerSymbol == instrument.symbol
                {
                    if let tick = listed.tickSize, tick > .zero { confirmed.tick = tick }
                    return confirmed
                }
            }
        } catch {
            return instrument
        }
        throw SymbolRefusal(message: "\(configuration.venue.rawValue) lists no \(instrument.symbol): nothing was added")
    }

    public func feedHealth(at now: Timestamp) -> FeedHealth {
        let status = client.status
        let gaps = status.gaps.count { !$0.isFilled && !history.covers($0) } + status.forgottenGaps
        return FeedHealth(status, isReplay: configuration.isReplay, openGaps: gaps)
    }

    public func printGaps(of symbol: String, at now: Timestamp) -> [Range<Timestamp>] {
        client.status.gaps
            .filter { gap in
                gap.key.type == .timeAndSale && gap.key.symbol == symbol && !gap.isFilled && !history.covers(gap)
            }
            .map { $0.from..<max($0.from, $0.until ?? now) }
    }
}
