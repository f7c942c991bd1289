import MarketModel
import Testing
import Wire

/// A server, a loop and an HTTP client on loopback.
private struct Loopback {
    let loop = WireLoop()
    let client = HTTPClient(HTTPClient.Configuration(timeout: .seconds(300)))
    let server: WireServer

    init(
        _ configuration: WireServer.Configuration = .init(),
        request: @escaping WireServer.RequestHandler = { _, responder in responder.respond(.text("none", status: 404))
        },
        upgrade: @escaping WireServer.UpgradeHandler = { _ in .refuse(status: 404, reason: "no") }
    ) async throws {
        server = try await WireServer(configuration, on: loop, request: request, upgrade: upgrade)
    }

    func end() {
        client.stop()
        loop.stop()
    }

    var base: String { "127.0.0.1:\(server.port)" }
}

/// The events of one WebSocket as a stream.
private func dial(
    _ url: String, on loop: WireLoop, configuration: WebSocketClient.Configuration = .init()
) throws -> (WebSocketConnection, AsyncStream<WebSocketEvent>.Iterator) {
    let (stream, continuation) = AsyncStream.makeStream(of: WebSocketEvent.self)
    let connection = try WebSocketClient.connect(url, configuration: configuration, on: loop) { event, _ in
        continuation.yield(event)
        if case .closed = event { continuation.finish() }
    }
    return (connection, stream.makeAsyncIterator())
}

struct HTTPTests {
    @Test("a request reaches the handler whole and its answer comes back whole")
    func roundTrip() async throws {
        let loopback = try await Loopback { request, responder in
            let parts = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
            responder.respond(
                HTTPResponse(
                    status: 201, headers: [("x-seen", request.headers["user-agent"] ?? "none")],
                    body: Array("\(request.method) \(request.path) \(parts) ".utf8) + request.body))
        }
        defer { loopback.end() }
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 200_000)
        let answer = try await loopback.client.send(
            HTTPClient.Request(
                "POST", "http://\(loopback.base)/a%20b/c?x%5B%5D=1&x%5B%5D=%2FES&flag",
                headers: [("user-agent", "test/1.0")], body: body))
        #expect(answer.status == 201)
        #expect(answer.headers.first { $0.name == "x-seen" }?.value == "test/1.0")
        #expect(answer.body == Array("POST /a b/c x[]=1|x[]=/ES|flag= ".utf8) + body)
    }

    @Test("a body above the bound is refused")
    func largeBody() async throws {
        let loopback = try await Loopback(.init(maximumBodyBytes: 10)) { _, responder in responder.respond(.text("ok"))
        }
        defer { loopback.end() }
        let answer = try await loopback.client.send(
            HTTPClient.Request("POST", "http://\(loopback.base)/", body: [UInt8](repeating: 65, count: 11)))
        #expect(answer.status == 413)
    }

    @Test("a megabyte answer arrives whole, many at once")
    func largeAnswers() async throws {
        let megabyte = [UInt8](repeating: UInt8(ascii: "y"), count: 1 << 20)
        let loopback = try await Loopback { _, responder in responder.respond(HTTPResponse(body: megabyte)) }
        defer { loopback.end() }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await loopback.client.send(HTTPClient.Request("GET", "http://\(loopback.base)/big")).body
                        == megabyte
                }
            }
            for try await isWhole in group { #expect(isWhole) }
        }
    }

    @Test("an answer above the client's bound is an error")
    func boundedAnswer() async throws {
        let loopback = try await Loopback { _, responder in
            responder.respond(HTTPResponse(body: [UInt8](repeating: 65, count: 5000)))
        }
        defer { loopback.end() }
        let client = HTTPClient(HTTPClient.Configuration(maximumResponseBytes: 1000))
        defer { client.stop() }
        await #expect(throws: WireError.responseTooLarge(limit: 1000)) {
            try await client.send(HTTPClient.Request("GET", "http://\(loopback.base)/"))
        }
    }

    @Test("an answer may take longer than a request may", .timeLimit(.minutes(5)))
    func slowAnswer() async throws {
        let loopback = try await Loopback(.init(requestTimeoutSeconds: 1)) { _, responder in
            Task {
                try? await Task.sleep(for: .seconds(3))
                responder.respond(.text("late"))
            }
        }
        defer { loopback.end() }
        let answer = try await loopback.client.send(HTTPClient.Request("GET", "http://\(loopback.base)/"))
        #expect(answer.body == Array("late".utf8))
    }

    @Test("nobody listening is an error, and so is a port that is taken")
    func refused() async throws {
        let loopback = try await Loopback()
        defer { loopback.end() }
        let free = try await WireServer(.init(), on: loopback.loop) { _, responder in responder.respond(.text("")) }
        await #expect(throws: WireError.cannotListen(address: "127.0.0.1", port: free.port)) {
            try await WireServer(.init(port: free.port), on: WireLoop()) { _, _ in }
        }
        await #expect(throws: WireError.self) {
            try await loopback.client.send(HTTPClient.Request("GET", "http://127.0.0.1:1/"))
        }
    }

    @Test("a path that climbs never reaches a handler", arguments: ["/../x", "/a/../../x", "/%2e%2e/x", "/..%2fx"])
    func traversal(path: String) async throws {
        let loopback = try await Loopback { request, responder in responder.respond(.text(request.path)) }
        defer { loopback.end() }
        let answer = try? await loopback.client.send(HTTPClient.Request("GET", "http://\(loopback.base)\(path)"))
        #expect(answer.map { !String(decoding: $0.body, as: UTF8.self).contains("..") || $0.status >= 400 } ?? true)
    }
}

