import MarketModel
import Testing
import Wire

@testable import Server

@Suite struct ChainPushTests {
    /// A server with chains, and a socket to it.
    private struct Page {
        let chains: FixedChains
        let loop = WireLoop()
        let server: DashboardServer
        let socket: WebSocketConnection
        let messages: AsyncStream<String>

        init() async throws {
            // The server reads the machine's clock, so the chain lies ahead of that.
            let now = SystemClock.now()
            let today = TradingDay(utcDayOf: now)
            chains = FixedChains(at: now, expirations: [today.advanced(by: 28), today.advanced(by: 56)])
            server = try await DashboardServer(
                .init(port: 0, pageFolder: "Sources/Server/Dashboard", version: "test"), provider: FixedProvider(),
                chains: chains, on: loop)
            let (stream, continuation) = AsyncStream.makeStream(of: String.self)
            messages = stream
            socket = try WebSocketClient.connect("ws://127.0.0.1:\(server.port)/ws", on: loop) { event, _ in
                if case .message(let bytes) = event { continuation.yield(String(decoding: bytes, as: UTF8.self)) }
            }
        }

        func end() {
            server.stop()
            loop.stop()
        }

        /// The next message with a mark in it.
        func next(_ mark: String) async -> String {
            for await message in messages where message.contains(mark) { return message }
            return ""
        }
    }

    private static let wish = #"{"type":"subscribe_chain","symbol":"SPX","strikes":6}"#

    @Test("a chain comes whole, then what changed, until it is ended", .timeLimit(.minutes(5)))
    func push() async throws {
        let page = try await Page()
        defer { page.end() }
        page.socket.send(Self.wish)
        let first = await page.next(#""type":"chain_update""#)
        #expect(first.contains(#""snapshot":true"#) && first.contains(#""spot":"6800""#))
        #expect(first.matches(of: /"strike":/).count == 7 && first.contains(#""expirations":["#))
        page.chains.moveSpot(to: 6803)
        let moved = await page.next(#""spot":"6803""#)
        #expect(moved.contains(#""snapshot":false"#) && !moved.contains(#""expirations":["#))
        #expect(moved.matches(of: /"strike":/).count == 7)
        page.socket.send(#"{"type":"unsubscribe_chain"}"#)
        page.socket.send(#"{"type":"subscribe_chain","symbol":"NOPE"}"#)
        let refused = await page.next(#""type":"error""#)
        #expect(refused.contains(#""topic":"chain""#) && refused.contains("symbol_unknown"))
        // The order flow's own subscription is untouched by all that.
        page.socket.send(#"{"type":"subscribe","symbol":"ES","bar":"1m","bars":5}"#)
        #expect(await page.next("footprint_update").contains(#""snapshot":true"#))
    }

    @Test("nonsense about chains is answered", .timeLimit(.minutes(5)))
    func nonsense() async throws {
        let page = try await Page()
        defer { page.end() }
        for (words, code) in [
            (#"{"type":"subscribe_chain"}"#, "symbol_missing"),
            (#"{"type":"subscribe_chain","symbol":"SPX","strikes":-5}"#, "strikes_out_of_range"),
            (#"{"type":"subscribe_chain","symbol":"SPX","expiration":"someday"}"#, "expiration_unknown"),
            (#"{"type":"subscribe_chain","symbol":"SPX","strikes":"many"}"#, "message_unreadable"),
        ] {
            page.socket.send(words)
            #expect(await page.next(#""type":"error""#).contains(code), "\(words)")
        }
    }
}
