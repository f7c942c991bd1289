import JSON
import MarketModel
import Options
import Wire

/// Products of futures, and of options on futures.
struct ProductRoutes: RouteGroup {
    let subject = "Instruments"

    var routes: [Route] {
        [
            Route(.get, "/instruments/future-products", "Futures products", answer: .page) { context in
                context.success(page: context.services.products.map(\.json), perPage: 1000)
            },
            Route(.get, "/instruments/future-products/{exchange}/{code}", "One futures product") {
                (context) throws(RouteFailure) in
                let (exchange, code) = (context["exchange"], context["code"])
                guard
                    let product = context.services.products.first(where: {
                        $0.contract.root == code && $0.contract.exchangeName == exchange
                    })
                else { throw .notFound("product \(exchange)/\(code)") }
                return context.success(product.json)
            },
            Route(.get, "/instruments/future-option-products", "Products of options on futures", answer: .page) {
                context in context.success(page: context.services.optionProducts.map(\.json), perPage: 1000)
            },
            Route(.get, "/instruments/future-option-products/{root_symbol}", "One such product") {
                (context) throws(RouteFailure) in try optionProduct(context, exchange: nil)
            },
            Route(.get, "/instruments/future-option-products/{exchange}/{root_symbol}", "One such product") {
                (context) throws(RouteFailure) in try optionProduct(context, exchange: context["exchange"])
            },
        ].map(\.lasting)
    }

    private func optionProduct(_ context: RouteContext, exchange: String?) throws(RouteFailure) -> HTTPResponse {
        let root = context["root_symbol"]
        guard let found = context.services.optionProducts.first(where: { $0.root.root == root }),
            exchange == nil || exchange == found.contract.exchangeName
        else { throw .notFound("product \(root)") }
        return context.success(found.json)
    }
}

extension InstrumentSpecification {
    /// Whether money changes hands at its end, and no goods.
    var isCashSettled: Bool {
        guard expiry != nil else { return false }
        return calendar == .cmeEquityFutures || ["BTC", "MBT", "ETH", "MET", "LE", "HE", "GF"].contains(root)
    }

    /// The market sector in the venue's words.
    fileprivate var sector: String {
        switch calendar {
        case .cmeEquityFutures, .nyse, .cboeEquityOptions, .cboeIndexOptions: "Equity Index"
        case .cmeEnergyMetals: ["GC", "MGC", "SI", "SIL", "HG", "MHG", "PL", "PA"].contains(root) ? "Metals" : "Energy"
        case .cmeRates: "Interest Rate"
        case .cmeCurrencies: "Currency"
        case .cbotGrains, .cmeLivestock: "Agriculture"
        }
    }

    fileprivate var isMicro: Bool { name.hasPrefix("Micro") }
}

/// A futures product that has a contract listed.
struct ListedProduct {
    let contract: FutureContract
    let json: JSONValue
}

/// A root of options on a listed futures product.
struct ListedOptionProduct {
    let root: FutureOptionRoot
    let contract: FutureContract
    let json: JSONValue
}

extension SimulatorServices {
    /// The products of the listed futures, each once, in the order of the listings.
    var products: [ListedProduct] {
        var seen = Set<String>()
        return listings.compactMap { listing in
            guard case .future(let contract) = listing.kind, seen.insert(contract.root).inserted else { return nil }
            return ListedProduct(
                contract: contract,
                json: product(listing.specification, contract, with: optionRoots(of: contract).map(\.json)))
        }
    }

    /// The roots of options on the listed futures.
    var optionProducts: [ListedOptionProduct] {
        products.flatMap { optionRoots(of: $0.contract) }
    }

    private func optionRoots(of contract: FutureContract) -> [ListedOptionProduct] {
        guard let specification = contract.specification, options?.options.chain(of: contract.root) != nil else {
            return []
        }
        return FutureOptionRoot.roots(of: contract.root).map { root in
            let kind =
                switch root.schedule {
                case .weekday: "Weekly"
                case .endOfMonth: "End-Of-Month"
                default: "Regular"
                }
            return ListedOptionProduct(
                root: root, contract: contract,
                json: .record([
                    "root-symbol": .string(root.root), "code": .string(root.root),
                    "exchange": .string(contract.exchangeName), "product-type": .string("Physical"),
                    "expiration-type": .string(kind), "cash-settled": .bool(false),
                    "is-am-settled": .bool(root.settlement == .am), "is-rollover": .bool(false),
                    "settlement-delay-days": .integer(0), "display-factor": .string("0.01"),
                    "market-sector": .string(specification.sector), "clearing-code": .string(root.root),
                    "clearing-exchange-code": .string("01"), "clearing-price-multiplier": .string("1.0"),
                    "clearport-code": .string(root.root), "legacy-code": .string(root.root),
                    "itm-rule": .string("ITM"), "supported": .bool(true),
                    "future-product": product(specification, contract),
                ]))
        }
    }

    /// A futures product in the venue's keys.
    ///
    /// - Parameter options: The products of its options; `nil` where they are not told.
    func product(
        _ specification: InstrumentSpecification, _ contract: FutureContract, with options: [JSONValue]? = nil
    ) -> JSONValue {
        let isCash = specification.isCashSettled
        func months(_ numbers: [Int]) -> JSONValue {
            .texts(numbers.compactMap { ContractMonth(year: 2000, month: $0) }.map { String($0.code) })
        }
        return .record([
            "root-symbol": .string("/" + contract.root), "code": .string(contract.root),
            "description": .string(specification.name), "exchange": .string(contract.exchangeName),
            "clearing-code": .string(contract.root), "clearing-exchange-code": .string("01"),
            "clearport-code": .string(contract.root), "legacy-code": .string(contract.root),
            "product-type": .string(isCash ? "Financial" : "Physical"),
            "listed-months": months(specification.listedMonths), "active-months": months(specification.activeMonths),
            "notional-multiplier": .string(specification.multiplier.description),
            "tick-size": .string(specification.tick.description), "display-factor": .string("1.0"),
            "base-tick": .integer(1), "sub-tick": .integer(1), "price-format": .string("decimal"),
            "contract-limit": .integer(100), "streamer-exchange-code": .string(contract.exchange.rawValue),
            "small-notional": .bool(specification.isMicro), "back-month-first-calendar-symbol": .bool(false),
            "first-notice": .bool(!isCash), "cash-settled": .bool(isCash), "supported": .bool(true),
            "security-group": .string(contract.root), "market-sector": .string(specification.sector),
            "futures-trading-cutoff-times": .array([]),
            "roll": .record([
                "name": .string(isCash ? "equity_index" : "standard"), "active-count": .integer(2),
                "cash-settled": .bool(isCash), "business-days-offset": .integer(4), "first-notice": .bool(!isCash),
            ]),
            "option-products": options.map { .array($0) },
        ])
    }
}
