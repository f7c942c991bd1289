import JSON
import MarketModel
import Wire

/// Quotes and the day's prices of a moment.
struct MarketDataRoutes: RouteGroup {
    let subject = "Market data"
    /// Symbols one request may ask for.
    private static let limit = 100
    /// The parameters, with the type they ask for in the venue's words.
    static let types = [
        ("index", "Index"), ("equity", "Equity"), ("equity-option", "Equity Option"), ("future", "Future"),
        ("future-option", "Future Option"), ("cryptocurrency", "Cryptocurrency"),
    ]

    var routes: [Route] {
        [
            Route(
                .get, "/market-data/by-type", "Quotes of up to 100 symbols; unknown ones are left out",
                query: Self.types.map {
                    RouteParameter($0.0, .list(.text), "Symbols, repeated, in brackets or joined by commas")
                }, answer: .items, handler: byType),
            Route(.get, "/market-data/{instrument_type}/{symbol+}", "The quote of one symbol") {
                (context) throws(RouteFailure) in
                let (type, symbol) = (context["instrument_type"], context["symbol"])
                guard
                    let name = Self.types.first(where: { $0.1 == type || $0.0 == type })?.1,
                    let found = Self.spellings(of: symbol, type: name).lazy.compactMap({
                        context.services.marketData($0, type: name, at: context.now)
                    }).first
                else { throw .notFound("market data of \(symbol)") }
                return context.success(found)
            },
        ]
    }

    private func byType(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let wanted = Self.types.flatMap { name, type in context.commaTexts(name).map { (type, $0) } }
        guard wanted.count <= Self.limit else {
            throw .invalid("symbols", "must not be more than \(Self.limit) in total")
        }
        return context.success(
            items: wanted.compactMap { type, symbol in
                context.services.marketData(symbol, type: type, at: context.now)
            })
    }

    /// In a path the slash before a future's symbol may be missing: paths are tidied on their way.
    private static func spellings(of symbol: String, type: String) -> [String] {
        switch type {
        case "Future": [symbol.hasPrefix("/") ? symbol : "/" + symbol]
        case "Future Option": ["./" + (symbol.split(separator: "/").last ?? "")]
        default: [symbol]
        }
    }
}
