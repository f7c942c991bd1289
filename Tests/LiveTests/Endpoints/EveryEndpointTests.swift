import JSON
import MarketModel
import Simulator
import Tastytrade
import Testing
import Wire

/// Every endpoint of the catalogue is asked of a running simulator through a real socket, and its answer is read by the
/// client's own decoder: nothing unreadable, nothing lost, nothing the client does not know.
struct EveryEndpointTests {
    @Test("the client reads every answer of the simulator, whole")
    func everyEndpoint() async throws {
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(source: .synthetic(seed: 7), credentialSeed: 7))
        defer { simulator.stop() }
        let venue = try await AskedVenue(simulator.endpoints)
        var asked = 0
        for endpoint in EndpointCatalog.all {
            let name = endpoint.name.description
            // The token was asked for already, and its answer has no envelope to speak of.
            guard name != "POST /oauth/token", !name.hasPrefix("POST /sessions"), name != "DELETE /sessions" else {
                continue
            }
            let question = try await venue.question(for: name)
            let answer = try await venue.ask(question)
            asked += 1
            if name.hasSuffix("/reconfirm") {
                // Offerings alone are reconfirmed, and the simulator has none.
                #expect(answer.status == 422 && text(answer).contains("cannot_reconfirm_order"), "\(text(answer))")
                continue
            }
            #expect((200..<300).contains(answer.status), "\(name): \(answer.status) \(text(answer))")
            guard (200..<300).contains(answer.status), !answer.body.isEmpty else { continue }
            let (drift, failure) = endpoint.drift(of: answer.body)
            #expect(failure == nil, "\(name): \(String(describing: failure)) \(text(answer))")
            let strange = drift.filter { drift in
                switch drift.kind {
                case .new, .retyped, .unreadable, .word: true
                case .missing, .null: false
                }
            }
            #expect(strange.isEmpty, "\(name): \(strange.map(\.description))")
        }
        #expect(asked >= 95)
    }

    private func text(_ answer: HTTPResponse) -> String {
        String(String(decoding: answer.body, as: UTF8.self).prefix(300))
    }
}

/// A simulator, and what has to be filled into the paths of its endpoints.
private final class AskedVenue {
    /// A request without its host.
    struct Question {
        var method: String
        var target: String
        var body: String?
    }

    private let endpoints: SimulatorEndpoints
    private let client = HTTPClient()
    private let token: String
    private let account: String
    private var values: [String: String] = [:]

    init(_ endpoints: SimulatorEndpoints) async throws {
        self.endpoints = endpoints
        account = endpoints.accounts[0]
        let credentials = Credentials(
            clientSecret: endpoints.credentials.clientSecret, refreshToken: endpoints.credentials.refreshToken)
        token = try await Session(address: endpoints.rest, credentials: credentials, client: client).accessToken()
        values = [
            "customer_id": "me", "account_number": account, "currency": "USD", "underlying": "SPY", "exchange": "CME",
            "code": "ES", "product_code": "ES", "text": "SP", "instrument_type": "Equity", "symbol": "SPY",
        ]
        values["transaction_id"] = try await first("/accounts/\(account)/transactions", "id")
        values["future"] = try await first("/instruments/futures?product-code%5B%5D=ES", "symbol")
        values["root_symbol"] = try await first("/instruments/future-option-products", "root-symbol")
        values["public"] = try await first("/public-watchlists", "name")
        values["pairs"] = try await first("/pairs-watchlists", "name")
        values["warrant"] = try await first("/instruments/warrants", "symbol")
        let option = try await object("/option-chains/SPY/nested")["data"]?["items"]?.array?.first?["expirations"]?
            .array?.last?["strikes"]?.array?.first?["call"]?.string
        let call: String = try #require(option)
        values["equity_option"] = call
        let chain = try await object("/futures-option-chains/ES/nested")["data"]?["option-chains"]?.array?.first
        let strike = chain?["expirations"]?.array?.last?["strikes"]?.array?.first
        let futureOption: String = try #require(strike?["call"]?.string)
        values["future_option"] = futureOption
    }

