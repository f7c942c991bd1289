import Brokerage
import JSON
import MarketModel
import Wire

/// Orders that depend on each other.
struct ComplexOrderRoutes: RouteGroup {
    let subject = "Complex orders"
    private static let path = "/accounts/{account_number}/complex-orders"
    private static let ratio = RouteBody([
        RouteParameter("ratio-price-threshold", .decimal),
        RouteParameter("ratio-price-comparator", .choice(["gte", "lte"])),
    ])

    var routes: [Route] {
        let body = RouteBody(OrderBody.complex)
        return [
            Route(.get, Self.path, "Complex orders", query: RouteParameter.span, answer: .page) {
                (context) throws(RouteFailure) in
                let number = try context.account()
                let isAskedFor = context.isAskedFor
                let found = context.books { books, _ in
                    books.complexOrders(in: number).filter { isAskedFor($0.receivedAt) }.map { complex in
                        complex.json { books.order($0, in: number) }
                    }
                }
                return context.success(page: context.sorted(found), perPage: 10)
            },
            Route(.get, Self.path + "/live", "Complex orders of today", answer: .page) {
                (context) throws(RouteFailure) in
                let number = try context.account()
                let found = context.books { books, _ in
                    books.complexOrders(in: number).filter { complex in
                        complex.terminalAt == nil || USTimeZone.eastern.day(of: complex.receivedAt) == context.day
                    }.map { complex in complex.json { books.order($0, in: number) } }
                }
                return context.success(page: found.reversed(), perPage: 10)
            },
            Route(.get, Self.path + "/{order_id}", "One complex order") { (context) throws(RouteFailure) in
                let (number, id) = (try context.account(), try context.orderID())
                let found = context.books { books, _ in
                    books.complexOrder(id, in: number)?.json { books.order($0, in: number) }
                }
                guard let found else { throw .notFound("complex order \(id)") }
                return context.success(found)
            },
            Route(
                .post, Self.path, "Place a complex order", permission: .trade, body: body, status: 201,
                handler: Self.place),
            Route(.post, Self.path + "/dry-run", "Check a complex order", permission: .trade, body: body, status: 201) {
                (context) throws(RouteFailure) in
                let number = try context.account()
                let request = try OrderBody.complex(context.body)
                let report = try context.change { (books, venue) throws(BrokerageError) in
                    try books.dryRun(request, in: number, at: context.now, venue)
                }
                return context.success(report.json(isDryRun: true), status: 201)
            },
            Route(
                .patch, Self.path + "/{order_id}", "Change the ratio of a pair", permission: .trade, body: Self.ratio
            ) { (context) throws(RouteFailure) in
                context.success(try Self.changeRatio(context, isDryRun: false))
            },
            Route(
                .post, Self.path + "/{order_id}/dry-run", "Check a new ratio of a pair", permission: .trade,
                body: Self.ratio, status: 201
            ) { (context) throws(RouteFailure) in
                context.success(
                    .object([.init("complex-order", try Self.changeRatio(context, isDryRun: true))]), status: 201)
            },
            Route(.delete, Self.path + "/{order_id}", "Cancel all components", permission: .trade) {
                (context) throws(RouteFailure) in
                let (number, id) = (try context.account(), try context.orderID())
                let found = try context.change { (books, venue) throws(BrokerageError) in
                    let complex = try books.cancelComplex(id, in: number, at: context.now, venue)
                    return complex.json { books.order($0, in: number) }
                }
                return context.success(found)
            },
        ]
    }

    private static func place(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let number = try context.account()
        let request = try OrderBody.complex(context.body)
        let components = (request.trigger.map { [$0] } ?? []) + request.orders
        let names = [number] + components.flatMap { $0.legs.map(\.symbol) }
        let report = try context.change(placing: names) { (books, venue) throws(BrokerageError) in
            try books.place(request, in: number, at: context.now, venue)
        }
        return context.success(report.json(isDryRun: false), status: 201)
    }

    private static func changeRatio(_ context: RouteContext, isDryRun: Bool) throws(RouteFailure) -> JSONValue {
        let (number, id) = (try context.account(), try context.orderID())
        let threshold: Price? =
            switch context.body["ratio-price-threshold"] {
            case .string(let text), .number(let text): Price(text)
            default: nil
            }
        let comparator = context.body["ratio-price-comparator"]?.string.flatMap { OrderRule.Comparator(rawValue: $0) }
        return try context.change { (books, venue) throws(BrokerageError) in
            // What is only tried is tried on a copy.
            var tried = books
            let complex = try tried.setRatio(threshold, comparator, of: id, in: number, at: context.now, venue)
            if !isDryRun { books = tried }
            return complex.json { tried.order($0, in: number) }
        }
    }
}
