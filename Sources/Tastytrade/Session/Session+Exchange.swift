import MarketModel
import Wire

extension Session {
    /// Sends a request as often as its effect allows and gives the answer with a status of 200 to 299.
    ///
    /// - Parameters:
    ///   - attempts: How often at most; the configuration's number when `nil`.
    ///   - whenSent: Called when the request is about to leave.
    func exchange(
        _ request: OutgoingRequest, attempts: Int? = nil, whenSent: @Sendable () -> Void = {}
    ) async throws -> HTTPResponse {
        let attempts = request.mayRepeat ? attempts ?? configuration.retry.attempts : 1
        var failures = 0
        var hasRenewed = false
        while true {
            do {
                return try await attempt(request, whenSent)
            } catch TastytradeError.unauthorized where request.mayRepeat && !hasRenewed && request.access != .open {
                hasRenewed = true
            } catch let error as TastytradeError where error.isTransient {
                failures += 1
                guard failures < attempts, error.retryAfter <= configuration.retry.patience else { throw error }
                await gate(request.host).countRetry()
                let chosen = configuration.retry.backOff.wait(
                    afterFailures: failures, fraction: configuration.chance.fraction())
                try await configuration.clock.sleep(max(chosen, error.retryAfter))
            }
        }
    }

    private func attempt(
        _ request: OutgoingRequest, _ whenSent: @Sendable () -> Void
    ) async throws -> HTTPResponse {
        // What was sent may be in what comes back; the token is dropped by then when it was refused.
        let secrets = secrets()
        let answer = try await sendOnce(request, whenSent)
        guard (200..<300).contains(answer.status) else {
            throw VenueRefusal.error(answer).without(secrets + self.secrets())
        }
        return answer
    }

    /// Sends a request exactly once and gives the answer, whatever its status: for orders, whose refusals are read
    /// whole and whose doubts are settled by looking, not by sending again. A refused token is dropped.
    ///
    /// - Throws: `UnansweredRequest`, which says whether the venue may have got the request.
    func exchangeOnce(_ request: OutgoingRequest) async throws(UnansweredRequest) -> HTTPResponse {
        let wasSent = Lock(false)
        let secrets = secrets()
        do {
            let answer = try await sendOnce(request) { wasSent.withLock { $0 = true } }
            return (200..<300).contains(answer.status) ? answer : answer.without(secrets + self.secrets())
        } catch {
            guard wasSent.withLock({ $0 }) else { throw UnansweredRequest(mayHaveArrived: false, cause: error) }
            throw UnansweredRequest(error)
        }
    }

    /// Sends a request once, as the venue's rules, the budget and the circuit breaker allow.
    ///
    /// - Parameter whenSent: Called when the request is about to leave.
    private func sendOnce(_ request: OutgoingRequest, _ whenSent: @Sendable () -> Void) async throws -> HTTPResponse {
        guard !request.isOrder || binding.allowsOrders(permit) else {
            throw TastytradeError.orderNotPermitted(venue: binding.venue)
        }
        guard let base = binding.address(of: request.host) else {
            throw TastytradeError.noSuchHost(request.host, venue: binding.venue)
        }
        let gate = gate(request.host)
        let (pass, token) = try await admitted(request, gate)
        // Whoever reads after a change wants to see it: nothing that left before may answer them.
        if !request.mayRepeat { underWay.removeAll() }
        defer { if !request.mayRepeat { underWay.removeAll() } }
        whenSent()
        let answer: HTTPResponse
        do {
            answer = try await transmit(
                request.method.rawValue, base + request.target, body: request.body,
                authorization: token.map(authorization))
        } catch let error as WireError {
            await gate.leave(pass, error.isHostFailure ? .unreachable : .cancelled)
            throw TastytradeError.connection(error)
        } catch {
            await gate.leave(pass, .cancelled)
            throw error
        }
        switch answer.status {
        case 429:
            await gate.leave(
                pass, .throttled(retryAfter: RetryAfter.read(answer, at: configuration.clock.now())))
        case 500...: await gate.leave(pass, .failed)
        default: await gate.leave(pass, .answered)
        }
        if answer.status == 401, !answer.isPage, let token { dropToken(token) }
        return answer
    }

    /// Waits for the request's turn with a token that is good when the turn comes.
    private func admitted(
        _ request: OutgoingRequest, _ gate: RequestGate
    ) async throws -> (RequestGate.Pass, String?) {
        while true {
            let token = request.access == .open ? nil : try await accessToken()
            let pass = try await gate.enter(
                request.family, circuit: request.circuit, isCancel: request.isCancel)
            if token == nil || token == tokens.usable(at: configuration.clock.now()) { return (pass, token) }
            await gate.giveBack(pass)
        }
    }

    /// Sends one request and waits for its answer, whatever its status.
    ///
    /// - Throws: `WireError` or `CancellationError`.
    func transmit(
        _ method: String, _ url: String, body: [UInt8]?, authorization: String?,
        headers extra: [(name: String, value: String)] = []
    ) async throws -> HTTPResponse {
        var headers = [(name: "user-agent", value: Self.userAgent), ("accept", "application/json")]
        if let version = configuration.version.header(at: configuration.clock.now()) {
            headers.append(("accept-version", version))
        }
        // A request that could carry a body and does not still says how long it is: some servers wait for it else.
        let body = body ?? (["POST", "PUT", "PATCH"].contains(method) ? [] : nil)
        if body != nil { headers.append(("content-type", "application/json")) }
        if let authorization { headers.append(("authorization", authorization)) }
        return try await client.send(HTTPClient.Request(method, url, headers: headers + extra, body: body))
    }
}

extension WireError {
    /// Whether it says something about the host: the circuit breaker counts it.
    var isHostFailure: Bool {
        switch self {
        case .notConnected, .connectionFailed, .timedOut: true
        case .cannotListen, .invalidAddress, .untrustedPeer, .responseTooLarge, .stopped: false
        }
    }
}

extension RequestFamily {
    /// The family of a path, for requests that name no endpoint.
    init(ofPath path: String) {
        let parts = path.prefix { $0 != "?" }.split(separator: "/")
        self =
            switch (parts.first, parts.dropFirst().first) {
            case ("market-data", _): .marketData
            case ("option-chains", _), ("futures-option-chains", _): .chains
            case ("instruments", "equities"): parts.count == 3 && parts[2] != "active" ? .equity : .equities
            case ("instruments", "futures"): .futures
            case ("instruments", "future-products"), ("instruments", "future-option-products"): .futureProducts
            case ("instruments", "equity-options"): .equityOption
            case ("instruments", "future-options"): .futureOption
            case ("accounts", _): Self.ofAccount(parts.count == 3 ? parts[2] : "")
            case ("customers", _): parts.count == 3 && parts[2] == "accounts" ? .accounts : .other
            default: .other
            }
    }

    private static func ofAccount(_ part: Substring) -> RequestFamily {
        switch part {
        case "positions": .positions
        case "balances": .balances
        case "trading-status": .tradingStatus
        default: .other
        }
    }
}
