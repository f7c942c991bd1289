import JSON
import MarketModel
import Testing
import Wire

@testable import Simulator

struct FaultRouteTests {
    private let start = Timestamp("2026-11-20T15:00:00Z")!
    private let service = RESTService(
        SimulatorServices(
            access: SimulatorAccess(seed: 1, credentials: nil, sessionLimit: 5), accounts: [], listings: [],
            feedAddress: "ws://127.0.0.1:9/realtime"))

    private func ask(_ method: String, _ path: String, _ body: String = "") throws -> (status: Int, json: JSONValue) {
        let response = service.respond(
            to: HTTPRequest(method: method, path: path, body: Array(body.utf8)), at: start)
        return (response.status, (try? JSONReader.read(response.body)) ?? .null)
    }

    private func active() throws -> [String] {
        try ask("GET", "/simulator/faults").json["active"]?.array?.compactMap { $0["name"]?.string } ?? []
    }

    @Test("faults go on and off by request, without a token or a User-Agent")
    func control() throws {
        #expect(try active() == [])
        let on = try ask("POST", "/simulator/faults", #"{"name":"rate-limit","count":2,"target":"/market-data*"}"#)
        #expect(on.status == 201 && on.json["count"]?.int == 2 && on.json["target"]?.string == "/market-data*")
        #expect(
            try ask("POST", "/simulator/faults", #"{"name":"slow-response:value=0.5"}"#).json["value"]?.double == 0.5)
        #expect(try active() == ["rate-limit", "slow-response"])
        #expect(try ask("DELETE", "/simulator/faults/rate-limit").status == 204)
        #expect(try active() == ["slow-response"])
        #expect(try ask("DELETE", "/simulator/faults").status == 204)
        #expect(try active() == [])
    }

    @Test(
        "what makes no sense is refused",
        arguments: [
            "", "{}", "[]", #"{"name":7}"#, #"{"name":"nonsense"}"#, #"{"name":"rate-limit","count":-1}"#,
            #"{"name":"rate-limit","probability":"often"}"#,
        ])
    func refusals(body: String) throws {
        #expect(try ask("POST", "/simulator/faults", body).status == 400)
        #expect(try active() == [])
        #expect(try ask("DELETE", "/simulator/faults/nonsense").status == 404)
    }
}
