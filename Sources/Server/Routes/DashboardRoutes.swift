import JSON
import Live
import MarketModel
import OrderFlow
import Wire

/// Answers the HTTP requests of the dashboard and of other programs. A value of plain rules: request in, answer out.
struct DashboardRoutes: Sendable {
    let provider: any FlowProvider
    /// Chains and structures; `nil` where the server has none.
    let options: OptionRoutes?
    let assets: DashboardAssets
    let access: AccessPolicy
    let version: String
    let hubCounts: @Sendable () -> (clients: Int, messages: Int, skipped: Int)

    /// The answer to a request at a moment; `nil` when an instrument must be watched first: see `unwatchedSymbol`.
    func answer(_ request: HTTPRequest, at now: Timestamp) -> HTTPResponse? {
        let changes = !["GET", "HEAD"].contains(request.method)
        if let refusal = access.refusal(of: request, changesState: changes) { return Self.refused(refusal) }
        do {
            guard var response = try route(request, at: now) else { return nil }
            if let token = access.token, request.queryValue("token") == token, request.path == "/" {
                let cookie = "piquant-token=\(token); Path=/; HttpOnly; SameSite=Strict"
                response.headers.append(("set-cookie", cookie))
            }
            return response
        } catch {
            return Self.error(error)
        }
    }

    private func route(_ request: HTTPRequest, at now: Timestamp) throws(RequestError) -> HTTPResponse? {
        let path = request.path
        if path.hasPrefix("/api/delta/") { return try deltaRoute(request, at: now) }
        if options != nil, OptionRoutes.has(path) { return nil }
        let handlers: [String: () -> HTTPResponse] = [
            "/health": { health(at: now, ready: false) },
            "/ready": { health(at: now, ready: true) },
            "/metrics": { metrics(at: now) },
            "/api/tastytrade/status": { status(at: now) },
        ]
        if let handler = handlers[path] {
            guard ["GET", "HEAD"].contains(request.method) else { throw Self.wrongMethod }
            return handler()
        }
        guard let file = assets.response(to: request) else {
            throw RequestError(code: "not_found", message: "there is nothing at this path", status: 404)
        }
        guard ["GET", "HEAD"].contains(request.method) else { throw Self.wrongMethod }
        return file
    }

    private static let wrongMethod = RequestError(
        code: "method_not_allowed", message: "this path does not take that method", status: 405)

    // MARK: /api/delta/{symbol}

    /// Answers like `answer`, watching the instrument or asking for the chain first.
    func answerWatching(_ request: HTTPRequest) async -> HTTPResponse {
        do throws(RequestError) {
            if let options, OptionRoutes.has(request.path) {
                return try await options.answer(request, at: SystemClock.now())
            }
            _ = try await provider.resolve(Self.deltaPath(request.path).symbol, at: SystemClock.now())
        } catch {
            return Self.error(error)
        }
        return answer(request, at: SystemClock.now())
            ?? Self.error(RequestError(code: "symbol_unknown", message: "the symbol is no longer watched", status: 404))
    }

    private static func deltaPath(_ path: String) -> (symbol: String, verb: String?) {
        var parts = path.dropFirst("/api/delta/".count).split(separator: "/").map(String.init)
        // A symbol may hold a slash itself, so the verb is looked for at the end.
        let verbs = ["history", "footprint", "reset"]
        let verb = parts.count > 1 && verbs.contains(parts[parts.count - 1]) ? parts.removeLast() : nil
        return (parts.joined(separator: "/"), verb)
    }

