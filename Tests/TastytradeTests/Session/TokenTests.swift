import JSON
import MarketModel
import Testing
import Wire

@testable import Tastytrade

struct TokenTests {
    @Test("a token is renewed a minute ahead, a little earlier by chance, and used until it really ends")
    func lifetime() {
        let start = Timestamp.epoch + .seconds(1000)
        var state = AccessTokenState()
        #expect(state.plan(at: start) == .renew)
        state.take("a", lifetime: .seconds(900), at: start, fraction: 0)
        #expect(state.plan(at: start + .seconds(839)) == .use("a"))
        #expect(state.plan(at: start + .seconds(840)) == .useAndRenew("a"))
        #expect(state.plan(at: start + .seconds(894)) == .useAndRenew("a"))
        #expect(state.plan(at: start + .seconds(895)) == .renew)
        state.take("a", lifetime: .seconds(900), at: start, fraction: 1)
        #expect(state.plan(at: start + .seconds(809)) == .use("a"))
        #expect(state.plan(at: start + .seconds(810)) == .useAndRenew("a"))
        state.drop("older")
        #expect(state.usable(at: start) == "a")
        state.drop("a")
        #expect(state.usable(at: start) == nil)
    }

    @Test("after a failure for the moment attempts are spaced; after one for good they are rare")
    func backOff() {
        let start = Timestamp.epoch + .seconds(1000)
        var state = AccessTokenState()
        state.renewalFailed(.venueFailed(status: 503), at: start, fraction: 1)
        #expect(state.plan(at: start) == .refuse(.venueFailed(status: 503), retryAfter: .seconds(1)))
        #expect(state.plan(at: start + .seconds(1)) == .renew)
        for _ in 0..<20 { state.renewalFailed(.throttled, at: start, fraction: 1) }
        #expect(state.plan(at: start) == .refuse(.throttled, retryAfter: .seconds(30)))
        state.renewalFailed(.clientRefused(code: "x"), at: start, fraction: 1)
        #expect(state.plan(at: start) == .refuse(.clientRefused(code: "x"), retryAfter: .seconds(300)))
    }

