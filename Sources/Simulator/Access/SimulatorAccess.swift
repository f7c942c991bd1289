import MarketModel

/// Who may use the simulator: its credentials, the tokens it gave out and the sessions that are open.
///
/// Asked by the thread that answers requests and by the one that runs the feed; every question is one locked step.
final class SimulatorAccess: Sendable {
    /// Seconds an access token lives.
    static let accessTokenLife: Int64 = 900
    /// Seconds a quote token lives.
    static let quoteTokenLife: Int64 = 86_400
    /// Tokens remembered of each kind; the ones that end first make room.
    private static let tokenLimit = 10_000

    /// Why a grant is refused.
    enum GrantFault: Error, Equatable {
        case invalidGrant(String)
        case invalidClient
        case unsupportedGrantType
    }

    private struct State {
        var random: TokenSource
        /// End of life by token.
        var accessTokens: [String: Timestamp] = [:]
        var quoteTokens: [String: Timestamp] = [:]
        var sessions = 0
    }

    let credentials: SimulatorCredentials
    let userID: String
    private let sessionLimit: Int
    private let state: Lock<State>

    /// - Parameter seed: Makes tokens and secrets the same on every start; `nil` for random ones.
    init(seed: UInt64?, credentials: SimulatorCredentials?, sessionLimit: Int) {
        var random = TokenSource(seed: seed)
        let made = SimulatorCredentials(
            clientID: random.uuid(), clientSecret: random.token(40), refreshToken: "eyJ" + random.token(120))
        self.credentials = credentials ?? made
        userID = "U000" + random.digits(7)
        self.sessionLimit = sessionLimit
        state = Lock(State(random: random))
    }

    /// Answers a refresh grant with a new access token.
    func refresh(
        grantType: String?, refreshToken: String?, clientSecret: String?, clientID: String?, at now: Timestamp
    ) throws(GrantFault) -> String {
        guard grantType == "refresh_token" else { throw .unsupportedGrantType }
        guard let refreshToken, refreshToken == credentials.refreshToken else { throw .invalidGrant("Invalid JWT") }
        guard let clientSecret, clientSecret == credentials.clientSecret,
            clientID == nil || clientID == credentials.clientID
        else { throw .invalidClient }
        return state.withLock { state in
            let token = "eyJ" + state.random.token(96)
            Self.keep(token, until: now + .seconds(Self.accessTokenLife), in: &state.accessTokens, at: now)
            return token
        }
    }

    /// Whether an access token is known and alive.
    func isValid(accessToken: String, at now: Timestamp) -> Bool {
        state.withLock { $0.accessTokens[accessToken].map { now < $0 } ?? false }
    }

    /// Who sent a request with this `Authorization` header; `nil` when it holds no good token.
    func caller(_ authorization: String?, at now: Timestamp) -> Caller? {
        guard let authorization, authorization.hasPrefix("Bearer "),
            isValid(accessToken: String(authorization.dropFirst(7)), at: now)
        else { return nil }
        return Caller(scopes: [.read, .trade])
    }

    /// A new quote token.
    func makeQuoteToken(at now: Timestamp) -> String {
        state.withLock { state in
            let token = state.random.token(88)
            Self.keep(token, until: now + .seconds(Self.quoteTokenLife), in: &state.quoteTokens, at: now)
            return token
        }
    }

    /// Judges a quote token and, when it is good, takes a place among the user's sessions.
    func openSession(quoteToken: String, at now: Timestamp) -> DXLinkServerSession.Verdict {
        state.withLock { state in
            guard let end = state.quoteTokens[quoteToken], now < end else { return .unauthorized }
            guard state.sessions < sessionLimit else { return .tooManySessions }
            state.sessions += 1
            return .authorized(user: userID)
        }
    }

    /// Gives the place of a session back.
    func closeSession() { state.withLock { $0.sessions -= 1 } }

    /// Forgets all access tokens, so that clients must log in again.
    func revokeAccessTokens() { state.withLock { $0.accessTokens.removeAll() } }

    private static func keep(
        _ token: String, until end: Timestamp, in tokens: inout [String: Timestamp], at now: Timestamp
    ) {
        if tokens.count >= tokenLimit { tokens = tokens.filter { $0.value > now } }
        if tokens.count >= tokenLimit, let first = tokens.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            tokens[first.key] = nil
        }
        tokens[token] = end
    }
}

/// Draws tokens, from the system's randomness or from a seed.
struct TokenSource {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

    private var seeded: SplitMix?
    private var system = SystemRandomNumberGenerator()

    init(seed: UInt64?) { seeded = seed.map { SplitMix(seed: SplitMix.hash($0, 0x70CE)) } }

    private mutating func below(_ bound: Int) -> Int {
        if seeded != nil { return seeded!.below(bound) }
        return Int.random(in: 0..<bound, using: &system)
    }

    /// Letters and digits.
    mutating func token(_ length: Int) -> String {
        String((0..<length).map { _ in Self.letters[below(Self.letters.count)] })
    }

    /// Digits.
    mutating func digits(_ length: Int) -> String {
        (0..<length).map { _ in String(below(10)) }.joined()
    }

    /// The shape of a UUID.
    mutating func uuid() -> String {
        let hex = Array("0123456789abcdef")
        let groups = [8, 4, 4, 4, 12]
        return groups.map { count in String((0..<count).map { _ in hex[below(16)] }) }.joined(separator: "-")
    }
}