    /// A field of the first item of a list; empty when the list is.
    private func first(_ target: String, _ field: String) async throws -> String {
        let item = try await object(target)["data"]?["items"]?.array?.first
        return item?[field]?.string ?? item?[field]?.int.map(String.init) ?? ""
    }

    private func object(_ target: String) async throws -> JSONValue {
        try JSONReader.read(try await ask(Question(method: "GET", target: target)).body, maximumBytes: 64 << 20)
    }

    func ask(_ question: Question) async throws -> HTTPResponse {
        try await client.send(
            HTTPClient.Request(
                question.method, endpoints.rest + question.target,
                headers: [
                    ("user-agent", "tests/1.0"), ("content-type", "application/json"), ("accept", "application/json"),
                    ("authorization", "Bearer " + token),
                ], body: question.body.map { Array($0.utf8) }))
    }

    // MARK: What each endpoint needs

    func question(for name: String) async throws -> Question {
        let parts = name.split(separator: " ").map(String.init)
        var values = values
        values["symbol"] = symbol(for: name)
        if name.contains("{order_id}") { values["order_id"] = try await placed() }
        if name.contains("{complex_order_id}") { values["complex_order_id"] = try await placedTogether(for: name) }
        if name.contains("/watchlists/{name}") { values["name"] = try await watchlist() }
        if name.contains("/public-watchlists/{name}") { values["name"] = self.values["public"] }
        if name.contains("/pairs-watchlists/{name}") { values["name"] = self.values["pairs"] }
        if name.contains("{alert_external_id}") { values["alert_external_id"] = try await alert() }
        if name.contains("/backtests/{id}") { values["id"] = try await backtest() }
        var target = ""
        for part in parts[1].split(separator: "/").map(String.init) {
            if part.hasPrefix("{") {
                let value = try #require(values[String(part.dropFirst().dropLast())], "\(name) needs \(part)")
                target += "/" + escaped(value)
            } else {
                target += "/" + part
            }
        }
        return Question(method: parts[0], target: target + query(for: name), body: body(for: name))
    }

    private func symbol(for name: String) -> String? {
        if name.contains("equity-options") { return values["equity_option"] }
        if name.contains("instruments/future-options") { return values["future_option"] }
        if name.contains("instruments/futures") { return values["future"] }
        if name.contains("cryptocurrencies") { return "BTC/USD" }
        if name.contains("warrants") { return values["warrant"] }
        if name.contains("historic-corporate-events") { return "AAPL" }
        return "SPY"
    }

    private func query(for name: String) -> String {
        let today = USTimeZone.eastern.day(of: SystemClock.now())
        return switch name {
        case "GET /accounts/{account_number}/balance-snapshots": "?time-of-day=EOD"
        case "GET /accounts/{account_number}/net-liq/history": "?time-back=1m"
        case "GET /accounts/{account_number}/orders": "?start-date=\(today)"
        case "GET /customers/{customer_id}/orders", "GET /customers/{customer_id}/orders/live":
            "?account-numbers%5B%5D=\(account)&start-date=\(today)"
        case "GET /instruments/equity-options": "?symbol%5B%5D=\(escaped(values["equity_option"] ?? ""))"
        case "GET /instruments/future-options": "?symbol%5B%5D=\(escaped(values["future_option"] ?? ""))"
        case "GET /instruments/search": "?query=SP"
        case "GET /market-data/by-type": "?equity=SPY,AAPL&index=SPX&cryptocurrency=BTC%2FUSD"
        case "GET /market-metrics": "?symbols=SPY,AAPL,%2FES"
        case "GET /market-metrics/historic-corporate-events/earnings-reports/{symbol}": "?start-date=2024-01-01"
        case "GET /market-time/sessions": "?to-date=\(today.advanced(by: 20))"
        case "GET /market-time/sessions/current":
            "?instrument-collections%5B%5D=Equity&instrument-collections%5B%5D=CME"
        case "GET /market-time/equities/sessions/next", "GET /market-time/equities/sessions/previous",
            "GET /market-time/futures/sessions/next/{exchange}",
            "GET /market-time/futures/sessions/previous/{exchange}":
            "?date=\(today)"
        case "GET /span/rows": "?exchange=CME&date=\(today)"
        default: ""
        }
    }

