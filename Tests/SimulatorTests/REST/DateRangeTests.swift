import JSON
import MarketModel
import Testing

@testable import Simulator

/// Dates and times of requests that no clock can tell.
struct DateRangeTests {
    private static let beyond = ["9999-12-31", "0001-01-01", "2300-01-01", "1677-09-21", "9999-12-31T00:00:00Z"]

    /// Every parameter of a query that is a date or a time, with a query that is good but for it.
    private func places(
        _ window: AccountWindow
    ) -> [(path: String, parameter: String, query: [(name: String, value: String)])] {
        RESTService(window.services).table.entries.map(\.route).filter { $0.verb == .get }.flatMap { route in
            let path = route.template.text.split(separator: "/").map { part in
                switch part {
                case "{account_number}": "5WT00001"
                case "{customer_id}": "me"
                case "{exchange}": "CME"
                case "{symbol}": "SPY"
                default: part.hasPrefix("{") ? "1" : String(part)
                }
            }
            return route.query.filter { $0.kind == .date || $0.kind == .moment }.map { parameter in
                let others = route.query.filter { $0.isRequired && $0.name != parameter.name }.map { other in
                    switch other.kind {
                    case .date, .moment: (name: other.name, value: "2026-11-20")
                    case .choice(let words): (name: other.name, value: words.first ?? "")
                    default: (name: other.name, value: "5WT00001")
                    }
                }
                return ("/" + path.joined(separator: "/"), parameter.name, others)
            }
        }
    }

    @Test("a date or time that no clock can tell is refused in every query")
    func queries() throws {
        let window = try AccountWindow(withHistory: true)
        let places = places(window)
        #expect(places.count > 20)
        for (path, parameter, query) in places {
            for text in Self.beyond {
                let answer = window.ask("GET", path, query + [(parameter, text)])
                #expect(answer.status == 400, "\(path) \(parameter) \(text)")
                let domains = answer.json["error"]?["errors"]?.array?.map { $0["domain"]?.string }
                #expect(domains == [parameter], "\(path) \(parameter) \(text)")
            }
        }
    }

    @Test("the first and the last day of the years that are served are answered")
    func ends() throws {
        let window = try AccountWindow(withHistory: true)
        for (path, parameter, query) in places(window) {
            for text in ["1900-01-01", "2199-12-31"] {
                let answer = window.ask("GET", path, query + [(parameter, text)])
                #expect([200, 400, 404].contains(answer.status), "\(path) \(parameter) \(text)")
            }
        }
        for parameter in ["start-date", "start-at", "end-date", "end-at"] {
            #expect(window.ask("GET", "/accounts/5WT00001/orders", [(parameter, "2199-12-31")]).status == 200)
        }
    }

    @Test("and in every body", arguments: beyond)
    func bodies(text: String) throws {
        let window = try AccountWindow()
        let order = AccountWindow.order("Buy to Open", 1, type: "Limit", price: "1.00")
        func with(_ member: String) -> String { order.replacing("{\"order-type\"", with: "{\(member),\"order-type\"") }
        for member in ["route-after", "cancel-at"] {
            let body = with("\"rules\":{\"\(member)\":\"\(text)\"}")
            let answer = window.ask("POST", "/accounts/5WT00001/orders", body: body)
            #expect(answer.status == 400, "\(member)")
        }
        let dated = with("\"gtc-date\":\"\(text)\"").replacing("\"Day\"", with: "\"GTD\"")
        #expect(window.ask("POST", "/accounts/5WT00001/orders", body: dated).status == 400)
        let alert = #"{"symbol":"SPY","field":"Last","operator":">","threshold":"1","expires-at":"\#(text)"}"#
        #expect(window.ask("POST", "/quote-alerts", body: alert).status == 400)
        let years = #"{"symbol":"SPY","startDate":"\#(text)","endDate":"\#(text)","legs":[]}"#
        #expect(window.ask("POST", "/backtests", body: years).status == 400)
    }

    @Test("an alert's end is a time, a number of milliseconds or nothing")
    func alertEnds() throws {
        let window = try AccountWindow()
        for (end, status) in [
            ("null", 201), ("\"\"", 201), ("\"2026-12-01\"", 201), ("1795000000000", 201), ("9223372036854775807", 400),
            ("9223372036854", 400), ("\"tomorrow\"", 400), ("[]", 400),
        ] {
            let body = #"{"symbol":"SPY","field":"Last","operator":">","threshold":"1","expires-at":\#(end)}"#
            #expect(window.ask("POST", "/quote-alerts", body: body).status == status, "\(end)")
        }
    }

    @Test("an order of the last day that is served lives on")
    func lastDay() throws {
        let window = try AccountWindow()
        let order = AccountWindow.order("Buy to Open", 1, type: "Limit", price: "1.00")
            .replacing(
                "{\"order-type\"", with: #"{"rules":{"route-after":"2199-12-31","cancel-at":"2199-12-31"},"order-type""#
            )
        _ = try window.place(order)
        window.wait(.seconds(86_400))
        let years = #"{"symbol":"SPY","startDate":"2199-01-01","endDate":"2199-12-31","legs":[]}"#
        #expect(window.ask("POST", "/backtests", body: years).status < 300)
        let old = #"{"symbol":"SPY","startDate":"1900-01-01","endDate":"1900-12-31","legs":[]}"#
        #expect(window.ask("POST", "/backtests", body: old).status < 300)
    }
}
