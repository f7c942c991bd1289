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
                answer: .page
            ) { context in
                let found = context.services.listings.filter { $0.isEquity && !$0.isIndex }
                return context.success(
                    page: Self.lendable(found, context).map { context.services.json($0) }, perPage: 1000)
            },
            Route(.get, "/instruments/equities/{symbol+}", "One stock, fund or index") {
                (context) throws(RouteFailure) in
                let symbol = context["symbol"]
                guard let listing = context.services.equity(symbol) else { throw .notFound("instrument \(symbol)") }
                return context.success(context.services.json(listing))
            },
            Route(
                .get, "/instruments/equity-deliverables", "What the options of a root deliver",
                query: [RouteParameter("root-symbol", .list(.text))], answer: .page, handler: deliverables),
        ].map(\.lasting)
    }

    private func list(_ context: RouteContext) -> HTTPResponse {
        let symbols = Set(context.texts("symbol"))
        let (isIndex, isETF) = (context.flag("is-index"), context.flag("is-etf"))
        let found = context.services.listings.filter { listing in
            guard listing.isEquity, symbols.isEmpty || symbols.contains(listing.symbol) else { return false }
            return (isIndex ?? listing.isIndex) == listing.isIndex && (isETF ?? listing.isETF) == listing.isETF
        }
        return context.success(
            page: Self.lendable(found, context).map { context.services.json($0) }, perPage: 1000)
    }

    /// Everything here is easy to borrow.
    private static func lendable(_ listings: [SimulatedListing], _ context: RouteContext) -> [SimulatedListing] {
        (context.text("lendability") ?? "Easy To Borrow") == "Easy To Borrow" ? listings : []
    }

    private func deliverables(_ context: RouteContext) -> HTTPResponse {
        let wanted = Set(context.texts("root-symbol"))
        let chains = (context.services.options?.options.chains ?? []).filter { !$0.isIndex && !$0.isOnFuture }
        let found = chains.filter { wanted.isEmpty || wanted.contains($0.underlying) }.map { chain in
            JSONValue.record([
                "id": .integer(SplitMix.hash(chain.underlying) % 1_000_000), "root-symbol": .string(chain.underlying),
                "deliverable-type": .string("Shares"),
                "description": .string("100 shares of \(chain.underlying)"), "amount": .string("100.0"),
                "symbol": .string(chain.underlying), "instrument-type": .string("Equity"),
                "percent": .string("100"),
            ])
        }
        return context.success(page: found, perPage: 1000)
    }
}

extension SimulatedListing {
    /// Whether it is a fund.
    var isETF: Bool { if case .equity(_, let isETF) = kind { isETF } else { false } }
}

extension SimulatorServices {
    /// A share, fund or index in the venue's keys.
    func json(_ listing: SimulatedListing) -> JSONValue {
        let market = if case .equity(let market, _) = listing.kind { market } else { "OTC" }
        let isIndex = listing.isIndex
        let ticks = options?.options.chain(of: listing.symbol)?.ticks ?? .pennyClass
        let number = SplitMix.hash(listing.symbol)
        let digits = String(repeating: "0", count: 9) + String(number % 1_000_000_000)
        return .record([
            "id": .integer(number % 1_000_000), "symbol": .string(listing.symbol),
            "instrument-type": .string("Equity"), "cusip": isIndex ? nil : .string(String(digits.suffix(9))),
            "instrument-sub-type": .string(isIndex ? "Index" : listing.isETF ? "ETF" : "Common Stock"),
            "short-description": .string(listing.description), "description": .string(listing.description),
            "is-index": .bool(isIndex), "listed-market": .string(market), "lendability": .string("Easy To Borrow"),
            "borrow-rate": .string("0.0"),
            "market-time-instrument-collection": .string(isIndex ? "Equity Index" : "Equity"),
            "is-closing-only": .bool(false), "is-options-closing-only": .bool(false), "active": .bool(!isIndex),
            "is-fractional-quantity-eligible": .bool(!isIndex), "is-illiquid": .bool(false),
            "is-etf": .bool(listing.isETF), "bypass-manual-review": .bool(false),
            "overnight-trading-permitted": .bool(listing.isETF), "country-of-incorporation": .string("USA"),
            "country-of-taxation": .string("USA"), "streamer-symbol": .string(listing.streamerSymbol),
            "tick-sizes": .array([
                .record(["value": .string("0.0001"), "threshold": .string("1.0")]),
                .record(["value": .string("0.01")]),
            ]),
            "option-tick-sizes": ticks.json,
        ])
    }
}
