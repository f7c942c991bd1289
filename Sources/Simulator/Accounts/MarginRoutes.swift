import Brokerage
import JSON
import MarketModel
import Options
import Wire

/// What accounts must hold against their positions.
struct MarginRoutes: RouteGroup {
    let subject = "Margin"

    var routes: [Route] {
        [
            Route(
                .get, "/margin/accounts/{account_number}/requirements", "The margin report"
            ) { (context) throws(RouteFailure) in
                let number = try context.account()
                let report = context.books { books, venue in
                    books.profile(number).map { profile in
                        books.marginReport(of: number, venue).json(profile) { books.knownInstrument($0) }
                    }
                }
                guard let report else { throw .notPermitted }
                return context.success(report)
            },
            Route(
                .post, "/margin/accounts/{account_number}/dry-run", "The margin of an order",
                body: RouteBody(
                    OrderBody.order + [RouteParameter("account-number"), RouteParameter("underlying-symbol")]),
                handler: Self.dryRun),
            Route(
                .get, "/accounts/{account_number}/margin-requirements/{underlying_symbol+}/effective",
                "The rates that hold for an underlying"
            ) { (context) throws(RouteFailure) in
                _ = try context.account()
                let symbol = context["underlying_symbol"]
                let rules = context.books { books, _ in (books.rules.margin, books.rules.maintenance) }
                var members: JSONMembers = []
                members.add("underlying-symbol", symbol)
                members.add("long-equity-initial", rules.0.longShares)
                members.add("short-equity-initial", rules.0.shortShares)
                members.add("long-equity-maintenance", rules.1.longShares)
                members.add("short-equity-maintenance", rules.1.shortShares)
                members.add("naked-option-standard", rules.0.nakedFraction)
                members.add("naked-option-minimum", rules.0.nakedMinimum)
                members.add("naked-option-floor", Money.zero)
                members.add("clearing-identifier", "default")
                members.add("is-deleted", false)
                return context.success(.object(members))
            },
        ]
    }

    private static func dryRun(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let number = try context.account()
        let request = try OrderBody.order(context.body)
        let (report, balance) = try context.change { (books, venue) throws(BrokerageError) in
            let report = try books.dryRun(request, in: number, at: context.now, venue)
            return (report, books.balance(of: number, venue))
        }
        let effect = report.effect ?? .nothing
        let after = balance.initialRequirement + effect.requirementChange
        var results: JSONMembers = []
        results.add("code", report.order.underlying)
        results.add(signed: "margin-requirement", -after)
        results.add(signed: "maintenance-requirement", -(balance.maintenanceRequirement + effect.requirementChange))
        results.add(signed: "buying-power-impact", effect.buyingPowerChange)
        results.add(signed: "base-margin-requirement", -balance.initialRequirement)
        results.add(signed: "cash-adjustment", effect.buyingPowerChange + effect.requirementChange)
        results.add(signed: "working-margin", -balance.workingOrders)
        results.add(signed: "position-margin", -balance.initialRequirement)
        results.add("group-results", .array([]))
        return context.success(
            .object([
                .init("orders", .array([report.order.json(isDryRun: true)])),
                .init("last-results", .object(results)),
            ]))
    }
}
