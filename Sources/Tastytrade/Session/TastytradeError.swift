public import Wire

/// What can go wrong with the tastytrade API, by what the caller can do about it.
public enum TastytradeError: Error, Equatable {
    /// The grant is gone: authorise again. Trying again will not help.
    case grantRefused(code: String, description: String)

    /// The refresh token was issued for another environment than the one it was sent to. Trying again will not help.
    case wrongEnvironment(issuer: String, venue: Venue)

    /// The client secret does not fit the grant: check it.
    case clientRefused(code: String)

    /// There is no valid access token and none could be had; the cause says whether that is for the moment. Nothing was
    /// sent.
    indirect case tokenUnavailable(TastytradeError, retryAfter: Duration)

    /// The access token was refused, for a read even after a renewal.
    case unauthorized

    /// The front proxy refused the request before the API saw it, which it does for its User-Agent.
    case agentRefused

    /// The user may not do this: wrong account, missing scope, or not a customer.
    case notPermitted(code: String)

    /// No such path or object.
    case notFound(code: String)

    /// The request was refused for what it asks; `code` is the venue's.
    case refused(status: Int, code: String, message: String)

    /// Too many requests: slow down and try later.
    case throttled

    /// More requests wait for their turn than are kept; nothing was sent.
    case tooManyWaiting(limit: Int)

    /// The host failed several times in a row and is left alone for a while; nothing was sent.
    case circuitOpen(retryAfter: Duration)

    /// Orders are not sent to this venue, or not without a permit; nothing was sent.
    case orderNotPermitted(venue: Venue)

    /// The venue has no host for this; nothing was sent.
    case noSuchHost(EndpointHost, venue: Venue)

    /// Password sessions are over at this venue; nothing was sent.
    case passwordSessionRetired(venue: Venue)

    /// The venue failed (5xx) or answered with something else than JSON. A read may be tried again.
    case venueFailed(status: Int)

    /// The answer does not have the shape the API promises; `field` is where.
    case unexpectedAnswer(field: String)

    /// The connection failed.
    case connection(WireError)
}

extension TastytradeError {
    /// Whether the same request may succeed a little later without anybody doing anything.
    public var isTransient: Bool {
        switch self {
        case .throttled, .tooManyWaiting, .circuitOpen: true
        case .tokenUnavailable(let cause, _): cause.isTransient
        case .venueFailed(let status): status >= 500
        case .connection(let error): error.isHostFailure
        case .grantRefused, .wrongEnvironment, .clientRefused, .unauthorized, .agentRefused,
            .notPermitted, .notFound, .refused, .orderNotPermitted, .noSuchHost, .passwordSessionRetired,
            .unexpectedAnswer:
            false
        }
    }

    /// Whether this error was decided here or at the token endpoint, so that the request itself certainly never left.
    public var provesNothingSent: Bool {
        switch self {
        case .grantRefused, .wrongEnvironment, .clientRefused, .tokenUnavailable, .tooManyWaiting, .circuitOpen,
            .orderNotPermitted, .noSuchHost, .passwordSessionRetired:
            true
        case .connection(let error): error.provesNothingSent
        case .unauthorized, .agentRefused, .notPermitted, .notFound, .refused, .throttled, .venueFailed,
            .unexpectedAnswer:
            false
        }
    }

    /// How long it makes sense to wait at least before trying again; zero when nothing is known.
    var retryAfter: Duration {
        switch self {
        case .tokenUnavailable(_, let wait), .circuitOpen(let wait): wait
        default: .zero
        }
    }
}
