import JSON
import MarketModel
import Testing
import Wire

@testable import Simulator

struct RequestFaultTests {
    private func reply(_ bench: RESTBench, _ fault: String, _ method: String = "GET", _ path: String = "/customers/me")
        throws -> RESTReply
    {
        bench.service.services.faults.clear()
        bench.service.services.faults.switchOn(try FaultOrder(parsing: fault), at: bench.now)
        return bench.service.reply(to: bench.request(method, path), at: bench.now)
    }

    private func response(
        _ bench: RESTBench, _ fault: String, _ method: String = "GET", _ path: String = "/customers/me"
    )
        throws -> HTTPResponse
    {
        guard case .now(let response) = try reply(bench, fault, method, path) else {
            return HTTPResponse(status: 0)
        }
        return response
    }

    @Test(
        "each refusal has its status and shape",
        arguments: [
            ("unauthorized", 401, "token_invalid"), ("forbidden", 403, "not_permitted"),
            ("not-found", 404, "record_not_found"), ("unprocessable", 422, "preflight_check_failure"),
            ("rate-limit", 429, "too_many_requests"), ("rate-limit-retry-after", 429, "too_many_requests"),
            ("server-error", 500, "internal_server_error"), ("server-error:value=504", 504, "internal_server_error"),
        ])
    func refusals(fault: String, status: Int, code: String) throws {
        let response = try response(RESTBench(), fault)
        #expect(response.status == status)
        #expect(try JSONReader.read(response.body)["error"]?["code"]?.string == code)
        #expect(response.headers.contains { $0.name == "retry-after" } == fault.contains("retry-after"))
    }

    @Test(
        "pages of the front proxy are no JSON",
        arguments: [("unauthorized-page", 401), ("bad-gateway", 502), ("maintenance", 502)])
    func pages(fault: String, status: Int) throws {
        let response = try response(RESTBench(), fault)
        #expect(response.status == status && response.headers.contains { $0.value == "text/html" })
    }

    @Test("tokens: an outage, a revoked grant, a token that ends with a request")
    func tokens() throws {
        let bench = try RESTBench()
        #expect(try response(bench, "token-outage", "POST", "/oauth/token").status == 503)
        #expect(try response(bench, "token-outage").status == 200)
        let expired = try response(bench, "token-expiry:count=1")
        #expect(expired.status == 401)
        #expect(bench.ask("GET", "/customers/me").status == 401)
        let other = try RESTBench()
        other.service.services.faults.switchOn(FaultOrder(.grantRevoked), at: other.now)
        let grant = other.ask(
            "POST", "/oauth/token",
            body: #"{"grant_type":"refresh_token","refresh_token":"refresh","client_secret":"secret"}"#)
        #expect(grant.status == 400 && grant.json["error_description"]?.string == "Grant revoked")
    }

    @Test("answers come late, in half, or never")
    func delivery() throws {
        let bench = try RESTBench()
        guard case .later(let late, let delay) = try reply(bench, "slow-response:value=0.25") else {
            Issue.record("the answer came at once")
            return
        }
        #expect(late.status == 200 && delay == .milliseconds(250))
        guard case .never = try reply(bench, "no-response") else {
            Issue.record("an answer came")
            return
        }
        let cut = try response(bench, "cut-response")
        #expect(cut.cutAfter == cut.body.count / 2)
    }

    @Test("answers drift, lose streamer symbols and tell other times")
    func changes() throws {
        let bench = try RESTBench()
        let path = "/instruments/futures"
        let plain = try #require(bench.items(path).first)
        func first(_ fault: String) throws -> JSONValue {
            let json = try JSONReader.read(response(bench, fault, "GET", path).body)
            return try #require(json["data"]?["items"]?.array?.first)
        }
        let drifted = try first("field-drift")
        #expect(drifted["unannounced-field"] != nil && drifted["future-product"] == nil)
        #expect(drifted.object?.contains { $0.value == .null } == true)
        #expect(try first("missing-streamer-symbols")["streamer-symbol"] == nil)
        let skewed = try first("clock-skew:value=3600")
        let (told, right) = (
            Timestamp(skewed["expires-at"]?.string ?? ""), Timestamp(plain["expires-at"]?.string ?? "")
        )
        #expect(told == right.map { $0 + .seconds(3600) })
        #expect(skewed["expiration-date"] == plain["expiration-date"])
    }

    @Test("a fault with a target leaves the rest alone, and the control routes always")
    func targets() throws {
        let bench = try RESTBench()
        let fault = "bad-gateway:target=/instruments*"
        #expect(try response(bench, fault, "GET", "/instruments/futures").status == 502)
        #expect(try response(bench, fault).status == 200)
        #expect(try response(bench, "bad-gateway:target=GET /customers/me").status == 502)
        #expect(try response(bench, "bad-gateway", "GET", "/simulator/faults").status == 200)
    }
}
