import MarketModel

/// When an access token is still good and when to ask for the next. Plain rules; `Session` does the requests.
struct AccessTokenState {
    /// Renewed this long before it ends, or a tenth of its life if that is shorter.
    static let renewAhead: Duration = .seconds(60)
    /// Up to this much earlier by chance, so that many programs do not renew in one moment; or a twentieth of its life.
    static let jitter: Duration = .seconds(30)
    /// Not used in its last moments, in which it would end on the way; or a twentieth of its life.
    static let lastMoments: Duration = .seconds(5)
    /// Between attempts to renew that failed for the moment.
    static let backOff = BackOff(first: .seconds(1), atMost: .seconds(30))
    /// Between attempts after a refusal for good: somebody may have put it right meanwhile.
    static let afterRefusal: Duration = .seconds(300)

    /// What to do about a request that needs a token.
    enum Plan: Equatable {
        /// Use this one.
        case use(String)
        /// Use this one, and ask for the next meanwhile.
        case useAndRenew(String)
        /// Ask for one, and wait for it.
        case renew
        /// There is none, and it is too early to ask again.
        case refuse(TastytradeError, retryAfter: Duration)
    }

    private struct Held {
        let token: String
        let renewAt: Timestamp
        let goodUntil: Timestamp
    }

    private var held: Held?
    private var failures = 0
    private var lastFailure: TastytradeError?
    private var nextAttempt = Timestamp.epoch

    /// The token, if it is good for a request now.
    func usable(at now: Timestamp) -> String? { held.flatMap { now < $0.goodUntil ? $0.token : nil } }

    /// What to do about a request that needs a token now.
    func plan(at now: Timestamp) -> Plan {
        let mayAsk = now >= nextAttempt
        if let held, now < held.goodUntil {
            return now >= held.renewAt && mayAsk ? .useAndRenew(held.token) : .use(held.token)
        }
        if mayAsk { return .renew }
        return .refuse(lastFailure ?? .unauthorized, retryAfter: nextAttempt - now)
    }

    /// Takes a token that was given at `now` and lives for `lifetime`.
    ///
    /// - Parameter fraction: Chance, from zero up to one.
    mutating func take(_ token: String, lifetime: Duration, at now: Timestamp, fraction: Double) {
        let end = now + lifetime
        let ahead = min(Self.renewAhead, lifetime / 10) + min(Self.jitter, lifetime / 20) * fraction
        held = Held(token: token, renewAt: end - ahead, goodUntil: end - min(Self.lastMoments, lifetime / 20))
        (failures, lastFailure, nextAttempt) = (0, nil, .epoch)
    }

    /// An attempt to renew failed; the token that is there stays good until it ends.
    mutating func renewalFailed(_ error: TastytradeError, at now: Timestamp, fraction: Double) {
        failures += 1
        lastFailure = error
        let wait =
            error.isTransient ? Self.backOff.wait(afterFailures: failures, fraction: fraction) : Self.afterRefusal
        nextAttempt = now + wait
    }

    /// Forgets `refused` after the venue refused it; a newer one stays.
    mutating func drop(_ refused: String) {
        if held?.token == refused { held = nil }
    }
}
