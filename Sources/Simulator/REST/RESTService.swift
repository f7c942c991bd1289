import DXLink
import JSON
import MarketModel
import Wire

/// The simulator's REST side: a request and a moment in, a response out.
struct RESTService: Sendable {
    /// Which shape errors of the token endpoint have.
    enum TokenErrorShape: Sendable {
        /// `error_code` and `error_description`, as recorded.
        case recorded
        /// `error` and `error_description`, as RFC 6749 says.
        case standard
    }

    let access: SimulatorAccess
    let accounts: [SimulatedAccount]
    let listings: [SimulatedListing]
    /// The address of the DXLink endpoint, with the port that is really bound.
    let feedAddress: String
    /// The options it lists; `nil` for a market without.
    var options: OptionDirectory?
    var tokenErrors = TokenErrorShape.recorded

    /// Answers a request.
    func respond(to request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        guard Self.isProduct(request.headers["user-agent"]) else { return Self.badUserAgent }
        if request.path == "/oauth/token" {
            return request.method == "POST" ? grant(request, at: now) : methodNotAllowed()
        }
        guard let route = Route(request.path) else {
            return failure(404, "record_not_found", "Couldn't find the requested path", request)
        }
        guard isAuthorized(request, at: now) else {
            return failure(401, "token_invalid", "This token is invalid or has expired", request)
        }
        guard route.methods.contains(request.method) else { return methodNotAllowed() }
        return answer(route, request, at: now)
    }

    private func answer(_ route: Route, _ request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        switch route {
        case .quoteTokens: return quoteToken(request, at: now)
        case .customer: return success(customer, request)
        case .accounts:
            return success(
                items: accounts.map { account in
                    .object([.init("account", json(account)), .init("authority-level", .string("owner"))])
                }, request)
        case .account(let number):
            guard let account = accounts.first(where: { $0.number == number }) else {
                return failure(403, "not_permitted", "User not permitted access", request)
            }
            return success(json(account), request)
        case .validate:
            return success(
                .object([.init("email", .string("simulator@example.com")), .init("id", .string(access.userID))]),
                request, status: 201)
        case .futures: return futures(request, on: TradingDay(utcDayOf: now))
        case .future(let symbol):
            guard let listing = future(symbol) else { return notFound(symbol, request) }
            return success(json(listing, on: TradingDay(utcDayOf: now)), request)
        case .equities: return equities(request)
        case .equity(let symbol):
            guard let listing = equity(symbol) else { return notFound(symbol, request) }
            return success(json(listing), request)
        case .optionChain(let underlying, let form): return optionChain(underlying, form, request, at: now)
        case .futureOptionChain(let product, let form): return futureOptionChain(product, form, request, at: now)
        case .equityOptions: return equityOptions(request, at: now)
        case .equityOption(let symbol): return option(symbol, onFuture: false, request, at: now)
        case .futureOptions: return futureOptions(request, at: now)
        case .futureOption(let symbol): return option(symbol, onFuture: true, request, at: now)
        }
    }

    // MARK: Login

    private func grant(_ request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        let fields = TokenForm(request)
        do throws(SimulatorAccess.GrantFault) {
            let token = try access.refresh(
                grantType: fields["grant_type"], refreshToken: fields["refresh_token"],
                clientSecret: fields["client_secret"], clientID: fields["client_id"], at: now)
            return json(
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
            let key = tokenErrors == .recorded ? "error_code" : "error"
            return json(
                .object([.init(key, .string(code)), .init("error_description", .string(text))]), status: 400)
        }
    }

    private func isAuthorized(_ request: HTTPRequest, at now: Timestamp) -> Bool {
        guard let header = request.headers["authorization"], header.hasPrefix("Bearer ") else { return false }
        return access.isValid(accessToken: String(header.dropFirst(7)), at: now)
    }

    /// Whether a User-Agent looks like `product/version`, which the front proxy insists on.
    private static func isProduct(_ agent: String?) -> Bool {
        guard let first = agent?.split(separator: " ").first else { return false }
        let parts = first.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
    }

    private static let badUserAgent = HTTPResponse(
        status: 401, headers: [("content-type", "text/html")],
        body: Array(
            """
            <html>\r
            <head><title>401 Authorization Required</title></head>\r
            <body>\r
            <center><h1>401 Authorization Required</h1></center>\r
            <hr><center>nginx</center>\r
            </body>\r
            </html>\r

            """.utf8))

    private func quoteToken(_ request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        success(
            .object([
                .init("token", .string(access.makeQuoteToken(at: now))), .init("dxlink-url", .string(feedAddress)),
                .init("level", .string("api")), .init("issued-at", .string(now.wireText)),
                .init("expires-at", .string((now + .seconds(SimulatorAccess.quoteTokenLife)).wireText)),
            ]), request)
    }

    // MARK: Envelopes

    func success(_ data: JSONValue, _ request: HTTPRequest, status: Int = 200) -> HTTPResponse {
        json(.object([.init("data", data), .init("context", .string(request.path))]), status: status)
    }

    func success(items: [JSONValue], _ request: HTTPRequest) -> HTTPResponse {
        success(.object([.init("items", .array(items))]), request)
    }

    /// One page of a list, with the `pagination` member beside the data.
    func success(page items: [JSONValue], _ request: HTTPRequest, perPage standard: Int) -> HTTPResponse {
        let perPage = min(max(request.queryValue("per-page").flatMap(Int.init) ?? standard, 1), 2000)
        let page = min(max(request.queryValue("page-offset").flatMap(Int.init) ?? 0, 0), 1_000_000)
        let shown = Array(items.dropFirst(page * perPage).prefix(perPage))
        let pages = (items.count + perPage - 1) / perPage
        let numbers: [(String, Int)] = [
            ("per-page", perPage), ("page-offset", page), ("item-offset", page * perPage),
            ("total-items", items.count), ("total-pages", pages), ("current-item-count", shown.count),
        ]
        let links = ["previous-link", "next-link", "paging-link-template"]
        return json(
            .object([
                .init("data", .object([.init("items", .array(shown))])), .init("context", .string(request.path)),
                .init(
                    "pagination",
                    .object(numbers.map { .init($0.0, .integer($0.1)) } + links.map { .init($0, .null) })),
            ]))
    }

    func failure(_ status: Int, _ code: String, _ text: String, _ request: HTTPRequest) -> HTTPResponse {
        json(
            .object([.init("error", .object([.init("code", .string(code)), .init("message", .string(text))]))]),
            status: status)
    }

    func notFound(_ symbol: String, _ request: HTTPRequest) -> HTTPResponse {
        failure(404, "record_not_found", "Couldn't find instrument \(symbol.prefix(40))", request)
    }

    private func methodNotAllowed() -> HTTPResponse {
        json(
            .object([
                .init(
                    "error",
                    .object([
                        .init("code", .string("method_not_allowed")),
                        .init("message", .string("The method is not allowed for the requested path")),
                    ]))
            ]), status: 405)
    }

    private func json(_ value: JSONValue, status: Int = 200) -> HTTPResponse {
        .json(value.bytes, status: status)
    }
}

extension JSONValue {
    /// The value as JSON text.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        JSONText.append(self, to: &bytes)
        return bytes
    }
}
