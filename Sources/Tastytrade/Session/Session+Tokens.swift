import JSON
import MarketModel
import Wire

extension Session {
    /// A good access token, renewed first when needed.
    ///
    /// One renewal is under way however many wait. A token that is near its end is used while the next is asked for,
    /// and used until it really ends when the token endpoint fails.
    ///
    /// - Throws: `TastytradeError.tokenUnavailable` when there is none and none can be had for the moment, or the
    ///   error that needs somebody to act: `.grantRefused`, `.wrongEnvironment`, `.clientRefused`, `.agentRefused`.
    public func accessToken() async throws -> String {
        loadTokenOnce()
        switch tokens.plan(at: configuration.clock.now()) {
        case .use(let token): return token
        case .useAndRenew(let token):
            _ = sharedRenewal()
            return token
        case .renew:
            let renewal = sharedRenewal()
            guard let caller = renewal.join() else { preconditionFailure("a renewal is never abandoned") }
            return try await renewal.value(for: caller)
        case .refuse(let error, let retryAfter):
            throw Self.noToken(error, retryAfter)
        }
    }

    /// The `Authorization` header of a token: password sessions went without `Bearer`.
    func authorization(_ token: String) -> String {
        switch grant {
        case .refreshToken: "Bearer " + token
        case .password: token
        }
    }

    /// Forgets a token that the venue refused.
    func dropToken(_ token: String) {
        tokens.drop(token)
        if tokens.usable(at: configuration.clock.now()) == nil { keeper.save(nil) }
    }

    private func loadTokenOnce() {
        guard !hasLoadedToken else { return }
        hasLoadedToken = true
        let now = configuration.clock.now()
        guard let kept = keeper.load(), kept.endsAt > now else { return }
        tokens.take(kept.token, lifetime: kept.endsAt - now, at: now, fraction: 0)
    }

    private func sharedRenewal() -> SharedRequest<String> {
        if let renewal { return renewal }
        let shared = SharedRequest<String>(endsWithLastCaller: false)
        renewal = shared
        shared.start { [self] in try await renew() }
        return shared
    }

    private func renew() async throws -> String {
        defer { renewal = nil }
        counters.renewals += 1
        do {
            let fresh =
                switch grant {
                case .refreshToken(let credentials): try await refresh(credentials)
                case .password(let login): try await logIn(login)
                }
            let now = configuration.clock.now()
            tokens.take(fresh.token, lifetime: fresh.lifetime, at: now, fraction: configuration.chance.fraction())
            keeper.save(HeldAccessToken(token: fresh.token, endsAt: now + fresh.lifetime))
            return fresh.token
        } catch let refusal as TastytradeError {
            let error = refusal.without(secrets())
            let now = configuration.clock.now()
            tokens.renewalFailed(error, at: now, fraction: configuration.chance.fraction())
            if case .refuse(_, let wait) = tokens.plan(at: now) { throw Self.noToken(error, wait) }
            throw Self.noToken(error, .zero)
        }
    }

    /// The error of a request that has no token: one that somebody has to act on as it is, every other wrapped so that
    /// it is not taken for the request's own.
    private static func noToken(_ error: TastytradeError, _ wait: Duration) -> TastytradeError {
        switch error {
        case .grantRefused, .wrongEnvironment, .clientRefused, .passwordSessionRetired: error
        default: .tokenUnavailable(error, retryAfter: wait)
        }
    }

    private func refresh(_ credentials: Credentials) async throws -> TokenGrant {
        var body = JSONWriter()
        body.beginObject()
        body.member("grant_type", "refresh_token")
        body.member("refresh_token", credentials.refreshToken)
        body.member("client_secret", credentials.clientSecret)
        if let clientID = credentials.clientID { body.member("client_id", clientID) }
        if !credentials.scopes.isEmpty { body.member("scope", credentials.scopes.wireText) }
        body.endObject()
        let answer = try await askForToken("/oauth/token", body.bytes)
        guard (200..<300).contains(answer.status) else {
            throw TokenRefusal.error(
                answer, issuer: TokenIssuer(of: credentials.refreshToken), venue: binding.venue)
        }
        let granted = try TokenGrant(answer)
        if let refreshToken = granted.refreshToken, refreshToken != credentials.refreshToken {
            var renewed = credentials
            renewed.refreshToken = refreshToken
            grant = .refreshToken(renewed)
            keeper.replaceLongToken(refreshToken)
        }
        return granted
    }

    /// Asks for a token. The circuit breaker has no say: a renewal has a back-off of its own, and its failures must not
    /// stop what a token that is still good can do.
    func askForToken(
        _ path: String, _ body: [UInt8], headers: [(name: String, value: String)] = []
    ) async throws -> HTTPResponse {
        let gate = gate(.api)
        let pass = try await gate.enter(.token)
        do {
            let answer = try await transmit(
                "POST", binding.hosts.rest + path, body: body, authorization: nil, headers: headers)
            let now = configuration.clock.now()
            await gate.leave(
                pass, answer.status == 429 ? .throttled(retryAfter: RetryAfter.read(answer, at: now)) : .answered)
            return answer
        } catch let error as WireError {
            await gate.leave(pass, .failed)
            throw TastytradeError.connection(error)
        } catch {
            await gate.leave(pass, .cancelled)
            throw error
        }
    }
}

/// What the token endpoint gives.
struct TokenGrant {
    /// The life of a token whose answer does not say.
    static let standardLifetime: Duration = .seconds(900)

    let token: String
    let lifetime: Duration
    var refreshToken: String?

    init(token: String, lifetime: Duration, refreshToken: String? = nil) {
        self.token = token
        self.lifetime = lifetime
        self.refreshToken = refreshToken
    }

    /// Reads the plain object of RFC 6749, without an envelope.
    init(_ answer: HTTPResponse) throws(TastytradeError) {
        guard let body = try? JSONReader.read(answer.body), let token = body["access_token"]?.string, !token.isEmpty,
            token.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { throw TastytradeError.unexpectedAnswer(field: "access_token") }
        let seconds = body["expires_in"]?.int ?? body["expires_in"]?.string.flatMap(Int.init)
        self.init(
            token: token, lifetime: seconds.map { .seconds(min(max($0, 1), 86_400)) } ?? Self.standardLifetime,
            refreshToken: body["refresh_token"]?.string.flatMap { $0.isEmpty ? nil : $0 })
    }
}
