import MarketModel
import Testing

@testable import DXLink

struct SessionLifeTests {
    @Test("keepalives go out after silence of ours, and only then")
    func keepaliveSent() {
        var script = MachineScript()
        script.connect()
        script.step(.timePassed, after: .seconds(29))
        #expect(script.sent.isEmpty)
        script.step(.timePassed, after: .seconds(1))
        #expect(script.sent == [.keepalive])
        script.step(.timePassed, after: .seconds(1))
        #expect(script.sent.isEmpty)
    }

    @Test("a server that lets us be silent for less hears us sooner")
    func shorterInterval() {
        var script = MachineScript()
        script.step(.start)
        script.step(.tokenFetched(url: "wss://feed", token: "t"))
        script.step(.opened)
        script.step(
            .message(
                .setup(ConnectionSetup(version: "1", keepaliveTimeout: 20, acceptKeepaliveTimeout: 20))))
        script.step(.message(.authState(isAuthorized: true, userID: nil)))
        script.step(.timePassed, after: .seconds(10))
        #expect(script.sent == [.keepalive])
        script.step(.timePassed, after: .seconds(10))
        #expect(script.machine.lastError == .keepaliveTimeout(.seconds(20)))
    }

    @Test("nothing at all for the keepalive timeout ends the connection; any message counts as life")
    func keepaliveMissed() {
        var script = MachineScript()
        script.connect()
        script.step(.message(.other(type: "NEWS", channel: 0)), after: .seconds(59))
        script.step(.timePassed, after: .seconds(59))
        #expect(script.machine.phase == .ready)
        script.step(.timePassed, after: .seconds(1))
        #expect(script.machine.lastError == .keepaliveTimeout(.seconds(60)))
        #expect(script.notices.last == .state(.down))
    }

    @Test("a connection that beats but delivers nothing is stale, and live again with data")
    func stale() {
        var script = MachineScript()
        script.subscribe(MarketSubscription(.quote, "SPY"))
        script.connect()
        script.open(1, .ticker)
        script.data(script.quote("SPY"))
        #expect(script.notices.last == .state(.live))
        for _ in 0..<4 { script.step(.message(.keepalive), after: .seconds(10)) }
        script.step(.timePassed)
        #expect(script.notices.last == .state(.stale))
        #expect(script.machine.phase == .ready)
        #expect(script.machine.gaps.all.map(\.cause) == [.stale])
        script.data(script.quote("SPY"))
        #expect(script.notices.last == .state(.live))
        #expect(script.machine.gaps.all.first?.until == script.now)
    }

    @Test("silence with nothing subscribed is not stale")
    func quiet() {
        var script = MachineScript()
        script.connect()
        for _ in 0..<10 { script.step(.message(.keepalive), after: .seconds(20)) }
        script.step(.timePassed)
        #expect(!script.notices.contains(.state(.stale)))
    }

    @Test("staleness reconnects only when asked to")
    func staleReconnect() {
        var script = MachineScript { $0.reconnectWhenStaleFor = .seconds(50) }
        script.subscribe(MarketSubscription(.quote, "SPY"))
        script.connect()
        script.open(1, .ticker)
        for _ in 0..<4 { script.step(.message(.keepalive), after: .seconds(10)) }
        script.step(.timePassed)
        #expect(script.machine.liveness.state == .stale)
        script.step(.message(.keepalive), after: .seconds(10))
        script.step(.timePassed)
        guard case .staleData? = script.machine.lastError else {
            Issue.record("\(String(describing: script.machine.lastError))")
            return
        }
    }

    @Test("gaps name each symbol and type from the last frame to the first event after")
    func gaps() throws {
        var script = MachineScript()
        script.subscribe(
            MarketSubscription(.timeAndSale, "/ESZ26:XCME"), MarketSubscription(.quote, "SPY"),
            MarketSubscription(.quote, "QQQ"))
        script.connect()
        script.open(1, .ticker)
        script.open(3, .stream)
        script.data(script.print("/ESZ26:XCME", index: 41))
        let lastFrame = script.now
        script.step(.closed(code: 1006, reason: ""), after: .seconds(5))
        script.wait(.seconds(1))
        script.connect()
        script.open(1, .ticker)
        script.open(3, .stream)
        #expect(script.machine.gaps.all.count == 3)
        #expect(script.machine.gaps.all.allSatisfy { $0.from == lastFrame && $0.until == nil })
        script.data(script.print("/ESZ26:XCME", index: 77), script.quote("SPY"))
        let closed = script.machine.gaps.closed
        #expect(closed.map(\.key.symbol) == ["/ESZ26:XCME", "SPY"])
        #expect(closed.map(\.lastIndex) == [41, nil])
        #expect(closed.map(\.firstIndex) == [77, nil])
        #expect(closed.allSatisfy { $0.until == script.now && $0.cause == .disconnected })
        #expect(script.machine.gaps.all.last?.key == MarketSubscription.Key(.quote, "QQQ"))
    }

    @Test("the same seed waits the same time, another one another")
    func jitter() {
        func delays(_ seed: UInt64) -> [Duration] {
            var backoff = ReconnectBackoff(seed: seed)
            return (0..<10).map { _ in backoff.nextDelay() }
        }
        #expect(delays(1) == delays(1))
        #expect(delays(1) != delays(2))
        for (attempt, delay) in delays(3).enumerated() {
            let step = min(Duration.seconds(1 << attempt), .seconds(60))
            #expect(delay >= step / 2 && delay <= step)
        }
    }

    @Test("data resets the back-off")
    func backoffReset() {
        var script = MachineScript()
        script.subscribe(MarketSubscription(.quote, "SPY"))
        for _ in 0..<5 {
            if script.machine.phase == .idle { script.step(.start) }
            if script.machine.phase == .fetchingToken { script.step(.tokenFetched(url: "wss://feed", token: "t")) }
            script.step(.closed(code: 1006, reason: ""))
            guard case .waiting(let until) = script.machine.phase else { return }
            script.step(.timePassed, after: until - script.now)
        }
        #expect(script.machine.backoff.attempts == 5)
        script.connect()
        script.open(1, .ticker)
        script.data(script.quote("SPY"))
        #expect(script.machine.backoff.attempts == 0)
    }

    @Test("ERROR TIMEOUT on the connection is a close; other errors are only told")
    func errors() {
        var script = MachineScript()
        script.connect()
        script.step(
            .message(.error(channel: 0, code: "BAD_ACTION", text: "Your subscription size is too big")))
        #expect(script.machine.phase == .ready)
        #expect(
            script.notices.last
                == .serverError(channel: 0, code: "BAD_ACTION", text: "Your subscription size is too big"))
        script.step(.message(.error(channel: 0, code: "TIMEOUT", text: "60 seconds")))
        #expect(script.machine.lastError == .closedByServer(code: 1000, reason: "60 seconds"))
    }
}
