import JSON
import MarketModel
import Testing
import Wire

@testable import Simulator

struct AccessRouteTests {
    private func grant(_ bench: RESTBench, _ fields: String) -> (status: Int, json: JSONValue) {
        bench.ask("POST", "/oauth/token", body: "{\(fields),\"client_secret\":\"secret\"}")
    }

    @Test("an authorization code is good once, for its address, and brings a grant of its own")
    func code() throws {
        let bench = try RESTBench(isLoggedIn: false)
        let page = bench.service.respond(
            to: bench.request(
                "GET", "/auth.html",
                query: [
                    ("client_id", "id"), ("redirect_uri", "http://localhost:8000/back"), ("response_type", "code"),
                    ("state", "a b&c"), ("scope", "read openid"),
                ]), at: bench.now)
        let location = try #require(page.headers.first { $0.name == "location" }?.value)
        #expect(page.status == 302 && location.hasSuffix("&state=a%20b%26c"))
        let code = try #require(location.split(separator: "=").dropFirst().first?.prefix { $0 != "&" })
        func exchange(_ redirect: String) -> (status: Int, json: JSONValue) {
            grant(
                bench,
                #""grant_type":"authorization_code","code":"\#(code)","client_id":"id","redirect_uri":"\#(redirect)""#)
        }
        let answer = exchange("http://localhost:8000/back")
        #expect(answer.status == 200 && answer.json["scope"]?.string == "openid read")
        #expect(answer.json["id_token"] != nil)
        #expect(exchange("http://localhost:8000/back").status == 400)
        let refresh = answer.json["refresh_token"]?.string ?? ""
        #expect(grant(bench, #""grant_type":"refresh_token","refresh_token":"\#(refresh)""#).status == 200)
        for query in [("redirect_uri", "javascript:x"), ("client_id", "other"), ("scope", "everything")] {
            var all = ["client_id": "id", "redirect_uri": "http://localhost/", "response_type": "code"]
            all[query.0] = query.1
            #expect(bench.ask("GET", "/auth.html", query: all.map { (name: $0.key, value: $0.value) }).status == 400)
        }
    }

    @Test("a code for another address is refused and used up")
    func otherAddress() throws {
        let bench = try RESTBench(isLoggedIn: false)
        let access = bench.service.services.access
        let code = try #require(
            access.makeCode(clientID: "id", redirect: "http://a/", scopes: [.read], at: bench.now))
        for redirect in ["http://b/", "http://a/"] {
            #expect(throws: SimulatorAccess.GrantFault.self) {
                try access.exchange(
                    code: code, redirect: redirect, clientSecret: "secret", clientID: "id", at: bench.now)
            }
        }
    }

    @Test("grants are made, expire and are revoked with their tokens; a grant that only reads may not trade")
    func grants() throws {
        var bench = try RESTBench()
        let made = bench.ask("POST", "/simulator/grants", body: #"{"scopes":["read"],"expires-in":60}"#)
        let refresh = try #require(made.json["refresh-token"]?.string)
        let fields = #""grant_type":"refresh_token","refresh_token":"\#(refresh)""#
        let token = try #require(grant(bench, fields).json["access_token"]?.string)
        bench.authorization = "Bearer " + token
        #expect(bench.ask("GET", "/customers/me").status == 200)
        let caller = try #require(bench.service.services.access.caller(bench.authorization, at: bench.now))
        #expect(caller.may(.read) && !caller.may(.trade))
        #expect(grant(bench, fields + #","scope":"trade""#).json["error_code"]?.string == "invalid_scope")
        bench.now = bench.now + .seconds(60)
        #expect(grant(bench, fields).json["error_description"]?.string == "Grant expired")
        bench.now = OptionBench.start
        #expect(
            bench.ask("POST", "/simulator/grants/revoke", body: #"{"refresh-token":"\#(refresh)"}"#).status == 204)
        #expect(bench.ask("GET", "/customers/me").status == 401)
        #expect(grant(bench, fields).json["error_description"]?.string == "Grant revoked")
        #expect(bench.ask("POST", "/simulator/grants/revoke", body: #"{"refresh-token":"no"}"#).status == 404)
    }

    @Test("password sessions are closed unless opened; then the raw token works and a remember token is good once")
    func passwords() throws {
        let login = #"{"login":"simulator","password":"secret","remember-me":true}"#
        #expect(try RESTBench(isLoggedIn: false).ask("POST", "/sessions", body: login).status == 403)
        var configuration = SimulatorConfiguration()
        configuration.allowsPasswordSessions = true
        var bench = try RESTBench(configuration, isLoggedIn: false)
        let wrong = bench.ask("POST", "/sessions", body: #"{"login":"simulator","password":"x"}"#)
        #expect(wrong.status == 401 && wrong.json["error"]?["code"]?.string == "invalid_credentials")
        let answer = bench.ask("POST", "/sessions", body: login)
        #expect(answer.status == 201 && answer.json["data"]?["user"]?["username"]?.string == "simulator")
        bench.authorization = answer.json["data"]?["session-token"]?.string
        #expect(bench.ask("POST", "/sessions/validate").status == 201)
        let remember = answer.json["data"]?["remember-token"]?.string ?? ""
        let again = #"{"login":"simulator","remember-token":"\#(remember)"}"#
        #expect(bench.ask("POST", "/sessions", body: again).status == 201)
        #expect(bench.ask("POST", "/sessions", body: again).status == 401)
        #expect(bench.ask("DELETE", "/sessions").status == 204)
        #expect(bench.ask("POST", "/sessions/validate").status == 401)
    }

    @Test("Accept-Version: too old is 406 with a number as its code")
    func versions() throws {
        let bench = try RESTBench()
        #expect(bench.ask("GET", "/customers/me", headers: ["accept-version": "20251101"]).status == 200)
        let old = bench.ask("GET", "/customers/me", headers: ["accept-version": "20200101"])
        #expect(old.status == 406 && old.json["error"]?["code"]?.int == 406)
    }

    @Test("a User-Agent need only be there, unless the proxy is strict")
    func userAgent() throws {
        var strict = SimulatorConfiguration()
        strict.requiresProductUserAgent = true
        let (mild, proxy) = (try RESTBench(), try RESTBench(strict))
        for agent in ["curl", "x y"] {
            #expect(mild.ask("GET", "/customers/me", headers: ["user-agent": agent]).status == 200)
            #expect(proxy.ask("GET", "/customers/me", headers: ["user-agent": agent]).status == 401)
        }
        #expect(mild.ask("GET", "/customers/me", headers: ["user-agent": ""]).status == 401)
        #expect(proxy.ask("GET", "/customers/me", headers: ["user-agent": "a/1 b"]).status == 200)
    }
}
