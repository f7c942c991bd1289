import JSON
import MarketModel
import Wire

/// Stocks, funds and indices.
struct EquityRoutes: RouteGroup {
    let subject = "Instruments"

    var routes: [Route] {
        let lendability = RouteParameter(
            "lendability", .choice(["Easy To Borrow", "Locate Required", "Preborrow"]))
        return [
            Route(
                .get, "/instruments/equities", "Stocks, funds and indices",
                query: [
                    RouteParameter("symbol", .list(.text)), lendability, RouteParameter("is-index", .flag),
                    RouteParameter("is-etf", .flag),
                ], answer: .page, handler: list),
            Route(
                .get, "/instruments/equities/active", "Stocks and funds that trade", query: [lendability],
                answer: .page, handler: list),
            Route(.get, "/instruments/equities/{symbol+}", "One stock, fund or index") {
                (context) throws(RouteFailure) in
                let symbol = context["symbol"]
                guard let listing = context.services.equity(symbol) else { throw .notFound("instrument \(symbol)") }
                return context.success(json(listing, context.services))
            },
        ]
    }

    private func list(_ context: RouteContext) -> HTTPResponse {
        let symbols = context.texts("symbol")
        let found = context.services.listings.filter { listing in
            guard listing.isEquity else { return false }
            return symbols.isEmpty || symbols.contains(listing.symbol)
        }
        return context.success(page: found.map { json($0, context.services) }, perPage: 1000)
    }

    /// An equity in the venue's keys.
    private func json(_ listing: SimulatedListing, _ services: SimulatorServices) -> JSONValue {
        guard listing.isEquity else { return .null }
        let (market, isETF): (String, Bool) =
            if case .equity(let market, let isETF) = listing.kind { (market, isETF) } else { ("OTC", false) }
        let isIndex = listing.isIndex
        let ticks = services.options?.options.chain(of: listing.symbol)?.ticks ?? .pennyClass
        let number = SplitMix.hash(listing.symbol) % 1_000_000
        return .object([
            .init("id", .integer(number)), .init("symbol", .string(listing.symbol)),
            .init("instrument-type", .string("Equity")), .init("short-description", .string(listing.description)),
            .init("description", .string(listing.description)), .init("is-index", .bool(isIndex)),
            .init("listed-market", .string(market)), .init("lendability", .string("Easy To Borrow")),
            .init("borrow-rate", .string("0.0")),
            .init("market-time-instrument-collection", .string(isIndex ? "Equity Index" : "Equity")),
            .init("is-closing-only", .bool(false)), .init("is-options-closing-only", .bool(false)),
            .init("active", .bool(!isIndex)), .init("is-fractional-quantity-eligible", .bool(true)),
            .init("is-illiquid", .bool(false)), .init("is-etf", .bool(isETF)),
            .init("bypass-manual-review", .bool(false)), .init("is-fraud-risk", .bool(false)),
            .init("streamer-symbol", .string(listing.streamerSymbol)),
            .init(
                "tick-sizes",
                .array([
                    .object([.init("value", .string("0.0001")), .init("threshold", .string("1.0"))]),
                    .object([.init("value", .string("0.01"))]),
                ])),
            .init("option-tick-sizes", ticks.json),
        ])
    }
}
