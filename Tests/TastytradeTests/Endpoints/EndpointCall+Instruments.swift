import MarketModel

@testable import Tastytrade

extension EndpointCall {
    static let instruments: [EndpointCall] = [
        .init(
            "GET /instruments/equities", "/instruments/equities",
            query: [
                "symbol[]=AAPL", "symbol[]=BRK/B", "lendability=Easy To Borrow", "is-index=false", "is-etf=true",
            ]
        ) {
            try await $0.equities(["AAPL", "BRK/B"], lendability: .easyToBorrow, isIndex: false, isETF: true).drift
        },
        .init("GET /instruments/equities/active", "/instruments/equities/active", query: ["page-offset=3"]) {
            try await $0.activeEquities(page: PageRequest(offset: 3)).drift
        },
        .init("GET /instruments/equities/{symbol}", "/instruments/equities/BRK/B") {
            try await $0.equity("BRK/B").drift
        },
        .init("GET /instruments/equities/{symbol}", "/instruments/equities/SPX") {
            try await $0.listsEquity("SPX") ? [] : [FieldDrift(path: "", kind: .missing, count: 1, records: 1)]
        },
        .init(
            "GET /instruments/equity-deliverables", "/instruments/equity-deliverables", query: ["root-symbol[]=AAPL1"]
        ) { try await $0.equityDeliverables(rootSymbols: ["AAPL1"]).drift },
        .init(
            "GET /instruments/equity-options", "/instruments/equity-options",
            query: ["symbol[]=SPY   261218P00660000", "active=true", "with-expired=false"]
        ) { try await $0.equityOptions(["SPY   261218P00660000"], isActive: true, includesExpired: false).drift },
        .init(
            "GET /instruments/equity-options/{symbol}", "/instruments/equity-options/SPY   261218P00660000",
            query: ["active=true"]
        ) { try await $0.equityOption("SPY   261218P00660000", isActive: true).drift },
        .init("GET /instruments/cryptocurrencies", "/instruments/cryptocurrencies", query: ["symbol[]=BTC/USD"]) {
            try await $0.cryptocurrencies(["BTC/USD"]).drift
        },
        .init("GET /instruments/cryptocurrencies/{symbol}", "/instruments/cryptocurrencies/BTC/USD") {
            try await $0.cryptocurrency("BTC/USD").drift
        },
        .init("GET /instruments/warrants", "/instruments/warrants") { try await $0.warrants().drift },
        .init("GET /instruments/warrants/{symbol}", "/instruments/warrants/SEPAW") {
            try await $0.warrant("SEPAW").drift
        },
        .init("GET /instruments/currency-pairs", "/instruments/currency-pairs") {
            try await $0.currencyPairs().drift
        },
        .init("GET /instruments/quantity-decimal-precisions", "/instruments/quantity-decimal-precisions") {
            try await $0.quantityPrecisions().drift
        },
        .init(
            "GET /instruments/search", "/instruments/search",
            query: [
                "query=big oil", "category=c", "exchange=CME", "type=Future", "from-date=2026-11-20", "limit=5",
            ]
        ) { session in
            var search = InstrumentSearch("big oil")
            search.category = "c"
            search.exchange = "CME"
            search.type = "Future"
            search.from = day
            search.limit = 5
            return try await session.searchInstruments(search).drift
        },
        .init("GET /symbols/search/{text}", "/symbols/search/BRK/B & co") {
            try await $0.searchSymbols("BRK/B & co").drift
        },
        .init("POST /instruments/ai-search-token", "/instruments/ai-search-token", body: "{}") {
            try await $0.searchToken().drift
        },
    ]

    static let derivatives: [EndpointCall] = [
        .init(
            "GET /instruments/futures", "/instruments/futures",
            query: [
                "symbol[]=/ESZ6", "product-code[]=ES", "exchange=CME", "only-active-futures=false", "security-id[]=1",
                "per-page=10", "page-offset=1",
            ]
        ) { session in
            var query = FutureQuery()
            query.symbols = ["/ESZ6"]
            query.productCodes = ["ES"]
            query.exchange = "CME"
            query.isOnlyActive = false
            query.securityIDs = ["1"]
            return try await session.futures(query, page: PageRequest(offset: 1, size: 10)).drift
        },
        .init(
            "GET /instruments/futures", "/instruments/futures", query: ["product-code[]=ES", "product-code[]=NQ"]
        ) {
            let (contracts, unreadable) = try await $0.futures(productCodes: ["ES", "NQ"])
            return contracts.count == 1 && unreadable == 0
                ? [] : [FieldDrift(path: "", kind: .missing, count: 1, records: 1)]
        },
        .init("GET /instruments/futures/{symbol}", "/instruments/futures/ESZ6") {
            try await $0.future("/ESZ6") == nil ? [FieldDrift(path: "", kind: .missing, count: 1, records: 1)] : []
        },
        .init("GET /instruments/future-products", "/instruments/future-products") {
            try await $0.futureProducts().drift
        },
        .init("GET /instruments/future-products/{exchange}/{code}", "/instruments/future-products/CME/ES") {
            try await $0.futureProduct("/ES", on: "CME").drift
        },
        .init("GET /instruments/future-spreads", "/instruments/future-spreads") { try await $0.futureSpreads().drift },
        .init(
            "GET /instruments/future-options", "/instruments/future-options",
            query: ["symbol[]=./ESZ6 EW4X6 261127P5800", "option-root-symbol=EW4"]
        ) { try await $0.futureOptions(["./ESZ6 EW4X6 261127P5800"], optionRoot: "EW4").drift },
        .init(
            // The scripted server takes the `./` out of a path that it has decoded.
            "GET /instruments/future-options/{symbol}", "/instruments/future-options/ESZ6 EW4X6 261127P5800"
        ) { try await $0.futureOption("./ESZ6 EW4X6 261127P5800").drift },
        .init("GET /instruments/future-option-products", "/instruments/future-option-products") {
            try await $0.futureOptionProducts().drift
        },
        .init(
            "GET /instruments/future-option-products/{exchange}/{root_symbol}",
            "/instruments/future-option-products/CME/EW4"
        ) { try await $0.futureOptionProduct("EW4", on: "CME").drift },
        .init(
            "GET /instruments/future-option-products/{root_symbol}", "/instruments/future-option-products/EW4"
        ) { try await $0.futureOptionProduct("EW4").drift },
        .init("GET /option-chains/{symbol}", "/option-chains/BRK/B") { try await $0.optionChain(of: "BRK/B").drift },
        .init("GET /option-chains/{symbol}/nested", "/option-chains/BRK/B/nested") {
            try await $0.nestedChains(of: "BRK/B").unreadable.map {
                FieldDrift(path: $0.path, kind: .unreadable(reason: $0.reason), count: 1, records: 1)
            }
        },
        .init("GET /option-chains/{symbol}/compact", "/option-chains/SPX/compact") {
            try await $0.compactChains(of: "SPX").drift
        },
        .init("GET /futures-option-chains/{product_code}", "/futures-option-chains/ES") {
            try await $0.futureOptionChain(of: "/ES").drift
        },
        .init("GET /futures-option-chains/{product_code}/nested", "/futures-option-chains/ES/nested") {
            try await $0.nestedFutureChains(of: "/ES").unreadable.map {
                FieldDrift(path: $0.path, kind: .unreadable(reason: $0.reason), count: 1, records: 1)
            }
        },
    ]
}

extension FieldDrift {
    /// A drift without further losses.
    init(path: String, kind: Kind, count: Int, records: Int) {
        self.init(path: path, kind: kind, count: count, records: records, lostAmounts: 0, lostRecords: 0)
    }
}
