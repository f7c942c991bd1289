import TestSupport
import Testing
import Wire

/// What is sent must arrive at most once, whatever the connection does.
struct OnceOnlyTests {
    @Test(
        "a request that changes something is not sent again when its kept connection breaks",
        arguments: ["POST", "PUT", "PATCH", "DELETE"])
    func neverTwice(method: String) async throws {
        let server = CuttingServer { place, _ in place == 0 ? .answer(status: 200, body: "{}") : .cut }
        defer { server.stop() }
        let client = HTTPClient()
        defer { client.stop() }
        let address = "http://127.0.0.1:\(server.port)/"
        // The first request leaves a kept connection behind, on which the second would be repeated.
        #expect(try await client.send(.init("GET", address)).status == 200)
        await #expect(throws: WireError.self) {
            try await client.send(.init(method, address, body: method == "DELETE" ? nil : Array("{}".utf8)))
        }
        #expect(server.requests.filter { $0.hasPrefix(method) }.count == 1)
    }

    @Test("a refused connection proves that nothing was sent; a cut one does not")
    func proof() async throws {
        let server = CuttingServer { _, _ in .cut }
        let client = HTTPClient()
        defer { client.stop() }
        let address = "http://127.0.0.1:\(server.port)/"
        do {
            _ = try await client.send(.init("POST", address, body: [1]))
            Issue.record("the connection was cut")
        } catch let error as WireError {
            #expect(!error.provesNothingSent)
        }
        server.stop()
        do {
            _ = try await client.send(.init("POST", address, body: [1]))
            Issue.record("nobody listens")
        } catch let error as WireError {
            #expect(error.provesNothingSent)
        }
    }
}
