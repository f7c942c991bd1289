import DXLink
import MarketModel
import Tastytrade
import Wire

/// Subscribes every type of event for some symbols and tells which of them came.
struct StreamProbe: Sendable {
    let session: Session
    /// As the stream spells them.
    let symbols: [String]
    /// How long to wait for what does not come.
    let patience: Duration

    /// The types that every symbol is asked for; candles are the client's own making from history and have no place
    /// here, Greeks and theoretical prices come for options alone, `Underlying` for what options are written on.
    private static func types(of symbol: String) -> [MarketEventType] {
        symbol.hasPrefix(".")
            ? [.quote, .trade, .timeAndSale, .summary, .profile, .greeks, .theoPrice]
            : [.quote, .trade, .tradeETH, .timeAndSale, .summary, .profile, .underlying]
    }

    private struct Seen {
        var counts: [MarketSubscription.Key: Int] = [:]
        var sides: [String: [AggressorSide: Int]] = [:]
        var notices: [String] = []
    }

    /// Streams until every type came or the time is up.
    ///
    /// - Throws: `CancellationError`.
    func run() async throws -> [ProbeReport.Check] {
        let names = NameTable()
        let seen = Lock(Seen())
        let session = session
        let loop = WireLoop()
        defer { loop.stop() }
        let client = DXLinkClient(names: names, loop: loop) {
            let token = try await session.quoteToken()
            return DXLinkCredentials(url: token.url, token: token.token)
        } handler: { delivery in
            seen.withLock { Self.take(delivery, names, into: &$0) }
        }
        let wanted = symbols.flatMap { symbol in Self.types(of: symbol).map { MarketSubscription($0, symbol) } }
        client.subscribe(wanted)
        let running = Task { () -> String? in
            do throws(DXLinkError) { try await client.run() } catch { return "\(error)" }
            return nil
        }
        defer { client.stop() }
        let end = SystemClock.monotonic() + patience
        while SystemClock.monotonic() < end, seen.withLock({ $0.counts.count }) < wanted.count {
            try await Task.sleep(for: .milliseconds(50))
        }
        let status = client.status
        client.stop()
        let ending = await running.value
        if status.ledger.frames == 0 {
            let reason = ending ?? status.lastError.map { "\($0)" } ?? "no answer"
            return [
                .init(
                    "stream", .failed, "the stream could not be reached: \(reason)",
                    remedy: "see whether GET /api-quote-tokens works above; five sessions at most are allowed a user")
            ]
        }
        return wanted.map { check($0, seen.withLock { $0 }) }
    }

    private static func take(_ delivery: FeedDelivery, _ names: NameTable, into seen: inout Seen) {
        guard case .events(let batch) = delivery else { return }
        for event in batch.events {
            guard let symbol = names.text(of: event.symbol) else { continue }
            seen.counts[MarketSubscription.Key(event.type, symbol), default: 0] += 1
            if case .timeAndSale(let print) = event {
                seen.sides[symbol, default: [:]][print.aggressorSide, default: 0] += 1
            }
        }
    }

    private func check(_ wanted: MarketSubscription, _ seen: Seen) -> ProbeReport.Check {
        let name = "\(wanted.type.feedName) \(wanted.symbol)"
        let count = seen.counts[MarketSubscription.Key(wanted.type, wanted.symbol)] ?? 0
        guard count > 0 else {
            // These two stay away from many symbols for good reasons: their absence proves nothing.
            let verdict: ProbeReport.Verdict =
                wanted.type == .tradeETH || wanted.type == .underlying ? .skipped : .incomplete
            return .init(name, verdict, "nothing came within \(patience)", remedy: Self.remedy(wanted.type))
        }
        guard wanted.type == .timeAndSale else { return .init(name, .ok, "\(count) came") }
        let sides = seen.sides[wanted.symbol] ?? [:]
        let shares = [AggressorSide.buy, .sell, .undefined].map { side in
            "\(side.feedText) \(((sides[side] ?? 0) * 100 + count / 2) / count) %"
        }
        return .init(name, .ok, "\(count) came, by aggressor: " + shares.joined(separator: ", "))
    }

    private static func remedy(_ type: MarketEventType) -> String {
        switch type {
        case .timeAndSale: "order flow falls back to Trade and Quote there; see again while the market is open"
        case .tradeETH: "nothing, inside the regular session or for futures: it comes outside it alone"
        case .underlying: "nothing, where no options are written on it"
        default: "see again while the market is open; give it longer with --wait"
        }
    }
}
