import MarketModel
import Testing
import Wire

@testable import Tastytrade

/// A scripted tastytrade: it counts renewals and answers with what the test says.
private struct ScriptedVenue {
    let loop = WireLoop()
    let client = HTTPClient()
    let server: WireServer
    let renewals: Counter

    final class Counter: Sendable {
        private let value = Lock(0)
        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }
        var count: Int { value.withLock { $0 } }
    }

    init(
        token: @escaping @Sendable (Int) -> HTTPResponse = {
            .json(#"{"access_token":"token-\#($0)","token_type":"Bearer","expires_in":900}"#)
        },
        get: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) async throws {
        let renewals = Counter()
        self.renewals = renewals
        server = try await WireServer(.init(), on: loop) { request, responder in
            responder.respond(request.path == "/oauth/token" ? token(renewals.next()) : get(request))
        }
    }

    func session(now: @escaping @Sendable () -> Timestamp = { .epoch }) -> Session {
        Session(
            address: "http://127.0.0.1:\(server.port)",
            credentials: Credentials(clientSecret: "secret-words", refreshToken: "refresh-words"), client: client,
            now: now)
    }

    func end() {
        client.stop()
        loop.stop()
    }
}

struct SessionTests {
    private static let quoteAnswer = #"{"data":{"token":"q","dxlink-url":"ws://x/","level":"api"},"context":"/"}"#

    @Test("many callers share one renewal, and the token travels as Bearer")
    func singleFlight() async throws {
        let venue = try await ScriptedVenue { request in
            request.headers["authorization"] == "Bearer token-1" ? .json(Self.quoteAnswer) : .json("{}", status: 500)
        }
        defer { venue.end() }
        let session = venue.session()
        try await withThrowingTaskGroup(of: QuoteToken.self) { group in
            for _ in 0..<20 { group.addTask { try await session.quoteToken() } }
            for try await token in group { #expect(token == QuoteToken(token: "q", url: "ws://x/", level: "api")) }
        }
        #expect(venue.renewals.count == 1)
    }

    @Test("a refused access token is renewed once and the read repeated once")
    func renewsAfterRefusal() async throws {
        let venue = try await ScriptedVenue { request in
            request.headers["authorization"] == "Bearer token-2"
                ? .json(Self.quoteAnswer) : .json(#"{"error":{"code":"token_invalid","message":""}}"#, status: 401)
        }
        defer { venue.end() }
        _ = try await venue.session().quoteToken()
        #expect(venue.renewals.count == 2)
    }

    @Test("a token the venue keeps refusing ends as unauthorized, not in a loop")
    func keepsRefusing() async throws {
        let venue = try await ScriptedVenue { _ in .text("<html>401</html>", status: 401, type: "text/html") }
        defer { venue.end() }
        await #expect(throws: TastytradeError.unauthorized) { try await venue.session().quoteToken() }
        #expect(venue.renewals.count == 2)
    }

    @Test(
        "refusals of the grant are told apart",
        arguments: [
            (
                400, #"{"error_code":"invalid_grant","error_description":"Invalid JWT"}"#,
                TastytradeError.grantRefused(code: "invalid_grant", description: "Invalid JWT")
            ),
            (400, #"{"error":"invalid_grant"}"#, .grantRefused(code: "invalid_grant", description: "")),
            (401, #"{"error":"invalid_client"}"#, .clientRefused(code: "invalid_client")),
            (429, "", .throttled), (502, "<html>", .venueFailed(status: 502)),
        ])
    func grantRefusals(status: Int, body: String, expected: TastytradeError) async throws {
        let venue = try await ScriptedVenue(token: { _ in .json(body, status: status) }) { _ in .json("{}") }
        defer { venue.end() }
        await #expect(throws: expected) { try await venue.session().accessToken() }
    }

    @Test("a token is used until shortly before its end")
    func lifetime() {
        var state = AccessTokenState()
        #expect(state.usable(at: .epoch) == nil)
        state.take("a", lifetime: .seconds(900), at: .epoch)
        #expect(state.usable(at: .epoch + .seconds(839)) == "a")
        #expect(state.usable(at: .epoch + .seconds(840)) == nil)
        state.drop("older")
        #expect(state.usable(at: .epoch) == "a")
        state.drop("a")
        #expect(state.usable(at: .epoch) == nil)
    }

    @Test("a bad record costs nobody else's")
    func futures() async throws {
        let venue = try await ScriptedVenue { request in
            #expect(request.queryValues("product-code") == ["ES", "NQ"])
            return .json(
                #"{"data":{"items":[{"symbol":"/ESZ6","streamer-symbol":"/ESZ26:XCME","tick-size":"0.25","notional-multiplier":50.0,"active-month":true,"last-trade-date":"2026-12-18"},7,{"symbol":"/NQZ6"}]}}"#
            )
        }
        defer { venue.end() }
        let (contracts, unreadable) = try await venue.session().futures(productCodes: ["ES", "NQ"])
        #expect(unreadable == 1)
        #expect(contracts.map(\.symbol) == ["/ESZ6", "/NQZ6"])
        #expect(contracts[0].tickSize == Price("0.25"))
        #expect(contracts[0].notionalMultiplier == Quantity(whole: 50))
        #expect(contracts[0].isActiveMonth)
    }

    @Test("credentials never print")
    func redaction() {
        let credentials = Credentials(clientSecret: "secret-words", refreshToken: "refresh-words")
        var dumped = ""
        dump(credentials, to: &dumped)
        #expect(!"\(credentials) \(String(reflecting: credentials)) \(dumped)".contains("words"))
    }
}
