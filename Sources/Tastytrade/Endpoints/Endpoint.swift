/// One endpoint of the API: its name, what a request to it does, and how its answer is read.
///
/// Every endpoint is one static value of `Endpoints`, so that the client's methods, the coverage table, the drift
/// report and the request budget speak of the same thing.
public struct Endpoint<Value: Sendable>: Sendable {
    /// Verb and path.
    public let name: EndpointName
    /// Which ceiling of the request budget it counts against.
    public let family: RequestFamily
    /// What a request to it does at the venue.
    public let effect: RequestEffect
    /// How long an answer may be given again in place of asking; `nil` for never.
    public let freshFor: Duration?
    /// Which of the venue's hosts answers it.
    public let host: EndpointHost
    /// Who may ask.
    public let access: EndpointAccess

    let read: @Sendable (AnswerReader) throws(TastytradeError) -> Value

    init(
        _ method: RequestMethod, _ path: String, family: RequestFamily = .other, effect: RequestEffect? = nil,
        freshFor: Duration? = nil, host: EndpointHost = .api, access: EndpointAccess = .authorized,
        read: @escaping @Sendable (AnswerReader) throws(TastytradeError) -> Value
    ) {
        name = EndpointName(method, path)
        self.family = family
        self.effect = effect ?? (method == .get ? .read : .change)
        self.freshFor = freshFor
        self.host = host
        self.access = access
        self.read = read
    }

    /// Reads the bytes of an answer, with or without its envelope.
    ///
    /// - Returns: The value, and how the answer differs from what this client knows.
    /// - Throws: `TastytradeError.unexpectedAnswer`.
    func decode(_ body: [UInt8]) throws(TastytradeError) -> (value: Value, page: PageInfo?, drift: [FieldDrift]) {
        let reader = try AnswerReader(body)
        let value = try read(reader)
        return (value, reader.page, reader.log.drift)
    }

    /// The same endpoint without the type of its value.
    ///
    /// What sends, shares and caches requests works with this one: it is there once, not once for each of a hundred
    /// types.
    var untyped: Endpoint<any Sendable> {
        Endpoint<any Sendable>(
            name.method, name.path, family: family, effect: effect, freshFor: freshFor, host: host, access: access
        ) { [read] reader throws(TastytradeError) in try read(reader) }
    }
}

/// Which of the venue's hosts answers.
public enum EndpointHost: Sendable, Hashable {
    /// The host of the session.
    case api
    /// The backtesting service, which has a host of its own and takes the session's access token.
    case backtester
}

/// Who may ask.
public enum EndpointAccess: Sendable, Hashable {
    /// Whoever holds an access token.
    case authorized
    /// Everyone: the request carries no token.
    case open
}

/// What a request does at the venue, and so what may be done when its outcome is in doubt.
public enum RequestEffect: String, Sendable, Hashable {
    /// Changes nothing: may be repeated.
    case read
    /// Judges something without doing it, such as a dry run: may be repeated.
    case judge
    /// Changes something other than an order, such as a watchlist: not repeated by itself.
    case change
    /// Places, replaces or cancels an order: never repeated.
    case order
}

/// A group of endpoints with one ceiling of requests.
public enum RequestFamily: String, Sendable, Hashable, CaseIterable {
    /// `/market-data/by-type`
    case marketData
    /// `/option-chains` and `/futures-option-chains`
    case chains
    /// One share by its symbol.
    case equity
    /// Lists of shares.
    case equities
    /// `/instruments/futures`
    case futures
    /// Products of futures and their options.
    case futureProducts
    /// One option by its symbol.
    case equityOption
    /// One option on a future by its symbol.
    case futureOption
    /// `/accounts/{account_number}/positions`
    case positions
    /// `/accounts/{account_number}/balances`
    case balances
    /// `/accounts/{account_number}/trading-status`
    case tradingStatus
    /// `/customers/me/accounts`
    case accounts
    /// Everything that places, replaces or cancels.
    case orders
    /// Reads of orders, and dry runs: they move nothing, and their ceiling must not hold up what does.
    case orderReads
    /// The token endpoint.
    case token
    /// Everything else.
    case other
}

/// The endpoints of the API, each a static value in the file of its subject.
public enum Endpoints {}
