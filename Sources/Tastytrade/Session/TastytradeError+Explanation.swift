extension TastytradeError {
    /// The error's stable code, as `Docs/errors.md` lists it.
    public var code: String {
        switch self {
        case .grantRefused: "P401"
        case .wrongEnvironment: "P403"
        case .clientRefused: "P404"
        case .tokenUnavailable: "P405"
        case .unauthorized: "P406"
        case .agentRefused: "P407"
        case .notPermitted: "P408"
        case .notFound: "P409"
        case .refused: "P410"
        case .throttled, .tooManyWaiting: "P411"
        case .circuitOpen: "P412"
        case .orderNotPermitted: "P413"
        case .noSuchHost: "P414"
        case .passwordSessionRetired: "P415"
        case .venueFailed: "P416"
        case .unexpectedAnswer: "P417"
        case .connection: "P418"
        }
    }

    /// What happened, what it means, and what to do: for people. It never holds a token.
    public var explanation: String {
        switch self {
        case .grantRefused(let code, let description):
            "the venue refused the grant (\(Self.words(code, description))): it was deleted, or its secret was made "
                + "anew. No request can be sent until you create a grant on the venue's API page and run piquant login"
        case .wrongEnvironment(let issuer, let venue):
            "the refresh token was issued by \(issuer), which is not \(venue.rawValue): the two share nothing. Name the "
                + "venue it belongs to, or run piquant login --venue \(venue.rawValue) with a token from there"
        case .clientRefused(let code):
            "the venue does not take the client secret (\(code)). Copy it again from the venue's API page and run "
                + "piquant login; a secret that was made anew ends the grants before it"
        case .tokenUnavailable(let cause, let retryAfter):
            "there is no valid access token and none could be had, so nothing was sent: \(cause.explanation)"
                + (cause.isTransient && retryAfter > .zero ? ". The next attempt is in \(retryAfter)" : "")
        case .unauthorized:
            "the venue refused the access token. An order sent with it was not placed. Try again: the token is renewed "
                + "first; if it goes on, the grant is gone and piquant login helps"
        case .agentRefused:
            "the venue's front proxy refused the request before its API saw it, which it does for a User-Agent that is "
                + "missing or malformed. Nothing was done. A proxy between here and the venue may have changed it"
        case .notPermitted(let code):
            "the venue does not permit it (\(code)): another user's account, a scope the grant does not have, or an "
                + "endpoint that is not for API users. Nothing was done"
        case .notFound(let code): "the venue knows no such thing (\(code)). Check symbol, number and spelling"
        case .refused(let status, let code, let message):
            "the venue refused the request (\(status) \(Self.words(code, message))). Nothing was done; change what it names"
        case .throttled:
            "the venue asks for fewer requests. Wait a little, and prefer streams to asking again and again"
        case .tooManyWaiting(let limit):
            "\(limit) requests wait for their turn already, so this one was not sent. Ask for less at a time"
        case .circuitOpen(let retryAfter):
            "the venue, or this part of it, failed several times in a row and is left alone for \(retryAfter); nothing was sent. Cancels of "
                + "orders still go out"
        case .orderNotPermitted(let venue):
            venue == .paper
                ? "no order is ever sent in the venue paper; nothing was sent. Orders there are filled here"
                : "orders for real money are locked; nothing was sent. Set PIQUANT_ALLOW_PRODUCTION=yes, or "
                    + "allow-production: yes in the configuration, and confirm"
        case .noSuchHost(_, let venue): "the venue \(venue.rawValue) has no backtesting service; nothing was sent"
        case .passwordSessionRetired(let venue):
            "password sessions are over at \(venue.rawValue); nothing was sent. Use an OAuth grant: piquant login"
        case .venueFailed(let status):
            "the venue failed (\(status)). What changes nothing may be tried again; an order's fate must be looked up "
                + "before it is sent again"
        case .unexpectedAnswer(let field):
            "the venue's answer does not have the shape it promises (\(field)). Nothing of it was used; piquant api "
                + "drift shows what differs"
        case .connection(let error):
            "the venue could not be reached or the connection broke (\(error)). Check network and address; an order's "
                + "fate must be looked up before it is sent again"
        }
    }

    private static func words(_ code: String, _ text: String) -> String { text.isEmpty ? code : "\(code): \(text)" }
}
