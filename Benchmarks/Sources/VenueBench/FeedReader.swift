import DXLink
import MarketModel
import Synchronization
import Tastytrade
import Wire

/// Reads prints as fast as they come and throws them away.
enum FeedReader {
    static func run(_ rest: String, _ secret: String, _ token: String, symbol: String, count: Int) async throws {
        let quote = try await Report.session(rest, secret, token).quoteToken()
        let names = NameTable()
        let received = Mutex(0)
        let counter = Counter(received)
        let client = DXLinkClient(
            names: names, loop: WireLoop(), transport: .init(),
            credentials: { DXLinkCredentials(url: quote.url, token: quote.token) }
        ) { delivery in
            if case .events(let batch) = delivery { counter.add(batch.events.count) }
        }
        client.subscribe([MarketSubscription(.timeAndSale, symbol)])
        let start = Report.nanoseconds()
        let running = Task { try? await client.run() }
        var quiet = 0
        var last = 0
        while counter.value < count, quiet < 500 {
            try await Task.sleep(for: .milliseconds(20))
            quiet = counter.value == last ? quiet + 1 : 0
            last = counter.value
        }
        let passed = Report.nanoseconds() - start
        client.stop()
        _ = await running.value
        Report.line(#"{"events":\#(counter.value),"nanoseconds":\#(passed)}"#)
    }

    /// A number behind a lock.
    private final class Counter: Sendable {
        private let count: Mutex<Int>

        init(_ count: consuming Mutex<Int>) { self.count = count }

        var value: Int { count.withLock { $0 } }
        func add(_ more: Int) { count.withLock { $0 += more } }
    }
}
