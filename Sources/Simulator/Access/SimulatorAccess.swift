import MarketModel

/// Who may use the simulator: its credentials, the grants and tokens it gave out, and the sessions that are open.
///
/// Asked by the thread that answers requests and by the one that runs the feed; every question is one locked step.
final class SimulatorAccess: Sendable {
    /// Seconds an access token lives.
    static let accessTokenLife: Int64 = 900
    /// Seconds a quote token lives.
    static let quoteTokenLife: Int64 = 86_400
    /// Seconds a session of a login with a password lives.
    static let sessionLife: Int64 = 86_400
    /// Seconds an authorization code may wait for its exchange.
    static let codeLife: Int64 = 600
    /// Tokens remembered of each kind; the ones that end first make room.
    private static let tokenLimit = 10_000
    /// Grants remembered; more are refused.
    private static let grantLimit = 1000

    /// Why a grant is refused.
    enum GrantFault: Error, Equatable {
        case invalidGrant(String)
        case invalidClient
        case unsupportedGrantType
        case invalidScope
    }

    /// What a token of a kind is good for.
    private struct Token {
        let end: Timestamp
        let scopes: Set<Caller.Scope>
        /// The grant it came from; revoking that ends it.
        var grant: String?
    }

    private struct Grant {
        let scopes: Set<Caller.Scope>
        let end: Timestamp?
        var isRevoked = false
    }

    private struct Code {
        let redirect: String
        let scopes: Set<Caller.Scope>
        let end: Timestamp
    }

    private struct State {
        var random: TokenSource
        var accessTokens: [String: Token] = [:]
        /// Session tokens, sent raw.
        var sessionTokens: [String: Token] = [:]
        var rememberTokens: Set<String> = []
        var quoteTokens: [String: Token] = [:]
        var grants: [String: Grant] = [:]
        var codes: [String: Code] = [:]
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
        let used = credentials ?? made
        self.credentials = used
        userID = "U000" + random.digits(7)
        self.sessionLimit = sessionLimit
        state = Lock(
            State(random: random, grants: [used.refreshToken: Grant(scopes: Set(Caller.Scope.allCases), end: nil)]))
    }

    // MARK: Grants

    /// What a code was traded for.
    struct Granted {
        let accessToken: String
        let refreshToken: String
        let scopes: Set<Caller.Scope>
    }

    /// Answers a refresh grant with a new access token.
    func refresh(
        grantType: String?, refreshToken: String?, clientSecret: String?, clientID: String?, scope: String? = nil,
        at now: Timestamp
    ) throws(GrantFault) -> String {
        guard grantType == "refresh_token" else { throw .unsupportedGrantType }
        let found = refreshToken.flatMap { token in state.withLock { $0.grants[token] } }
        guard let refreshToken, let found else { throw .invalidGrant("Invalid JWT") }
        try checkClient(clientID, clientSecret)
        guard !found.isRevoked else { throw .invalidGrant("Grant revoked") }
        if let end = found.end, now >= end { throw .invalidGrant("Grant expired") }
        let scopes = try Self.scopes(scope) ?? found.scopes
        guard scopes.isSubset(of: found.scopes) else { throw .invalidScope }
        return state.withLock { Self.makeAccessToken(scopes, of: refreshToken, at: now, &$0) }
    }

    /// Answers an authorization code with an access token and a refresh token of its own.
    func exchange(
        code: String?, redirect: String?, clientSecret: String?, clientID: String?, at now: Timestamp
    ) throws(GrantFault) -> Granted {
        guard clientID != nil else { throw .invalidClient }
        try checkClient(clientID, clientSecret)
        // A code is good for one attempt, whatever comes of it.
        let found = code.flatMap { code in state.withLock { $0.codes.removeValue(forKey: code) } }
        guard let found, now < found.end, found.redirect == redirect else {
            throw .invalidGrant("Invalid authorization code")
        }
        guard let refreshToken = makeGrant(found.scopes, end: nil) else { throw .invalidGrant("Too many grants") }
        return state.withLock { state in
            Granted(
                accessToken: Self.makeAccessToken(found.scopes, of: refreshToken, at: now, &state),
                refreshToken: refreshToken, scopes: found.scopes)
        }
    }

    /// A code as the authorization page hands it out; `nil` for another client's id.
    func makeCode(
        clientID: String, redirect: String, scopes: Set<Caller.Scope>, at now: Timestamp
    ) -> String? {
        guard clientID == credentials.clientID else { return nil }
        return state.withLock { state in
            state.codes = state.codes.filter { $0.value.end > now }
            guard state.codes.count < Self.grantLimit else { return nil }
            let code = state.random.token(32)
            state.codes[code] = Code(redirect: redirect, scopes: scopes, end: now + .seconds(Self.codeLife))
            return code
        }
    }

    /// A new grant's refresh token; `nil` when there are too many.
    func makeGrant(_ scopes: Set<Caller.Scope>, end: Timestamp?) -> String? {
        state.withLock { state in
            guard state.grants.count < Self.grantLimit else { return nil }
            let token = "eyJ" + state.random.token(120)
            state.grants[token] = Grant(scopes: scopes, end: end)
            return token
        }
    }

