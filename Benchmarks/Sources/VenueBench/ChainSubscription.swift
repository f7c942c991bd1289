import DXLink
import MarketModel
import Synchronization
import Tastytrade
import Wire

/// The symbols of the simulator's chains, subscribed at once, on as many sessions as the venue's limits ask for.
enum ChainSubscription {
    static func run(_ rest: String, _ secret: String, _ token: String, count: Int) async throws {
        let session = Report.session(rest, secret, token)
        var symbols: [String] = []
        for underlying in ["SPX", "SPY", "QQQ", "AAPL", "IWM"] where symbols.count < count {
            for chain in try await session.nestedChains(of: underlying).chains {
                for strike in chain.expirations.flatMap(\.strikes) {
                    symbols += [strike.callStreamer, strike.putStreamer].compactMap { $0 }
                }
            }
        }
        symbols = Array(symbols.prefix(count))
        let quote = try await session.quoteToken()
        let names = NameTable()
        let heard = Heard()
        let client = DXLinkPool(
            names: names, loop: WireLoop(), transport: .init(),
            credentials: { DXLinkCredentials(url: quote.url, token: quote.token) }
        ) { delivery in heard.take(delivery) }
        let start = Report.nanoseconds()
        client.subscribe(symbols.map { MarketSubscription(.quote, $0) })
        let running = Task { try? await client.run() }
        while heard.symbols < symbols.count, Report.nanoseconds() - start < 120_000_000_000 {
            if client.status.subscribed >= symbols.count { heard.noteSubscribed(Report.nanoseconds() - start) }
            try await Task.sleep(for: .milliseconds(2))
        }
        let all = Report.nanoseconds() - start
        let status = client.status
        client.stop()
        _ = await running.value
        Report.line(
            """
            {"symbols":\(symbols.count),"subscribed":\(status.subscribed),"parked":\(status.parked.count),\
            "subscribedNanoseconds":\(heard.subscribedAfter),"heard":\(heard.symbols),"allHeardNanoseconds":\(all),\
            "sessions":\(client.statuses.count),\
            "refusals":\(heard.errors)}
            """)
    }

    /// Which symbols have been heard of.
    private final class Heard: Sendable {
        private let state = Mutex((ids: Set<NameID>(), subscribedAfter: Int64(0), errors: 0))

        var symbols: Int { state.withLock { $0.ids.count } }
        var subscribedAfter: Int64 { state.withLock { $0.subscribedAfter } }
        /// Times the server said no, or the connection ended.
        var errors: Int { state.withLock { $0.errors } }

        func noteSubscribed(_ nanoseconds: Int64) {
            state.withLock { if $0.subscribedAfter == 0 { $0.subscribedAfter = nanoseconds } }
        }

        func take(_ delivery: FeedDelivery) {
            guard case .events(let batch) = delivery else {
                switch delivery {
                case .notice(.serverError), .notice(.disconnected(_, .some)): state.withLock { $0.errors += 1 }
                default: break
                }
                return
            }
            state.withLock { state in
                for event in batch.events { if case .quote(let quote) = event { state.ids.insert(quote.symbol) } }
            }
        }
    }
}
