import MarketModel
import Testing
import Wire

@testable import DXLink

struct DXLinkPoolTests {
    /// What each socket was asked for.
    private final class Asked: Sendable {
        private let sets = Lock<[ObjectIdentifier: Set<String>]>([:])

        func take(_ change: FeedSubscription, _ socket: WebSocketConnection) {
            sets.withLock { sets in
                sets[ObjectIdentifier(socket), default: []].formUnion(change.add.map(\.symbol))
                sets[ObjectIdentifier(socket), default: []].subtract(change.remove.map(\.symbol))
            }
        }

        var counts: [Int] { sets.withLock { $0.values.map(\.count).sorted() } }
        var all: Int { sets.withLock { $0.values.reduce(into: Set()) { $0.formUnion($1) }.count } }
    }

    @Test("what one session may not ask for at once is spread over further ones", .timeLimit(.minutes(1)))
    func spreads() async throws {
        let asked = Asked()
        let server = try await ScriptedServer { channel, change, socket in
            asked.take(change, socket)
            let names = NameTable()
            var encoder = FeedEncoder(names: names)
            let quotes = change.add.map {
                MarketEvent.quote(Quote(symbol: names.id(for: $0.symbol) ?? .none, bidPrice: Price("1")))
            }
            guard !quotes.isEmpty else { return }
            socket.send(
                encoder.frame(
                    channel: channel, type: .quote, fields: MarketEventType.quote.feedFields, events: quotes))
        }
        var configuration = DXLinkConfiguration()
        configuration.limits = SubscriptionLimits(changesPerMinute: 100)
        let deliveries = FeedDeliveries()
        let pool = DXLinkPool(
            configuration: configuration, names: NameTable(), loop: server.loop,
            credentials: { [url = server.url] in .init(url: url, token: "good") }, handler: deliveries.handler)
        let symbols = (0..<250).map { "S\($0)" }
        pool.subscribe(symbols.map { MarketSubscription(.quote, $0) })
        async let running: Void = pool.run()
        var heard = Set<NameID>()
        for await delivery in deliveries {
            guard case .events(let batch) = delivery else { continue }
            heard.formUnion(batch.events.map(\.symbol))
            if heard.count == symbols.count { break }
        }
        #expect(asked.counts == [50, 100, 100] && asked.all == 250)
        let status = pool.status
        #expect(status.subscribed == 250 && status.parked.isEmpty && status.connectionAttempts == 1)
        #expect(status.state == .live && status.ledger.used == 250 && pool.statuses.count == 3)
        // The second session has used up its changes, so its removals wait for the minute; the third has half of its left.
        pool.unsubscribe(symbols[100..<250].map { MarketSubscription.Key(.quote, $0) })
        while asked.counts != [0, 100, 100] { try await Task.sleep(for: .milliseconds(2)) }
        #expect(pool.status.subscribed == 100 && pool.status.state == .live)
        pool.stop()
        try await running
        #expect(pool.status.lastError == .stopped)
        server.loop.stop()
    }

    @Test(
        "an error that trying again cannot help ends all sessions; cancelling ends them without one",
        .timeLimit(.minutes(1)))
    func ends() async throws {
        let loop = WireLoop()
        let wrong = DXLinkPool(
            names: NameTable(), loop: loop, credentials: { .init(url: "http://x", token: "t") }, handler: { _ in })
        await #expect(throws: DXLinkError.invalidAddress("http://x")) { try await wrong.run() }
        let idle = DXLinkPool(
            names: NameTable(), loop: loop,
            credentials: {
                try await Task.sleep(for: .seconds(3600))
                return .init(url: "ws://x", token: "t")
            },
            handler: { _ in })
        let task = Task { try await idle.run() }
        task.cancel()
        try await task.value
        loop.stop()
    }
}
