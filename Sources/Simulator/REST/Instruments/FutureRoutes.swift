import JSON
import MarketModel
import Wire

/// Futures contracts and calendar spreads.
struct FutureRoutes: RouteGroup {
    let subject = "Instruments"

    var routes: [Route] {
        [
            Route(
                .get, "/instruments/futures", "Futures contracts",
                query: [
                    RouteParameter("symbol", .list(.text)),
                    RouteParameter("product-code", .list(.text), "Ignored when symbols are given"),
                    RouteParameter("exchange"),
                    RouteParameter("only-active-futures", .flag, "Only active ones are listed here"),
                    RouteParameter("security-id", .list(.text)),
                ], answer: .page, handler: list),
            Route(.get, "/instruments/futures/{symbol+}", "One futures contract") {
                (context) throws(RouteFailure) in
                let symbol = context["symbol"]
                guard let listing = context.services.future(symbol) else { throw .notFound("instrument \(symbol)") }
                return context.success(context.services.json(listing, on: TradingDay(utcDayOf: context.now)))
            },
            // The venue names this route and publishes no contract of it; none are listed here.
            Route(.get, "/instruments/future-spreads", "Calendar spreads; none are listed", answer: .page) {
                $0.success(page: [], perPage: 1000)
            },
        ].map(\.lasting)
    }

    private func list(_ context: RouteContext) -> HTTPResponse {
        let symbols = context.texts("symbol")
        // The product code is ignored when symbols are given, as the venue does.
        let products = symbols.isEmpty ? context.texts("product-code") : []
        let (exchange, identifiers) = (context.text("exchange"), context.texts("security-id"))
        let wanted = symbols.map(context.services.future)
        let day = TradingDay(utcDayOf: context.now)
        let found = context.services.listings.filter { listing in
            guard case .future(let contract) = listing.kind else { return false }
            if !symbols.isEmpty, !wanted.contains(listing) { return false }
            if let exchange, exchange != contract.exchangeName { return false }
            if !identifiers.isEmpty, !identifiers.contains(listing.securityID) { return false }
            return products.isEmpty || products.contains(contract.root)
        }
        return context.success(page: found.map { context.services.json($0, on: day) }, perPage: 1000)
    }
}

extension FutureContract {
    /// The exchange in the venue's words: one name for all of CME Group.
    var exchangeName: String { exchange == .cfe ? "CFE" : "CME" }
}

extension SimulatedListing {
    fileprivate var securityID: String { String(SplitMix.hash(symbol) % 10_000_000) }
}

extension SimulatorServices {
    /// The funds that move as a futures product does.
    private static let equivalents: [String: String] = [
        "ES": "SPY", "MES": "SPY", "NQ": "QQQ", "MNQ": "QQQ", "RTY": "IWM", "M2K": "IWM", "GC": "GLD", "MGC": "GLD",
        "ZB": "TLT",
    ]

    /// A future in the venue's keys.
    func json(_ listing: SimulatedListing, on day: TradingDay) -> JSONValue {
        guard case .future(let contract) = listing.kind else { return .null }
        let specification = listing.specification
        let last = contract.lastTradingDay ?? contract.month.firstDay
        let close = specification.calendar.session(on: last)?.close ?? USTimeZone.central.moment(last, 16)
        let active = specification.activeContract(on: day)
        let later = specification.contracts(on: day, count: 6, months: specification.activeMonths)
        let nextActive = later.first { contract in active.map { contract.month > $0.month } ?? false }
        let target = later.first { $0.month > contract.month }
        let tick = JSONValue.array([.record(["value": .string(listing.tick.description)])])
        let isDelivered = !specification.isCashSettled
        return .record([
            "symbol": .string(listing.symbol), "product-code": .string(contract.root),
            "contract-size": .string(specification.multiplier.description),
            "tick-size": .string(listing.tick.description),
            "notional-multiplier": .string(specification.multiplier.description), "main-fraction": .string("0.0"),
            "sub-fraction": .string("0.0"), "display-factor": .string("1.0"),
            "last-trade-date": .date(last), "expiration-date": .date(last), "closing-only-date": .date(last),
            "first-notice-date": isDelivered ? .date(contract.month.firstDay.businessDay(before: 1)) : nil,
            "stops-trading-at": .moment(close), "expires-at": .moment(close),
            "product-group": .string("CME_\(contract.root)"), "exchange": .string(contract.exchangeName),
            "exchange-symbol": .string(listing.symbol),
            "roll-target-symbol": (target?.tastytradeSymbol).map { .string($0) },
            "streamer-exchange-code": .string(contract.exchange.rawValue),
            "streamer-symbol": .string(listing.streamerSymbol), "active": .bool(day <= last),
            "active-month": .bool(contract == active), "next-active-month": .bool(contract == nextActive),
            "is-closing-only": .bool(false), "is-tradeable": .bool(day <= last),
            "back-month-first-calendar-symbol": .bool(false), "security-id": .string(listing.securityID),
            "days-to-expiration": .integer(day.distance(to: last)),
            "future-etf-equivalent": Self.equivalents[contract.root].map { etf in
                .record(["symbol": .string(etf), "share-quantity": .integer(equivalentShares(contract, etf))])
            },
            "tick-sizes": tick, "option-tick-sizes": options?.options.chain(of: contract.root)?.ticks.json ?? tick,
            "spread-tick-sizes": .array([
                .record([
                    "value": .string(listing.tick.description),
                    "symbol": target.map { .string($0.tastytradeSymbol) },
                ])
            ]), "future-product": product(specification, contract),
        ])
    }

    /// Shares of a fund worth as much as one contract, by the prices their paths wander about.
    private func equivalentShares(_ contract: FutureContract, _ etf: String) -> Int {
        guard let share = venue.lane(etf)?.instrument, let future = venue.lane(contract.tastytradeSymbol)?.instrument,
            let multiplier = contract.specification?.multiplier
        else { return 0 }
        let price = Double(future.basePriceInTicks) * future.listing.tick.doubleValue
        return Int(price * multiplier.doubleValue / (Double(share.basePriceInTicks) / 100))
    }
}
