import JSON
import MarketModel
import Wire

/// Futures contracts.
struct FutureRoutes: RouteGroup {
    let subject = "Instruments"

    var routes: [Route] {
        [
            Route(
                .get, "/instruments/futures", "Futures contracts",
                query: [
                    RouteParameter("symbol", .list(.text)),
                    RouteParameter("product-code", .list(.text), "Ignored when symbols are given"),
                    RouteParameter("exchange"), RouteParameter("only-active-futures", .flag),
                    RouteParameter("security-id", .list(.text)),
                ], answer: .page, handler: list),
            Route(.get, "/instruments/futures/{symbol+}", "One futures contract") {
                (context) throws(RouteFailure) in
                let symbol = context["symbol"]
                guard let listing = context.services.future(symbol) else { throw .notFound("instrument \(symbol)") }
                return context.success(json(listing, on: TradingDay(utcDayOf: context.now)))
            },
        ]
    }

    private func list(_ context: RouteContext) -> HTTPResponse {
        let symbols = context.texts("symbol")
        // The product code is ignored when symbols are given, as the venue does.
        let products = symbols.isEmpty ? context.texts("product-code") : []
        let exchange = context.text("exchange")
        let wanted = symbols.map(context.services.future)
        let day = TradingDay(utcDayOf: context.now)
        let found = context.services.listings.filter { listing in
            guard case .future(let contract) = listing.kind else { return false }
            if !symbols.isEmpty, !wanted.contains(listing) { return false }
            if let exchange, exchange != Self.exchangeName(contract) { return false }
            return products.isEmpty || products.contains(contract.root)
        }
        return context.success(page: found.map { json($0, on: day) }, perPage: 1000)
    }

    /// The exchange in the venue's words: one name for all of CME Group.
    private static func exchangeName(_ contract: FutureContract) -> String {
        contract.exchange == .cfe ? "CFE" : "CME"
    }

    /// A future in the venue's keys.
    private func json(_ listing: SimulatedListing, on day: TradingDay) -> JSONValue {
        guard case .future(let contract) = listing.kind else { return .null }
        let specification = listing.specification
        let last = contract.lastTradingDay ?? contract.month.firstDay
        let close = specification.calendar.session(on: last)?.close ?? USTimeZone.central.moment(last, 16)
        let isActive = day <= last
        let active = specification.activeContract(on: day)
        let nextActive = specification.contracts(on: day, count: 6, months: specification.activeMonths)
            .first { contract in active.map { contract.month > $0.month } ?? false }?.month
        let texts: [(String, String)] = [
            ("symbol", listing.symbol), ("product-code", contract.root),
            ("contract-size", specification.multiplier.description), ("tick-size", listing.tick.description),
            ("notional-multiplier", specification.multiplier.description), ("main-fraction", "0.0"),
            ("sub-fraction", "0.0"), ("display-factor", "1.0"), ("last-trade-date", last.description),
            ("expiration-date", last.description), ("closing-only-date", last.description),
            ("stops-trading-at", close.wireText), ("expires-at", close.wireText),
            ("product-group", "CME_\(contract.root)"), ("exchange", Self.exchangeName(contract)),
            ("streamer-exchange-code", contract.exchange.rawValue), ("streamer-symbol", listing.streamerSymbol),
        ]
        let flags: [(String, Bool)] = [
            ("active", isActive), ("active-month", contract == active),
            ("next-active-month", contract.month == nextActive), ("is-closing-only", false),
            ("is-tradeable", isActive), ("back-month-first-calendar-symbol", false),
        ]
        return .object(
            texts.map { .init($0.0, .string($0.1)) } + flags.map { .init($0.0, .bool($0.1)) } + [
                .init("tick-sizes", .array([.object([.init("value", .string(listing.tick.description))])])),
                .init("future-product", product(listing, contract)),
            ])
    }

    private func product(_ listing: SimulatedListing, _ contract: FutureContract) -> JSONValue {
        let specification = listing.specification
        let isIndex = specification.calendar == .cmeEquityFutures
        func months(_ numbers: [Int]) -> JSONValue {
            .array(
                numbers.compactMap { ContractMonth(year: 2000, month: $0) }.map { .string(String($0.code)) })
        }
        let texts: [(String, String)] = [
            ("root-symbol", "/" + contract.root), ("code", contract.root), ("description", specification.name),
            ("exchange", Self.exchangeName(contract)), ("product-type", isIndex ? "Financial" : "Physical"),
            ("notional-multiplier", specification.multiplier.description),
            ("tick-size", specification.tick.description), ("display-factor", "1.0"),
            ("streamer-exchange-code", contract.exchange.rawValue), ("market-sector", specification.sector),
            ("clearing-code", contract.root), ("clearing-exchange-code", "01"),
        ]
        let flags: [(String, Bool)] = [
            ("small-notional", false), ("back-month-first-calendar-symbol", false), ("first-notice", false),
            ("cash-settled", isIndex),
        ]
        return .object(
            texts.map { .init($0.0, .string($0.1)) } + flags.map { .init($0.0, .bool($0.1)) } + [
                .init("listed-months", months(specification.listedMonths)),
                .init("active-months", months(specification.activeMonths)),
                .init(
                    "roll",
                    .object([
                        .init("name", .string(isIndex ? "equity_index" : "standard")),
                        .init("active-count", .integer(2)), .init("cash-settled", .bool(isIndex)),
                        .init("business-days-offset", .integer(4)), .init("first-notice", .bool(false)),
                    ])),
            ])
    }
}

extension InstrumentSpecification {
    /// The market sector in the venue's words.
    fileprivate var sector: String {
        switch calendar {
        case .cmeEquityFutures, .nyse, .cboeEquityOptions, .cboeIndexOptions: "Equity Index"
        case .cmeEnergyMetals: "Energy"
        case .cmeRates: "Interest Rate"
        case .cmeCurrencies: "Currency"
        case .cbotGrains, .cmeLivestock: "Agriculture"
        }
    }
}
