import MarketModel
import Testing
import Wire

@testable import DXLink

struct DXLinkClientTests {
    @Test("prints sent by a server arrive as events, in order, and stopping ends the session", .timeLimit(.minutes(1)))
    func endToEnd() async throws {
        let names = NameTable()
        let server = try await ScriptedServer { channel, subscription, socket in
            guard !subscription.add.isEmpty else { return }
            let serverNames = NameTable()
            var encoder = FeedEncoder(names: serverNames)
            let symbol = serverNames.id(for: subscription.add[0].symbol) ?? .none
            for frame in 0..<100 {
                let prints = (0..<50).map { row in
                    MarketEvent.timeAndSale(
                        TimeAndSale(
                            symbol: symbol, index: Int64(frame * 50 + row), price: Price("4800.25"),
                            size: Quantity("1")))
                }
                socket.send(
                    encoder.frame(
                        channel: channel, type: .timeAndSale, fields: MarketEventType.timeAndSale.feedFields,
                        events: prints))
            }
        }
        let deliveries = FeedDeliveries(capacity: 4)
        let client = DXLinkClient(
            names: names, loop: server.loop, credentials: { [url = server.url] in .init(url: url, token: "good") },
            handler: deliveries.handler)
        deliveries.slowDown(client)
        client.subscribe([MarketSubscription(.timeAndSale, "/ESZ26:XCME")])
        async let running: Void = client.run()
        var indexes: [Int64] = []
        for await delivery in deliveries {
            guard case .events(let batch) = delivery else { continue }
            for case .timeAndSale(let print) in batch.events {
                #expect(names.text(of: print.symbol) == "/ESZ26:XCME")
                indexes.append(print.index)
            }
            if indexes.count == 5000 { client.stop() }
        }
        try await running
        #expect(indexes == Array(0..<5000))
        let status = client.status
        #expect(status.ledger.received == 5000 && status.ledger.used == 5000)
        #expect(status.state == .down && status.lastError == .stopped)
        server.loop.stop()
    }

    @Test("a closed connection is opened again and everything subscribed again", .timeLimit(.minutes(1)))
    func reconnect() async throws {
        let server = try await ScriptedServer { channel, subscription, socket in
            guard !subscription.add.isEmpty else { return }
            let names = NameTable()
            var encoder = FeedEncoder(names: names)
            let quote = Quote(symbol: names.id(for: subscription.add[0].symbol) ?? .none, bidPrice: Price("1"))
            socket.send(
                encoder.frame(
                    channel: channel, type: .quote, fields: MarketEventType.quote.feedFields,
                    events: [.quote(quote)]))
        }
        let deliveries = FeedDeliveries()
        var configuration = DXLinkConfiguration()
        configuration.backoff = ReconnectBackoff(initial: .milliseconds(1), maximum: .milliseconds(10), seed: 1)
        let client = DXLinkClient(
            configuration: configuration, names: NameTable(), loop: server.loop,
            credentials: { [url = server.url] in .init(url: url, token: "good") }, handler: deliveries.handler)
        client.subscribe([MarketSubscription(.quote, "SPY")])
        async let running: Void = client.run()
        var batches = 0
        for await delivery in deliveries {
            guard case .events = delivery else { continue }
            batches += 1
            if batches < 3 { server.closeAll() } else { client.stop() }
        }
        try await running
        #expect(batches == 3)
        #expect(client.status.connectionAttempts == 3)
        #expect(client.status.gaps.count == 2)
        server.loop.stop()
    }

    @Test("a token that stays bad ends the session with an error", .timeLimit(.minutes(1)))
    func badToken() async throws {
        let server = try await ScriptedServer()
        var configuration = DXLinkConfiguration()
        configuration.backoff = ReconnectBackoff(initial: .milliseconds(1))
        let client = DXLinkClient(
            configuration: configuration, names: NameTable(), loop: server.loop,
            credentials: { [url = server.url] in .init(url: url, token: "bad") }, handler: { _ in })
        await #expect(throws: DXLinkError.unauthorized(reason: "the provider gave the refused token again")) {
            try await client.run()
        }
        #expect(server.messages.filter { $0 == .auth(token: "bad") }.count == 1)
        server.loop.stop()
    }

    @Test("an address that is none ends the session; cancelling the task ends it without an error")
    func ends() async throws {
        let loop = WireLoop()
        let wrong = DXLinkClient(
            names: NameTable(), loop: loop, credentials: { .init(url: "http://x", token: "t") }, handler: { _ in })
        await #expect(throws: DXLinkError.invalidAddress("http://x")) { try await wrong.run() }

        let idle = DXLinkClient(
            names: NameTable(), loop: loop,
            credentials: {
                try await Task.sleep(for: .seconds(3600)); throw Never()
            },
            handler: { _ in })
        let task = Task { try await idle.run() }
        task.cancel()
        try await task.value
        loop.stop()
    }

    @Test("credentials never show their token")
    func secrecy() {
        let credentials = DXLinkCredentials(url: "wss://a", token: "quote-token-words")
        var shown = "\(credentials) \(String(reflecting: credentials)) "
        dump(credentials, to: &shown)
        #expect(shown.contains("wss://a") && !shown.contains("quote-token-words"))
    }

    private struct Never: Error {}
}
