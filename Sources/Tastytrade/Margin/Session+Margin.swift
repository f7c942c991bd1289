public import MarketModel

extension Endpoints {
    /// What an account's positions require.
    public static let marginReport = Endpoint<MarginReport>.one(.get, "/margin/accounts/{account_number}/requirements")
    /// What an order would do to the requirement. The dry run of the order itself tells more.
    public static let marginDryRun = Endpoint<MarginDryRun>.one(
        .post, "/margin/accounts/{account_number}/dry-run", effect: .judge)
    /// The margin rates of an underlying in an account.
    public static let effectiveMarginRates = Endpoint<EffectiveMarginRates>.one(
        .get, "/accounts/{account_number}/margin-requirements/{underlying}/effective", freshFor: .seconds(300))
    /// What the venue's margin tells everyone, without a token.
    public static let marginConfiguration = Endpoint<MarginConfiguration>.one(
        .get, "/margin-requirements-public-configuration", freshFor: .seconds(86_400), access: .open)
    /// Rows of an exchange's file of risk parameters.
    public static let spanRows = Endpoint<[SpanRow]>.list(.get, "/span/rows", freshFor: .seconds(86_400))

    static let margin: [AnyEndpoint] = [
        AnyEndpoint(marginReport), AnyEndpoint(marginDryRun), AnyEndpoint(effectiveMarginRates),
        AnyEndpoint(marginConfiguration), AnyEndpoint(spanRows),
    ]
}

extension Session {
    /// What an account's positions require: `GET /margin/accounts/{account_number}/requirements`.
    ///
    /// - Throws: `TastytradeError`.
    public func marginReport(of account: String) async throws -> Answer<MarginReport> {
        try await send(Endpoints.marginReport, .account(account))
    }

    /// What an order would do to the requirement: `POST /margin/accounts/{account_number}/dry-run`. Nothing is placed.
    ///
    /// - Parameter order: The order as JSON, with `account-number` and `underlying-symbol` beside its own fields.
    /// - Throws: `TastytradeError`.
    public func marginDryRun(of account: String, order: [UInt8]) async throws -> Answer<MarginDryRun> {
        try await send(Endpoints.marginDryRun, .account(account, body: order))
    }

    /// The margin rates of an underlying in an account:
    /// `GET /accounts/{account_number}/margin-requirements/{underlying}/effective`.
    ///
    /// - Throws: `TastytradeError`.
    public func effectiveMarginRates(
        of underlying: String, in account: String
    ) async throws -> Answer<EffectiveMarginRates> {
        try await send(Endpoints.effectiveMarginRates, .account(account, ["underlying": underlying]))
    }

    /// What the venue's margin tells everyone: `GET /margin-requirements-public-configuration`. Needs no token.
    ///
    /// - Throws: `TastytradeError`.
    public func marginConfiguration() async throws -> Answer<MarginConfiguration> {
        try await send(Endpoints.marginConfiguration)
    }

    /// Rows of an exchange's file of risk parameters: `GET /span/rows`.
    ///
    /// - Parameters:
    ///   - exchange: `CME` or `CFE`.
    ///   - page: Which page; a page holds at most 50,000 rows.
    /// - Throws: `TastytradeError`.
    public func spanRows(
        of exchange: String, on day: TradingDay, page: PageRequest = .first
    ) async throws -> Answer<[SpanRow]> {
        var query = QueryWriter()
        query.add("date", day)
        query.add("exchange", exchange)
        page.write(to: &query)
        return try await send(Endpoints.spanRows, RequestValues(query: query.parts))
    }
}
