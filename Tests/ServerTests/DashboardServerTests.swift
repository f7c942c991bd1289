import Live
import MarketModel
import TestSupport
import Testing
import Wire

@testable import Server

/// A desk with one instrument, without a feed.
struct FixedProvider: FlowProvider {
    let desk: FlowDesk
    let names: NameTable
    let venueName = "simulator"
    var health = FeedHealth()

    init() {
        names = NameTable()
        desk = FlowDesk(names: names)
        health.state = .live
        health.reason = "data arrives"
        desk.watch(Self.instrument, expectsHistory: false, at: .epoch)
    }

    static let instrument = FlowInstrument(
        symbol: "/ESZ26:XCME", product: "ES", description: "E-mini", tick: Price(billionths: 250_000_000),
        calendar: .cmeEquityFutures)

    func printGaps(of symbol: String, at now: Timestamp) -> [Range<Timestamp>] {
        // A minute without prints, from 15:01:10 on.
        let start = Timestamp("2026-11-20T15:01:10Z")!
        return [start..<start + .seconds(20)]
    }

    func feedHealth(at now: Timestamp) -> FeedHealth { health }

    func watched(_ text: String, at now: Timestamp) throws(SymbolRefusal) -> FlowInstrument? {
        text.uppercased().contains("ES") ? Self.instrument : nil
    }

    func watch(_ text: String, at now: Timestamp) async throws(SymbolRefusal) -> FlowInstrument {
        guard let known = try watched(text, at: now) else { throw SymbolRefusal(message: "'\(text)' is no symbol") }
        return known
    }

    /// Feeds prints of one lot at 6800, one a second.
    func feed(_ seconds: Range<Int>, side: AggressorSide = .buy) {
        let start = Timestamp("2026-11-20T15:00:00Z")!
        let symbol = names.id(for: Self.instrument.symbol)!
        let events = seconds.map { second -> MarketEvent in
            let moment = start + .seconds(second)
            return .timeAndSale(
                TimeAndSale(
                    symbol: symbol, index: EventIndex.pack(milliseconds: moment.milliseconds, sequence: 0),
                    time: moment,
                    price: Price("6800"), size: Quantity(whole: 1), aggressorSide: side))
        }
        desk.ingest(EventBatch(receivedAt: start, events: events))
    }
}

/// A server on loopback with a page of two files.
private struct Setting {
    let provider = FixedProvider()
    let server: DashboardServer
    let client = HTTPClient(.init(timeout: .seconds(300)))
    let loop = WireLoop()

    init(accessToken: String? = nil) async throws {
        server = try await DashboardServer(
            .init(port: 0, accessToken: accessToken, pageFolder: "Sources/Server/Dashboard", version: "test"),
            provider: provider, on: loop)
    }

    func get(_ path: String, method: String = "GET", headers: [(name: String, value: String)] = []) async throws
        -> HTTPResponse
    {
        try await client.send(.init(method, "http://127.0.0.1:\(server.port)\(path)", headers: headers))
    }

    func end() {
        server.stop()
        client.stop()
        loop.stop()
    }
}

struct DashboardServerTests {
    private func text(_ answer: HTTPResponse) -> String { String(decoding: answer.body, as: UTF8.self) }

