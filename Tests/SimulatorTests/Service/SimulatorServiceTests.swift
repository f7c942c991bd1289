import DXLink
import JSON
import MarketModel
import TestSupport
import Testing
import Wire

@testable import Simulator

/// Talks to a simulator over real sockets: logs in, opens the feed and hands out its frames.
final class SocketClient: Sendable {
    let http = HTTPClient()
    let loop: WireLoop
    let endpoints: SimulatorEndpoints

    init(_ endpoints: SimulatorEndpoints, loop: WireLoop) {
        self.endpoints = endpoints
        self.loop = loop
    }

    deinit { http.stop() }

    func json(_ method: String, _ path: String, token: String? = nil, body: String? = nil) async throws -> JSONValue {
        var headers = [("user-agent", "test/1"), ("content-type", "application/json")]
        if let token { headers.append(("authorization", "Bearer " + token)) }
        let response = try await http.send(
            HTTPClient.Request(method, endpoints.rest + path, headers: headers, body: body.map { Array($0.utf8) }))
        return try JSONReader.read(response.body)
    }

    func login() async throws -> String {
        let credentials = endpoints.credentials
        let answer = try await json(
            "POST", "/oauth/token",
            body: """
                {"grant_type":"refresh_token","refresh_token":"\(credentials.refreshToken)",\
                "client_secret":"\(credentials.clientSecret)"}
                """)
        return try #require(answer["access_token"]?.string)
    }

    /// Opens the feed and yields what it sends; a close comes as `close CODE REASON`, the last element.
    func feed(_ url: String? = nil) throws -> (connection: WebSocketConnection, frames: AsyncStream<String>) {
        let (frames, continuation) = AsyncStream.makeStream(of: String.self)
        let connection = try WebSocketClient.connect(url ?? endpoints.dxlink, on: loop) { event, _ in
            switch event {
            case .opened: continuation.yield("opened")
            case .message(let bytes): continuation.yield(String(decoding: bytes, as: UTF8.self))
            case .closed(let code, let reason):
                continuation.yield("close \(code) \(reason)")
                continuation.finish()
            }
        }
        return (connection, frames)
    }

