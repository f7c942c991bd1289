import JSON
import MarketModel
import TestSupport
import Testing
import Wire

@testable import Simulator

@Suite(.serialized, .timeLimit(.minutes(2)))
struct FaultServiceTests {
    @Test("over sockets: answers are cut, late and refused, streams are refused, and all is well again")
    func sockets() async throws {
        let loop = WireLoop()
        defer { loop.stop() }
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(1))), on: loop)
        defer { simulator.stop() }
        let client = SocketClient(simulator.endpoints, loop: loop)
        let token = try await client.login()
        func turn(_ fault: String) throws { simulator.faults.switchOn(try FaultOrder(parsing: fault), at: .epoch) }
        try turn("cut-response:count=1")
        await #expect(throws: (any Error).self) { try await client.json("GET", "/customers/me", token: token) }
        try turn("slow-response:count=1,value=0.05")
        #expect(try await client.json("GET", "/customers/me", token: token)["data"] != nil)
        try turn("rate-limit:count=1")
        let limited = try await client.json("GET", "/customers/me", token: token)
        #expect(limited["error"]?["code"]?.string == "too_many_requests")
        try turn("upgrade-refused:count=1")
        var frames = try client.feed().frames.makeAsyncIterator()
        #expect(await frames.next()?.hasPrefix("close") == true)
        var again = try client.feed().frames.makeAsyncIterator()
        #expect(await again.next() == "opened")
        let on = try await client.json("POST", "/simulator/faults", body: #"{"name":"maintenance"}"#)
        #expect(on["name"]?.string == "maintenance")
        #expect(await again.next()?.hasPrefix("close 1001") == true)
    }

    @Test("a virtual clock stands still until it is moved: tokens end when it says so")
    func virtual() async throws {
        let start = Timestamp("2026-11-20T15:00:00Z")!
        var configuration = SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(1)))
        configuration.clock = .virtual(VirtualClock(start))
        let simulator = try await SimulatorService.start(configuration)
        defer { simulator.stop() }
        let loop = WireLoop()
        defer { loop.stop() }
        let client = SocketClient(simulator.endpoints, loop: loop)
        let token = try await client.login()
        #expect(try await client.json("GET", "/simulator")["now"]?.string == "2026-11-20T15:00:00.000+00:00")
        _ = try await client.json("POST", "/simulator/clock", body: #"{"advance":899}"#)
        #expect(try await client.json("GET", "/customers/me", token: token)["data"] != nil)
        #expect(simulator.advance(by: .seconds(1)))
        #expect(try await client.json("GET", "/customers/me", token: token)["error"] != nil)
    }

    @Test("with TLS of its own, whoever trusts its authority reaches it, and nobody else")
    func tls() async throws {
        let certificate = try ThrowawayCertificate()
        defer { certificate.remove() }
        var configuration = SimulatorConfiguration(source: .synthetic(seed: 7, history: .seconds(1)))
        configuration.tls = certificate.tls
        let simulator = try await SimulatorService.start(configuration)
        defer { simulator.stop() }
        #expect(simulator.endpoints.rest.hasPrefix("https://") && simulator.endpoints.dxlink.hasPrefix("wss://"))
        let trusting = HTTPClient(HTTPClient.Configuration(authorityPath: certificate.caFile))
        defer { trusting.stop() }
        let path = simulator.endpoints.rest + "/simulator"
        #expect(try await trusting.send(HTTPClient.Request("GET", path)).status == 200)
        let stranger = HTTPClient()
        defer { stranger.stop() }
        await #expect(throws: WireError.self) { try await stranger.send(HTTPClient.Request("GET", path)) }
    }
}
