import JSON
import MarketModel
import Wire

/// How an answer reaches the client.
enum RESTReply: Sendable {
    case now(HTTPResponse)
    /// After a while.
    case later(HTTPResponse, Duration)
    /// The connection stays open, and nothing comes.
    case never
}

/// What the fault board does to requests and answers.
struct RequestFaults: Sendable {
    let board: FaultBoard
    let access: SimulatorAccess

    /// The faults that answer in place of the venue, in the order they are asked.
    private static let refusals: [SimulatorFault] = [
        .maintenance, .tokenOutage, .tokenExpiry, .unauthorized, .unauthorizedPage, .forbidden, .notFound,
        .notAcceptable, .unprocessable, .rateLimit, .rateLimitRetryAfter, .serverError, .badGateway,
    ]
    /// Those that make no sense at the token endpoint, whose errors look different.
    private static let notOfTokens: Set<SimulatorFault> = [
        .tokenExpiry, .unauthorized, .forbidden, .notFound, .notAcceptable, .unprocessable,
    ]

    /// An answer in place of the venue's; `nil` when no fault strikes.
    func refusal(of request: HTTPRequest, at now: Timestamp) -> HTTPResponse? {
        let isToken = request.path == "/oauth/token"
        for fault in Self.refusals {
            if isToken ? Self.notOfTokens.contains(fault) : fault == .tokenOutage { continue }
            if let settings = board.strike(fault, on: Self.names(request), at: now) {
                return answer(fault, settings, request)
            }
        }
        return nil
    }

    /// What becomes of the venue's answer on its way.
    func deliver(_ response: HTTPResponse, to request: HTTPRequest, at now: Timestamp) -> RESTReply {
        let names = Self.names(request)
        var response = response
        for (fault, change) in Self.changes {
            if let settings = board.strike(fault, on: names, at: now) { change(&response, settings) }
        }
        if board.strike(.noResponse, on: names, at: now) != nil { return .never }
        if response.status < 300, Self.isSubmission(request), board.strike(.replyLost, on: names, at: now) != nil {
            response.cutAfter = 0
        }
        if board.strike(.cutResponse, on: names, at: now) != nil {
            response.cutAfter = max(1, response.body.count / 2)
        }
        if let settings = board.strike(.slowResponse, on: names, at: now) {
            return .later(response, .milliseconds(Int64(min(max(settings.value ?? 2, 0), 3600) * 1000)))
        }
        return .now(response)
    }

    private static let changes: [(SimulatorFault, @Sendable (inout HTTPResponse, FaultSettings) -> Void)] = [
        (.fieldDrift, { response, _ in response.edit { $0.drifted } }),
        (.missingStreamerSymbols, { response, _ in response.edit { $0.withoutStreamerSymbols } }),
        (
            .clockSkew,
            { response, settings in
                let span = Duration.milliseconds(Int64(min(max(settings.value ?? -90, -1e7), 1e7) * 1000))
                response.edit { $0.shifted(by: span) }
            }
        ),
    ]

    /// Whether a request places or replaces an order; a dry run does not.
    private static func isSubmission(_ request: HTTPRequest) -> Bool {
        guard ["POST", "PUT", "PATCH"].contains(request.method), request.path.hasPrefix("/accounts/") else {
            return false
        }
        let parts = request.path.split(separator: "/")
        return parts.count > 2 && ["orders", "complex-orders"].contains(parts[2]) && parts.last != "dry-run"
    }

    private static func names(_ request: HTTPRequest) -> [String] {
        [request.path, "\(request.method) \(request.path)"]
    }

    private func answer(_ fault: SimulatorFault, _ settings: FaultSettings, _ request: HTTPRequest) -> HTTPResponse {
        func status(_ usual: Int) -> Int { settings.value.map { min(max(Int($0), 400), 599) } ?? usual }
        let limited = RouteFailure(429, "too_many_requests", "Too many requests. Please try again later.").response
        switch fault {
        case .tokenOutage: return .text("Service Unavailable\n", status: status(503))
        case .tokenExpiry:
            if let header = request.headers["authorization"] { access.revokeAccessTokens(header) }
            return RouteFailure.tokenInvalid.response
        case .unauthorized: return RouteFailure.tokenInvalid.response
        case .unauthorizedPage: return .page(401, "Authorization Required")
        case .forbidden: return RouteFailure.notPermitted.response
        case .notFound: return RouteFailure.notFound("the requested record").response
        case .notAcceptable: return RouteFailure.versionNotSupported.response
        case .unprocessable:
            return RouteFailure(
                422, "preflight_check_failure", "One or more preflight checks failed",
                entries: [.check(code: "simulated_check_failed", message: "A fault was asked for", preflight: "0")]
            ).response
        case .rateLimit: return limited
        case .rateLimitRetryAfter:
            var limited = limited
            limited.headers.append(("retry-after", String(max(0, Int(settings.value ?? 1)))))
            return limited
        case .serverError:
            let number = String(SplitMix.hash(request.path), radix: 16)
            let digits = String(String(repeating: number, count: 32).prefix(32))
            return RouteFailure(
                status(500), "internal_server_error",
                "An internal server error occurred. Unique customer support identifier: \(digits)"
            ).response
        default: return .page(502, "Bad Gateway")
        }
    }
}

extension HTTPResponse {
    /// A page of the front proxy.
    static func page(_ status: Int, _ title: String) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [("content-type", "text/html")],
            body: Array(
                """
                <html>\r
                <head><title>\(status) \(title)</title></head>\r
                <body>\r
                <center><h1>\(status) \(title)</h1></center>\r
                <hr><center>nginx</center>\r
                </body>\r
                </html>\r

                """.utf8))
    }

    /// Changes the JSON of a good answer; anything else stays as it is.
    fileprivate mutating func edit(_ change: (JSONValue) -> JSONValue) {
        guard status < 300, let value = try? JSONReader.read(body, maximumBytes: 64 << 20) else { return }
        body = change(value).bytes
    }
}