    @Test("thirty minutes without the token endpoint stop nothing that a valid token can do")
    func outage() async throws {
        let isDown = Lock(false)
        let host = try await ScriptedHost(
            token: { number in
                isDown.withLock { $0 }
                    ? .text("<html>", status: 503)
                    : .json(#"{"access_token":"token-\#(number)","token_type":"Bearer","expires_in":2400}"#)
            },
            answer: { _, _ in .value("a") })
        defer { host.end() }
        let session = try host.session()
        _ = try await session.send(TrialEndpoints.plain)
        host.clock.advance(.seconds(590))
        isDown.withLock { $0 = true }
        // The token lives for forty minutes: the outage begins after ten and lasts to its end.
        for _ in 0..<180 {
            host.clock.advance(.seconds(10))
            _ = try await session.send(TrialEndpoints.cancelled)
        }
        // Half a second before the token is too near its end to be used.
        host.clock.advance(.milliseconds(4500))
        _ = try await session.send(TrialEndpoints.cancelled)
        #expect(host.requests.count == 182)
        #expect(host.requests.allSatisfy { $0.headers["authorization"] == "Bearer token-1" })
        #expect(await session.budget().breaker == .closed)

        host.clock.advance(.seconds(60))
        do {
            _ = try await session.send(TrialEndpoints.cancelled)
            Issue.record("there is no valid token left")
        } catch TastytradeError.tokenUnavailable(let cause, _) {
            #expect(cause == .venueFailed(status: 503))
        }
        #expect(host.requests.count == 182)
        isDown.withLock { $0 = false }
        host.clock.advance(.seconds(60))
        _ = try await session.send(TrialEndpoints.cancelled)
        #expect(host.requests.count == 183)
        // One attempt in the last minute at the most every half second, then one a call.
        #expect(host.renewals.count <= 12)
    }

    @Test(
        "refusals of the grant are told apart, in both shapes",
        arguments: [
            (
                400, #"{"error_code":"invalid_grant","error_description":"Invalid JWT"}"#,
                TastytradeError.grantRefused(code: "invalid_grant", description: "Invalid JWT")
            ),
            (400, #"{"error":"invalid_grant"}"#, .grantRefused(code: "invalid_grant", description: "")),
            (
                400, #"{"error":{"code":"invalid_grant","message":"Grant revoked"}}"#,
                .grantRefused(code: "invalid_grant", description: "Grant revoked")
            ),
            (401, #"{"error":"invalid_client"}"#, .clientRefused(code: "invalid_client")),
            (401, #"{"error":{"code":"invalid_credentials"}}"#, .clientRefused(code: "invalid_credentials")),
            (
                400, #"{"error":"unsupported_grant_type","error_description":"d"}"#,
                .tokenUnavailable(
                    .refused(status: 400, code: "unsupported_grant_type", message: "d"), retryAfter: .seconds(300))
            ),
            (401, "<html>401</html>", .tokenUnavailable(.agentRefused, retryAfter: .seconds(300))),
        ])
    func refusals(status: Int, body: String, expected: TastytradeError) async throws {
        let host = try await ScriptedHost(token: { _ in .json(body, status: status) }, answer: { _, _ in .value("") })
        defer { host.end() }
        let session = try host.session()
        await #expect(throws: expected) { try await session.accessToken() }
        // Asking again at once does not reach the venue: somebody has to act first.
        await #expect(throws: expected) { try await session.accessToken() }
        #expect(host.renewals.count == 1)
    }

    @Test(
        "failures for the moment are told as such",
        arguments: [(429, "", TastytradeError.throttled), (502, "<html>", .venueFailed(status: 502))])
    func transient(status: Int, body: String, expected: TastytradeError) async throws {
        let host = try await ScriptedHost(token: { _ in .json(body, status: status) }, answer: { _, _ in .value("") })
        defer { host.end() }
        let session = try host.session { $0.chance = ChanceSource { 0 } }
        do {
            _ = try await session.accessToken()
            Issue.record("there is no token")
        } catch TastytradeError.tokenUnavailable(let cause, _) {
            #expect(cause == expected)
        }
    }

    @Test("a stopped client is a failed connection, and nothing was sent")
    func networkDown() async throws {
        let host = try await ScriptedHost { _, _ in .value("") }
        let session = try host.session()
        host.end()
        do {
            _ = try await session.send(TrialEndpoints.placed)
            Issue.record("the client is stopped")
        } catch let error as TastytradeError {
            #expect(error.provesNothingSent)
            guard case .tokenUnavailable(.connection, _) = error, !error.isTransient else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test("nobody at the address is a failed connection, spaced and tried again")
    func nobodyThere() async throws {
        let host = try await ScriptedHost { _, _ in .value("") }
        defer { host.end() }
        var configuration = SessionConfiguration(for: try VenueBinding(.simulator, rest: "http://127.0.0.1:1"))
        configuration.clock = host.clock.sessionClock
        configuration.chance = ChanceSource { 0.5 }
        let session = Session(
            try VenueBinding(.simulator, rest: "http://127.0.0.1:1"), grant: .refreshToken(ScriptedHost.grant),
            client: host.client, configuration: configuration)
        do {
            _ = try await session.send(TrialEndpoints.plain)
            Issue.record("nobody is there")
        } catch let error as TastytradeError {
            #expect(error.provesNothingSent && error.isTransient)
        }
        #expect(host.clock.slept == [.milliseconds(500), .seconds(1), .seconds(2)])
        let renewals = await session.budget().renewals
        #expect(renewals == 4)
    }

    private static func jwt(issuer: String) -> String {
        // {"iss":"…"} in base64 without padding, which the alphabet for addresses leaves out.
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var bits = ""
        for byte in #"{"iss":"\#(issuer)","n":"??>>"}"#.utf8 {
            let text = String(byte, radix: 2)
            bits += String(repeating: "0", count: 8 - text.count) + text
        }
        var payload = ""
        var rest = Substring(bits)
        while !rest.isEmpty {
            let six = rest.prefix(6)
            rest = rest.dropFirst(6)
            payload.append(letters[Int(six + String(repeating: "0", count: 6 - six.count), radix: 2)!])
        }
        return "eyJhbGciOiJFZERTQSJ9.\(payload).c2lnbmF0dXJl"
    }

    @Test(
        "a refresh token of the other environment is named as that",
        arguments: [
            ("https://api.cert.tastyworks.com", Venue.production, true),
            ("https://api.cert.tastyworks.com", .paper, true),
            ("https://api.cert.tastyworks.com", .sandbox, false), ("https://api.tastyworks.com", .sandbox, true),
            ("https://api.tastyworks.com", .production, false),
        ])
    func environment(issuer: String, venue: Venue, isForeign: Bool) async throws {
        let host = try await ScriptedHost(
            token: { _ in .json(#"{"error_code":"invalid_grant","error_description":"Invalid JWT"}"#, status: 400) },
            answer: { _, _ in .value("") })
        defer { host.end() }
        let session = try host.session(
            venue,
            grant: .refreshToken(Credentials(clientSecret: "s", refreshToken: Self.jwt(issuer: issuer))))
        let expected =
            isForeign
            ? TastytradeError.wrongEnvironment(issuer: issuer, venue: venue)
            : .grantRefused(code: "invalid_grant", description: "Invalid JWT")
        await #expect(throws: expected) { try await session.accessToken() }
    }

    @Test(
        "what is no JWT has no issuer",
        arguments: [
            "", "a.b", "a.b.c", "..", "eyJ.!!!.x", "eyJ.e30.x", "refresh-words",
            "a.\(String(repeating: "A", count: 9999)).c",
        ])
    func noIssuer(text: String) { #expect(TokenIssuer(of: text) == nil) }

    @Test("a new refresh token is used from then on and kept")
    func rotation() async throws {
        let kept = Lock([String]())
        let host = try await ScriptedHost(
            token: {
                .json(
                    #"{"access_token":"token-\#($0)","expires_in":"900","refresh_token":"refresh-\#($0)"}"#)
            }, answer: { _, _ in .value("a") })
        defer { host.end() }
        let keeper = TokenKeeper(
            load: { nil }, save: { _ in }, replaceLongToken: { token in kept.withLock { $0.append(token) } })
        let session = try host.session(keeper: keeper)
        _ = try await session.accessToken()
        host.clock.advance(.seconds(1000))
        _ = try await session.accessToken()
        let sent = host.renewals.map { (try? JSONReader.read($0.body))?["refresh_token"]?.string }
        #expect(sent == ["refresh-words", "refresh-1"])
        #expect(kept.withLock { $0 } == ["refresh-1", "refresh-2"])
    }

    @Test("an access token survives a restart and dies with its refusal")
    func restart() async throws {
        let kept = Lock(HeldAccessToken?.none)
        let keeper = TokenKeeper(
            load: { kept.withLock { $0 } }, save: { token in kept.withLock { $0 = token } },
            replaceLongToken: { _ in })
        let host = try await ScriptedHost { request, _ in
            request.headers["authorization"] == "Bearer token-9" ? .failure(401, "token_invalid") : .value("a")
        }
        defer { host.end() }
        _ = try await host.session(keeper: keeper).send(TrialEndpoints.plain)
        _ = try await host.session(keeper: keeper).send(TrialEndpoints.plain)
        #expect(host.renewals.count == 1)
        #expect(kept.withLock { $0 }?.endsAt == host.clock.now + .seconds(900))
        // One that has ended is not used, one that is refused is forgotten.
        kept.withLock { $0 = HeldAccessToken(token: "old", endsAt: host.clock.now) }
        _ = try await host.session(keeper: keeper).send(TrialEndpoints.plain)
        #expect(host.renewals.count == 2)
        kept.withLock { $0 = HeldAccessToken(token: "token-9", endsAt: host.clock.now + .seconds(900)) }
        let session = try host.session(keeper: keeper)
        await #expect(throws: TastytradeError.unauthorized) { try await session.send(TrialEndpoints.placed) }
        #expect(kept.withLock { $0 } == nil)
    }

    @Test("the client's id and scopes are sent when there are some")
    func scopes() async throws {
        let host = try await ScriptedHost { _, _ in .value("a") }
        defer { host.end() }
        let credentials = Credentials(
            clientID: "id", clientSecret: "s", refreshToken: "r", scopes: [.openID, .read])
        _ = try await host.session(grant: .refreshToken(credentials)).accessToken()
        let body = try JSONReader.read(host.renewals[0].body)
        #expect(body["client_id"]?.string == "id")
        #expect(body["scope"]?.string == "read openid")
        #expect(host.renewals[0].headers["authorization"] == nil)
        #expect(OAuthScopes(wireText: "trade read") == [.read, .trade])
        #expect(OAuthScopes(wireText: "trade everything") == nil)
    }

    @Test("a password session sends its token bare, keeps the next remember token and ends at the venue")
    func passwordSession() async throws {
        let kept = Lock([String]())
        let host = try await ScriptedHost(
            token: { number in
                .json(
                    #"{"data":{"user":{"email":"e"},"session-token":"bare-\#(number)","remember-token":"next-\#(number)","session-expiration":"2099-01-01T00:00:00.000Z"},"context":"/sessions"}"#,
                    status: 201)
            }, answer: { _, _ in .value("a") })
        defer { host.end() }
        let keeper = TokenKeeper(
            load: { nil }, save: { _ in }, replaceLongToken: { token in kept.withLock { $0.append(token) } })
        let login = PasswordLogin(login: "user", proof: .password("pass-words"))
        let session = try host.session(grant: .password(login), keeper: keeper)
        _ = try await session.send(TrialEndpoints.plain)
        host.clock.advance(.seconds(86_400))
        _ = try await session.send(TrialEndpoints.plain)
        try await session.end()
        #expect(host.requests.map { $0.headers["authorization"] } == ["bare-1", "bare-2", "bare-2"])
        #expect(host.requests.last?.method == "DELETE")
        let bodies = try host.renewals.map { try JSONReader.read($0.body) }
        #expect(bodies[0]["password"]?.string == "pass-words")
        #expect(bodies[1]["password"] == nil)
        #expect(bodies[1]["remember-token"]?.string == "next-1")
        #expect(kept.withLock { $0 } == ["next-1", "next-2"])
    }

    @Test("a password never goes to a venue where such sessions are over", arguments: [Venue.production, .paper])
    func passwordRetired(venue: Venue) async throws {
        let host = try await ScriptedHost { _, _ in .value("a") }
        defer { host.end() }
        let session = try host.session(
            venue, grant: .password(PasswordLogin(login: "user", proof: .password("pass-words"))))
        await #expect(throws: TastytradeError.passwordSessionRetired(venue: venue)) {
            try await session.send(TrialEndpoints.plain)
        }
        #expect(host.renewals.isEmpty)
    }
}
