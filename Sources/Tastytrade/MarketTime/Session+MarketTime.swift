public import MarketModel

extension Endpoints {
    private static let equityTime = "/market-time/equities"
    private static let futureTime = "/market-time/futures"

    /// The sessions of a stretch of days.
    public static let marketSessions = Endpoint<[MarketSession]>.list(
        .get, "/market-time/sessions", freshFor: .seconds(3600))
    /// The sessions of now, of several markets.
    public static let currentSessions = Endpoint<[CurrentMarketSession]>.list(.get, "/market-time/sessions/current")
    /// The session of now for shares.
    public static let currentEquitySession = Endpoint<CurrentMarketSession>.one(.get, equityTime + "/sessions/current")
    /// The next session for shares.
    public static let nextEquitySession = Endpoint<MarketSession>.one(.get, equityTime + "/sessions/next")
    /// The session before for shares.
    public static let previousEquitySession = Endpoint<MarketSession>.one(.get, equityTime + "/sessions/previous")
    /// The holidays for shares.
    public static let equityHolidays = Endpoint<MarketCalendar>.one(
        .get, equityTime + "/holidays", freshFor: .seconds(86_400))
    /// The sessions of now for futures, one for each exchange.
    public static let currentFutureSessions = Endpoint<[CurrentMarketSession]>.list(
        .get, futureTime + "/sessions/current")
    /// The session of now for the futures of an exchange.
    public static let currentFutureSession = Endpoint<CurrentMarketSession>.one(
        .get, futureTime + "/sessions/current/{exchange}")
    /// The next session for the futures of an exchange.
    public static let nextFutureSession = Endpoint<MarketSession>.one(.get, futureTime + "/sessions/next/{exchange}")
    /// The session before for the futures of an exchange.
    public static let previousFutureSession = Endpoint<MarketSession>.one(
        .get, futureTime + "/sessions/previous/{exchange}")
    /// The holidays for the futures of an exchange.
    public static let futureHolidays = Endpoint<MarketCalendar>.one(
        .get, futureTime + "/holidays/{exchange}", freshFor: .seconds(86_400))

    static let marketTime: [AnyEndpoint] = [
        AnyEndpoint(marketSessions), AnyEndpoint(currentSessions), AnyEndpoint(currentEquitySession),
        AnyEndpoint(nextEquitySession), AnyEndpoint(previousEquitySession), AnyEndpoint(equityHolidays),
        AnyEndpoint(currentFutureSessions), AnyEndpoint(currentFutureSession), AnyEndpoint(nextFutureSession),
        AnyEndpoint(previousFutureSession), AnyEndpoint(futureHolidays),
    ]
}

/// Which market's hours are asked for.
public enum MarketHours: Sendable, Equatable {
    /// Shares and their options.
    case equities
    /// The futures of an exchange: `CME` or `CFE`.
    case futures(exchange: String)
}

extension Session {
    /// The sessions of a stretch of at most nine months: `GET /market-time/sessions`.
    ///
    /// - Parameters:
    ///   - start: The first day; today at the venue when not given.
    ///   - end: The last day.
    ///   - collection: Whose hours: `Equity` when not given, `CME`, `CFE`.
    /// - Throws: `TastytradeError`.
    public func marketSessions(
        from start: TradingDay? = nil, to end: TradingDay, of collection: String? = nil
    ) async throws -> Answer<[MarketSession]> {
        var query = QueryWriter()
        query.add("from-date", start)
        query.add("to-date", end)
        query.add("instrument-collection", collection)
        return try await send(Endpoints.marketSessions, RequestValues(query: query.parts))
    }

    /// The sessions of now of several markets: `GET /market-time/sessions/current`.
    ///
    /// An open market does not prove that orders are taken.
    ///
    /// - Parameter collections: Whose hours: `Equity`, `CME`, `CFE`.
    /// - Throws: `TastytradeError`.
    public func currentSessions(of collections: [String]) async throws -> Answer<[CurrentMarketSession]> {
        var query = QueryWriter()
        query.add(list: "instrument-collections", collections)
        return try await send(Endpoints.currentSessions, RequestValues(query: query.parts))
    }

    /// The session of now of one market: `GET /market-time/equities/sessions/current`, or of futures
    /// `GET /market-time/futures/sessions/current/{exchange}`.
    ///
    /// - Parameter moment: The moment asked about; for shares only, now when not given.
    /// - Throws: `TastytradeError`.
    public func currentSession(
        of market: MarketHours, at moment: Timestamp? = nil
    ) async throws -> Answer<CurrentMarketSession> {
        switch market {
        case .equities:
            var query = QueryWriter()
            query.add("current-time", moment)
            return try await send(Endpoints.currentEquitySession, RequestValues(query: query.parts))
        case .futures(let exchange):
            return try await send(Endpoints.currentFutureSession, RequestValues(path: ["exchange": exchange]))
        }
    }

    /// The sessions of now for futures, one for each exchange: `GET /market-time/futures/sessions/current`.
    ///
    /// - Throws: `TastytradeError`.
    public func currentFutureSessions() async throws -> Answer<[CurrentMarketSession]> {
        try await send(Endpoints.currentFutureSessions)
    }

    /// The session after a day: `…/sessions/next`.
    ///
    /// - Parameter day: The day; today at the venue when not given.
    /// - Throws: `TastytradeError`.
    public func nextSession(of market: MarketHours, after day: TradingDay? = nil) async throws -> Answer<MarketSession>
    {
        try await session(market, day, Endpoints.nextEquitySession, Endpoints.nextFutureSession)
    }

    /// The session before a day: `…/sessions/previous`.
    ///
    /// - Parameter day: The day; today at the venue when not given.
    /// - Throws: `TastytradeError`.
    public func previousSession(
        of market: MarketHours, before day: TradingDay? = nil
    ) async throws -> Answer<MarketSession> {
        try await session(market, day, Endpoints.previousEquitySession, Endpoints.previousFutureSession)
    }

    private func session(
        _ market: MarketHours, _ day: TradingDay?, _ equities: Endpoint<MarketSession>,
        _ futures: Endpoint<MarketSession>
    ) async throws -> Answer<MarketSession> {
        var query = QueryWriter()
        query.add("date", day)
        return switch market {
        case .equities: try await send(equities, RequestValues(query: query.parts))
        case .futures(let exchange):
            try await send(futures, RequestValues(path: ["exchange": exchange], query: query.parts))
        }
    }

    /// The days without trading and those that close early: `…/holidays`.
    ///
    /// - Throws: `TastytradeError`.
    public func marketCalendar(of market: MarketHours) async throws -> Answer<MarketCalendar> {
        switch market {
        case .equities: try await send(Endpoints.equityHolidays)
        case .futures(let exchange):
            try await send(Endpoints.futureHolidays, RequestValues(path: ["exchange": exchange]))
        }
    }
}
