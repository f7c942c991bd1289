import MarketModel
import OrderFlow
import Simulator
import Tastytrade
import TestSupport
import Testing
import Wire

@testable import Live

/// The live feed against the simulator, over real sockets on loopback.
@Suite(.serialized)
struct LiveFeedTests {
    /// A simulator and a session with it.
    private struct Setting {
        let simulator: SimulatorService
        let http = HTTPClient()
        let loop = WireLoop()
        let feed: LiveFeed

        init(_ configuration: SimulatorConfiguration, history: Duration = .seconds(600)) async throws {
            simulator = try await SimulatorService.start(configuration)
            let credentials = simulator.endpoints.credentials
            let session = Session(
                address: simulator.endpoints.rest,
                credentials: Credentials(
                    clientSecret: credentials.clientSecret, refreshToken: credentials.refreshToken), client: http)
            feed = LiveFeed(.init(venue: .simulator, history: history), session: session, loop: loop)
        }

        func end() {
            simulator.stop()
            http.stop()
            loop.stop()
        }

        /// Waits for a fact about the feed; the test's time limit ends what never comes.
        func wait(until isSo: () throws -> Bool) async throws {
            while try !isSo() { try await Task.sleep(for: .milliseconds(10)) }
        }
    }

    @Test(
        "history comes before live prints: bars begin in the past and every print is counted once",
        .timeLimit(.minutes(5)))
    func history() async throws {
        let setting = try await Setting(SimulatorConfiguration(source: .synthetic(seed: 3)))
        defer { setting.end() }
        let running = Task { try await setting.feed.run() }
        let instrument = try await setting.feed.watch("ES", at: SystemClock.now())
        #expect(instrument.product == "ES")
        let key = FlowViewKey(symbol: instrument.symbol, bar: .time(.seconds(60)), reset: .none)
        try await setting.wait {
            try setting.feed.desk.read(key, at: SystemClock.now()) {
                $0.engine.barCount >= 9 && $0.engine.quality.used > 100
            }
        }
        let (quality, bars) = try setting.feed.desk.read(key, at: SystemClock.now()) {
            ($0.engine.quality, $0.engine.bars())
        }
        #expect(quality.received == quality.used + quality.excludedCount)
        #expect(quality.excluded(.duplicate) == 0)
        #expect(quality.late == 0)
        #expect(zip(bars, bars.dropFirst()).allSatisfy { $0.start < $1.start })
        let health = setting.feed.feedHealth(at: SystemClock.now())
        #expect(health.state == .live && health.rowsExcluded.isEmpty && health.gaps == 0)
        running.cancel()
        _ = try? await running.value
    }

    @Test("what the venue does not list is refused in words, what is no symbol as well", .timeLimit(.minutes(5)))
    func refusals() async throws {
        let setting = try await Setting(SimulatorConfiguration(source: .synthetic(seed: 3)))
        defer { setting.end() }
        let now = SystemClock.now()
        for text in ["NOSUCH", "/NOSUCHZ26", "", "$$$", "/ESZ36"] {
            await #expect(throws: SymbolRefusal.self, "\(text)") { try await setting.feed.watch(text, at: now) }
        }
        #expect(setting.feed.desk.instruments.isEmpty)
        #expect(try await setting.feed.watch("spy", at: now).symbol == "SPY")
        #expect(try setting.feed.watched("SPY", at: now)?.symbol == "SPY")
    }

    @Test("after the server went away and came back, the gap is filled from history", .timeLimit(.minutes(5)))
    func reconnect() async throws {
        // The port and the credentials stay the same, so that the client finds the second server as the first.
        let credentials = SimulatorCredentials(clientID: "c", clientSecret: "s", refreshToken: "r")
        var configuration = SimulatorConfiguration(source: .synthetic(seed: 5), credentials: credentials)
        let setting = try await Setting(configuration)
        defer { setting.end() }
        let port = try #require(WireAddress(setting.simulator.endpoints.rest)?.port)
        let running = Task { try await setting.feed.run() }
        let instrument = try await setting.feed.watch("ES", at: SystemClock.now())
        let key = FlowViewKey(symbol: instrument.symbol, bar: .time(.seconds(60)), reset: .none)
        try await setting.wait {
            try setting.feed.desk.read(key, at: SystemClock.now()) { $0.engine.quality.used > 100 }
        }
        setting.simulator.stop()
        try await setting.wait { setting.feed.feedHealth(at: SystemClock.now()).state == .down }
        let before = try setting.feed.desk.read(key, at: SystemClock.now()) { $0.engine.quality.used }
        configuration.port = port
        var second: SimulatorService?
        while second == nil {
            second = try? await SimulatorService.start(configuration)
            if second == nil { try await Task.sleep(for: .milliseconds(50)) }
        }
        defer { second?.stop() }
        try await setting.wait {
            try setting.feed.desk.read(key, at: SystemClock.now()) { $0.engine.quality.used } > before
                && setting.feed.feedHealth(at: SystemClock.now()).state == .live
        }
        // The gap in the prints is covered; the one in quotes and last trades, of which there is no history, stays named.
        try await setting.wait { setting.feed.feedHealth(at: SystemClock.now()).gaps <= 2 }
        let quality = try setting.feed.desk.read(key, at: SystemClock.now()) { $0.engine.quality }
        #expect(quality.received == quality.used + quality.excludedCount)
        #expect(setting.feed.feedHealth(at: SystemClock.now()).reconnects > 0)
        running.cancel()
        _ = try? await running.value
    }
}
