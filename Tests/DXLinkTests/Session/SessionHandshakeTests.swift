import JSON
import MarketModel
import Testing

@testable import DXLink

struct SessionHandshakeTests {
    @Test("gets in step by step, and never requests a channel before AUTHORIZED")
    func strictOrder() throws {
        var script = MachineScript()
        script.subscribe(MarketSubscription(.timeAndSale, "/ESZ26:XCME"))
        script.step(.start)
        #expect(script.actions == [.notice(.state(.connecting)), .fetchToken])
        script.step(.tokenFetched(url: "wss://feed", token: "t1"))
        #expect(script.actions == [.connect(url: "wss://feed")])
        script.step(.opened)
        #expect(
            script.sent == [
                .setup(
                    ConnectionSetup(
                        version: "0.1-Piquant/0.1.0", keepaliveTimeout: 60, acceptKeepaliveTimeout: 60))
            ])
        script.step(.message(MachineScript.serverSetup))
        #expect(script.sent.isEmpty)
        script.step(.message(.authState(isAuthorized: false, userID: nil)))
        #expect(script.sent == [.auth(token: "t1")])
        script.step(.message(.authState(isAuthorized: true, userID: "u")))
        #expect(
            script.sent == [
                .channelRequest(
                    channel: 1, service: "FEED", parameters: .object([.init("contract", .string("STREAM"))]))
            ])
        script.open(1, .stream)
        guard case .feedSetup(1, let setup)? = script.sent.first else { throw Unexpected() }
        #expect(setup.acceptDataFormat == .compact)
        #expect(setup.acceptEventFields.map(\.type) == ["TimeAndSale"])
        #expect(script.actions.first == .expect(setup.acceptEventFields, channel: 1))
        #expect(script.added == [SubscriptionItem(type: "TimeAndSale", symbol: "/ESZ26:XCME")])
        #expect(script.sent.count == 2)
    }

    @Test("a server that needs no token, and one that says its state before its SETUP, are both understood")
    func otherServers() {
        var open = MachineScript()
        open.step(.start)
        open.step(.tokenFetched(url: "wss://feed", token: ""))
        open.step(.opened)
        open.step(.message(MachineScript.serverSetup))
        open.step(.message(.authState(isAuthorized: true, userID: nil)))
        #expect(open.machine.phase == .ready)

        var pipelined = MachineScript()
        pipelined.step(.start)
        pipelined.step(.tokenFetched(url: "wss://feed", token: "t"))
        pipelined.step(.opened)
        pipelined.step(.message(.authState(isAuthorized: false, userID: nil)))
        #expect(pipelined.sent.isEmpty)
        pipelined.step(.message(MachineScript.serverSetup))
        #expect(pipelined.sent == [.auth(token: "t")])
    }

    @Test("closed at any point of the handshake: it waits, then starts again from the beginning", arguments: 0..<6)
    func closedAnywhere(point: Int) {
        var script = MachineScript()
        script.subscribe(MarketSubscription(.quote, "SPY"))
        script.step(.start)
        script.step(.tokenFetched(url: "wss://feed", token: "t1"))
        let steps: [SessionMachine.Input] = [
            .opened, .message(MachineScript.serverSetup), .message(.authState(isAuthorized: false, userID: nil)),
            .message(.authState(isAuthorized: true, userID: nil)),
            .message(.channelOpened(channel: 1, service: "FEED", parameters: .object([]))),
        ]
        for step in steps.prefix(point) { script.step(step) }
        script.step(.closed(code: 1000, reason: "Bye"))
        let expected: DXLinkError =
            point == 0 ? .connectionFailed(reason: "Bye") : .closedByServer(code: 1000, reason: "Bye")
        #expect(script.machine.lastError == expected)
        guard case .waiting(let until) = script.machine.phase else {
            Issue.record("does not wait")
            return
        }
        #expect(until > script.now && until <= script.now + .seconds(1))
        script.wait(.seconds(1))
        #expect(script.actions.contains(.connect(url: "wss://feed")))
        script.connect()
        script.open(1, .ticker)
        #expect(script.added.map(\.symbol) == ["SPY"])
    }

    @Test(
        "a step that is not answered in ten seconds ends the connection, named",
        arguments: [
            (0, HandshakeStep.connect), (1, .setup), (2, .authState), (3, .authorization), (4, .channelOpened),
        ])
    func timeouts(point: Int, step: HandshakeStep) {
        var script = MachineScript()
        script.subscribe(MarketSubscription(.quote, "SPY"))
        script.step(.start)
        script.step(.tokenFetched(url: "wss://feed", token: "t1"))
        let steps: [SessionMachine.Input] = [
            .opened, .message(MachineScript.serverSetup), .message(.authState(isAuthorized: false, userID: nil)),
            .message(.authState(isAuthorized: true, userID: nil)),
        ]
        for step in steps.prefix(point) { script.step(step) }
        script.step(.timePassed, after: .milliseconds(9900))
        #expect(script.machine.isConnected)
        script.step(.timePassed, after: .milliseconds(100))
        #expect(script.machine.lastError == .stepTimedOut(step, after: .seconds(10)))
        #expect(script.actions.first == .close(code: 1000, reason: ""))
    }

    @Test("a refused token is never sent again: a new one is fetched")
    func renewal() {
        var script = MachineScript()
        script.step(.start)
        script.step(.tokenFetched(url: "wss://feed", token: "old"))
        script.step(.opened)
        script.step(.message(MachineScript.serverSetup))
        script.step(.message(.authState(isAuthorized: false, userID: nil)))
        script.step(.message(.authState(isAuthorized: false, userID: nil)))
        #expect(script.machine.lastError == .unauthorized(reason: "AUTH_STATE UNAUTHORIZED"))
        script.wait(.seconds(1))
        #expect(script.actions.contains(.fetchToken))
        script.connect(token: "new")
        #expect(script.machine.phase == .ready)
    }

    @Test("the refused token given again ends the session")
    func noLoop() {
        var script = MachineScript()
        script.step(.start)
        script.step(.tokenFetched(url: "wss://feed", token: "bad"))
        script.step(.opened)
        script.step(.message(.error(channel: 0, code: "UNAUTHORIZED", text: "expired")))
        #expect(script.machine.lastError == .unauthorized(reason: "expired"))
        script.wait(.seconds(1))
        script.step(.tokenFetched(url: "wss://feed", token: "bad"))
        #expect(
            script.machine.phase
                == .ended(.unauthorized(reason: "the provider gave the refused token again")))
        #expect(script.machine.deadline == nil)
    }

    @Test("UNAUTHORIZED in the middle of a session renews the token")
    func expiry() {
        var script = MachineScript()
        script.connect()
        script.step(.message(.authState(isAuthorized: false, userID: nil)))
        #expect(script.machine.lastError == .unauthorized(reason: "AUTH_STATE UNAUTHORIZED"))
        script.wait(.seconds(1))
        #expect(script.actions.contains(.fetchToken))
    }

    @Test("an old token is not used for a new connection")
    func oldToken() {
        var script = MachineScript()
        script.connect()
        script.now = script.now + .seconds(21 * 3600)
        script.step(.closed(code: 1006, reason: ""))
        script.wait(.seconds(1))
        #expect(script.actions.contains(.fetchToken))
    }

    @Test("a token that cannot be had is asked for again, ever later")
    func tokenFailure() {
        var script = MachineScript()
        script.step(.start)
        var delays: [Duration] = []
        for _ in 0..<8 {
            script.step(.tokenFailed(reason: "503"))
            guard case .waiting(let until) = script.machine.phase else { return }
            delays.append(until - script.now)
            script.wait(until - script.now)
        }
        #expect(delays.first ?? .zero <= .seconds(1))
        #expect(delays.allSatisfy { $0 <= .seconds(60) })
        #expect((delays.last ?? .zero) >= .seconds(30))
    }

    @Test("another protocol version ends the session")
    func unsupported() {
        var script = MachineScript()
        script.step(.start)
        script.step(.tokenFetched(url: "wss://feed", token: "t"))
        script.step(.opened)
        script.step(.message(.error(channel: 0, code: "UNSUPPORTED_PROTOCOL", text: "0.1")))
        #expect(script.machine.phase == .ended(.unsupportedProtocol(reason: "0.1")))
    }

    @Test("stopping says goodbye and nothing follows")
    func stop() {
        var script = MachineScript()
        script.subscribe(MarketSubscription(.quote, "SPY"))
        script.connect()
        script.open(1, .ticker)
        script.step(.stop)
        #expect(script.actions.prefix(2) == [.send(.channelCancel(channel: 1)), .close(code: 1000, reason: "")])
        #expect(script.machine.phase == .ended(.stopped))
        script.step(.timePassed, after: .seconds(100))
        #expect(script.actions.isEmpty)
    }

    private struct Unexpected: Error {}
}
