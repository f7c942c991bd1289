import JSON
import MarketModel
import Wire

/// Tokens and sessions.
struct SessionRoutes: RouteGroup {
    let subject = "Sessions"
    /// The name a login with a password takes; the password is the client secret.
    static let login = "simulator"
    static let email = "simulator@example.com"

    var routes: [Route] {
        [
            Route(
                .post, "/oauth/token", "Trade a grant for an access token", permission: .open,
                body: RouteBody(
                    [
                        RouteParameter("grant_type", .choice(["refresh_token", "authorization_code"]), required: true),
                        RouteParameter("refresh_token"), RouteParameter("code"), RouteParameter("client_id"),
                        RouteParameter("client_secret", required: true), RouteParameter("redirect_uri"),
                        RouteParameter("scope"),
                    ], reading: .raw), answer: .bare, handler: grant),
            Route(.post, "/sessions/validate", "Tell whether the token is good", status: 201, handler: validate),
            Route(
                .post, "/sessions", "Log in with a password; retired, open with --legacy-sessions only",
                permission: .open,
                body: RouteBody([
                    RouteParameter("login", required: true), RouteParameter("password"),
                    RouteParameter("remember-token"), RouteParameter("remember-me", .flag),
                ]), status: 201, handler: logIn),
            Route(.delete, "/sessions", "Log out", answer: .nothing) { context in
                context.services.access.revokeAccessTokens(context.request.headers["authorization"])
                return context.nothing
            },
            Route(.get, "/api-quote-tokens", "A token for the market data feed", handler: quoteToken),
            Route(
                .get, "/quote-streamer-tokens", "The vendor's own clients' endpoint: closed to users of the API"
            ) { (_) throws(RouteFailure) in throw .notPermitted },
        ]
    }

    // MARK: OAuth

    private func grant(_ context: RouteContext) -> HTTPResponse {
        let fields = TokenForm(context.request)
        let (access, faults) = (context.services.access, context.services.faults)
        do throws(SimulatorAccess.GrantFault) {
            if faults.strike(.grantRevoked, at: context.now) != nil { throw .invalidGrant("Grant revoked") }
            if fields["grant_type"] == "authorization_code" {
                return context.bare(
                    Self.json(
                        try access.exchange(
                            code: fields["code"], redirect: fields["redirect_uri"],
                            clientSecret: fields["client_secret"], clientID: fields["client_id"], at: context.now)))
            }
            let token = try access.refresh(
                grantType: fields["grant_type"], refreshToken: fields["refresh_token"],
                clientSecret: fields["client_secret"], clientID: fields["client_id"], scope: fields["scope"],
                at: context.now)
            return context.bare(.object(Self.members(token)))
        } catch {
            let (code, text) = Self.words(of: error)
            let key = context.services.configuration.usesStandardTokenErrors ? "error" : "error_code"
            return context.bare(
                .object([.init(key, .string(code)), .init("error_description", .string(text))]), status: 400)
        }
    }

    private static func members(_ accessToken: String) -> [JSONValue.Member] {
        [
            .init("access_token", .string(accessToken)), .init("token_type", .string("Bearer")),
            .init("expires_in", .integer(SimulatorAccess.accessTokenLife)),
        ]
    }

    private static func json(_ granted: SimulatorAccess.Granted) -> JSONValue {
        let scopes = granted.scopes.map(\.rawValue).sorted().joined(separator: " ")
        var members = members(granted.accessToken)
        members += [.init("refresh_token", .string(granted.refreshToken)), .init("scope", .string(scopes))]
        if granted.scopes.contains(.openid) {
            // The header says that it is not signed, the payload says nothing.
            members.append(.init("id_token", .string("eyJhbGciOiJub25lIn0.e30.")))
        }
        return .object(members)
    }

    private static func words(of fault: SimulatorAccess.GrantFault) -> (code: String, text: String) {
        switch fault {
        case .invalidGrant(let text): ("invalid_grant", text)
        case .invalidClient: ("invalid_client", "Client authentication failed")
        case .invalidScope: ("invalid_scope", "The scope is unknown or more than was granted")
        case .unsupportedGrantType: ("unsupported_grant_type", "The authorization grant type is not supported")
        }
    }

    // MARK: Sessions

    private func validate(_ context: RouteContext) -> HTTPResponse {
        context.success(
            .object([
                .init("email", .string(Self.email)), .init("external-id", .string(context.services.access.userID)),
                .init("id", .string(context.services.access.userID)), .init("is-confirmed", .bool(true)),
                .init("username", .string(Self.login)),
            ]), status: 201)
    }

    private func logIn(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        guard context.services.configuration.allowsPasswordSessions else { throw .notPermitted }
        let access = context.services.access
        let isKnown = [Self.login, Self.email].contains(context.body["login"]?.string ?? "")
        let isProven =
            context.body["remember-token"]?.string.map { access.useRememberToken($0) }
            ?? (context.body["password"]?.string == access.credentials.clientSecret)
        guard isKnown, isProven else {
            throw RouteFailure(
                401, "invalid_credentials", "Invalid login, please check your username and password.")
        }
        let made = access.makeSession(remember: context.body["remember-me"]?.bool ?? false, at: context.now)
        let user = JSONValue.object([
            .init("email", .string(Self.email)), .init("external-id", .string(access.userID)),
            .init("is-confirmed", .bool(true)), .init("is-two-factor-sessions-enforced", .bool(false)),
            .init("username", .string(Self.login)),
        ])
        var members: [JSONValue.Member] = [
            .init("user", user), .init("session-token", .string(made.session)),
            .init(
                "session-expiration",
                .string((context.now + .seconds(SimulatorAccess.sessionLife)).wireText)),
        ]
        if let remember = made.remember { members.insert(.init("remember-token", .string(remember)), at: 2) }
        return context.success(.object(members), status: 201)
    }

    private func quoteToken(_ context: RouteContext) -> HTTPResponse {
        let access = context.services.access
        return context.success(
            .object([
                .init("token", .string(access.makeQuoteToken(at: context.now))),
                .init("dxlink-url", .string(context.services.feedAddress)), .init("level", .string("api")),
                .init("issued-at", .string(context.now.wireText)),
                .init(
                    "expires-at", .string((context.now + .seconds(SimulatorAccess.quoteTokenLife)).wireText)),
            ]))
    }
}