struct WebSocketTests {
    @Test("messages of any size echo whole and in order, both ways")
    func echo() async throws {
        let loopback = try await Loopback(upgrade: { _ in
            .accept(WebSocketLimits()) { event, connection in
                if case .message(let bytes) = event { connection.send(bytes) }
            }
        })
        defer { loopback.end() }
        var (connection, events) = try dial("ws://\(loopback.base)/echo?x=1", on: loopback.loop)
        guard case .opened? = await events.next() else {
            Issue.record("not opened")
            return
        }
        let sizes = [0, 1, 125, 126, 65_535, 65_536, 200_000, 3_000_000]
        for size in sizes { connection.send([UInt8](repeating: UInt8(ascii: "z"), count: size)) }
        for size in sizes {
            guard case .message(let bytes)? = await events.next() else {
                Issue.record("no message of \(size)")
                return
            }
            #expect(bytes.count == size)
        }
        connection.close(code: 4001, reason: "done")
        guard case .closed(let code, let reason)? = await events.next() else {
            Issue.record("not closed")
            return
        }
        #expect(code == 4001)
        #expect(reason == "done")
    }

    @Test("the server's close code and reason reach the client")
    func serverClose() async throws {
        let loopback = try await Loopback(upgrade: { request in
            request.path == "/realtime"
                ? .accept(WebSocketLimits()) { event, connection in
                    if case .opened = event {
                        connection.send("hello")
                        connection.close(code: 1000, reason: "Bye")
                    }
                } : .refuse(status: 403, reason: "no")
        })
        defer { loopback.end() }
        var (_, events) = try dial("ws://\(loopback.base)/realtime", on: loopback.loop)
        var seen: [String] = []
        while let event = await events.next() {
            switch event {
            case .opened: seen.append("opened")
            case .message(let bytes): seen.append(String(decoding: bytes, as: UTF8.self))
            case .closed(let code, let reason): seen.append("\(code) \(reason)")
            }
        }
        #expect(seen == ["opened", "hello", "1000 Bye"])
        var (_, refused) = try dial("ws://\(loopback.base)/other", on: loopback.loop)
        guard case .closed(let code, _)? = await refused.next() else {
            Issue.record("a refused upgrade opened")
            return
        }
        #expect(code == 1006)
    }

