extension Endpoints {
    /// The options on a share, a fund or an index, nested by expiration and strike.
    public static let nestedChains = Endpoint<NestedChains>(
        .get, "/option-chains/{symbol}/nested", family: .chains, freshFor: .seconds(300)
    ) { answer throws(TastytradeError) in
        var unreadable: [UnreadableRecord] = []
        var places = PlaceCounter()
        let list = try answer.many(DecodedChain.self) { place, fault in
            unreadable.append(UnreadableRecord(path: "items[\(place)]", reason: fault.reason))
            places.skip(place)
        }
        return NestedChains(list, futures: [], named: "items", unreadable: unreadable, &places)
    }

    /// The options on a futures product, nested by expiration and strike.
    public static let nestedFutureChains = Endpoint<NestedChains>(
        .get, "/futures-option-chains/{product_code}/nested", family: .chains, freshFor: .seconds(300)
    ) { answer throws(TastytradeError) in try answer.one(DecodedFutureChains.self).chains }

    /// The options on a share, a fund or an index, every field of every contract.
    public static let optionChain = Endpoint<[EquityOption]>.list(
        .get, "/option-chains/{symbol}", family: .chains, freshFor: .seconds(300))

    /// The options on a share, a fund or an index as lists of symbols.
    public static let compactChains = Endpoint<[CompactChain]>.list(
        .get, "/option-chains/{symbol}/compact", family: .chains, freshFor: .seconds(300))

    /// The options on a futures product, every field of every contract: tens of megabytes for the largest.
    public static let futureOptionChain = Endpoint<[FutureOption]>.list(
        .get, "/futures-option-chains/{product_code}", family: .chains, freshFor: .seconds(300))

    static let chains: [AnyEndpoint] = [
        AnyEndpoint(optionChain), AnyEndpoint(nestedChains), AnyEndpoint(compactChains),
        AnyEndpoint(futureOptionChain), AnyEndpoint(nestedFutureChains),
    ]
}

extension Session {
    /// The options on a stock, fund or index: `GET /option-chains/{symbol}/nested`. SPX has two chains, one for the AM
    /// root and one for the PM root.
    ///
    /// - Parameter underlying: `SPY`, `BRK/B`, `SPX`.
    /// - Returns: The chains; none when the venue knows the symbol but lists no options. Bad records are left out and
    ///   told.
    /// - Throws: `TastytradeError`; `.notFound` for a symbol the venue does not know.
    public func nestedChains(of underlying: String) async throws -> NestedChains {
        try await NestedChains(send(Endpoints.nestedChains, RequestValues(path: ["symbol": underlying])))
    }

    /// The options on a futures product: `GET /futures-option-chains/{product}/nested`.
    ///
    /// - Parameter product: `ES`, with or without its slash.
    /// - Throws: `TastytradeError`; `.notFound` for a product the venue does not know.
    public func nestedFutureChains(of product: String) async throws -> NestedChains {
        try await NestedChains(
            send(Endpoints.nestedFutureChains, RequestValues(path: ["product_code": product.withoutSlash])))
    }

    /// Every option on a share, a fund or an index with all its fields: `GET /option-chains/{symbol}`. The nested form
    /// is a tenth as large.
    ///
    /// - Throws: `TastytradeError`; `.notFound` for a symbol the venue does not know.
    public func optionChain(of underlying: String) async throws -> Answer<[EquityOption]> {
        try await send(Endpoints.optionChain, RequestValues(path: ["symbol": underlying]))
    }

    /// The options on a share, a fund or an index as lists of symbols: `GET /option-chains/{symbol}/compact`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` for a symbol the venue does not know.
    public func compactChains(of underlying: String) async throws -> Answer<[CompactChain]> {
        try await send(Endpoints.compactChains, RequestValues(path: ["symbol": underlying]))
    }

    /// Every option on a futures product with all its fields: `GET /futures-option-chains/{product}`. 37 megabytes for
    /// `ES`; the nested form is a tenth as large.
    ///
    /// - Parameter product: `ES`, with or without its slash.
    /// - Throws: `TastytradeError`; `.notFound` for a product the venue does not know.
    public func futureOptionChain(of product: String) async throws -> Answer<[FutureOption]> {
        try await send(Endpoints.futureOptionChain, RequestValues(path: ["product_code": product.withoutSlash]))
    }
}

extension NestedChains {
    /// The chains of an answer. What was lost of a field, not of a whole record, is told among the unreadable.
    init(_ answer: Answer<NestedChains>) {
        let fields = answer.losses.filter { loss in
            if case .retyped = loss.kind { loss.lostRecords == 0 } else { false }
        }
        self.init(
            chains: answer.value.chains, futures: answer.value.futures,
            unreadable: answer.value.unreadable
                + fields.map { UnreadableRecord(path: $0.path, reason: $0.description) })
    }
}

extension String {
    /// A product's code: `ES` for `/ES`.
    var withoutSlash: String { hasPrefix("/") ? String(dropFirst()) : self }
}
