public import DXLink
public import MarketModel
public import Options
public import Tastytrade
public import Wire

/// The options of a live venue: chains over REST, prices over DXLink sessions of its own that open when the first
/// selection is read: one for what fits into it, more for whole chains.
public final class ChainFeed: ChainProvider {
    /// How the feed behaves.
    public struct Configuration: Sendable {
        /// The venue, for messages.
        public var venue: Venue
        /// Whether the venue replays recorded data.
        public var isReplay: Bool
        /// How long a chain is used before it is asked for again; it is anyway on a new day.
        public var chainLife: Duration
        /// How a DXLink session behaves.
        public var dxlink: DXLinkConfiguration

        /// Creates a configuration.
        public init(
            venue: Venue, isReplay: Bool = false, chainLife: Duration = .seconds(4 * 3600),
            dxlink: DXLinkConfiguration = DXLinkConfiguration()
        ) {
            self.venue = venue
            self.isReplay = isReplay
            self.chainLife = chainLife
            self.dxlink = dxlink
        }
    }

    private struct Fetched {
        var underlying: String
        var at: Timestamp
    }

    /// Between looks at prices that have moved and selections that nobody reads.
    private static let beat: Duration = .milliseconds(500)
    private static let contractTypes: [MarketEventType] = [.quote, .greeks, .trade, .summary]
    private static let underlyingTypes: [MarketEventType] = [.quote, .trade]

    /// The desk that keeps chains and prices.
    public let desk: ChainDesk
    private let configuration: Configuration
    private let session: Session
    private let client: DXLinkPool
    private let now: @Sendable () -> Timestamp
    private let fetched = Lock<[Fetched]>([])
    /// Held from the desk's decision to the client's order, so that decisions reach the client in their order.
    private let applying = Lock(())
    private let firstReading: AsyncStream<Void>
    private let isRead: AsyncStream<Void>.Continuation

    /// Creates a feed that connects once `run` is called and a selection is read.
    ///
    /// - Parameters:
    ///   - session: Gives chains and the tokens of the stream.
    ///   - loop: The thread that serves the socket.
    public init(
        _ configuration: Configuration, session: Session, loop: WireLoop,
        transport: WebSocketClient.Configuration = .init(), desk deskConfiguration: ChainDesk.Configuration = .init(),
        now: @escaping @Sendable () -> Timestamp = SystemClock.now
    ) {
        let names = NameTable()
        let desk = ChainDesk(names: names, configuration: deskConfiguration)
        client = DXLinkPool(
            configuration: configuration.dxlink, names: names, loop: loop, transport: transport,
            credentials: {
                let token = try await session.quoteToken()
                return DXLinkCredentials(url: token.url, token: token.token)
            }
        ) { delivery in
            if case .events(let batch) = delivery { desk.ingest(batch) }
        }
        self.desk = desk
        self.configuration = configuration
        self.session = session
        self.now = now
        (firstReading, isRead) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Runs until the task is cancelled, or an error that trying again cannot help.
    ///
    /// - Throws: `DXLinkError`.
    public func run() async throws {
        var readings = firstReading.makeAsyncIterator()
        guard await readings.next() != nil else { return }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [client] in try await client.run() }
            group.addTask { [self] in
                while true {
                    try await Task.sleep(for: Self.beat)
                    applying.withLock { _ in apply(desk.timePassed(at: now())) }
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    public func chain(_ text: String, at now: Timestamp) async throws(SymbolRefusal) -> OptionChain {
        let underlying = try Self.underlying(text, at: now)
        let today = USTimeZone.eastern.day(of: now)
        let isFresh = fetched.withLock { known in
            known.contains {
                $0.underlying == underlying && now - $0.at < configuration.chainLife
                    && USTimeZone.eastern.day(of: $0.at) == today
            }
        }
        if isFresh, let chain = desk.chain(of: underlying) { return chain }
        let listed = try await fetch(underlying)
        desk.keep(listed)
        fetched.withLock { known in
            known.removeAll { $0.underlying == underlying }
            known.append(Fetched(underlying: underlying, at: now))
        }
        return listed.chain
    }

    public func read(
        _ underlying: String, _ selection: ChainSelection, at now: Timestamp
    ) throws(SymbolRefusal) -> ChainReading {
        let key = ChainView.Key(underlying: underlying, selection: selection)
        let reading = applying.withLock { _ in
            let reading = desk.read(key, at: now)
            if let changes = reading?.changes { apply(changes) }
            return reading
        }
        guard let (snapshot, deskHealth, _) = reading else {
            throw SymbolRefusal(message: "the chain of \(underlying) is not at hand: ask for it first")
        }
        isRead.yield()
        var health = deskHealth
        let status = client.status
        health.feed = FeedHealth(
            status, isReplay: configuration.isReplay,
            openGaps: status.gaps.count { !$0.isFilled } + status.forgottenGaps)
        return ChainReading(snapshot: snapshot, health: health)
    }

    // MARK: Parts

    /// What options are asked for by: a stock, fund or index, or a futures product with its slash.
    static func underlying(_ text: String, at now: Timestamp) throws(SymbolRefusal) -> String {
        do {
            switch try SymbolParser(on: USTimeZone.eastern.day(of: now)).parse(text).symbol {
            case .equity(let symbol): return symbol
            case .futuresProduct(let root): return "/" + root
            case .future(let contract): return "/" + contract.root
            case .equityOption(let option): return OptionRoot.named(option.root).underlying
            case .futureOption(let option):
                if let product = FutureOptionRoot.named(option.root)?.product { return "/" + product }
            case .crypto: break
            }
        } catch {
            throw SymbolRefusal(message: error.description)
        }
        throw SymbolRefusal(message: "'\(text)' has no options here; write for example SPY, SPX or /ES")
    }

    private func fetch(_ underlying: String) async throws(SymbolRefusal) -> ListedChain {
        let venue = configuration.venue.rawValue
        let nested: NestedChains
        do {
            nested =
                try await underlying.hasPrefix("/")
                ? session.nestedFutureChains(of: underlying) : session.nestedChains(of: underlying)
        } catch TastytradeError.notFound {
            throw SymbolRefusal(message: "\(venue) does not know \(underlying), so it has no options of it")
        } catch {
            throw SymbolRefusal(
                message: "\(venue) could not be asked for the options on \(underlying) (\(error)): nothing is shown; "
                    + "try again")
        }
        let listed = ListedChain(nested, of: underlying)
        guard !listed.chain.expirations.isEmpty else {
            throw SymbolRefusal(message: "\(venue) lists no options on \(underlying)")
        }
        return listed
    }

    /// Tells the client what to subscribe to. The nearest strikes come first where limits do not hold all.
    private func apply(_ changes: ChainDesk.Changes) {
        func keys(_ symbols: [String], _ types: [MarketEventType]) -> [MarketSubscription.Key] {
            symbols.flatMap { symbol in types.map { MarketSubscription.Key($0, symbol) } }
        }
        let removed =
            keys(changes.contractsRemoved, Self.contractTypes) + keys(changes.underlyingsRemoved, Self.underlyingTypes)
        if !removed.isEmpty { client.unsubscribe(removed) }
        // Underlyings first, quotes before the rest: a chain can be read before the last summary is there.
        var added = keys(changes.underlyingsAdded, Self.underlyingTypes).map {
            MarketSubscription($0.type, $0.symbol, priority: 2)
        }
        for type in Self.contractTypes {
            added += changes.contractsAdded.map { MarketSubscription(type, $0, priority: type == .quote ? 1 : 0) }
        }
        if !added.isEmpty { client.subscribe(added) }
    }
}
