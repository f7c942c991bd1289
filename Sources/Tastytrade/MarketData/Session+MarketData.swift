extension Endpoints {
    /// The markets of up to a hundred instruments.
    public static let marketData = Endpoint<[MarketSnapshot]>.list(
        .get, "/market-data/by-type", family: .marketData, freshFor: .seconds(60))
    /// The market of one instrument.
    public static let marketSnapshot = Endpoint<MarketSnapshot>.one(
        .get, "/market-data/{instrument_type}/{symbol}", family: .marketData, freshFor: .seconds(60))

    static let marketDataEndpoints: [AnyEndpoint] = [AnyEndpoint(marketData), AnyEndpoint(marketSnapshot)]
}

/// The instruments whose markets are asked for, by kind and in the venue's symbols.
public struct MarketDataSymbols: Sendable, Equatable {
    /// A kind of instrument, as this request names it.
    enum Kind: String, CaseIterable {
        case index
        case equity
        case equityOption = "equity-option"
        case future
        case futureOption = "future-option"
        case cryptocurrency
    }

    /// The most instruments the venue takes in one request.
    public static let maximumInRequest = 100

    /// Indexes: `SPX`, without a `$`.
    public var indexes: [String]
    /// Shares and funds: `AAPL`, `BRK/B`.
    public var equities: [String]
    /// Options on shares: `SPY   261218P00660000`.
    public var equityOptions: [String]
    /// Futures: `/ESZ6`.
    public var futures: [String]
    /// Options on futures: `./ESZ6 EW4X6 261127P5800`.
    public var futureOptions: [String]
    /// Coins: `BTC/USD`.
    public var cryptocurrencies: [String]

    /// Names the instruments.
    public init(
        indexes: [String] = [], equities: [String] = [], equityOptions: [String] = [], futures: [String] = [],
        futureOptions: [String] = [], cryptocurrencies: [String] = []
    ) {
        self.indexes = indexes
        self.equities = equities
        self.equityOptions = equityOptions
        self.futures = futures
        self.futureOptions = futureOptions
        self.cryptocurrencies = cryptocurrencies
    }

    /// Every instrument once, by kind and in the given order. A comma parts symbols on the wire, so that a symbol with
    /// one cannot be asked for.
    var all: [(kind: Kind, symbol: String)] {
        Kind.allCases.flatMap { kind in
            var seen: Set<String> = []
            return self[kind].filter { !$0.isEmpty && !$0.contains(",") && seen.insert($0).inserted }.map { (kind, $0) }
        }
    }

    /// The queries, each of at most a hundred instruments, one part for each kind with its symbols joined by commas.
    var queries: [[(name: String, value: String)]] {
        let all = all
        return stride(from: 0, to: all.count, by: Self.maximumInRequest).map { start in
            let batch = all[start..<min(start + Self.maximumInRequest, all.count)]
            return Kind.allCases.compactMap { kind in
                let symbols = batch.filter { $0.kind == kind }.map(\.symbol)
                return symbols.isEmpty ? nil : (kind.rawValue, symbols.joined(separator: ","))
            }
        }
    }

    private subscript(kind: Kind) -> [String] {
        switch kind {
        case .index: indexes
        case .equity: equities
        case .equityOption: equityOptions
        case .future: futures
        case .futureOption: futureOptions
        case .cryptocurrency: cryptocurrencies
        }
    }
}

/// The markets of many instruments.
public struct MarketDataBatch: Sendable {
    /// The markets, in the venue's order.
    public let snapshots: [MarketSnapshot]
    /// The symbols that were asked for and are not among the answers: the venue leaves out what it does not know.
    public let absent: [String]
    /// How the answers differ from what this client knows.
    public let drift: [FieldDrift]
}

extension Session {
    /// The markets of any number of instruments: `GET /market-data/by-type`, a hundred a request.
    ///
    /// Of a first request that succeeded and a second that failed nothing is given: ask again, the first is cached.
    ///
    /// - Throws: `TastytradeError`; `.venueFailed` in the sandbox, which has no market data.
    public func marketData(_ symbols: MarketDataSymbols) async throws -> MarketDataBatch {
        var snapshots: [MarketSnapshot] = []
        var drift: [FieldDrift] = []
        for query in symbols.queries {
            let answer = try await send(Endpoints.marketData, RequestValues(query: query))
            snapshots += answer.value
            drift += answer.drift
        }
        let answered = Set(snapshots.map(\.symbol))
        let asked =
            symbols.indexes + symbols.equities + symbols.equityOptions + symbols.futures + symbols.futureOptions
            + symbols.cryptocurrencies
        var told: Set<String> = []
        let absent = asked.filter { !answered.contains($0) && told.insert($0).inserted }
        return MarketDataBatch(snapshots: snapshots, absent: absent, drift: drift)
    }

    /// The market of one instrument: `GET /market-data/{instrument_type}/{symbol}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func marketSnapshot(of symbol: String, _ type: InstrumentType) async throws -> Answer<MarketSnapshot> {
        try await send(
            Endpoints.marketSnapshot, RequestValues(path: ["instrument_type": type.rawValue, "symbol": symbol]))
    }
}