    private func deltaRoute(_ request: HTTPRequest, at now: Timestamp) throws(RequestError) -> HTTPResponse? {
        let (symbol, verb) = Self.deltaPath(request.path)
        guard !symbol.isEmpty else {
            throw RequestError(code: "symbol_missing", message: "the path needs a symbol, as in /api/delta/ES")
        }
        guard let instrument = try provider.watchedInstrument(symbol, at: now) else { return nil }
        if verb == "reset" {
            guard request.method == "POST" else { throw Self.wrongMethod }
            do { try provider.desk.restart(instrument.symbol) } catch { throw RequestError(error) }
            return .json(#"{"reset":true}"#)
        }
        guard ["GET", "HEAD"].contains(request.method) else { throw Self.wrongMethod }
        let view = try ViewRequest(
            symbol: instrument.symbol, bar: request.queryValue("bar"), group: request.queryValue("group"),
            reset: request.queryValue("reset"), bars: request.queryValue("limit") ?? (verb == "history" ? "200" : nil))
        let environment = ViewEnvironment(provider: provider, symbol: instrument.symbol, at: now)
        do {
            return try provider.desk.read(view.key, at: now) { state in
                switch verb {
                case "history": history(state, view, environment)
                case "footprint":
                    Self.object(
                        "footprint_update",
                        FootprintMessage(view: state, request: view, environment: environment)
                            .members(changedSince: nil) ?? [])
                default:
                    Self.object(
                        "delta_update", DeltaMessage(view: state, environment: environment).members(changedSince: nil))
                }
            }
        } catch {
            throw RequestError(error)
        }
    }

    private static func object(_ type: String, _ members: [UInt8]) -> HTTPResponse {
        .json(Array(#"{"type":"\#(type)","#.utf8) + members + [UInt8(ascii: "}")])
    }

    private func history(_ state: FlowView, _ request: ViewRequest, _ environment: ViewEnvironment) -> HTTPResponse {
        let writer = FootprintMessage(view: state, request: request, environment: environment)
        var json = JSONWriter(reservingCapacity: 4096)
        json.beginObject()
        json.member("symbol", state.key.symbol)
        json.member("bar", state.key.bar.description)
        json.key("bars")
        json.beginArray()
        writer.write(state.engine.bars(last: request.bars), withLevels: false, into: &json)
        json.endArray()
        json.endObject()
        return .json(json.bytes)
    }

    // MARK: Health and status

    private func report(at now: Timestamp) -> HealthReport {
        HealthReport(
            venue: provider.venueName, feed: provider.feedHealth(at: now), clients: hubCounts().clients, now: now)
    }

    private func health(at now: Timestamp, ready: Bool) -> HTTPResponse {
        let report = report(at: now)
        var json = JSONWriter()
        json.beginObject()
        report.write(into: &json)
        json.endObject()
        // A program that is alive answers 200 on /health whatever its feed does; /ready is for load balancers.
        return .json(json.bytes, status: ready && report.light == .down ? 503 : 200)
    }

    private func status(at now: Timestamp) -> HTTPResponse {
        let report = report(at: now)
        var json = JSONWriter()
        json.beginObject()
        json.member("venue", provider.venueName)
        json.member("status", report.light.rawValue)
        json.member("reason", report.reason)
        json.key("symbols")
        json.beginArray()
        for instrument in provider.desk.instruments {
            json.beginObject()
            json.member("symbol", instrument.symbol)
            json.member("product", instrument.product)
            json.member("description", instrument.description)
            json.member("tick", instrument.tick.description)
            json.member("decimals", instrument.decimals)
            json.member("active", true)
            json.endObject()
        }
        json.endArray()
        json.key("bars")
        json.beginArray()
        for bar in ["1m", "5m", "15m", "500t", "1000v", "8r"] { json.value(bar) }
        json.endArray()
        json.member("version", version)
        json.endObject()
        return .json(json.bytes)
    }

    // MARK: Refusals

    private static func refused(_ refusal: AccessPolicy.Refusal) -> HTTPResponse {
        switch refusal {
        case .tokenRequired:
            error(
                RequestError(
                    code: "token_required", message: "this server asks for its access token: open /?token=… once",
                    status: 401))
        case .foreignOrigin:
            error(
                RequestError(code: "foreign_origin", message: "a page of another origin may not do this", status: 403))
        case .foreignHost:
            error(
                RequestError(
                    code: "foreign_host",
                    message: "this server answers only to its own names: use 127.0.0.1 or localhost",
                    status: 403))
        }
    }

    private static func error(_ error: RequestError) -> HTTPResponse {
        var json = JSONWriter()
        json.beginObject()
        json.key("error")
        json.beginObject()
        json.member("code", error.code)
        json.member("message", error.message)
        json.endObject()
        json.endObject()
        return .json(json.bytes, status: error.status)
    }
}
