import Live
import MarketModel
import OrderFlow
import Tastytrade
import Wire

/// The live feed and its engine that are tried on one instrument.
struct TriedFlow {
    let feed: LiveFeed
    let key: FlowViewKey

    /// What the engine counted.
    func view<Value>(_ body: (FlowView) -> Value) throws -> Value {
        try feed.desk.read(key, at: SystemClock.now(), body)
    }

    var quality: FlowQuality {
        get throws { try view { $0.engine.quality } }
    }

    var health: FeedHealth { feed.feedHealth(at: SystemClock.now()) }
}

extension DrillGround {
    /// Runs the live feed on an instrument while `body` looks at it, then checks the ledgers of feed, desk and engine.
    func withFlow(
        _ typed: String = share, history: Duration = .zero, _ body: (TriedFlow) async throws -> Void
    ) async throws {
        let feed = LiveFeed(
            .init(venue: .simulator, history: history, dxlink: Self.feedConfiguration()), session: try session(),
            loop: loop)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await feed.run() }
            let instrument = try await feed.watch(typed, at: SystemClock.now())
            let flow = TriedFlow(feed: feed, key: FlowViewKey(symbol: instrument.symbol, reset: .none))
            _ = try flow.quality
            try await body(flow)
            group.cancelAll()
            do {
                try await group.waitForAll()
            } catch is CancellationError {
            } catch {
                log.heard(error)
            }
            try expectLedgers(flow)
        }
    }

    private func expectLedgers(_ flow: TriedFlow) throws {
        let health = flow.health
        let excluded = health.rowsExcluded.reduce(0) { $0 + $1.count }
        expect(
            "the feed's ledger adds up", health.rowsReceived == health.rowsUsed + excluded,
            "\(health.rowsReceived) = \(health.rowsUsed) + \(excluded)")
        let desk = flow.feed.desk.ledger
        expect(
            "the desk's ledger adds up", desk.received == desk.used + desk.unwatched + desk.other,
            "\(desk.received) = \(desk.used) + \(desk.unwatched) + \(desk.other)")
        let quality = try flow.quality
        expect(
            "the engine's ledger adds up", quality.received == quality.used + quality.excludedCount,
            "\(quality.received) = \(quality.used) + \(quality.excludedCount)")
    }
}
