import DXLink
import JSON
import MarketModel
import Wire

extension RESTService {
    /// Finds a future by `/ESZ6`, `ESZ6` or its streamer symbol.
    func future(_ symbol: String) -> SimulatedListing? {
        let wanted = symbol.hasPrefix("/") ? symbol : "/" + symbol
        return listings.first { listing in
            listing.isFuture && (listing.symbol == wanted || listing.streamerSymbol == wanted)
        }
    }

    func equity(_ symbol: String) -> SimulatedListing? {
        listings.first { listing in
            !listing.isFuture && listing.symbol == symbol
        }
    }

    func futures(_ request: HTTPRequest, on day: TradingDay) -> HTTPResponse {
        let symbols = request.queryValues("symbol")
        // The product code is ignored when symbols are given, as the venue does.
        let products = symbols.isEmpty ? request.queryValues("product-code") : []
        let exchange = request.queryValue("exchange")
        let found = listings.filter { listing in
            guard case .future(let contract) = listing.kind else { return false }
            if !symbols.isEmpty, !symbols.contains(where: { future($0) == listing }) { return false }
            if let exchange, exchange != Self.exchangeName(contract) { return false }
            return products.isEmpty || products.contains(contract.root)
        }
        return success(page: found.map { json($0, on: day) }, request, perPage: 1000)
    }

    func equities(_ request: HTTPRequest) -> HTTPResponse {
        let symbols = request.queryValues("symbol")
        let found = listings.filter { listing in
            guard !listing.isFuture else { return false }
            return symbols.isEmpty || symbols.contains(listing.symbol)
        }
        return success(page: found.map { json($0) }, request, perPage: 1000)
    }

    /// The exchange in the venue's words: one name for all of CME Group.
    private static func exchangeName(_ contract: FutureContract) -> String {
        contract.exchange == .cfe ? "CFE" : "CME"
    }

    /// A future in the venue's keys.
    func json(_ listing: SimulatedListing, on day: TradingDay) -> JSONValue {
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

    /// An equity in the venue's keys.
    func json(_ listing: SimulatedListing) -> JSONValue {
        guard !listing.isFuture else { return .null }
        let (market, isETF): (String, Bool) =
            if case .equity(let market, let isETF) = listing.kind { (market, isETF) } else { ("OTC", false) }
        let isIndex = listing.isIndex
        let ticks = options?.options.chain(of: listing.symbol)?.ticks ?? .pennyClass
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
