import JSON
import MarketModel
import TestSupport
import Testing
import Wire

@testable import Tastytrade

/// An account streamer and its REST side on loopback, as the test says.
private final class ScriptedStreamer: Sendable {
    struct State {
        var orders: [String] = []
        var positions: [String] = []
        var received: [JSONValue] = []
        var connects = 0
        var tokens = 0
        var live: WebSocketConnection?
        /// What happens on the n-th accepted connect.
        var answersHeartbeats = true
    }

    let loop = WireLoop()
    let client = HTTPClient()
    let state: SharedState
    let server: WireServer

    final class SharedState: Sendable {
        let lock = Lock(State())
    }

    init(
        tokenLifetime: Int = 900,
        onConnect: @escaping @Sendable (_ connect: Int, WebSocketConnection) -> Void = { _, _ in }
    ) async throws {
        let state = SharedState()
        self.state = state
        server = try await WireServer(
            .init(), on: loop,
            request: { request, responder in responder.respond(Self.rest(request, state, tokenLifetime)) },
            upgrade: { _ in
                .accept(WebSocketLimits()) { event, connection in
                    guard case .message(let bytes) = event, let message = try? JSONReader.read(bytes) else { return }
                    Self.take(message, connection, state, onConnect)
                }
            })
    }

    private static func rest(_ request: HTTPRequest, _ state: SharedState, _ lifetime: Int) -> HTTPResponse {
        state.lock.withLock { state in
            switch request.path {
            case "/oauth/token":
                state.tokens += 1
                return .json(#"{"access_token":"token-\#(state.tokens)","expires_in":\#(lifetime)}"#)
            case let path where path.hasSuffix("/orders/live"):
                return .json(#"{"data":{"items":[\#(state.orders.joined(separator: ","))]}}"#)
            case let path where path.hasSuffix("/positions"):
                return .json(#"{"data":{"items":[\#(state.positions.joined(separator: ","))]}}"#)
            case let path where path.hasSuffix("/balances"): return .json(#"{"data":{"items":[]}}"#)
            case let path where path.contains("/orders/"):
                return .json(
                    #"{"data":\#(OrderFixture.order(Int(path.split(separator: "/").last!)!, status: "Expired"))}"#)
            default: return .json("{}", status: 404)
            }
        }
    }

    private static func take(
        _ message: JSONValue, _ connection: WebSocketConnection, _ state: SharedState,
        _ onConnect: @Sendable (Int, WebSocketConnection) -> Void
    ) {
        let action = message["action"]?.string ?? ""
        let id = message["request-id"]?.int ?? 0
        let (connect, isSilent) = state.lock.withLock { state -> (Int, Bool) in
            state.received.append(message)
            if action == "connect" {
                state.connects += 1
                state.live = connection
            }
            return (state.connects, action == "heartbeat" && !state.answersHeartbeats)
        }
        if isSilent { return }
        connection.send(#"{"status":"ok","action":"\#(action)","web-socket-session-id":"aa","request-id":\#(id)}"#)
        if action == "connect" { onConnect(connect, connection) }
    }

    func streamer(
        _ configure: (inout StreamerConfiguration) -> Void = { _ in }, queueCapacity: Int = 256
    ) -> StreamerClient {
        var configuration = StreamerConfiguration(
            accounts: ["5WT00001"], connectTimeout: .seconds(300), reconcileEvery: .milliseconds(20),
            backOff: (.milliseconds(5), .milliseconds(20)))
        configure(&configuration)
        return StreamerClient(
            configuration,
            session: Session(
                address: "http://127.0.0.1:\(server.port)",
                credentials: Credentials(clientSecret: "s", refreshToken: "r"), client: client),
            loop: loop, queueCapacity: queueCapacity)
    }

    func end() {
        client.stop()
        loop.stop()
    }
}

struct StreamerClientTests {
    private static func filled(_ id: Int, at: Int64 = 1_788_595_114_390) -> String {
        OrderFixture.order(
            id, status: "Filled", updatedAt: at,
            legs: [OrderFixture.Leg(quantity: 2, remaining: 0, fills: [("f\(id)", 2, "6800.25", at)])])
    }

    /// Reads events until `isEnough`, then stops the session; what was read.
    private static func read(
        _ client: StreamerClient, until isEnough: @escaping @Sendable ([AccountEvent]) -> Bool
    ) async throws -> [AccountEvent] {
        async let running: Void = client.run()
        var seen: [AccountEvent] = []
        for await batch in client.events {
            seen += batch
            if isEnough(seen) { client.stop() }
        }
        try await running
        return seen
    }

    private static func count(_ events: [AccountEvent], _ matches: (AccountEvent) -> Bool) -> Int {
        events.filter(matches).count
    }

    private static func isSnapshot(_ event: AccountEvent) -> Bool {
        if case .snapshot = event { true } else { false }
    }

    private static func fills(_ events: [AccountEvent]) -> [String] {
        events.flatMap { event -> [String] in
            if case .fills(_, let fills) = event { fills.map(\.fill.id) } else { [] }
        }
    }

    @Test(
        "a session introduces itself, takes a snapshot, beats, and tells notifications and their fills once",
        .timeLimit(.minutes(2)))
    func straight() async throws {
        let venue = try await ScriptedStreamer { connect, connection in
            guard connect == 1 else { return }
            for _ in 0..<3 {
                connection.send(#"{"type":"Order","timestamp":1788595114405,"data":\#(Self.filled(5))}"#)
            }
            connection.send("nonsense")
            connection.send(#"{"type":"Comet","data":{}}"#)
        }
        defer { venue.end() }
        let client = venue.streamer { $0.heartbeatInterval = .milliseconds(40) }
        let events = try await Self.read(client) { events in
            events.contains(where: Self.isSnapshot)
                && venue.state.lock.withLock { $0.received.filter { $0["action"]?.string == "heartbeat" }.count >= 2 }
                && Self.count(events) { if case .notification = $0 { true } else { false } } >= 4
        }
        #expect(Self.fills(events) == ["f5"])
        let received = venue.state.lock.withLock { $0.received }
        #expect(received.first?["action"]?.string == "connect")
        #expect(received.allSatisfy { $0["auth-token"]?.string == "Bearer token-1" })
        #expect(received.compactMap { $0["request-id"]?.int } == Array(1...received.count))
        #expect(client.counts.malformed == 1 && client.counts.unknown == ["Comet": 1])
        #expect(client.book(of: "5WT00001")?.orders[OrderID(5)]?.isSettled == true)
    }

    @Test("fills that happen while the connection is gone are told by the snapshot after it", .timeLimit(.minutes(2)))
    func gap() async throws {
        let state = Lock<ScriptedStreamer.SharedState?>(nil)
        let venue = try await ScriptedStreamer { connect, connection in
            guard connect == 1 else { return }
            // Everything that would be told of this order gets lost.
            state.withLock { $0 }?.lock.withLock { $0.orders = [Self.filled(6)] }
            connection.close(code: 1000, reason: "Bye")
        }
        defer { venue.end() }
        state.withLock { $0 = venue.state }
        let client = venue.streamer()
        let events = try await Self.read(client) { Self.fills($0).contains("f6") && client.counts.connects >= 2 }
        #expect(Self.fills(events) == ["f6"])
        #expect(client.counts.disconnects >= 1)
    }

    @Test("a silent connection is given up and opened again", .timeLimit(.minutes(2)))
    func silent() async throws {
        let venue = try await ScriptedStreamer()
        defer { venue.end() }
        venue.state.lock.withLock { $0.answersHeartbeats = false }
        let client = venue.streamer { $0.heartbeatInterval = .milliseconds(40) }
        let events = try await Self.read(client) { _ in client.counts.connects >= 3 }
        #expect(
            Self.count(events) {
                if case .notice(.disconnected(let reason, _)) = $0 { reason.contains("two heartbeat") } else { false }
            } >= 2)
    }

    @Test("dropped messages are told by the next comparison although the stream runs", .timeLimit(.minutes(2)))
    func reconcile() async throws {
        let venue = try await ScriptedStreamer()
        defer { venue.end() }
        let client = venue.streamer { $0.reconcileEvery = .milliseconds(10) }
        let events = try await Self.read(client) { events in
            if Self.count(events, Self.isSnapshot) == 1 {
                venue.state.lock.withLock { $0.orders = [Self.filled(7)] }
            }
            return Self.fills(events).contains("f7")
        }
        #expect(client.counts.connects == 1 && Self.fills(events) == ["f7"])
    }

    @Test("an open order that today's list leaves out is asked for itself", .timeLimit(.minutes(2)))
    func overnight() async throws {
        let venue = try await ScriptedStreamer { _, connection in
            connection.send(#"{"type":"Order","data":\#(OrderFixture.order(8, updatedAt: 1_788_595_000_000))}"#)
        }
        defer { venue.end() }
        let client = venue.streamer { $0.reconcileEvery = .milliseconds(10) }
        _ = try await Self.read(client) { _ in
            client.book(of: "5WT00001")?.orders[OrderID(8)]?.order.status == .expired
        }
    }

    @Test("a renewed token is carried from the next message on", .timeLimit(.minutes(2)))
    func freshTokens() async throws {
        let venue = try await ScriptedStreamer(tokenLifetime: 1)
        defer { venue.end() }
        let client = venue.streamer { $0.heartbeatInterval = .milliseconds(40) }
        _ = try await Self.read(client) { _ in
            venue.state.lock.withLock { Set($0.received.compactMap { $0["auth-token"]?.string }).count >= 2 }
        }
        let tokens = venue.state.lock.withLock { $0.received.compactMap { $0["auth-token"]?.string } }
        // Never back to an older one.
        #expect(tokens.first == "Bearer token-1" && tokens == tokens.sorted())
    }

    @Test("a slow reader gets everything in order, through a queue of one batch", .timeLimit(.minutes(2)))
    func slowReader() async throws {
        let venue = try await ScriptedStreamer { connect, connection in
            guard connect == 1 else { return }
            for id in 1...500 { connection.send(#"{"type":"Order","data":\#(Self.filled(id))}"#) }
        }
        defer { venue.end() }
        let client = venue.streamer(queueCapacity: 1)
        async let running: Void = client.run()
        var fills: [String] = []
        for await batch in client.events {
            for _ in 0..<50 { await Task.yield() }
            fills += Self.fills(batch)
            if fills.count >= 500 { client.stop() }
        }
        try await running
        #expect(fills == (1...500).map { "f\($0)" })
    }

    @Test("accounts that the venue refuses end the session with its words", .timeLimit(.minutes(2)))
    func refused() async throws {
        let loop = WireLoop()
        defer { loop.stop() }
        let client = HTTPClient()
        defer { client.stop() }
        let server = try await WireServer(
            .init(), on: loop,
            request: { _, responder in responder.respond(.json(#"{"access_token":"t","expires_in":900}"#)) },
            upgrade: { _ in
                .accept(WebSocketLimits()) { event, connection in
                    guard case .message = event else { return }
                    connection.send(#"{"status":"error","action":"connect","message":"value missing or not valid"}"#)
                }
            })
        let streamer = StreamerClient(
            StreamerConfiguration(accounts: ["X"]),
            session: Session(
                address: "http://127.0.0.1:\(server.port)",
                credentials: Credentials(clientSecret: "s", refreshToken: "r"), client: client), loop: loop)
        await #expect(throws: StreamerFailure.accountsRefused(message: "value missing or not valid")) {
            try await streamer.run()
        }
    }
}
