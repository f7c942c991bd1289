extension Endpoints {
    /// Shares, funds and indexes by symbol or filter.
    public static let equities = Endpoint<[Equity]>.list(
        .get, "/instruments/equities", family: .equities, freshFor: .seconds(3600))
    /// All shares and funds that trade, page by page.
    public static let activeEquities = Endpoint<[Equity]>.list(
        .get, "/instruments/equities/active", family: .equities, freshFor: .seconds(3600))
    /// One share, fund or index.
    public static let equity = Endpoint<Equity>.one(
        .get, "/instruments/equities/{symbol}", family: .equity, freshFor: .seconds(3600))
    /// What options on shares deliver. The venue describes it only inside chains; *inferred* to be the same here.
    public static let equityDeliverables = Endpoint<[EquityDeliverable]>.list(
        .get, "/instruments/equity-deliverables", freshFor: .seconds(3600))
    /// Options on shares by symbol.
    public static let equityOptions = Endpoint<[EquityOption]>.list(
        .get, "/instruments/equity-options", family: .equityOption, freshFor: .seconds(3600))
    /// One option on a share.
    public static let equityOption = Endpoint<EquityOption>.one(
        .get, "/instruments/equity-options/{symbol}", family: .equityOption, freshFor: .seconds(3600))

    static let equityEndpoints: [AnyEndpoint] = [
        AnyEndpoint(equities), AnyEndpoint(activeEquities), AnyEndpoint(equity), AnyEndpoint(equityDeliverables),
        AnyEndpoint(equityOptions), AnyEndpoint(equityOption),
    ]
}

extension Session {
    /// Shares, funds and indexes: `GET /instruments/equities`, one page.
    ///
    /// - Parameters:
    ///   - symbols: Which ones; all when empty.
    ///   - lendability: Only those that can be borrowed so.
    ///   - isIndex: Only indexes, or none.
    ///   - isETF: Only funds, or none.
    /// - Throws: `TastytradeError`.
    public func equities(
        _ symbols: [String] = [], lendability: Lendability? = nil, isIndex: Bool? = nil, isETF: Bool? = nil,
        page: PageRequest = .first
    ) async throws -> Answer<[Equity]> {
        var query = QueryWriter()
        query.add(list: "symbol", symbols)
        query.add("lendability", lendability)
        query.add("is-index", isIndex)
        query.add("is-etf", isETF)
        page.write(to: &query)
        return try await send(Endpoints.equities, RequestValues(query: query.parts))
    }

    /// The shares and funds that trade: `GET /instruments/equities/active`, one page. `pages(of:)` walks them all.
    ///
    /// - Throws: `TastytradeError`.
    public func activeEquities(
        lendability: Lendability? = nil, page: PageRequest = .first
    ) async throws -> Answer<[Equity]> {
        var query = QueryWriter()
        query.add("lendability", lendability)
        page.write(to: &query)
        return try await send(Endpoints.activeEquities, RequestValues(query: query.parts))
    }

    /// One share, fund or index: `GET /instruments/equities/{symbol}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func equity(_ symbol: String) async throws -> Answer<Equity> {
        try await send(Endpoints.equity, RequestValues(path: ["symbol": symbol]))
    }

    /// Whether the venue lists a share, fund or index with this symbol: `GET /instruments/equities/{symbol}`.
    public func listsEquity(_ symbol: String) async throws -> Bool {
        do {
            _ = try await equity(symbol)
            return true
        } catch TastytradeError.notFound {
            return false
        }
    }

    /// What the options of a root deliver: `GET /instruments/equity-deliverables`.
    ///
    /// - Throws: `TastytradeError`; `.notPermitted` in the sandbox.
    public func equityDeliverables(rootSymbols: [String] = []) async throws -> Answer<[EquityDeliverable]> {
        var query = QueryWriter()
        query.add(list: "root-symbol", rootSymbols)
        return try await send(Endpoints.equityDeliverables, RequestValues(query: query.parts))
    }

    /// Options on shares: `GET /instruments/equity-options`.
    ///
    /// - Parameters:
    ///   - symbols: The venue's symbols of 21 letters.
    ///   - isActive: Only those that trade, or those that do not.
    ///   - includesExpired: Whether expired ones are listed too.
    /// - Throws: `TastytradeError`; `.notPermitted` in the sandbox.
    public func equityOptions(
        _ symbols: [String], isActive: Bool? = nil, includesExpired: Bool? = nil
    ) async throws -> Answer<[EquityOption]> {
        var query = QueryWriter()
        query.add(list: "symbol", symbols)
        query.add("active", isActive)
        query.add("with-expired", includesExpired)
        return try await send(Endpoints.equityOptions, RequestValues(query: query.parts))
    }

    /// One option on a share: `GET /instruments/equity-options/{symbol}`.
    ///
    /// - Parameter symbol: The venue's symbol of 21 letters.
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func equityOption(_ symbol: String, isActive: Bool? = nil) async throws -> Answer<EquityOption> {
        var query = QueryWriter()
        query.add("active", isActive)
        return try await send(Endpoints.equityOption, RequestValues(path: ["symbol": symbol], query: query.parts))
    }
}
