import MarketModel
import Wire

/// The page on which a user of an application agrees, and sends the browser back with a code. Here everybody agrees.
struct AuthorizationRoutes: RouteGroup {
    let subject = "Sessions"

    var routes: [Route] {
        [
            Route(
                .get, "/auth.html", "Agree to an application and go back to it with a code", permission: .open,
                query: [
                    RouteParameter("client_id", required: true), RouteParameter("redirect_uri", required: true),
                    RouteParameter("response_type", .choice(["code"]), required: true), RouteParameter("scope"),
                    RouteParameter("state"),
                ], answer: .nothing, status: 302, handler: agree)
        ]
    }

    private func agree(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let redirect = context.text("redirect_uri") ?? ""
        guard redirect.hasPrefix("http://") || redirect.hasPrefix("https://"),
            redirect.utf8.count <= 2000, redirect.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw .invalid("redirect_uri", "is not an absolute address") }
        guard let scopes = try? SimulatorAccess.scopes(context.text("scope")) ?? [.read, .trade] else {
            throw .invalid("scope", "does not have a valid value")
        }
        guard
            let code = context.services.access.makeCode(
                clientID: context.text("client_id") ?? "", redirect: redirect, scopes: scopes, at: context.now)
        else { throw .invalid("client_id", "is not known") }
        var location = redirect + (redirect.contains("?") ? "&" : "?") + "code=" + code
        if let state = context.text("state") { location += "&state=" + Self.encoded(state) }
        return HTTPResponse(status: 302, headers: [("location", location)])
    }

    private static func encoded(_ text: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        let digits = Array("0123456789ABCDEF")
        return text.utf8.prefix(1000).map { byte in
            plain.contains(byte)
                ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
    }
}
