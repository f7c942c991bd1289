extension Endpoints {
    /// Coins by symbol.
    public static let cryptocurrencies = Endpoint<[Cryptocurrency]>.list(
        .get, "/instruments/cryptocurrencies", freshFor: .seconds(3600))
    /// One coin.
    public static let cryptocurrency = Endpoint<Cryptocurrency>.one(
        .get, "/instruments/cryptocurrencies/{symbol}", freshFor: .seconds(3600))
    /// Warrants by symbol.
    public static let warrants = Endpoint<[Warrant]>.list(.get, "/instruments/warrants", freshFor: .seconds(3600))
    /// One warrant.
    public static let warrant = Endpoint<Warrant>.one(.get, "/instruments/warrants/{symbol}", freshFor: .seconds(3600))
    /// All pairs of currencies.
    public static let currencyPairs = Endpoint<[CurrencyPair]>.list(
        .get, "/instruments/currency-pairs", freshFor: .seconds(86_400))
    /// How many decimals quantities may have.
    public static let quantityPrecisions = Endpoint<[QuantityPrecision]>.list(
        .get, "/instruments/quantity-decimal-precisions", freshFor: .seconds(86_400))

    static let otherInstruments: [AnyEndpoint] = [
        AnyEndpoint(cryptocurrencies), AnyEndpoint(cryptocurrency), AnyEndpoint(warrants), AnyEndpoint(warrant),
        AnyEndpoint(currencyPairs), AnyEndpoint(quantityPrecisions),
    ]
}

extension Session {
    /// Coins: `GET /instruments/cryptocurrencies`.
    ///
    /// - Parameter symbols: Which ones, `BTC/USD`; all when empty.
    /// - Throws: `TastytradeError`.
    public func cryptocurrencies(_ symbols: [String] = []) async throws -> Answer<[Cryptocurrency]> {
        try await send(Endpoints.cryptocurrencies, .symbols(symbols))
    }

    /// One coin: `GET /instruments/cryptocurrencies/{symbol}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func cryptocurrency(_ symbol: String) async throws -> Answer<Cryptocurrency> {
        try await send(Endpoints.cryptocurrency, RequestValues(path: ["symbol": symbol]))
    }

    /// Warrants: `GET /instruments/warrants`.
    ///
    /// - Parameter symbols: Which ones; all when empty.
    /// - Throws: `TastytradeError`.
    public func warrants(_ symbols: [String] = []) async throws -> Answer<[Warrant]> {
        try await send(Endpoints.warrants, .symbols(symbols))
    }

    /// One warrant: `GET /instruments/warrants/{symbol}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func warrant(_ symbol: String) async throws -> Answer<Warrant> {
        try await send(Endpoints.warrant, RequestValues(path: ["symbol": symbol]))
    }

    /// All pairs of currencies: `GET /instruments/currency-pairs`.
    ///
    /// - Throws: `TastytradeError`.
    public func currencyPairs() async throws -> Answer<[CurrencyPair]> { try await send(Endpoints.currencyPairs) }

    /// How many decimals quantities may have: `GET /instruments/quantity-decimal-precisions`.
    ///
    /// - Throws: `TastytradeError`.
    public func quantityPrecisions() async throws -> Answer<[QuantityPrecision]> {
        try await send(Endpoints.quantityPrecisions)
    }
}

extension RequestValues {
    /// The values of a request that lists symbols.
    fileprivate static func symbols(_ symbols: [String]) -> RequestValues {
        var query = QueryWriter()
        query.add(list: "symbol", symbols)
        return RequestValues(query: query.parts)
    }
}
