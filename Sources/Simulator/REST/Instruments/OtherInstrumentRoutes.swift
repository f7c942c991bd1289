import JSON
import MarketModel
import Wire

/// Coins, warrants, currency pairs, and how finely quantities divide.
struct OtherInstrumentRoutes: RouteGroup {
    let subject = "Instruments"

    var routes: [Route] {
        let symbols = [RouteParameter("symbol", .list(.text))]
        return [
            Route(.get, "/instruments/cryptocurrencies", "Coins", query: symbols, answer: .items) { context in
                let wanted = Set(context.texts("symbol"))
                return context.success(
                    items: context.services.listings.filter {
                        $0.isCoin && (wanted.isEmpty || wanted.contains($0.symbol))
                    }.map(Self.coin))
            },
            Route(.get, "/instruments/cryptocurrencies/{symbol+}", "One coin") { (context) throws(RouteFailure) in
                let symbol = context["symbol"]
                guard let found = context.services.listings.first(where: { $0.isCoin && $0.symbol == symbol }) else {
                    throw .notFound("instrument \(symbol)")
                }
                return context.success(Self.coin(found))
            },
            Route(.get, "/instruments/warrants", "Warrants", query: symbols, answer: .items) { context in
                let wanted = context.texts("symbol")
                return context.success(
                    items: wanted.isEmpty || wanted.contains(Self.warrantSymbol) ? [Self.warrant] : [])
            },
            Route(.get, "/instruments/warrants/{symbol+}", "One warrant") { (context) throws(RouteFailure) in
                guard context["symbol"] == Self.warrantSymbol else {
                    throw .notFound("instrument \(context["symbol"])")
                }
                return context.success(Self.warrant)
            },
            Route(.get, "/instruments/currency-pairs", "Currency pairs", answer: .items) { context in
                context.success(items: Self.pairs)
            },
            Route(
                .get, "/instruments/quantity-decimal-precisions", "How finely quantities divide", answer: .items
            ) { context in context.success(items: Self.precisions) },
        ].map(\.lasting)
    }

    private static func coin(_ listing: SimulatedListing) -> JSONValue {
        let number = SplitMix.hash(listing.symbol) % 1000
        return .record([
            "id": .integer(number), "symbol": .string(listing.symbol), "instrument-type": .string("Cryptocurrency"),
            "short-description": .string(String(listing.description.prefix { $0 != " " })),
            "description": .string(listing.description), "is-closing-only": .bool(false), "active": .bool(true),
            "tick-size": .string("0.01"), "streamer-symbol": .string(listing.streamerSymbol),
            "destination-venue-symbols": .array([
                .record([
                    "id": .integer(number + 1), "symbol": .string(listing.symbol),
                    "destination-venue": .string("ZERO_HASH_CLOB"), "max-quantity-precision": .integer(8),
                    "max-price-precision": .integer(2), "routable": .bool(true),
                ])
            ]),
        ])
    }

    private static let warrantSymbol = "SIMWS"
    private static let warrant = JSONValue.record([
        "symbol": .string(warrantSymbol), "instrument-type": .string("Warrant"), "cusip": .string("000000000"),
        "listed-market": .string("XNYS"), "description": .string("A warrant of the simulator"),
        "is-closing-only": .bool(true), "active": .bool(true),
    ])

    private static let pairs: [JSONValue] = ["EUR/USD", "GBP/USD", "USD/JPY"].enumerated().map { place, symbol in
        .record([
            "id": .integer(place + 1), "symbol": .string(symbol), "description": .string(symbol),
            "dx-symbol": .string(symbol), "instrument-type": .string("Currency Pair"),
        ])
    }

    private static let precisions: [JSONValue] = [
        ("Cryptocurrency", "BTC/USD", 8), ("Cryptocurrency", "ETH/USD", 8), ("Equity", nil, 5),
        ("Equity Option", nil, 0),
        ("Future", nil, 0), ("Future Option", nil, 0),
    ].map { type, symbol, digits in
        .record([
            "instrument-type": .string(type), "symbol": symbol.map { .string($0) }, "value": .integer(digits),
            "minimum-increment-precision": .integer(digits),
        ])
    }
}