    private func body(for name: String) -> String? {
        if name.hasPrefix("GET") || name.hasPrefix("DELETE") { return nil }
        if name == "PATCH /accounts/{account_number}/orders/{order_id}" {
            return #"{"price":"2.00","price-effect":"Debit"}"#
        }
        if name.contains("/complex-orders/{complex_order_id}") {
            return #"{"ratio-price-comparator":"gte","ratio-price-threshold":"0.5"}"#
        }
        if name.contains("/complex-orders") { return Self.either }
        if name.contains("/orders") || name.contains("/margin/") { return Self.order }
        if name == "POST /watchlists" { return #"{"name":"of mine","watchlist-entries":[{"symbol":"SPY"}]}"# }
        if name.contains("/watchlists") { return #"{"name":"kept","watchlist-entries":[{"symbol":"AAPL"}]}"# }
        if name.contains("/quote-alerts") { return Self.alert }
        if name.hasSuffix("/backtests") || name.hasSuffix("/simulate-trade") { return Self.backtest }
        return "{}"
    }

    // MARK: What has to be there first

    private static let order = """
        {"order-type":"Limit","time-in-force":"Day","price":"1.00","price-effect":"Debit","account-number":"5WT00001",\
        "underlying-symbol":"SPY","legs":[{"instrument-type":"Equity","symbol":"SPY","action":"Buy to Open","quantity":1}]}
        """
    private static let either = #"{"type":"OTO","trigger-order":\#(order),"orders":[\#(order)]}"#
    private static let pair = """
        {"type":"PAIRS","ratio-price-threshold":"0.4","ratio-price-comparator":"lte","orders":[\(order),\
        {"order-type":"Market","time-in-force":"Day","legs":[{"instrument-type":"Equity","symbol":"AAPL",\
        "action":"Sell to Open","quantity":1}]}]}
        """
    private static let alert = #"{"symbol":"SPY","field":"Last","operator":">","threshold":"100000"}"#
    private static let backtest = """
        {"symbol":"SPY","startDate":"2024-01-02","endDate":"2024-02-01","legs":[{"type":"equity-option",\
        "direction":"short","side":"put","quantity":1,"strikeSelection":"delta","delta":30,"daysUntilExpiration":45}],\
        "entryConditions":{"frequency":"every day"},"exitConditions":{"takeProfitPercentage":50}}
        """

    private func made(_ target: String, _ body: String) async throws -> JSONValue {
        let answer = try await ask(Question(method: "POST", target: target, body: body))
        #expect((200..<300).contains(answer.status), "\(target): \(answer.status)")
        return try JSONReader.read(answer.body)
    }

    private func placed() async throws -> String {
        let order = try await made("/accounts/\(account)/orders", Self.order)["data"]?["order"]
        let id = try #require(order?["id"]?.int)
        // It is live before it is changed.
        for _ in 0..<500 {
            let state = try await object("/accounts/\(account)/orders/\(id)")["data"]?["status"]?.string
            if state == "Live" { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        return String(id)
    }

    private func placedTogether(for name: String) async throws -> String {
        let body = name.hasPrefix("PATCH") || name.hasSuffix("/dry-run") ? Self.pair : Self.either
        let order = try await made("/accounts/\(account)/complex-orders", body)["data"]?["complex-order"]
        return try #require(order?["id"]?.int.map(String.init) ?? order?["id"]?.string)
    }

    private func watchlist() async throws -> String {
        let known = try await ask(Question(method: "GET", target: "/watchlists/kept"))
        if known.status == 404 {
            _ = try await made("/watchlists", #"{"name":"kept","watchlist-entries":[{"symbol":"SPY"}]}"#)
        }
        return "kept"
    }

    private func alert() async throws -> String {
        try #require(try await made("/quote-alerts", Self.alert)["data"]?["alert-external-id"]?.string)
    }

    private func backtest() async throws -> String {
        try #require(try await made("/backtests", Self.backtest)["id"]?.string)
    }

    private func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { escaped, byte in
            let letter = Character(Unicode.Scalar(byte))
            let isPlain = letter.isASCII && (letter.isLetter || letter.isNumber || "-._~".contains(letter))
            escaped +=
                isPlain ? String(letter) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }
}