    /// Opens the feed, logs in on it, opens channel 1 and subscribes.
    func subscribed(
        _ contract: String, fields: String, add: String
    ) async throws -> (connection: WebSocketConnection, frames: AsyncStream<String>) {
        let data = try await json("GET", "/api-quote-tokens", token: login())["data"]
        let token = try #require(data?["token"]?.string)
        let (connection, frames) = try feed(data?["dxlink-url"]?.string)
        for await frame in frames {
            if frame == "opened" {
                connection.send(#"{"type":"SETUP","channel":0,"version":"0.1-test/1"}"#)
            } else if frame.contains(#""UNAUTHORIZED""#) {
                connection.send(#"{"type":"AUTH","channel":0,"token":"\#(token)"}"#)
            } else if frame.contains(#""AUTHORIZED""#) {
                connection.send(
                    #"{"type":"CHANNEL_REQUEST","channel":1,"service":"FEED","parameters":{"contract":"\#(contract)"}}"#
                )
            } else if frame.contains("CHANNEL_OPENED") {
                connection.send(
                    #"{"type":"FEED_SETUP","channel":1,"acceptDataFormat":"COMPACT","acceptEventFields":{\#(fields)}}"#)
                connection.send(#"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[\#(add)]}"#)
                break
            } else if frame.hasPrefix("close") {
                Issue.record("\(frame)")
                break
            }
        }
        return (connection, frames)
    }
}

@Suite(.serialized, .timeLimit(.minutes(2)))
struct SimulatorServiceTests {
    @Test("a client logs in over sockets and hears the synthetic market")
    func synthetic() async throws {
        let loop = WireLoop()
        defer { loop.stop() }
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(60))), on: loop)
        defer { simulator.stop() }
        let client = SocketClient(simulator.endpoints, loop: loop)
        let accounts = try await client.json("GET", "/customers/me/accounts", token: client.login())
        let number = accounts["data"]?["items"]?.array?.first?["account"]?["account-number"]?.string
        #expect(number == simulator.endpoints.accounts.first)
        let futures = try await client.json(
            "GET", "/instruments/futures?product-code%5B%5D=ES", token: client.login())
        let symbol = try #require(futures["data"]?["items"]?.array?.first?["streamer-symbol"]?.string)
        let (connection, frames) = try await client.subscribed(
            "AUTO", fields: #""TimeAndSale":["eventSymbol","price"],"Quote":["eventSymbol","bidPrice"]"#,
            add: #"{"type":"TimeAndSale","symbol":"\#(symbol)"},{"type":"Quote","symbol":"\#(symbol)"}"#)
        var seen: Set<String> = []
        for await frame in frames {
            for kind in ["TimeAndSale", "Quote"] where frame.contains(#"["\#(kind)",["\#(symbol)""#) {
                seen.insert(kind)
            }
            if seen.count == 2 { break }
        }
        #expect(seen.count == 2)
        connection.close()
    }

    @Test("the endpoints are one line of JSON, the ports the ones that are bound")
    func endpoints() async throws {
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(1)), credentialSeed: 3))
        defer { simulator.stop() }
        let json = try JSONReader.read(Array(simulator.endpoints.json.utf8))
        #expect(
            json.object?.map(\.key) == [
                "rest", "dxlink", "accountStreamer", "clientId", "clientSecret", "refreshToken", "accounts",
            ])
        #expect(!simulator.endpoints.json.contains("\n"))
        #expect(!simulator.endpoints.rest.hasSuffix(":0"))
    }

    @Test("a port that is taken and a file that is not there are errors, not traps")
    func cannotStart() async throws {
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(1))))
        defer { simulator.stop() }
        let port = try #require(Int(simulator.endpoints.rest.split(separator: ":").last ?? ""))
        await #expect(throws: (any Error).self) {
            try await SimulatorService.start(
                SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(1)), port: port))
        }
        await #expect(throws: (any Error).self) {
            try await SimulatorService.start(
                SimulatorConfiguration(source: .replay(.init(path: "/nowhere/at/all", listing: .named("SPY")))))
        }
    }

    @Test("the sixth session of a user is refused, and a place is free again when one leaves")
    func sessionLimit() async throws {
        let loop = WireLoop()
        defer { loop.stop() }
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(1)), sessionsPerUser: 2), on: loop)
        defer { simulator.stop() }
        let client = SocketClient(simulator.endpoints, loop: loop)
        let data = try await client.json("GET", "/api-quote-tokens", token: client.login())["data"]
        let token = try #require(data?["token"]?.string)
        func open() async throws -> (connection: WebSocketConnection, end: String) {
            let (connection, frames) = try client.feed()
            for await frame in frames {
                if frame == "opened" {
                    connection.send(#"{"type":"SETUP","channel":0,"version":"0.1-test/1"}"#)
                    connection.send(#"{"type":"AUTH","channel":0,"token":"\#(token)"}"#)
                }
                if frame.contains(#""AUTHORIZED""#) || frame.hasPrefix("close") { return (connection, frame) }
            }
            return (connection, "nothing")
        }
        let first = try await open()
        let second = try await open()
        #expect(first.end.contains("AUTHORIZED") && second.end.contains("AUTHORIZED"))
        #expect(try await open().end == "close 1008 too many sessions")
        first.connection.close()
        var again = try await open()
        while again.end.hasPrefix("close") { again = try await open() }
        #expect(again.end.contains("AUTHORIZED"))
    }

    @Test(
        "a recording waits for its subscriber and arrives whole, in file order",
        .enabled(if: RecordedData.isExpected), arguments: [ReplaySpeed.maximum, .times(100_000)])
    func replay(speed: ReplaySpeed) async throws {
        let path = try RecordedData.path("orderflow/cme/esh4_20231225.timesales.csv.gz")
        let (notices, notice) = AsyncStream.makeStream(of: SimulatorNotice.self)
        let loop = WireLoop()
        defer { loop.stop() }
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(
                source: .replay(
                    .init(path: path, listing: .named("/ESH24:XCME")), speed: speed),
                start: .onSubscribe(clients: 1)), on: loop
        ) { notice.yield($0) }
        defer { simulator.stop() }
        let client = SocketClient(simulator.endpoints, loop: loop)
        let (connection, frames) = try await client.subscribed(
            "STREAM", fields: #""TimeAndSale":["time","timeNanoPart","price","size","aggressorSide"]"#,
            add: #"{"type":"TimeAndSale","symbol":"/ESH24:XCME"}"#)
        let expected = try TapeRows.read(path)
        var rows: [String] = []
        for await frame in frames where frame.contains("FEED_DATA") {
            let values = try #require(JSONReader.read(Array(frame.utf8))["data"]?.array?.last?.array)
            for start in stride(from: 0, to: values.count, by: 5) {
                rows.append(values[start..<start + 5].map { $0.string ?? $0.numberText ?? "?" }.joined(separator: " "))
            }
            if rows.count >= expected.count { break }
        }
        #expect(rows == expected)
        connection.close()
        for await notice in notices {
            guard case .replayEnded(let report) = notice else { continue }
            #expect(report.prints == expected.count && report.isFinished && report.failure == nil)
            #expect(report.excluded.isEmpty)
            break
        }
    }

    @Test("stepped: nothing moves until it is asked for", .enabled(if: RecordedData.isExpected))
    func stepped() async throws {
        let path = try RecordedData.path("orderflow/cme/esu4_20240701.timesales.csv.gz")
        let loop = WireLoop()
        defer { loop.stop() }
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(
                source: .replay(.init(path: path, listing: .named("/ESU24:XCME")), speed: .stepped),
                start: .onSubscribe(clients: 1)), on: loop)
        defer { simulator.stop() }
        let client = SocketClient(simulator.endpoints, loop: loop)
        let (connection, frames) = try await client.subscribed(
            "STREAM", fields: #""TimeAndSale":["sequence","price"]"#,
            add: #"{"type":"TimeAndSale","symbol":"/ESU24:XCME"}"#)
        simulator.step(4)
        var prints = 0
        for await frame in frames where frame.contains("FEED_DATA") {
            prints += frame.split(separator: ",").count / 2
            if prints >= 2 { break }
        }
        #expect(prints <= 8)
        connection.close()
    }

    @Test("the account streamer takes connect before anything else")
    func accountStreamer() async throws {
        let loop = WireLoop()
        defer { loop.stop() }
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(1))), on: loop)
        defer { simulator.stop() }
        let client = SocketClient(simulator.endpoints, loop: loop)
        let token = try await client.login()
        let (connection, frames) = try client.feed(simulator.endpoints.accountStreamer)
        var answers: [String] = []
        for await frame in frames {
            if frame == "opened" {
                connection.send(
                    #"{"action":"quote-alerts-subscribe","auth-token":"Bearer \#(token)","request-id":1}"#)
                connection.send(
                    #"{"action":"connect","value":["5WT00001"],"auth-token":"\#(token)","request-id":2}"#)
                connection.send(
                    #"{"action":"connect","value":["5WT00001"],"auth-token":"Bearer \#(token)","request-id":3}"#)
                connection.send(#"{"action":"heartbeat","auth-token":"Bearer \#(token)","request-id":4}"#)
            } else {
                answers.append(frame)
                if answers.count == 4 { break }
            }
        }
        #expect(answers[0].contains("connect-not-completed"))
        #expect(answers[1].contains("Unknown domain"))
        #expect(answers[2].contains(#""status":"ok","action":"connect""#) && answers[2].contains(#""request-id":3"#))
        #expect(answers[3].contains(#""status":"ok","action":"heartbeat""#))
        connection.close()
    }
}

extension JSONValue {
    fileprivate var numberText: String? {
        if case .number(let text) = self { text } else { nil }
    }
}
