import JSON
import MarketModel
import Wire

/// What is public about margin, and the exchanges' risk arrays.
struct RiskRoutes: RouteGroup {
    let subject = "Risk"

    var routes: [Route] {
        [
            Route(
                .get, "/margin-requirements-public-configuration", "The risk-free rate", permission: .open
            ) { $0.success(.record(["risk-free-rate": .decimal(OptionPlan.rate, digits: 4)])) },
            Route(
                .get, "/span/rows", "Rows of the exchanges' risk files",
                query: [
                    RouteParameter("date", .date), RouteParameter("exchange", .choice(["CME", "CFE"])),
                ], answer: .page, handler: rows),
        ]
    }

    /// One row for each futures contract: what a contract may lose in a day, made from its own volatility.
    private func rows(_ context: RouteContext) -> HTTPResponse {
        let exchange = context.text("exchange") ?? "CME"
        let date = context.date("date") ?? context.day
        let found = context.services.listings.filter { listing in
            if case .future(let contract) = listing.kind { contract.exchangeName == exchange } else { false }
        }
        return context.success(
            page: found.enumerated().map { place, listing in
                let traits = context.services.traits(listing.symbol, on: date)
                let year = traits?.year(before: context.day)
                let move = (year?.volatility(days: 60) ?? 0) / 15.87 * 3
                let price = year?.closes.last ?? 0
                let scan = Int(price * move * listing.specification.multiplier.doubleValue)
                return .record([
                    "file-date": .date(date), "row-index": .integer(place), "exchange": .string(exchange),
                    "row-data": .string("81\(listing.symbol.dropFirst()) SCAN \(scan)"),
                ])
            }, perPage: 1000, limit: 50_000)
    }
}
