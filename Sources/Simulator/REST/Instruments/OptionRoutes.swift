import JSON
import MarketModel
import Options
import Wire

/// Single options as instruments.
struct OptionRoutes: RouteGroup {
    let subject = "Instruments"
    /// Symbols read of one request.
    private static let limit = 500

    var routes: [Route] {
        let symbols = RouteParameter("symbol", .list(.text), "Symbols of the broker; what is not listed is left out")
        return [
            Route(
                .get, "/instruments/equity-options", "Options on stocks, funds and indices by symbol",
                query: [
                    symbols, RouteParameter("active", .flag), RouteParameter("with-expired", .flag),
                ], answer: .items, handler: { list(onFuture: false, $0) }),
            Route(
                .get, "/instruments/equity-options/{symbol+}", "One option on a stock, fund or index",
                query: [RouteParameter("active", .flag)]
            ) { (context) throws(RouteFailure) in try one(context["symbol"], onFuture: false, context) },
            Route(
                .get, "/instruments/future-options", "Options on futures by symbol",
                query: [
                    symbols, RouteParameter("option-root-symbol"), RouteParameter("expiration-date", .date),
                    RouteParameter("option-type", .choice(["C", "P"])),
                    RouteParameter("strike-price", .decimal),
                ], answer: .items, handler: { list(onFuture: true, $0) }),
            Route(.get, "/instruments/future-options/{symbol+}", "One option on a future") {
                (context) throws(RouteFailure) in
                // Of the symbol's leading `./` nothing may be left: paths are tidied on their way.
                let last = context["symbol"].split(separator: "/").last ?? ""
                return try one("./" + last, onFuture: true, context)
            },
        ]
    }

    private func list(onFuture: Bool, _ context: RouteContext) -> HTTPResponse {
        var json = JSONWriter()
        json.beginItems()
        for symbol in context.texts("symbol").prefix(Self.limit) {
            if let contract = contract(symbol, onFuture, context) { json.option(contract, from: context.day) }
        }
        json.endItems(context: context.request.path)
        return .json(json.bytes)
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

    private func contract(_ symbol: String, _ onFuture: Bool, _ context: RouteContext) -> OptionContract? {
        guard let found = context.services.options?.options.option(symbol)?.contract,
            found.series.isOnFuture == onFuture, found.series.expiresAt > context.now
        else { return nil }
        return found
    }
}
