import JSON
import MarketModel
import Testing
import Wire

@testable import Simulator

struct ControlRouteTests {
    @Test("the description has every route, each parameter of its path, and an answer")
    func description() throws {
        let bench = try RESTBench(isLoggedIn: false)
        let json = bench.ask("GET", "/simulator/openapi.json").json
        #expect(json["openapi"]?.string == "3.0.3")
        #expect(json["servers"]?.array?.first?["url"]?.string == "http://127.0.0.1:9")
        var identifiers = Set<String>()
        for (_, route) in bench.service.table.entries {
            let operation = try #require(json["paths"]?[route.template.text]?[route.verb.rawValue.lowercased()])
            let isNew = identifiers.insert(operation["operationId"]?.string ?? "").inserted
            #expect(isNew, "\(route.template.text)")
            let named = (operation["parameters"]?.array ?? []).filter { $0["in"]?.string == "path" }
            #expect(named.compactMap { $0["name"]?.string } == route.template.parameters)
            #expect(operation["responses"]?[String(route.status)] != nil)
            #expect(!route.summary.isEmpty)
        }
        #expect(identifiers.count > 80)
    }

    @Test("no route crashes, and none answers 5xx, whatever its parameters are")
    func hostile() throws {
        let bench = try RESTBench()
        let texts = [
            "", "0", "-1", "99999999999999999999", "a/b/c", "%", "\u{0}", "é😀", String(repeating: "x", count: 5000),
            "null", "./ESZ6", "2026-13-01",
        ]
        let bodies = ["", "{}", "[]", "null", "{", #"{"name":[]}"#, #"{"legs":[{}]}"#, "\u{FF}"]
        for (_, route) in bench.service.table.entries where route.template.text != "/simulator/snapshot" {
            for (number, text) in texts.enumerated() {
                let path = route.template.parameters.reduce(route.template.text) { path, name in
                    path.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined(separator: text)
                }
                let query = route.query.map { (name: $0.name, value: text) }
                let answer = bench.ask(route.verb.rawValue, path, query: query, body: bodies[number % bodies.count])
                #expect(answer.status < 500, "\(route.verb.rawValue) \(route.template.text) \(text.prefix(20))")
            }
        }
    }

    @Test("a virtual clock moves by request, the clock of the day does not")
    func clock() throws {
        let moved = Lock<Duration>(.zero)
        let controls = SimulatorControls(advance: { span in
            moved.withLock { $0 += span }
            return true
        })
        let bench = try RESTBench(controls: controls)
        #expect(bench.ask("POST", "/simulator/clock", body: #"{"advance":1.5}"#).status == 200)
        #expect(moved.withLock { $0 } == .milliseconds(1500))
        for body in ["{}", #"{"advance":-1}"#, #"{"advance":"soon"}"#] {
            #expect(bench.ask("POST", "/simulator/clock", body: body).status == 400)
        }
        #expect(try RESTBench().ask("POST", "/simulator/clock", body: #"{"advance":1}"#).status == 422)
    }

    @Test("a snapshot is put back as it was")
    func snapshot() throws {
        let bench = try RESTBench()
        _ = bench.ask("POST", "/watchlists", body: #"{"name":"Mine","order-index":3}"#)
        _ = bench.ask(
            "POST", "/quote-alerts", body: #"{"symbol":"SPY","field":"Bid","operator":"<","threshold":"1.5"}"#)
        let taken = bench.service.respond(to: bench.request("GET", "/simulator/snapshot"), at: bench.now).body
        _ = bench.ask("DELETE", "/watchlists/Mine")
        let other = try RESTBench()
        let body = String(decoding: taken, as: UTF8.self)
        #expect(other.ask("POST", "/simulator/snapshot", body: body).status == 204)
        #expect(bench.ask("POST", "/simulator/snapshot", body: body).status == 204)
        for bench in [bench, other] {
            #expect(bench.service.respond(to: bench.request("GET", "/simulator/snapshot"), at: bench.now).body == taken)
        }
        for body in ["{}", #"{"parts":{"watchlists":7}}"#, #"{"parts":{"other":[]}}"#] {
            #expect(bench.ask("POST", "/simulator/snapshot", body: body).status == 400)
        }
    }
}
