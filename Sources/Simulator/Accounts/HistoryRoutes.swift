import Brokerage
import JSON
import MarketModel
import Wire

/// Transactions, fees and the history of an account's worth.
struct HistoryRoutes: RouteGroup {
    let subject = "Transactions and history"

    var routes: [Route] {
        [
            Route(
                .get, "/accounts/{account_number}/transactions", "Transactions",
                query: [
                    RouteParameter("type"), RouteParameter("types", .list(.text)),
                    RouteParameter("sub-type", .list(.text)), RouteParameter("instrument-type"),
                    RouteParameter("symbol"), RouteParameter("underlying-symbol"), RouteParameter("futures-symbol"),
                    RouteParameter("action"), RouteParameter("partition-key"), RouteParameter("currency"),
                ] + RouteParameter.span, answer: .page, handler: Self.transactions),
            Route(
                .get, "/accounts/{account_number}/transactions/total-fees", "All fees of a day",
                query: [RouteParameter("date", .date)]
            ) { (context) throws(RouteFailure) in
                let number = try context.account()
                let day = context.date("date") ?? context.day
                let fees = context.books { books, _ in books.totalFees(in: number, on: day) }
                var members: JSONMembers = []
                members.add(signed: "total-fees", -fees)
                return context.success(.object(members))
            },
            Route(
                .get, "/accounts/{account_number}/transactions/{transaction_id}", "One transaction"
            ) { (context) throws(RouteFailure) in
                let number = try context.account()
                let id = Int(context["transaction_id"])
                let found = context.books { books, _ in id.flatMap { books.transaction($0, in: number) } }
                guard let found else { throw .notFound("transaction \(context["transaction_id"])") }
                return context.success(found.json)
            },
            Route(
                .get, "/accounts/{account_number}/net-liq/history", "The history of the net liquidating value",
                query: [
                    RouteParameter("time-back", .choice(["1d", "1m", "3m", "6m", "1y", "all"])),
                    RouteParameter("start-time", .moment), RouteParameter("end-time", .moment),
                    RouteParameter("interval"),
                ], answer: .items, handler: Self.netLiqHistory),
            Route(
                .get, "/accounts/{account_number}/net-liq", "The net liquidating value now"
            ) { (context) throws(RouteFailure) in
                let number = try context.account()
                let balance = context.books { books, venue in books.balance(of: number, venue) }
                var members: JSONMembers = []
                members.add("account-number", number)
                members.add("net-liquidating-value", balance.netLiq)
                members.add("updated-at", balance.updatedAt)
                return context.success(.object(members))
            },
        ]
    }

    private static func transactions(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let number = try context.account()
        let types = context.texts("type") + context.texts("types")
        let subtypes = context.texts("sub-type")
        let isAskedFor = context.isAskedFor
        let found = context.books { books, _ in
            books.transactions(in: number).filter { transaction in
                (types.isEmpty || types.contains(transaction.kind.rawValue))
                    && (subtypes.isEmpty || subtypes.contains(transaction.subtype))
                    && context.fits("instrument-type", transaction.instrumentClass?.rawValue)
                    && context.fits("symbol", transaction.symbol)
                    && context.fits("futures-symbol", transaction.symbol)
                    && context.fits("underlying-symbol", transaction.underlying)
                    && context.fits("action", transaction.action?.rawValue)
                    && (context.text("currency") ?? "USD") == "USD" && isAskedFor(transaction.executedAt)
            }
        }
        return context.success(page: context.sorted(found).map(\.json), perPage: 250)
    }

    private static func netLiqHistory(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let number = try context.account()
        let days: [String: Int] = ["1d": 1, "1m": 31, "3m": 92, "6m": 183, "1y": 366]
        let back = context.text("time-back").flatMap { days[$0] }
        let start = context.moment("start-time") ?? back.map { context.now - .seconds($0 * 86_400) }
        let end = context.moment("end-time")
        let points = context.books { books, _ in books.netLiqHistory(in: number) }
        let asked = points.filter { point in
            (start.map { point.time >= $0 } ?? true) && (end.map { point.time <= $0 } ?? true)
        }
        return context.success(items: asked.map(\.json))
    }
}

extension RouteContext {
    /// Whether a value is what the query asks for, or it does not ask.
    fileprivate func fits(_ parameter: String, _ value: String?) -> Bool {
        text(parameter).map { $0 == value } ?? true
    }
}
