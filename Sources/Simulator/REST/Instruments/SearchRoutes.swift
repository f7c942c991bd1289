import JSON
import MarketModel
import Wire

/// Symbols by the beginning of their name or a word of their description.
struct SearchRoutes: RouteGroup {
    let subject = "Instruments"

    var routes: [Route] {
        [
            Route(.get, "/symbols/search/{text+}", "Symbols that begin so", answer: .items) { context in
                context.success(
                    items: Self.found(context["text"], context).prefix(50).map { Self.json($0, context.services) })
            },
            Route(
                .get, "/instruments/search", "Instruments by symbol or name",
                query: [
                    RouteParameter("query"), RouteParameter("category"), RouteParameter("exchange"),
                    RouteParameter("type"), RouteParameter("from-date", .date), RouteParameter("limit", .integer),
                ], answer: .items, handler: search),
            Route(
                .post, "/instruments/ai-search-token", "A token for the vendor's search", body: RouteBody([]),
                handler: { context in
                    context.success(
                        .record([
                            "token": .string(
                                String(SplitMix.hash(UInt64(bitPattern: context.now.nanoseconds), 0xA1), radix: 36)),
                            "expires-at": .moment(context.now + .seconds(3600)),
                        ]))
                }),
        ]
    }

    /// Listings whose symbol begins with the text, then those whose description has it; the shortest symbol first.
    private static func found(_ text: String, _ context: RouteContext) -> [SimulatedListing] {
        let wanted = text.uppercased()
        guard !wanted.isEmpty, wanted.utf8.count <= 60 else { return [] }
        let ranked = context.services.listings.compactMap { listing -> (rank: Int, listing: SimulatedListing)? in
            let symbol = listing.symbol.uppercased()
            if symbol.hasPrefix(wanted) || symbol.hasPrefix("/" + wanted) { return (0, listing) }
            return listing.description.uppercased().contains(wanted) ? (1, listing) : nil
        }
        return ranked.sorted {
            ($0.rank, $0.listing.symbol.utf8.count, $0.listing.symbol)
                < ($1.rank, $1.listing.symbol.utf8.count, $1.listing.symbol)
        }.map(\.listing)
    }

    private static func json(_ listing: SimulatedListing, _ services: SimulatorServices) -> JSONValue {
        let market = if case .equity(let market, _) = listing.kind { market } else { listing.exchangeText }
        let root = if case .future(let contract) = listing.kind { contract.root } else { listing.symbol }
        return .record([
            "symbol": .string(listing.symbol), "description": .string(listing.description),
            "listed-market": .string(market), "price-increments": .string(listing.tick.description),
            "trading-hours": .string(listing.isCoin ? "24 hours" : listing.isFuture ? "23 hours" : "9:30-16:00 ET"),
            "options": .bool(services.options?.options.chain(of: root) != nil),
            "instrument-type": .string(listing.typeText),
        ])
    }

    private func search(_ context: RouteContext) -> HTTPResponse {
        let limit = min(max(context.integer("limit") ?? 25, 0), 200)
        let (type, exchange) = (context.text("type"), context.text("exchange"))
        let found = Self.found(context.text("query") ?? "", context).filter {
            (type ?? $0.typeText) == $0.typeText && (exchange ?? $0.exchangeText) == $0.exchangeText
        }
        return context.success(
            items: found.prefix(limit).map { listing in
                .record([
                    "symbol": .string(listing.symbol), "description": .string(listing.description),
                    "instrument-type": .string(listing.typeText), "exchange": .string(listing.exchangeText),
                    "category": .string(listing.typeText),
                    "external-id": .string(String(SplitMix.hash(listing.symbol), radix: 16)),
                    "underlying-product": .string(listing.symbol),
                    "underlying-product-type": .string(listing.typeText),
                ])
            })
    }
}

extension SimulatedListing {
    /// What it is, in the venue's words.
    var typeText: String {
        switch kind {
        case .future: "Future"
        case .equity: "Equity"
        case .index: "Index"
        case .cryptocurrency: "Cryptocurrency"
        }
    }

    /// Where it trades, in the venue's words.
    var exchangeText: String {
        switch kind {
        case .future(let contract): contract.exchangeName
        case .equity(let market, _): market
        case .index: "OTC"
        case .cryptocurrency: "ZERO_HASH_CLOB"
        }
    }
}