    /// Revokes a grant, or all of them, with the tokens they gave; false for one that does not exist.
    @discardableResult
    func revokeGrants(_ refreshToken: String? = nil) -> Bool {
        state.withLock { state in
            let named = refreshToken.map { [$0] } ?? Array(state.grants.keys)
            guard named.allSatisfy({ state.grants[$0] != nil }) else { return false }
            for token in named { state.grants[token]?.isRevoked = true }
            state.accessTokens = state.accessTokens.filter { !named.contains($0.value.grant ?? "") }
            return true
        }
    }

    /// The words of a scope parameter; `nil` when there is none.
    static func scopes(_ text: String?) throws(GrantFault) -> Set<Caller.Scope>? {
        guard let text, !text.isEmpty else { return nil }
        var scopes = Set<Caller.Scope>()
        for word in text.split(separator: " ") {
            guard let scope = Caller.Scope(rawValue: String(word)) else { throw .invalidScope }
            scopes.insert(scope)
        }
        return scopes
    }

    private func checkClient(_ clientID: String?, _ clientSecret: String?) throws(GrantFault) {
        guard let clientSecret, clientSecret == credentials.clientSecret,
            clientID == nil || clientID == credentials.clientID
        else { throw .invalidClient }
    }

    private static func makeAccessToken(
        _ scopes: Set<Caller.Scope>, of grant: String, at now: Timestamp, _ state: inout State
    ) -> String {
        let token = "eyJ" + state.random.token(96)
        keep(
            token, Token(end: now + .seconds(accessTokenLife), scopes: scopes, grant: grant), in: &state.accessTokens,
            at: now)
        return token
    }

    // MARK: Access tokens

    /// Who sent a request with this `Authorization` header; `nil` when it holds no good token.
    func caller(_ authorization: String?, at now: Timestamp) -> Caller? {
        guard let authorization else { return nil }
        return state.withLock { state in
            let token: Token? =
                authorization.hasPrefix("Bearer ")
                ? state.accessTokens[String(authorization.dropFirst(7))] : state.sessionTokens[authorization]
            guard let token, now < token.end else { return nil }
            return Caller(scopes: token.scopes)
        }
    }

    /// Forgets all access tokens, or the one of a header, so that clients must log in again.
    func revokeAccessTokens(_ authorization: String? = nil) {
        state.withLock { state in
            guard let authorization else {
                state.accessTokens.removeAll()
                state.sessionTokens.removeAll()
                return
            }
            state.sessionTokens[authorization] = nil
            state.accessTokens[String(authorization.dropFirst(7))] = nil
        }
    }

    // MARK: Logins with a password

    /// A session token, to be sent raw, and a remember token that is good once.
    func makeSession(remember: Bool, at now: Timestamp) -> (session: String, remember: String?) {
        state.withLock { state in
            let token = state.random.token(56) + "+C"
            Self.keep(
                token, Token(end: now + .seconds(Self.sessionLife), scopes: [.read, .trade]),
                in: &state.sessionTokens, at: now)
            guard remember else { return (token, nil) }
            if state.rememberTokens.count >= Self.grantLimit { state.rememberTokens.removeAll() }
            let reminder = state.random.token(44)
            state.rememberTokens.insert(reminder)
            return (token, reminder)
        }
    }

    /// Takes a remember token; false when it is not known or was used.
    func useRememberToken(_ token: String) -> Bool { state.withLock { $0.rememberTokens.remove(token) != nil } }

    // MARK: The feed

    /// A new quote token.
    func makeQuoteToken(at now: Timestamp) -> String {
        state.withLock { state in
            let token = state.random.token(88)
            Self.keep(
                token, Token(end: now + .seconds(Self.quoteTokenLife), scopes: []), in: &state.quoteTokens, at: now)
            return token
        }
    }

    /// Judges a quote token and, when it is good, takes a place among the user's sessions.
    func openSession(quoteToken: String, at now: Timestamp) -> DXLinkServerSession.Verdict {
        state.withLock { state in
            guard let token = state.quoteTokens[quoteToken], now < token.end else { return .unauthorized }
            guard state.sessions < sessionLimit else { return .tooManySessions }
            state.sessions += 1
            return .authorized(user: userID)
        }
    }

    /// Gives the place of a session back.
    func closeSession() { state.withLock { $0.sessions -= 1 } }

    private static func keep(
        _ text: String, _ token: Token, in tokens: inout [String: Token], at now: Timestamp
    ) {
        if tokens.count >= tokenLimit { tokens = tokens.filter { $0.value.end > now } }
        // Rarely so many live at a time: then half of them go, those that end first.
        if tokens.count >= tokenLimit {
            let kept = tokens.sorted { ($0.value.end, $0.key) < ($1.value.end, $1.key) }.suffix(tokenLimit / 2)
            tokens = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
        }
        tokens[text] = token
    }
}
