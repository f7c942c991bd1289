import JSON
import MarketModel
import Wire

/// Tokens and sessions.
struct SessionRoutes: RouteGroup {
    let subject = "Sessions"

    var routes: [Route] {
        [
            Route(
                .post, "/oauth/token", "Trade a grant for an access token", permission: .open, answer: .bare,
                handler: grant),
            Route(.post, "/sessions/validate", "Tell whether the token is good", status: 201, handler: validate),
            Route(.get, "/api-quote-tokens", "A token for the market data feed", handler: quoteToken),
        ]
    }

    private func grant(_ context: RouteContext) -> HTTPResponse {
        let fields = TokenForm(context.request)
        do throws(SimulatorAccess.GrantFault) {
            let token = try context.services.access.refresh(
                grantType: fields["grant_type"], refreshToken: fields["refresh_token"],
                clientSecret: fields["client_secret"], clientID: fields["client_id"], at: context.now)
            return context.bare(
                .object([
                    .init("access_token", .string(token)), .init("token_type", .string("Bearer")),
                    .init("expires_in", .integer(SimulatorAccess.accessTokenLife)),
                ]))
        } catch {
            let (code, text) =
                switch error {
                case .invalidGrant(let text): ("invalid_grant", text)
                case .invalidClient: ("invalid_client", "Client authentication failed")
                case .unsupportedGrantType:
                    ("unsupported_grant_type", "The authorization grant type is not supported")
                }
            let key = context.services.tokenErrors == .recorded ? "error_code" : "error"
            return context.bare(
                .object([.init(key, .string(code)), .init("error_description", .string(text))]), status: 400)
        }
    }

    private func validate(_ context: RouteContext) -> HTTPResponse {
        context.success(
            .object([
                .init("email", .string("simulator@example.com")),
                .init("id", .string(context.services.access.userID)),
            ]), status: 201)
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
