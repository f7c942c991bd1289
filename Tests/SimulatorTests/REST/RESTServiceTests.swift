import DXLink
import JSON
import MarketModel
import Testing
import Wire

@testable import Simulator

struct RESTServiceTests {
    private let start = Timestamp("2026-11-20T15:00:00Z")!
    private let access = SimulatorAccess(
        seed: 1, credentials: SimulatorCredentials(clientID: "id", clientSecret: "secret", refreshToken: "refresh"),
        sessionLimit: 5)
    private var service: RESTService {
        RESTService(
            SimulatorServices(
                access: access, accounts: [SimulatedAccount()],
                listings: SyntheticInstrument.standard(on: TradingDay("2026-11-20")!).map(\.listing),
                feedAddress: "ws://127.0.0.1:9/realtime"))
    }

    private func ask(
        _ method: String, _ path: String, query: [(name: String, value: String)] = [], token: String? = nil,
        body: String = "", type: String = "application/json", agent: String? = "test/1", after: Duration = .zero
    ) throws -> (status: Int, json: JSONValue) {
        var headers = ["content-type": type]
        headers["user-agent"] = agent
        headers["authorization"] = token.map { "Bearer " + $0 }
        let response = service.respond(
            to: HTTPRequest(method: method, path: path, query: query, headers: headers, body: Array(body.utf8)),
            at: start + after)
        return (response.status, (try? JSONReader.read(response.body)) ?? .null)
    }

    private func login() throws -> String {
        let body = #"{"grant_type":"refresh_token","refresh_token":"refresh","client_secret":"secret"}"#
        let answer = try ask("POST", "/oauth/token", body: body)
        #expect(answer.json["token_type"]?.string == "Bearer" && answer.json["expires_in"]?.int == 900)
        return try #require(answer.json["access_token"]?.string)
    }

    @Test("a refresh grant as JSON or as a form gives a token of 900 seconds")
    func tokens() throws {
        let token = try login()
        #expect(try ask("GET", "/customers/me/accounts", token: token, after: .seconds(899)).status == 200)
        let expired = try ask("GET", "/customers/me/accounts", token: token, after: .seconds(900))
        #expect(expired.status == 401 && expired.json["error"]?["code"]?.string == "token_invalid")
        let form = try ask(
            "POST", "/oauth/token", body: "grant_type=refresh%5Ftoken&refresh_token=refresh&client_secret=secret",
            type: "application/x-www-form-urlencoded")
        #expect(form.status == 200)
    }

