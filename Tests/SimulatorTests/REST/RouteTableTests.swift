import JSON
import MarketModel
import Testing
import Wire

@testable import Simulator

struct RouteTableTests {
    private struct Group: RouteGroup {
        let subject = "Test"
        let routes: [Route]

        init(_ routes: [(Route.Verb, String)]) {
            self.routes = routes.map { verb, template in
                Route(verb, template, "") { _ in HTTPResponse(body: Array("\(verb) \(template)".utf8)) }
            }
        }
    }

    private let table = RouteTable([
        Group([
            (.get, "/instruments/equities"), (.get, "/instruments/equities/{symbol+}"),
            (.get, "/instruments/equities/active"), (.post, "/instruments/equities"),
            (.get, "/option-chains/{symbol+}"), (.get, "/option-chains/{symbol+}/nested"),
            (.get, "/accounts/{account_number}/orders/{order_id}"), (.get, "/accounts/{account_number}/orders/live"),
            (.get, "/accounts/{account_number}/margin-requirements/{symbol+}/effective"),
        ])
    ])

    @Test(
        "finds the most exact template and the parameters, slashes in symbols included",
        arguments: [
            ("/instruments/equities", "/instruments/equities", []),
            ("/instruments/equities/", "/instruments/equities", []),
            ("/instruments/equities/active", "/instruments/equities/active", []),
            ("/instruments/equities/BRK/B", "/instruments/equities/{symbol}", ["BRK/B"]),
            ("/option-chains/SPX/nested", "/option-chains/{symbol}/nested", ["SPX"]),
            ("/option-chains/BRK/B/nested", "/option-chains/{symbol}/nested", ["BRK/B"]),
            ("/option-chains/nested", "/option-chains/{symbol}", ["nested"]),
            ("/accounts/5WT00001/orders/live", "/accounts/{account_number}/orders/live", ["5WT00001"]),
            ("/accounts/A/orders/7", "/accounts/{account_number}/orders/{order_id}", ["A", "7"]),
            (
                "/accounts/A/margin-requirements/BRK/B/effective",
                "/accounts/{account_number}/margin-requirements/{symbol}/effective", ["A", "BRK/B"]
            ),
        ])
    func found(path: String, template: String, parameters: [String]) throws {
        guard case .route(let route, let found) = table.find("GET", path) else {
            Issue.record("\(path) leads nowhere")
            return
        }
        #expect(route.template.text == template && found == parameters)
    }

    @Test(
        "tells an unknown path from a verb that is not taken",
        arguments: [
            ("GET", "/instruments", false), ("GET", "/", false), ("GET", "/accounts/A/orders/7/8", false),
            ("DELETE", "/instruments/equities/SPY", true), ("BREW", "/instruments/equities", true),
        ])
    func refusals(verb: String, path: String, isKnown: Bool) {
        switch table.find(verb, path) {
        case .route: Issue.record("\(verb) \(path) leads somewhere")
        case .otherVerb: #expect(isKnown)
        case .nothing: #expect(!isKnown)
        }
    }

    @Test("a later group takes the place of an earlier route")
    func replacement() throws {
        let both = RouteTable([Group([(.get, "/a/{b}"), (.get, "/c")]), Group([(.get, "/a/{b}")])])
        #expect(both.entries.map(\.route.template.text) == ["/c", "/a/{b}"])
    }

    private static func refusal(_ query: [(name: String, value: String)]) -> [String] {
        let route = Route(
            .get, "/x", "",
            query: [
                RouteParameter("day", .date, required: true), RouteParameter("count", .integer),
                RouteParameter("kind", .list(.choice(["a", "b"]))), RouteParameter("at", .moment),
                RouteParameter("flag", .flag),
            ]
        ) { _ in HTTPResponse() }
        do throws(RouteFailure) {
            try route.checkQuery(HTTPRequest(method: "GET", path: "/x", query: query))
            return []
        } catch {
            return error.entries.map { entry in
                guard case .parameter(let name, let reason) = entry else { return "" }
                return "\(name) \(reason)"
            }
        }
    }

    @Test("a query is checked against its declaration before the route sees it")
    func queries() {
        #expect(Self.refusal([]) == ["day is required"])
        #expect(Self.refusal([("day", "2026-11-20"), ("count", "-3"), ("other", "x")]).isEmpty)
        #expect(Self.refusal([("day", "2026-02-30")]) == ["day is not a date, YYYY-MM-DD"])
        #expect(Self.refusal([("day", "2026-11-20"), ("count", "7x")]) == ["count is not a whole number"])
        #expect(Self.refusal([("day", "2026-11-20"), ("count", "99999999999999999999")]).isEmpty)
        #expect(Self.refusal([("day", "2026-11-20"), ("kind[]", "a"), ("kind[]", "c")]).count == 1)
        #expect(Self.refusal([("day", "2026-11-20"), ("flag", "True"), ("at", "2026-11-20T10:00:00 00:00")]).isEmpty)
        #expect(Self.refusal([("day", "2026-11-20"), ("at", "yesterday")]).count == 1)
    }

    @Test(
        "a body is checked, every fault is named",
        arguments: [
            (#"{"legs":[{"symbol":"SPY","quantity":"1.5"}]}"#, []),
            (#"{"legs":[{"symbol":"SPY","quantity":2}],"extra":[]}"#, []),
            (#"{"legs":[{"quantity":true}],"day":null}"#, ["legs.symbol", "legs.quantity"]),
            (#"{"legs":{}}"#, ["legs"]), ("{}", ["legs"]), ("[]", ["body"]), ("{", ["body"]), ("", ["body"]),
            (#"{"legs":[],"day":"tomorrow"}"#, ["day"]),
        ])
    func bodies(text: String, faults: [String]) {
        let leg: [RouteParameter] = [
            RouteParameter("symbol", required: true), RouteParameter("quantity", .decimal),
        ]
        let route = Route(
            .post, "/x", "",
            body: RouteBody([
                RouteParameter("legs", .list(.object(leg)), required: true), RouteParameter("day", .date),
            ])
        ) { _ in HTTPResponse() }
        do throws(RouteFailure) {
            _ = try route.readBody(HTTPRequest(method: "POST", path: "/x", body: Array(text.utf8)))
            #expect(faults.isEmpty)
        } catch {
            #expect(error.status == 400)
            #expect(
                error.entries.map { entry in
                    guard case .parameter(let name, _) = entry else { return "" }
                    return name
                } == faults)
        }
    }

    @Test(
        "the version that answers is the newest not after the date asked for",
        arguments: [
            (nil, 20_250_813), ("20251101", 20_250_813), ("20261012", 20_261_012), ("20991231", 20_261_012),
            ("20250812", nil), ("today", nil), ("2026-10-12", nil),
        ] as [(String?, Int?)])
    func versions(header: String?, number: Int?) {
        #expect(APIVersion.answering(header)?.number == number)
    }
}
