import JSON
import MarketModel
import Options
import Wire

/// Single options as instruments, and lists of them in pages.
struct OptionRoutes: RouteGroup {
    let subject = "Instruments"

    var routes: [Route] {
        let symbols = RouteParameter("symbol", .list(.text), "Symbols of the broker; what is not listed is left out")
        return [
            Route(
                .get, "/instruments/equity-options", "Options on stocks, funds and indices by symbol",
                query: [
                    symbols, RouteParameter("active", .flag), RouteParameter("with-expired", .flag),
                ], answer: .page, handler: { list(onFuture: false, $0) }),
            Route(
                .get, "/instruments/equity-options/{symbol+}", "One option on a stock, fund or index",
                query: [RouteParameter("active", .flag)]
            ) { (context) throws(RouteFailure) in try one(context["symbol"], onFuture: false, context) },
            Route(
                .get, "/instruments/future-options",
                "Options on futures by symbol; without symbols by root, expiration, type and strike",
                query: [
                    symbols, RouteParameter("option-root-symbol"), RouteParameter("expiration-date", .date),
                    RouteParameter("option-type", .choice(["C", "P"])),
                    RouteParameter("strike-price", .decimal),
                ], answer: .page, handler: { list(onFuture: true, $0) }),
            Route(.get, "/instruments/future-options/{symbol+}", "One option on a future") {
                (context) throws(RouteFailure) in
                // Of the symbol's leading `./` nothing may be left: paths are tidied on their way.
                let last = context["symbol"].split(separator: "/").last ?? ""
                return try one("./" + last, onFuture: true, context)
            },
        ]
    }

    private func list(onFuture: Bool, _ context: RouteContext) -> HTTPResponse {
        let symbols = context.texts("symbol")
        let now = context.now
        let (isActive, withExpired) = (context.flag("active"), context.flag("with-expired") ?? false)
        let found =
            symbols.isEmpty
            ? selected(onFuture, context) : symbols.compactMap { contract($0, onFuture, context, withExpired: true) }
        let listed = found.filter { contract in
            let isAlive = contract.series.expiresAt > now
            return (isAlive || withExpired) && isActive ?? isAlive == isAlive
        }
        let page = Page(of: listed.count, context, perPage: 1000, limit: 2000)
        var json = JSONWriter()
        json.beginItems()
        for contract in listed[page.range] {
            json.option(contract, from: context.day, isActive: contract.series.expiresAt > now)
        }
        json.endItems(context: context.request.path, page: page)
        return .json(json.bytes)
    }

    /// What the query asks for by root, expiration, type and strike, of everything that was ever listed.
    private func selected(_ onFuture: Bool, _ context: RouteContext) -> [OptionContract] {
        let (root, day) = (context.text("option-root-symbol"), context.date("expiration-date"))
        let strike = context.text("strike-price").flatMap { Price($0) }
        let type = context.text("option-type")
        let chains = (context.services.options?.options.chains ?? []).filter { $0.isOnFuture == onFuture }
        return chains.flatMap(\.series).filter { listed in
            root ?? listed.series.root == listed.series.root
                && day ?? listed.series.expiration == listed.series.expiration
        }.flatMap { listed in
            listed.contracts.filter { contract in
                strike ?? contract.strike == contract.strike
                    && type ?? contract.right.rawValue == contract.right.rawValue
            }
        }
    }

    private func one(
        _ symbol: String, onFuture: Bool, _ context: RouteContext
    ) throws(RouteFailure) -> HTTPResponse {
        guard let contract = contract(symbol, onFuture, context) else { throw .notFound("instrument \(symbol)") }
        var json = JSONWriter()
        json.beginObject()
        json.key("data")
        json.option(contract, from: context.day)
        json.member("context", context.request.path)
        json.endObject()
        return .json(json.bytes)
    }

    private func contract(
        _ symbol: String, _ onFuture: Bool, _ context: RouteContext, withExpired: Bool = false
    ) -> OptionContract? {
        guard let found = context.services.options?.options.option(symbol)?.contract,
            found.series.isOnFuture == onFuture, withExpired || found.series.expiresAt > context.now
        else { return nil }
        return found
    }
}
