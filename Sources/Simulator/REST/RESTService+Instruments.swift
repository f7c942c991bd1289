import DXLink
import MarketModel
import Wire

extension RESTService {
    /// Finds a future by `/ESZ6`, `ESZ6` or its streamer symbol.
    func future(_ symbol: String) -> SimulatedListing? {
        let wanted = symbol.hasPrefix("/") ? symbol : "/" + symbol
        return listings.first { listing in
            guard case .future = listing.kind else { return false }
            return listing.symbol == wanted || listing.streamerSymbol == wanted
        }
    }

    func equity(_ symbol: String) -> SimulatedListing? {
        listings.first { listing in
            guard case .equity = listing.kind else { return false }
            return listing.symbol == symbol
        }
    }

    func futures(_ request: HTTPRequest, on day: TradingDay) -> HTTPResponse {
        let symbols = request.queryValues("symbol")
        // The product code is ignored when symbols are given, as the venue does.
        let products = symbols.isEmpty ? request.queryValues("product-code") : []
        let exchange = request.queryValue("exchange")
        let found = listings.filter { listing in
            guard case .future(let terms) = listing.kind else { return false }
            if !symbols.isEmpty, !symbols.contains(where: { future($0) == listing }) { return false }
            if let exchange, exchange != "CME" { return false }
            return products.isEmpty || products.contains(terms.product)
        }
        return success(page: found.map { json($0, on: day) }, request, perPage: 1000)
    }

    func equities(_ request: HTTPRequest) -> HTTPResponse {
        let symbols = request.queryValues("symbol")
        let found = listings.filter { listing in
            guard case .equity = listing.kind else { return false }
            return symbols.isEmpty || symbols.contains(listing.symbol)
        }
        return success(page: found.map { json($0) }, request, perPage: 1000)
    }

    /// A future in the venue's keys.
    func json(_ listing: SimulatedListing, on day: TradingDay) -> JSONValue {
        guard case .future(let terms) = listing.kind else { return .null }
        let calendar = listing.calendar
        let close = calendar.session(on: terms.expiration)?.close
        let end = (close ?? USTimeZone.central.moment(terms.expiration, 16)).wireText
        let tick = listing.tick.description
        let isActive = day <= terms.expiration
        return .object([
            .init("symbol", .string(listing.symbol)), .init("product-code", .string(terms.product)),
            .init("contract-size", .string(listing.multiplier.description)), .init("tick-size", .string(tick)),
            .init("notional-multiplier", .string(listing.multiplier.description)),
            .init("main-fraction", .string("0.0")), .init("sub-fraction", .string("0.0")),
            .init("display-factor", .string("1.0")),
            .init("last-trade-date", .string(terms.expiration.description)),
            .init("expiration-date", .string(terms.expiration.description)),
            .init("closing-only-date", .string(terms.expiration.description)), .init("active", .bool(isActive)),
            .init("active-month", .bool(terms.isActiveMonth)), .init("next-active-month", .bool(false)),
            .init("is-closing-only", .bool(false)), .init("is-tradeable", .bool(isActive)),
            .init("stops-trading-at", .string(end)), .init("expires-at", .string(end)),
            .init("product-group", .string(terms.productGroup)), .init("exchange", .string("CME")),
            .init("streamer-exchange-code", .string(terms.streamerExchange)),
            .init("streamer-symbol", .string(listing.streamerSymbol)),
            .init("back-month-first-calendar-symbol", .bool(false)),
            .init("tick-sizes", .array([.object([.init("value", .string(tick))])])),
            .init("future-product", product(listing, terms)),
        ])
    }

    private func product(_ listing: SimulatedListing, _ terms: SimulatedListing.FutureTerms) -> JSONValue {
        let months = JSONValue.array(["H", "M", "U", "Z"].map { .string($0) })
        return .object([
            .init("root-symbol", .string("/" + terms.product)), .init("code", .string(terms.product)),
            .init("description", .string(listing.description)), .init("exchange", .string("CME")),
            .init("product-type", .string("Physical")), .init("listed-months", months),
            .init("active-months", months),
            .init("notional-multiplier", .string(listing.multiplier.description)),
            .init("tick-size", .string(listing.tick.description)), .init("display-factor", .string("1.0")),
            .init("streamer-exchange-code", .string(terms.streamerExchange)), .init("small-notional", .bool(false)),
            .init("back-month-first-calendar-symbol", .bool(false)), .init("first-notice", .bool(false)),
            .init("cash-settled", .bool(terms.sector == "Equity Index")),
            .init("market-sector", .string(terms.sector)), .init("clearing-code", .string(terms.product)),
            .init("clearing-exchange-code", .string("01")),
            .init(
                "roll",
                .object([
                    .init("name", .string("equity_index")), .init("active-count", .integer(2)),
                    .init("cash-settled", .bool(terms.sector == "Equity Index")),
                    .init("business-days-offset", .integer(4)), .init("first-notice", .bool(false)),
                ])),
        ])
    }

    /// An equity in the venue's keys.
    func json(_ listing: SimulatedListing) -> JSONValue {
        guard case .equity(let market, let isETF) = listing.kind else { return .null }
        let number = SplitMix.hash(listing.symbol) % 1_000_000
        return .object([
            .init("id", .integer(number)), .init("symbol", .string(listing.symbol)),
            .init("instrument-type", .string("Equity")), .init("short-description", .string(listing.description)),
            .init("description", .string(listing.description)), .init("is-index", .bool(false)),
            .init("listed-market", .string(market)), .init("lendability", .string("Easy To Borrow")),
            .init("borrow-rate", .string("0.0")), .init("market-time-instrument-collection", .string("Equity")),
            .init("is-closing-only", .bool(false)), .init("is-options-closing-only", .bool(false)),
            .init("active", .bool(true)), .init("is-fractional-quantity-eligible", .bool(true)),
            .init("is-illiquid", .bool(false)), .init("is-etf", .bool(isETF)),
            .init("bypass-manual-review", .bool(false)), .init("is-fraud-risk", .bool(false)),
            .init("streamer-symbol", .string(listing.streamerSymbol)),
            .init(
                "tick-sizes",
                .array([
                    .object([.init("value", .string("0.0001")), .init("threshold", .string("1.0"))]),
                    .object([.init("value", .string("0.01"))]),
                ])),
            .init("option-tick-sizes", .array([.object([.init("value", .string("0.01"))])])),
        ])
    }
}
