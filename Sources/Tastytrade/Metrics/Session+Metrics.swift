public import MarketModel

extension Endpoints {
    private static let events = "/market-metrics/historic-corporate-events"

    /// Volatility, liquidity and company figures.
    public static let marketMetrics = Endpoint<[MarketMetrics]>.list(
        .get, "/market-metrics", freshFor: .seconds(86_400))
    /// The dividends of a company.
    public static let dividends = Endpoint<[DividendEvent]>.list(
        .get, events + "/dividends/{symbol}", freshFor: .seconds(86_400))
    /// The earnings of a company.
    public static let earnings = Endpoint<[EarningsEvent]>.list(
        .get, events + "/earnings-reports/{symbol}", freshFor: .seconds(86_400))

    static let metrics: [AnyEndpoint] = [AnyEndpoint(marketMetrics), AnyEndpoint(dividends), AnyEndpoint(earnings)]
}

extension Session {
    /// Volatility, liquidity and company figures of underlyings: `GET /market-metrics`.
    ///
    /// The venue leaves out what it does not know: compare the symbols of the answer with those asked for.
    ///
    /// - Parameter symbols: `AAPL`; a futures product with its slash: `/ES`.
    /// - Throws: `TastytradeError`; `.venueFailed` in the sandbox, which has none.
    public func marketMetrics(_ symbols: [String]) async throws -> Answer<[MarketMetrics]> {
        try await send(
            Endpoints.marketMetrics,
            RequestValues(query: [(name: "symbols", value: symbols.joined(separator: ","))]))
    }

    /// The dividends a company paid: `GET /market-metrics/historic-corporate-events/dividends/{symbol}`.
    ///
    /// - Throws: `TastytradeError`.
    public func dividends(of symbol: String) async throws -> Answer<[DividendEvent]> {
        try await send(Endpoints.dividends, RequestValues(path: ["symbol": symbol]))
    }

    /// The earnings a company reported: `GET /market-metrics/historic-corporate-events/earnings-reports/{symbol}`.
    ///
    /// - Parameter start: From this day on; the venue insists on one.
    /// - Throws: `TastytradeError`.
    public func earnings(
        of symbol: String, from start: TradingDay, to end: TradingDay? = nil
    ) async throws -> Answer<[EarningsEvent]> {
        var query = QueryWriter()
        query.add("start-date", start)
        query.add("end-date", end)
        return try await send(Endpoints.earnings, RequestValues(path: ["symbol": symbol], query: query.parts))
    }
}