    @Test("totals, history and footprint are the engine's own numbers")
    func numbers() async throws {
        let setting = try await Setting()
        defer { setting.end() }
        setting.provider.feed(0..<100)
        setting.provider.feed(100..<130, side: .sell)
        let totals = text(try await setting.get("/api/delta/ES"))
        #expect(
            totals.contains(
                #""totals":{"volume":"130","buy":"100","sell":"30","unknown":"0","delta":"70","trades":130}"#))
        #expect(totals.contains(#""grade":"exchange""#))
        let footprint = text(try await setting.get("/api/delta/%2FESZ26:XCME/footprint?bar=1m"))
        #expect(footprint.contains(#""levels":[["6800","60","0","0",60]]"#))
        #expect(footprint.contains(#""levels":[["6800","40","20","0",60]]"#))
        // The gap lies in the second bar; the first begins with its first print.
        #expect(footprint.matches(of: /"gap":(true|false)/).map { String($0.1) } == ["false", "true", "false"])
        let history = text(try await setting.get("/api/delta/ESZ26/history?bar=1m&limit=1"))
        #expect(history.contains(#""trades":10"#) && !history.contains("levels"))
        #expect(try await setting.get("/api/delta/ES/reset", method: "POST").status == 200)
        #expect(text(try await setting.get("/api/delta/ES")).contains(#""trades":0"#))
    }

    @Test(
        "what is wrong with a request is said, with its status",
        arguments: [
            ("GET", "/api/delta/ES/footprint?bar=5x", 400, "bar_unknown"),
            ("GET", "/api/delta/ES?group=0", 400, "group_out_of_range"),
            ("GET", "/api/delta/ES?reset=never", 400, "reset_unknown"),
            ("GET", "/api/delta/ES?limit=99999", 400, "bars_out_of_range"),
            ("GET", "/api/delta/", 400, "symbol_missing"),
            ("GET", "/api/delta/NOPE", 404, "symbol_unknown"),
            ("GET", "/nothing/here", 404, "not_found"),
            ("DELETE", "/health", 405, "method_not_allowed"),
            ("GET", "/api/delta/ES/reset", 405, "method_not_allowed"),
        ])
    func refusals(method: String, path: String, status: Int, code: String) async throws {
        let setting = try await Setting()
        defer { setting.end() }
        let answer = try await setting.get(path, method: method)
        #expect(answer.status == status)
        #expect(text(answer).contains("\"code\":\"\(code)\""))
    }

    @Test("the page comes with its policy, and a second time only its tag")
    func page() async throws {
        let setting = try await Setting()
        defer { setting.end() }
        let page = try await setting.get("/")
        #expect(page.status == 200 && text(page).contains("<!doctype html>"))
        #expect(
            page.headers.contains { $0.name == "content-security-policy" && $0.value.contains("default-src 'self'") })
        let tag = try #require(page.headers.first { $0.name == "etag" }?.value)
        #expect(try await setting.get("/", headers: [("if-none-match", tag)]).status == 304)
        #expect(try await setting.get("/health").status == 200)
        #expect(text(try await setting.get("/metrics")).contains("piquant_feed_state{state=\"live\"} 1"))
    }

    @Test("with an access token nothing is told without it, and the first visit leaves a cookie")
    func accessToken() async throws {
        let setting = try await Setting(accessToken: "open-sesame")
        defer { setting.end() }
        for path in ["/", "/health", "/metrics", "/api/delta/ES"] { #expect(try await setting.get(path).status == 401) }
        let first = try await setting.get("/?token=open-sesame")
        #expect(first.status == 200)
        let cookie = try #require(first.headers.first { $0.name == "set-cookie" }?.value)
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
        let pair = String(cookie.prefix { $0 != ";" })
        #expect(try await setting.get("/health", headers: [("cookie", pair)]).status == 200)
    }

    @Test("another address than loopback needs a token")
    func exposure() async throws {
        await #expect(throws: DashboardServer.StartError.tokenNeeded(address: "0.0.0.0")) {
            try await DashboardServer(
                .init(address: "0.0.0.0", port: 0, pageFolder: "Sources/Server/Dashboard", version: "test"),
                provider: FixedProvider(), on: WireLoop())
        }
    }

    @Test(
        "a socket gets snapshots, then deltas that bring it to the same numbers; nonsense is answered",
        .timeLimit(.minutes(5)))
    func push() async throws {
        let setting = try await Setting()
        defer { setting.end() }
        setting.provider.feed(0..<10)
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        let socket = try WebSocketClient.connect("ws://127.0.0.1:\(setting.server.port)/ws", on: setting.loop) {
            event, _ in
            if case .message(let bytes) = event { continuation.yield(String(decoding: bytes, as: UTF8.self)) }
        }
        var messages = stream.makeAsyncIterator()
        func next(_ mark: String) async -> String {
            while let message = await messages.next() { if message.contains(mark) { return message } }
            return ""
        }
        for nonsense in [
            "", "{", "[]", #"{"type":"dance"}"#, #"{"type":"subscribe"}"#, #"{"type":"subscribe","symbol":"NOPE"}"#,
        ] {
            socket.send(nonsense)
            #expect(await next("\"type\":\"error\"").contains("\"message\":"), "\(nonsense)")
        }
        socket.send(#"{"type":"ping"}"#)
        #expect(await next("pong") == #"{"type":"pong"}"#)
        socket.send(#"{"type":"subscribe","symbol":"ES","bar":"1m","bars":5}"#)
        #expect(await next("footprint_update").contains(#""snapshot":true"#))
        #expect(await next("delta_update").contains(#""trades":10"#))
        setting.provider.feed(10..<30)
        let delta = await next(#""trades":30"#)
        #expect(delta.contains(#""snapshot":false"#))
    }

    @Test("a page of another origin cannot open the socket", .timeLimit(.minutes(5)))
    func foreignOrigin() async throws {
        let setting = try await Setting()
        defer { setting.end() }
        let upgrade = [
            ("connection", "Upgrade"), ("upgrade", "websocket"), ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="), ("origin", "http://evil.example"),
        ]
        let answer = try? await setting.get("/ws", headers: upgrade)
        #expect(answer.map { $0.status >= 400 } ?? true)
    }
}
