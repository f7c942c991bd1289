import JSON
import MarketModel
import Wire

extension Session {
    /// Opens the retired kind of session, which this client does only toward hosts that still accept it.
    func logIn(_ login: PasswordLogin) async throws -> TokenGrant {
        guard binding.venue == .simulator || binding.venue == .sandbox else {
            throw TastytradeError.passwordSessionRetired(venue: binding.venue)
        }
        var body = JSONWriter()
        body.beginObject()
        body.member("login", login.login)
        switch login.proof {
        case .password(let password): body.member("password", password)
        case .rememberToken(let token): body.member("remember-token", token)
        }
        body.member("remember-me", true)
        body.endObject()
        let code = login.oneTimeCode.map { [(name: "x-tastyworks-otp", value: $0)] } ?? []
        let answer = try await askForToken("/sessions", body.bytes, headers: code)
        guard (200..<300).contains(answer.status) else {
            let error = VenueRefusal.error(answer)
            throw error == .unauthorized ? .clientRefused(code: "invalid_credentials") : error
        }
        guard let data = (try? JSONReader.read(answer.body))?["data"], let token = data["session-token"]?.string,
            !token.isEmpty, token.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { throw TastytradeError.unexpectedAnswer(field: "data.session-token") }
        if let next = data["remember-token"]?.string {
            // The one that was used is worth nothing any more.
            grant = .password(PasswordLogin(login: login.login, proof: .rememberToken(next)))
            keeper.replaceLongToken(next)
        }
        let end = data["session-expiration"]?.string.flatMap { Timestamp($0) }
        let lifetime = end.map { $0 - configuration.clock.now() } ?? .seconds(86_400)
        return TokenGrant(token: token, lifetime: min(max(lifetime, .seconds(1)), .seconds(86_400)))
    }

    /// Whether the venue takes the access token: `POST /sessions/validate`.
    ///
    /// - Throws: What `send` throws, but `.unauthorized`, which is `false`.
    public func isValid() async throws -> Bool {
        do {
            _ = try await exchange(
                OutgoingRequest(EndpointName(.post, "/sessions/validate"), family: .other, effect: .judge))
            return true
        } catch TastytradeError.unauthorized {
            return false
        }
    }

    /// Ends the session at the venue, `DELETE /sessions`, and forgets its tokens here. Only password sessions end so:
    /// an OAuth grant is taken back on the venue's own page.
    public func end() async throws {
        defer {
            tokens = AccessTokenState()
            cache.removeAll()
            keeper.save(nil)
        }
        guard case .password = grant, tokens.usable(at: configuration.clock.now()) != nil else { return }
        _ = try await exchange(OutgoingRequest(EndpointName(.delete, "/sessions"), family: .other, effect: .change))
    }
}
