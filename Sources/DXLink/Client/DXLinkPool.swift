public import MarketModel
public import Wire

/// Several DXLink sessions as one, for more than one session may hold, or may ask for within a minute.
///
/// Used as a `DXLinkClient`. The first session takes what it can; further ones are opened only for what does not fit.
/// A whole chain of 22,000 options, which one session would have to ask for over three minutes, is asked for at once.
public final class DXLinkPool: Sendable {
    /// Sessions that one user may have open at a time at the venue, as measured.
    public static let venueSessions = 5

    private struct State {
        var spread: SubscriptionSpread
        var clients: [DXLinkClient] = []
        var isStopped = false
    }

    private let state: Lock<State>
    private let open: @Sendable () -> DXLinkClient
    private let opened: AsyncStream<DXLinkClient>
    private let start: AsyncStream<DXLinkClient>.Continuation

    /// Creates a pool whose first session connects when `run` is called.
    ///
    /// - Parameters:
    ///   - maximumSessions: Sessions open at most, at least one; the default leaves two of the venue's five to others.
    ///   - handler: Receives everything of all sessions. Never called twice at a time for one session, but for two
    ///     sessions it may be when subscriptions are made from several threads.
    public init(
        maximumSessions: Int = DXLinkPool.venueSessions - 2,
        configuration: DXLinkConfiguration = DXLinkConfiguration(), names: NameTable, loop: WireLoop,
        transport: WebSocketClient.Configuration = .init(), clock: DXLinkClock = .system(),
        credentials: @escaping DXLinkClient.CredentialsProvider, handler: @escaping DXLinkClient.Handler
    ) {
        open = {
            DXLinkClient(
                configuration: configuration, names: names, loop: loop, transport: transport, clock: clock,
                credentials: credentials, handler: handler)
        }
        var first = State(spread: SubscriptionSpread(limits: configuration.limits, most: maximumSessions))
        first.clients = [open()]
        (opened, start) = AsyncStream.makeStream()
        start.yield(first.clients[0])
        state = Lock(first)
    }

    /// Subscribes; a subscription with the same type and symbol is replaced. Kept across reconnects.
    public func subscribe(_ subscriptions: [MarketSubscription]) {
        let shares = state.withLock { state -> [(DXLinkClient, [MarketSubscription])] in
            var shares: [Int: [MarketSubscription]] = [:]
            for subscription in subscriptions {
                shares[state.spread.place(subscription.key), default: []].append(subscription)
            }
            while state.clients.count < state.spread.sessions {
                let client = open()
                state.clients.append(client)
                start.yield(client)
            }
            return shares.sorted { $0.key < $1.key }.map { (state.clients[$0.key], $0.value) }
        }
        for (client, share) in shares { client.subscribe(share) }
    }

    /// Drops subscriptions. A session left without any stays open for the next.
    public func unsubscribe(_ keys: [MarketSubscription.Key]) {
        let shares = state.withLock { state -> [(DXLinkClient, [MarketSubscription.Key])] in
            var shares: [Int: [MarketSubscription.Key]] = [:]
            for key in keys {
                if let place = state.spread.drop(key) { shares[place, default: []].append(key) }
            }
            return shares.sorted { $0.key < $1.key }.map { (state.clients[$0.key], $0.value) }
        }
        for (client, share) in shares { client.unsubscribe(share) }
    }

    /// The sessions at a glance, in the order they were opened.
    public var statuses: [FeedStatus] { state.withLock { $0.clients }.map(\.status) }

    /// All sessions as one: see `FeedStatus.init(merging:)`.
    public var status: FeedStatus { FeedStatus(merging: statuses) }

    /// Says goodbye to the server and ends `run`.
    public func stop() {
        let clients = state.withLock { state in
            state.isStopped = true
            return state.clients
        }
        for client in clients { client.stop() }
        start.finish()
    }

    /// Runs the sessions until `stop`, the cancellation of the task, or an error that trying again cannot help.
    ///
    /// - Throws: What `DXLinkClient.run` throws, of the first session that ends so; the others are stopped.
    public func run() async throws(DXLinkError) {
        let ended = await withTaskGroup { group in
            for await client in opened {
                group.addTask { await self.run(client) }
            }
            return await group.reduce(nil) { first, ended in first ?? ended }
        }
        if let ended { throw ended }
    }

    /// Runs one session; when it fails, all are stopped.
    private func run(_ client: DXLinkClient) async -> DXLinkError? {
        if state.withLock({ $0.isStopped }) { client.stop() }
        do {
            try await client.run()
        } catch {
            stop()
            return error
        }
        return nil
    }
}
