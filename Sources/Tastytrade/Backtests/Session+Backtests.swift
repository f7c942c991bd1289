import JSON

extension Endpoints {
    /// Starts a backtest.
    public static let startBacktest = Endpoint<Backtest>.one(.post, "/backtests", host: .backtester)
    /// The identifiers of the user's backtests.
    public static let backtestIDs = Endpoint<[String]>(.get, "/backtests", host: .backtester) {
        answer throws(TastytradeError) in try answer.texts()
    }
    /// One backtest.
    public static let backtest = Endpoint<Backtest>.one(.get, "/backtests/{id}", host: .backtester)
    /// What a backtest logged. The venue does not describe it.
    public static let backtestLogs = Endpoint<VerbatimJSON>(.get, "/backtests/{id}/logs", host: .backtester) {
        answer throws(TastytradeError) in VerbatimJSON(answer.content)
    }
    /// Ends a backtest.
    public static let cancelBacktest = Endpoint<NoContent>.done(.post, "/backtests/{id}/cancel", host: .backtester)
    /// From when to when underlyings can be tested.
    public static let backtestRanges = Endpoint<[BacktestRange]>.list(
        .get, "/available-dates", freshFor: .seconds(86_400), host: .backtester)
    /// The price of a trade over time.
    public static let simulateTrade = Endpoint<[SimulatedTradePoint]>.list(
        .post, "/simulate-trade", effect: .judge, host: .backtester)

    static let backtests: [AnyEndpoint] = [
        AnyEndpoint(startBacktest), AnyEndpoint(backtestIDs), AnyEndpoint(backtest), AnyEndpoint(backtestLogs),
        AnyEndpoint(cancelBacktest), AnyEndpoint(backtestRanges), AnyEndpoint(simulateTrade),
    ]
}

extension Session {
    /// Starts a backtest at the venue's service: `POST /backtests`. Ask for it by its identifier until it is completed.
    ///
    /// - Throws: `TastytradeError`.
    public func startBacktest(_ request: BacktestRequest) async throws -> Answer<Backtest> {
        try await send(Endpoints.startBacktest, RequestValues(body: request.body))
    }

    /// The identifiers of the user's backtests: `GET /backtests`.
    ///
    /// - Throws: `TastytradeError`.
    public func backtestIDs() async throws -> Answer<[String]> { try await send(Endpoints.backtestIDs) }

    /// One backtest: `GET /backtests/{id}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func backtest(_ id: String) async throws -> Answer<Backtest> {
        try await send(Endpoints.backtest, RequestValues(path: ["id": id]))
    }

    /// What a backtest logged, as the service sends it: `GET /backtests/{id}/logs`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func backtestLogs(_ id: String) async throws -> Answer<VerbatimJSON> {
        try await send(Endpoints.backtestLogs, RequestValues(path: ["id": id]))
    }

    /// Ends a backtest: `POST /backtests/{id}/cancel`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func cancelBacktest(_ id: String) async throws {
        _ = try await send(Endpoints.cancelBacktest, RequestValues(path: ["id": id]))
    }

    /// From when to when underlyings can be tested: `GET /available-dates`.
    ///
    /// - Throws: `TastytradeError`.
    public func backtestRanges() async throws -> Answer<[BacktestRange]> { try await send(Endpoints.backtestRanges) }

    /// The price of a trade over time: `POST /simulate-trade`.
    ///
    /// - Parameter trade: The trade as JSON; the venue does not describe this request.
    /// - Throws: `TastytradeError`.
    public func simulateTrade(_ trade: [UInt8]) async throws -> Answer<[SimulatedTradePoint]> {
        try await send(Endpoints.simulateTrade, RequestValues(body: trade))
    }
}
