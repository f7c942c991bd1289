import JSON
public import MarketModel
public import Wire

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An OAuth2 session bound to one host: it renews the access token ahead of its end, one renewal in flight however
/// many wait, and sends authorised requests.
public actor Session {
    /// The base address, such as `https://api.tastyworks.com`.
    public nonisolated let address: String
    /// What every request says it comes from; the venue refuses requests without `product/version`.
    public static let userAgent = "piquant/0.1"

    private let client: HTTPClient
    private let credentials: Credentials
    private let now: @Sendable () -> Timestamp
    private var state = AccessTokenState()
    private var renewal: Task<String, any Error>?

    /// Creates a session; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - address: The base address of the REST API, without a slash at its end.
    ///   - credentials: The refresh grant.
    ///   - client: Sends the requests.
    ///   - now: The clock.
    public init(
        address: String, credentials: Credentials, client: HTTPClient,
        now: @escaping @Sendable () -> Timestamp = SystemClock.now
    ) {
        self.address = address
        self.credentials = credentials
        self.client = client
        self.now = now
    }

    /// A good access token, renewed first when needed.
    public func accessToken() async throws -> String {
        if let token = state.usable(at: now()) { return token }
        if let renewal { return try await renewal.value }
        // A task of its own, because one caller's cancellation must not fail the others who wait for it.
        let task = Task { try await requestToken() }
        renewal = task
        defer { renewal = nil }
        return try await task.value
    }

    private struct TokenAnswer: Decodable {
        let access_token: String
        let expires_in: Int?
    }

    private func requestToken() async throws -> String {
        var body = JSONWriter()
        body.beginObject()
        body.member("grant_type", "refresh_token")
        body.member("refresh_token", credentials.refreshToken)
        body.member("client_secret", credentials.clientSecret)
        body.endObject()
        let answer = try await send("POST", "/oauth/token", body: body.bytes, token: nil)
        guard answer.status == 200 else { throw TokenRefusal.error(answer) }
        guard let token = try? JSONDecoder().decode(TokenAnswer.self, from: Data(answer.body)) else {
            throw TastytradeError.unexpectedAnswer(field: "access_token")
        }
        state.take(token.access_token, lifetime: .seconds(token.expires_in ?? 900), at: now())
        return token.access_token
    }

    /// Sends a `GET` and gives the bytes of the answer. After a 401 the token is renewed and the read repeated once.
    public func get(_ target: String) async throws -> [UInt8] {
        let token = try await accessToken()
        var answer = try await send("GET", target, body: nil, token: token)
        if answer.status == 401 {
            state.drop(token)
            answer = try await send("GET", target, body: nil, token: try await accessToken())
        }
        guard (200..<300).contains(answer.status) else { throw VenueRefusal.error(answer) }
        return answer.body
    }

    /// Sends a request to an endpoint and reads its answer. After a 401 a read is repeated once with a new token;
    /// nothing else is ever repeated.
    ///
    /// - Throws: `TastytradeError`.
    public func send<Value: Sendable>(
        _ endpoint: Endpoint<Value>, _ values: RequestValues = RequestValues()
    ) async throws -> Answer<Value> {
        let target = endpoint.name.filled(values.path) + values.queryText
        let method = endpoint.name.method.rawValue
        let token = try await accessToken()
        var answer = try await send(method, target, body: values.body, token: token)
        if answer.status == 401 {
            state.drop(token)
            if endpoint.effect == .read {
                answer = try await send(method, target, body: values.body, token: try await accessToken())
            }
        }
        guard (200..<300).contains(answer.status) else { throw VenueRefusal.error(answer) }
        let decoded = try endpoint.decode(answer.body)
        return Answer(value: decoded.value, page: decoded.page, drift: decoded.drift, freshness: .fresh)
    }

    /// Sends a request exactly once and gives the answer, whatever its status: for orders, whose refusals are read
    /// whole and whose doubts are settled by looking, not by sending again. A refused token is dropped.
    ///
    /// - Throws: `UnansweredRequest`, which says whether the venue may have got the request.
    func exchange<Value: Sendable>(
        _ endpoint: Endpoint<Value>, _ values: RequestValues
    ) async throws(UnansweredRequest) -> HTTPResponse {
        let token: String
        do { token = try await accessToken() } catch { throw UnansweredRequest(mayHaveArrived: false, cause: error) }
        do {
            let target = endpoint.name.filled(values.path) + values.queryText
            let answer = try await send(endpoint.name.method.rawValue, target, body: values.body, token: token)
            if answer.status == 401 { state.drop(token) }
            return answer
        } catch {
            throw UnansweredRequest(error)
        }
    }

    private func send(_ method: String, _ target: String, body: [UInt8]?, token: String?) async throws -> HTTPResponse {
        var headers = [("user-agent", Self.userAgent), ("accept", "application/json")]
        if body != nil { headers.append(("content-type", "application/json")) }
        if let token { headers.append(("authorization", "Bearer " + token)) }
        do {
            return try await client.send(HTTPClient.Request(method, address + target, headers: headers, body: body))
        } catch let error as WireError {
            throw TastytradeError.connection(error)
        }
    }
}
