public import Wire

/// What can go wrong with the tastytrade API, by what the caller can do about it.
public enum TastytradeError: Error, Equatable {
    /// The grant is gone or belongs to another environment: authorise again. Trying again will not help.
    case grantRefused(code: String, description: String)

    /// The client secret does not fit the grant: check it.
    case clientRefused(code: String)

    /// The access token was refused even after a renewal.
    case unauthorized

    /// The user may not do this: wrong account, missing scope, or not a customer.
    case notPermitted(code: String)

    /// No such path or object.
    case notFound(code: String)

    /// The request was refused for what it asks; `code` is the venue's.
    case refused(status: Int, code: String, message: String)

    /// Too many requests: slow down and try later.
    case throttled

    /// The venue failed (5xx) or answered with something else than JSON. A read may be tried again.
    case venueFailed(status: Int)

    /// The answer does not have the shape the API promises; `field` is where.
    case unexpectedAnswer(field: String)

    /// The connection failed.
    case connection(WireError)
}
