extension Endpoints {
    /// Futures by symbol or product.
    public static let futures = Endpoint<[FutureInstrument]>.list(
        .get, "/instruments/futures", family: .futures, freshFor: .seconds(3600))
    /// One future.
    public static let future = Endpoint<FutureInstrument>.one(
        .get, "/instruments/futures/{symbol}", family: .futures, freshFor: .seconds(3600))
    /// All products of futures.
    public static let futureProducts = Endpoint<[FutureProduct]>.list(
        .get, "/instruments/future-products", family: .futureProducts, freshFor: .seconds(86_400))
    /// One product.
    public static let futureProduct = Endpoint<FutureProduct>.one(
        .get, "/instruments/future-products/{exchange}/{code}", family: .futureProducts, freshFor: .seconds(86_400))
    /// Spreads of futures. The venue does not describe them.
    public static let futureSpreads = Endpoint<[OpenObject]>.list(
        .get, "/instruments/future-spreads", freshFor: .seconds(3600))

    static let futureEndpoints: [AnyEndpoint] = [
        AnyEndpoint(futures), AnyEndpoint(future), AnyEndpoint(futureProducts), AnyEndpoint(futureProduct),
        AnyEndpoint(futureSpreads),
    ]
}

/// Which futures to ask for; all that trade when nothing is said.
public struct FutureQuery: Sendable, Equatable {
    /// Only these contracts, `/ESZ6`; the products are ignored then.
    public var symbols: [String] = []
    /// Only of these products, `ES`.
    public var productCodes: [String] = []
    /// Only of this exchange.
    public var exchange: String?
    /// Whether only those that trade are listed; so when not said, *inferred*.
    public var isOnlyActive: Bool?
    /// Only with these numbers of the exchange.
    public var securityIDs: [String] = []

    /// Asks for all that trade.
    public init() {}

    var parts: QueryWriter {
        var query = QueryWriter()
        query.add(list: "symbol", symbols)
        query.add(list: "product-code", productCodes)
        query.add("exchange", exchange)
        query.add("only-active-futures", isOnlyActive)
        query.add(list: "security-id", securityIDs)
        return query
    }
}

extension Session {
    /// Futures by symbol or product, one page: `GET /instruments/futures`.
    ///
    /// - Throws: `TastytradeError`.
    public func futures(_ futures: FutureQuery, page: PageRequest = .first) async throws -> Answer<[FutureInstrument]> {
        var query = futures.parts
        page.write(to: &query)
        return try await send(Endpoints.futures, RequestValues(query: query.parts))
    }

    /// Lists the futures contracts of these products, such as `ES`: `GET /instruments/futures`.
    ///
    /// - Returns: The contracts, and how many records could not be read.
    public func futures(productCodes: [String]) async throws -> (contracts: [FutureInstrument], unreadable: Int) {
        var query = FutureQuery()
        query.productCodes = productCodes
        let answer = try await futures(query)
        return (answer.value, answer.lostRecords)
    }

    /// The futures contract with this symbol, `/ESZ6`; `nil` when the venue has none such.
    public func future(_ symbol: String) async throws -> FutureInstrument? {
        do {
            return try await send(Endpoints.future, RequestValues(path: ["symbol": symbol.withoutSlash])).value
        } catch TastytradeError.notFound {
            return nil
        }
    }

    /// All products of futures: `GET /instruments/future-products`, one page.
    ///
    /// - Throws: `TastytradeError`.
    public func futureProducts(page: PageRequest = .first) async throws -> Answer<[FutureProduct]> {
        var query = QueryWriter()
        page.write(to: &query)
        return try await send(Endpoints.futureProducts, RequestValues(query: query.parts))
    }

    /// One product of futures: `GET /instruments/future-products/{exchange}/{code}`.
    ///
    /// - Parameters:
    ///   - exchange: `CME`, `CFE`, `CBOED` or `SMALLS`.
    ///   - code: `ES`.
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func futureProduct(_ code: String, on exchange: String) async throws -> Answer<FutureProduct> {
        try await send(Endpoints.futureProduct, RequestValues(path: ["exchange": exchange, "code": code.withoutSlash]))
    }

    /// Spreads of futures, as the venue sends them: `GET /instruments/future-spreads`.
    ///
    /// - Throws: `TastytradeError`; `.notPermitted` in the sandbox.
    public func futureSpreads() async throws -> Answer<[OpenObject]> { try await send(Endpoints.futureSpreads) }
}

extension Answer {
    /// How many whole records could not be read and were left out.
    public var lostRecords: Int {
        drift.reduce(0) { sum, drift in
            if case .unreadable = drift.kind { sum + drift.count } else { sum + drift.lostRecords }
        }
    }
}
