public import MarketModel

extension Endpoints {
    /// Instruments by words.
    public static let instrumentSearch = Endpoint<[InstrumentHit]>.list(
        .get, "/instruments/search", freshFor: .seconds(3600))
    /// Symbols by their beginning or by name.
    public static let symbolSearch = Endpoint<[SymbolHit]>.list(
        .get, "/symbols/search/{text}", freshFor: .seconds(3600))
    /// A token of the venue's search by machine. The venue does not describe it.
    public static let searchToken = Endpoint<OpenObject>.one(.post, "/instruments/ai-search-token")

    static let search: [AnyEndpoint] = [
        AnyEndpoint(instrumentSearch), AnyEndpoint(symbolSearch), AnyEndpoint(searchToken),
    ]
}

/// What to search instruments for.
public struct InstrumentSearch: Sendable, Equatable {
    /// The words.
    public var text: String
    /// Only of this category.
    public var category: String?
    /// Only of this exchange.
    public var exchange: String?
    /// Only of this kind.
    public var type: String?
    /// Only what trades from this day on.
    public var from: TradingDay?
    /// At most so many; 25 when not given.
    public var limit: Int?

    /// Searches for words.
    public init(_ text: String) { self.text = text }

    var parts: [(name: String, value: String)] {
        var query = QueryWriter()
        query.add("query", text)
        query.add("category", category)
        query.add("exchange", exchange)
        query.add("type", type)
        query.add("from-date", from)
        query.add("limit", limit)
        return query.parts
    }
}

extension Session {
    /// Instruments by words: `GET /instruments/search`.
    ///
    /// - Throws: `TastytradeError`.
    public func searchInstruments(_ search: InstrumentSearch) async throws -> Answer<[InstrumentHit]> {
        try await send(Endpoints.instrumentSearch, RequestValues(query: search.parts))
    }

    /// Symbols by their beginning or by name: `GET /symbols/search/{text}`.
    ///
    /// - Throws: `TastytradeError`.
    public func searchSymbols(_ text: String) async throws -> Answer<[SymbolHit]> {
        try await send(Endpoints.symbolSearch, RequestValues(path: ["text": text]))
    }

    /// A token of the venue's search by machine, as the venue sends it: `POST /instruments/ai-search-token`.
    ///
    /// - Throws: `TastytradeError`.
    public func searchToken() async throws -> Answer<OpenObject> {
        try await send(Endpoints.searchToken, RequestValues(body: Array("{}".utf8)))
    }
}
