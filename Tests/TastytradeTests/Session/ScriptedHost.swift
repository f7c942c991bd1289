import JSON
import MarketModel
import Wire

@testable import Tastytrade

/// A scripted tastytrade on a real socket: it answers with what the test says and keeps what it was asked.
final class ScriptedHost: Sendable {
    let client = HTTPClient(.init(timeout: .seconds(20)))
    let clock = VirtualClock()
    private let loop = WireLoop()
    private let asked: Asked
    private let server: WireServer

    final class Asked: Sendable {
        let requests = Lock([HTTPRequest]())
    }

    static let grant = Credentials(clientSecret: "secret-words", refreshToken: "refresh-words")

    /// - Parameters:
    ///   - token: Answers the token endpoint; the number counts from one.
    ///   - answer: Answers everything else; the number counts from one.
    init(
        token: @escaping @Sendable (Int) -> HTTPResponse = {
            .json(#"{"access_token":"token-\#($0)","token_type":"Bearer","expires_in":900}"#)
        },
        answer: @escaping @Sendable (HTTPRequest, Int) -> HTTPResponse
    ) async throws {
        let asked = Asked()
        self.asked = asked
        server = try await WireServer(.init(), on: loop) { request, responder in
            let isToken = Self.isToken(request)
            let number = asked.requests.withLock { requests in
                requests.append(request)
                return requests.count { Self.isToken($0) == isToken }
            }
            responder.respond(isToken ? token(number) : answer(request, number))
        }
    }

    private static func isToken(_ request: HTTPRequest) -> Bool {
        request.path == "/oauth/token" || request.path == "/sessions" && request.method == "POST"
    }

    var address: String { "http://127.0.0.1:\(server.port)" }
    /// Everything but requests for tokens.
    var requests: [HTTPRequest] { asked.requests.withLock { $0.filter { !Self.isToken($0) } } }
    /// Requests for tokens.
    var renewals: [HTTPRequest] { asked.requests.withLock { $0.filter { Self.isToken($0) } } }

    /// A session with this host in virtual time.
    func session(
        _ venue: Venue = .simulator, grant: SessionGrant = .refreshToken(ScriptedHost.grant),
        permit: ProductionPermit? = nil, keeper: TokenKeeper = .none,
        _ change: (inout SessionConfiguration) -> Void = { _ in }
    ) throws -> Session {
        let binding = try VenueBinding(venue, rest: address)
        var configuration = SessionConfiguration(for: binding)
        configuration.clock = clock.sessionClock
        configuration.chance = ChanceSource { 0.5 }
        change(&configuration)
        return Session(
            binding, grant: grant, client: client, permit: permit, keeper: keeper, configuration: configuration)
    }

    func end() {
        client.stop()
        loop.stop()
    }
}

/// A clock that stands still except when told to move, and that moves at once when somebody sleeps.
final class VirtualClock: Sendable {
    private let state = Lock((now: Timestamp.epoch + .seconds(1_800_000_000), slept: [Duration]()))

    var now: Timestamp { state.withLock { $0.now } }
    /// What was slept so far.
    var slept: [Duration] { state.withLock { $0.slept } }

    func advance(_ span: Duration) { state.withLock { $0.now = $0.now + span } }

    var sessionClock: SessionClock {
        SessionClock(
            now: { self.now }, monotonic: { self.now },
            sleep: { span in
                try Task.checkCancellation()
                self.state.withLock {
                    $0.now = $0.now + span
                    $0.slept.append(span)
                }
                await Task.yield()
            })
    }
}

/// Endpoints to try a session with.
enum TrialEndpoints {
    private static func text(_ answer: AnswerReader) throws(TastytradeError) -> String {
        guard let text = answer.content["value"]?.string else {
            throw TastytradeError.unexpectedAnswer(field: "data.value")
        }
        return text
    }

    static let plain = Endpoint<String>(.get, "/trial") { answer throws(TastytradeError) in try text(answer) }
    static let kept = Endpoint<String>(.get, "/kept/{symbol}", family: .marketData, freshFor: .seconds(60)) {
        answer throws(TastytradeError) in try text(answer)
    }
    static let positions = Endpoint<String>(.get, "/accounts/{account_number}/positions", family: .positions) {
        answer throws(TastytradeError) in try text(answer)
    }
    static let judged = Endpoint<String>(.post, "/accounts/1/orders/dry-run", effect: .judge) {
        answer throws(TastytradeError) in try text(answer)
    }
    static let changed = Endpoint<String>(.post, "/watchlists") { answer throws(TastytradeError) in try text(answer) }
    static let placed = Endpoint<String>(.post, "/accounts/1/orders", family: .orders, effect: .order) {
        answer throws(TastytradeError) in try text(answer)
    }
    static let cancelled = Endpoint<String>(.delete, "/accounts/1/orders/2", family: .orders, effect: .order) {
        answer throws(TastytradeError) in try text(answer)
    }
    /// An endpoint that places an order and claims to be harmless.
    static let disguised = Endpoint<String>(.post, "/accounts/1/complex-orders", effect: .judge) {
        answer throws(TastytradeError) in try text(answer)
    }
}

extension HTTPResponse {
    /// An envelope with one text.
    static func value(_ text: String) -> HTTPResponse { .json(#"{"data":{"value":"\#(text)"},"context":"/"}"#) }
    static func failure(_ status: Int, _ code: String) -> HTTPResponse {
        .json(#"{"error":{"code":"\#(code)","message":"words"}}"#, status: status)
    }
}