    @Test(
        "refused grants have the recorded shape",
        arguments: [
            (#"{"grant_type":"refresh_token","refresh_token":"x","client_secret":"secret"}"#, "invalid_grant"),
            (#"{"grant_type":"refresh_token","refresh_token":"refresh","client_secret":"x"}"#, "invalid_client"),
            (
                #"{"grant_type":"refresh_token","refresh_token":"refresh","client_secret":"secret","client_id":"x"}"#,
                "invalid_client"
            ), ("{}", "unsupported_grant_type"), ("\u{1}%%%=&&", "unsupported_grant_type"),
        ])
    func refusedGrants(body: String, code: String) throws {
        let answer = try ask("POST", "/oauth/token", body: body)
        #expect(answer.status == 400 && answer.json["error_code"]?.string == code)
        if code == "invalid_grant" { #expect(answer.json["error_description"]?.string == "Invalid JWT") }
    }

    @Test("a missing User-Agent is answered with HTML", arguments: [nil, ""])
    func userAgent(agent: String?) throws {
        let response = service.respond(
            to: HTTPRequest(
                method: "GET", path: "/customers/me", headers: agent.map { ["user-agent": $0] } ?? [:]),
            at: start)
        #expect(response.status == 401 && response.headers.contains { $0.value == "text/html" })
        #expect(String(decoding: response.body, as: UTF8.self).contains("<html>"))
    }

    @Test("the quote token names the real address and opens a session")
    func quoteToken() throws {
        let data = try ask("GET", "/api-quote-tokens", token: login()).json["data"]
        #expect(data?["dxlink-url"]?.string == "ws://127.0.0.1:9/realtime" && data?["level"]?.string == "api")
        #expect(data?["expires-at"]?.string == "2026-11-21T15:00:00.000+00:00")
        let token = try #require(data?["token"]?.string)
        for _ in 0..<5 { #expect(access.openSession(quoteToken: token, at: start) == .authorized(user: access.userID)) }
        #expect(access.openSession(quoteToken: token, at: start) == .tooManySessions)
        access.closeSession()
        #expect(access.openSession(quoteToken: token, at: start) == .authorized(user: access.userID))
        #expect(access.openSession(quoteToken: token, at: start + .seconds(86_400)) == .unauthorized)
        #expect(access.openSession(quoteToken: "other", at: start) == .unauthorized)
    }

    @Test("lists futures by symbol, product or all, in pages")
    func futures() throws {
        let token = try login()
        func symbols(_ query: [(name: String, value: String)]) throws -> [String] {
            let items = try ask("GET", "/instruments/futures", query: query, token: token).json["data"]?["items"]
            return (items?.array ?? []).compactMap { $0["streamer-symbol"]?.string }
        }
        #expect(try symbols([]).count == 8)
        #expect(try symbols([("symbol[]", "/ESZ6"), ("symbol[]", "NQZ6")]) == ["/ESZ26:XCME", "/NQZ26:XCME"])
        #expect(try symbols([("product-code[]", "CL")]) == ["/CLF27:XNYM"])
        #expect(try symbols([("product-code[]", "CL"), ("symbol[]", "/ESZ6")]) == ["/ESZ26:XCME"])
        #expect(try symbols([("per-page", "3"), ("page-offset", "2")]).count == 2)
        #expect(try symbols([("per-page", "-3"), ("page-offset", "99999999999999999999")]).isEmpty)
        let one = try ask("GET", "/instruments/futures/ESZ6", token: token)
        #expect(one.json["data"]?["tick-size"]?.string == "0.25")
        #expect(one.json["data"]?["notional-multiplier"]?.string == "50")
        #expect(one.json["data"]?["stops-trading-at"]?.string?.hasPrefix("2026-12-18T") == true)
    }

    @Test(
        "unknown paths, wrong verbs, foreign accounts",
        arguments: [
            ("GET", "/nothing", 404), ("GET", "/", 404), ("GET", "/instruments", 404), ("PUT", "/customers/me", 405),
            ("GET", "/sessions/validate", 405), ("POST", "/sessions/validate", 201), ("GET", "/oauth/token", 405),
            ("GET", "/customers/me/accounts/5WT00001", 200), ("GET", "/customers/me/accounts/5WT00002", 403),
            ("GET", "/instruments/futures/ESZ9", 404), ("GET", "/instruments/equities/SPY", 200),
            ("GET", "/instruments/equities/BRK/B", 404), ("GET", "/customers/me", 200),
        ])
    func statuses(method: String, path: String, status: Int) throws {
        let answer = try ask(method, path, token: login())
        #expect(answer.status == status)
        if status >= 400 { #expect(answer.json["error"]?["code"]?.string != nil) }
    }

    @Test("without a token nothing is told")
    func unauthorized() throws {
        for path in ["/customers/me", "/api-quote-tokens", "/instruments/futures"] {
            #expect(try ask("GET", path).status == 401)
            #expect(try ask("GET", path, token: "x").status == 401)
        }
    }

    @Test("the same seed makes the same credentials, no seed makes others")
    func seeds() {
        func secret(_ seed: UInt64?) -> String {
            SimulatorAccess(seed: seed, credentials: nil, sessionLimit: 1).credentials.clientSecret
        }
        #expect(secret(1) == secret(1) && secret(1) != secret(2) && secret(nil) != secret(nil))
    }
}