    @Test("a message above the bound closes with 1009")
    func oversized() async throws {
        let loopback = try await Loopback(upgrade: { _ in
            .accept(WebSocketLimits(maximumMessageBytes: 1000)) { _, _ in }
        })
        defer { loopback.end() }
        var (connection, events) = try dial("ws://\(loopback.base)/", on: loopback.loop)
        connection.send([UInt8](repeating: 65, count: 1001))
        var last: WebSocketEvent?
        while let event = await events.next() { last = event }
        guard case .closed(let code, _)? = last else {
            Issue.record("not closed")
            return
        }
        #expect(code == 1009)
    }

    @Test("a peer that does not read is cut off with a reason, in bounded memory")
    func slowConsumer() async throws {
        let (results, continuation) = AsyncStream.makeStream(of: String.self)
        let loopback = try await Loopback(upgrade: { _ in
            .accept(WebSocketLimits(maximumPendingBytes: 1_000_000)) { event, connection in
                switch event {
                case .opened:
                    let block = [UInt8](repeating: 65, count: 100_000)
                    var result = connection.send(block)
                    while case .queued(let pending) = result {
                        #expect(pending <= 1_000_000)
                        result = connection.send(block)
                    }
                    continuation.yield("\(result)")
                case .closed(let code, let reason): continuation.yield("\(code) \(reason.prefix(13))")
                case .message: break
                }
            }
        })
        defer { loopback.end() }
        let other = WireLoop()
        defer { other.stop() }
        _ = try dial("ws://\(loopback.base)/", on: other)
        var seen = results.makeAsyncIterator()
        #expect(await seen.next() == "refusedSlowConsumer")
        #expect(await seen.next() == "1008 slow consumer")
    }

    @Test("a paused reader is slowed, then gets every message")
    func pausedReader() async throws {
        let count = 3000
        let loopback = try await Loopback(upgrade: { _ in
            .accept(WebSocketLimits(maximumPendingBytes: 64 << 20)) { event, connection in
                if case .opened = event {
                    for number in 0..<count {
                        connection.send(Array("\(number) ".utf8) + [UInt8](repeating: 65, count: 10_000))
                    }
                }
            }
        })
        defer { loopback.end() }
        let other = WireLoop()
        defer { other.stop() }
        var (connection, events) = try dial("ws://\(loopback.base)/", on: other)
        guard case .opened? = await events.next() else {
            Issue.record("not opened")
            return
        }
        connection.pauseReceiving()
        connection.resumeReceiving()
        for number in 0..<count {
            guard case .message(let bytes)? = await events.next() else {
                Issue.record("no message \(number)")
                return
            }
            #expect(bytes.starts(with: "\(number) ".utf8))
            if number % 500 == 0 {
                connection.pauseReceiving()
                connection.resumeReceiving()
            }
        }
    }
}

struct WireAddressTests {
    @Test(
        "reads addresses",
        arguments: [
            ("ws://127.0.0.1:8080/realtime?x=1#f", "127.0.0.1", 8080, "/realtime?x=1"),
            ("wss://host.example", "host.example", 443, "/"),
            ("http://[::1]:99/a", "::1", 99, "/a"),
            ("HTTPS://Host.Example.?q=1", "host.example", 443, "/?q=1"),
        ])
    func reads(text: String, host: String, port: Int, target: String) throws {
        let address = try #require(WireAddress(text))
        #expect((address.host, address.port, address.target) == (host, port, target))
    }

    @Test(
        "refuses others",
        arguments: [
            "", "ftp://x", "ws://", "ws://user@host", "ws://host:0", "ws://host:99999", "ws://a b", "host:80",
            "https://api.tastyworks%2ecom", "https://höst", "https://host..", "https://.", "https://[]", "https://[x]",
        ])
    func refuses(text: String) { #expect(WireAddress(text) == nil) }

    @Test("this machine is known by its address, not by how a name begins")
    func loopback() throws {
        for text in ["http://127.0.0.1", "http://127.8.9.10:1", "http://LOCALHOST:5", "http://[::1]"] {
            #expect(try #require(WireAddress(text)).isLoopback, "\(text)")
        }
        for text in ["http://127.0.0.1.example", "http://127.0.0", "http://127.0.0.1.2", "http://127.0.0.999"] {
            #expect(try !#require(WireAddress(text)).isLoopback, "\(text)")
        }
    }
}
