import DXLink
import MarketModel
import Tastytrade
import Wire

/// A DXLink session that is tried, and everything it handed over.
final class TriedFeed: Sendable {
    private struct State {
        var prints: [TimeAndSale] = []
        var quotes: [Quote] = []
        var profiles: [Profile] = []
        var symbols: Set<NameID> = []
        var notices: [FeedNotice] = []
        var events = 0
        var tokens = 0
        var end: DXLinkError?
    }

    /// Events kept of a kind; a drill sees far fewer.
    private static let keptEvents = 50_000

    let client: DXLinkClient
    let names: NameTable
    private let state: ReferenceLock<State>

    init(_ ground: DrillGround, session: Session, configuration: DXLinkConfiguration) {
        let state = ReferenceLock(State())
        let names = NameTable()
        self.state = state
        self.names = names
        client = DXLinkClient(
            configuration: configuration, names: names, loop: ground.loop,
            credentials: {
                let token = try await session.quoteToken()
                ground.log.keepSecret(token.token)
                state.withLock { $0.tokens += 1 }
                return DXLinkCredentials(url: token.url, token: token.token)
            },
            handler: { delivery in
                switch delivery {
                case .events(let batch): state.withLock { Self.take(batch, into: &$0) }
                case .notice(let notice):
                    ground.log.heard(notice)
                    state.withLock { $0.notices.append(notice) }
                }
            })
    }

    private static func take(_ batch: EventBatch, into state: inout State) {
        state.events += batch.events.count
        for event in batch.events {
            state.symbols.insert(event.symbol)
            switch event {
            case .timeAndSale(let print) where state.prints.count < keptEvents: state.prints.append(print)
            case .quote(let quote) where state.quotes.count < keptEvents: state.quotes.append(quote)
            case .profile(let profile) where state.profiles.count < keptEvents: state.profiles.append(profile)
            default: break
            }
        }
    }

    /// Runs until `client.stop`, and keeps what ended it.
    func run() async {
        do {
            try await client.run()
        } catch {
            state.withLock { $0.end = error }
        }
    }

    /// Events handed over.
    var events: Int { state.withLock { $0.events } }
    var prints: [TimeAndSale] { state.withLock { $0.prints } }
    var quotes: [Quote] { state.withLock { $0.quotes } }
    var profiles: [Profile] { state.withLock { $0.profiles } }
    /// The symbols that something came of.
    var symbols: Set<NameID> { state.withLock { $0.symbols } }
    var notices: [FeedNotice] { state.withLock { $0.notices } }
    /// Tokens that were fetched.
    var tokens: Int { state.withLock { $0.tokens } }
    /// Why it ended by itself; `nil` while it runs.
    var end: DXLinkError? { state.withLock { $0.end } }

    /// The errors that ended connections.
    var disconnections: [DXLinkError] {
        notices.compactMap { if case .disconnected(let error, _) = $0 { error } else { nil } }
    }
}

/// A lock that closures can share.
final class ReferenceLock<Value>: Sendable {
    private let lock: Lock<Value>

    init(_ value: consuming sending Value) { lock = Lock(value) }

    func withLock<Result>(_ body: (inout Value) -> Result) -> Result { lock.withLock(body) }
}

extension DrillGround {
    /// A share that prints many times a second.
    static let share = "SPY"

    /// How a DXLink session behaves in a drill: as the product's, with shorter waits.
    static func feedConfiguration() -> DXLinkConfiguration {
        var configuration = DXLinkConfiguration()
        configuration.keepaliveInterval = .milliseconds(500)
        configuration.keepaliveTimeout = .seconds(2)
        configuration.stepTimeout = .seconds(2)
        configuration.aggregationPeriod = .milliseconds(50)
        configuration.staleAfter = .seconds(1)
        configuration.backoff = ReconnectBackoff(initial: .milliseconds(50), maximum: .milliseconds(200))
        return configuration
    }

    /// Prints and quotes of the share.
    static let shareSubscriptions = [
        MarketSubscription(.timeAndSale, share), MarketSubscription(.quote, share),
    ]

    /// Runs a session with the feed while `body` looks at it, then checks its ledger.
    func withFeed(
        _ subscriptions: [MarketSubscription] = shareSubscriptions,
        change: (inout DXLinkConfiguration) -> Void = { _ in }, _ body: (TriedFeed) async throws -> Void
    ) async throws {
        var configuration = Self.feedConfiguration()
        change(&configuration)
        let feed = TriedFeed(self, session: try session(), configuration: configuration)
        feed.client.subscribe(subscriptions)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await feed.run() }
            defer { feed.client.stop() }
            try await body(feed)
        }
        let status = feed.client.status
        if let error = status.lastError { log.heard(error) }
        let ledger = status.ledger
        expect(
            "the feed's ledger adds up: received = used + excluded", ledger.isBalanced,
            "\(ledger.received) = \(ledger.used) + \(ledger.excluded)")
        expect("every row that was used was handed over", feed.events, is: ledger.used)
    }

    /// Waits until data arrives that came after this call.
    func expectData(_ text: String, from feed: TriedFeed) async throws {
        let before = feed.events
        try await eventually(text, { "\(feed.client.status.state.rawValue), \(feed.events) events" }) {
            feed.events > before && feed.client.status.state == .live
        }
    }
}
