import Testing
import Wire

@testable import Tastytrade

struct EndpointSocketTests {
    @Test("every endpoint but those of orders is asked for through a socket")
    func complete() {
        let called = Set(EndpointCall.all.map(\.name))
        for endpoint in EndpointCatalog.all
        where ![.orders, .orderReads, .token].contains(endpoint.family) {
            #expect(called.contains(endpoint.name), "\(endpoint.name)")
        }
    }

    @Test("the request is the documented one, and its whole answer is read", arguments: EndpointCall.all)
    func request(call: EndpointCall) async throws {
        let body = try #require(GoldenAnswer.all.first { $0.name == call.name }).body
        let host = try await ScriptedHost { _, _ in
            body.isEmpty ? HTTPResponse(status: 204) : .json(body)
        }
        defer { host.end() }
        let drift = try await call.call(host.session())
        #expect(drift.map(\.description) == [])
        let request = try #require(host.requests.first)
        #expect(host.requests.count == 1)
        #expect(request.method == call.name.method.rawValue)
        #expect(request.path == call.path)
        #expect(request.query.map { "\($0.name)=\($0.value)" } == call.query)
        #expect(String(decoding: request.body, as: UTF8.self) == call.body)
        let isOpen = call.name.path == "/margin-requirements-public-configuration"
        #expect((request.headers["authorization"] == nil) == isOpen)
    }

    @Test(
        "a parameter is one segment of the path, whatever is in it",
        arguments: [
            ("BRK/B", "/option-chains/BRK%2FB/nested"), ("BTC/USD", "/option-chains/BTC%2FUSD/nested"),
            ("./ESZ6 EW4X6", "/option-chains/.%2FESZ6%20EW4X6/nested"),
            ("a?b#c%", "/option-chains/a%3Fb%23c%25/nested"),
            ("../x", "/option-chains/..%2Fx/nested"), ("é", "/option-chains/%C3%A9/nested"),
        ])
    func segments(symbol: String, path: String) {
        #expect(Endpoints.nestedChains.name.filled(["symbol": symbol]) == path)
        let values = RequestValues(query: [(name: "symbol[]", value: symbol)])
        #expect(!values.queryText.dropFirst().contains { "/ ?#".contains($0) })
    }
}
