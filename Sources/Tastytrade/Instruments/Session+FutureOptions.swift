extension Endpoints {
    /// Options on futures by symbol.
    public static let futureOptions = Endpoint<[FutureOption]>.list(
        .get, "/instruments/future-options", family: .futureOption, freshFor: .seconds(3600))
    /// One option on a future.
    public static let futureOption = Endpoint<FutureOption>.one(
        .get, "/instruments/future-options/{symbol}", family: .futureOption, freshFor: .seconds(3600))
    /// All products of options on futures.
    public static let futureOptionProducts = Endpoint<[FutureOptionProduct]>.list(
        .get, "/instruments/future-option-products", family: .futureProducts, freshFor: .seconds(86_400))
    /// One of them by exchange and root.
    public static let futureOptionProductOfExchange = Endpoint<FutureOptionProduct>.one(
        .get, "/instruments/future-option-products/{exchange}/{root_symbol}", family: .futureProducts,
        freshFor: .seconds(86_400))
    /// One of them by root.
    public static let futureOptionProduct = Endpoint<FutureOptionProduct>.one(
        .get, "/instruments/future-option-products/{root_symbol}", family: .futureProducts,
        freshFor: .seconds(86_400))

    static let futureOptionEndpoints: [AnyEndpoint] = [
        AnyEndpoint(futureOptions), AnyEndpoint(futureOption), AnyEndpoint(futureOptionProducts),
        AnyEndpoint(futureOptionProductOfExchange), AnyEndpoint(futureOptionProduct),
    ]
}

extension Session {
    /// Options on futures: `GET /instruments/future-options`, one page.
    ///
    /// - Parameters:
    ///   - symbols: The venue's symbols: `./ESZ6 EW4X6 261127P5800`.
    ///   - optionRoot: Only of this root, `EW4`.
    /// - Throws: `TastytradeError`.
    public func futureOptions(
        _ symbols: [String] = [], optionRoot: String? = nil, page: PageRequest = .first
    ) async throws -> Answer<[FutureOption]> {
        var query = QueryWriter()
        query.add(list: "symbol", symbols)
        query.add("option-root-symbol", optionRoot)
        page.write(to: &query)
        return try await send(Endpoints.futureOptions, RequestValues(query: query.parts))
    }

    /// One option on a future: `GET /instruments/future-options/{symbol}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func futureOption(_ symbol: String) async throws -> Answer<FutureOption> {
        try await send(Endpoints.futureOption, RequestValues(path: ["symbol": symbol]))
    }

    /// All products of options on futures: `GET /instruments/future-option-products`, one page.
    ///
    /// - Throws: `TastytradeError`.
    public func futureOptionProducts(page: PageRequest = .first) async throws -> Answer<[FutureOptionProduct]> {
        var query = QueryWriter()
        page.write(to: &query)
        return try await send(Endpoints.futureOptionProducts, RequestValues(query: query.parts))
    }

    /// One product of options on futures: `GET /instruments/future-option-products/{root_symbol}`, with the exchange
    /// before the root when it is given.
    ///
    /// - Parameters:
    ///   - root: `EW4`.
    ///   - exchange: `CME`.
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func futureOptionProduct(
        _ root: String, on exchange: String? = nil
    ) async throws -> Answer<FutureOptionProduct> {
        guard let exchange else {
            return try await send(Endpoints.futureOptionProduct, RequestValues(path: ["root_symbol": root]))
        }
        return try await send(
            Endpoints.futureOptionProductOfExchange,
            RequestValues(path: ["exchange": exchange, "root_symbol": root]))
    }
}
