import Brokerage
import JSON
import MarketModel
import Wire

/// Single orders.
struct OrderRoutes: RouteGroup {
    let subject = "Orders"

    private static let search =
        [
            RouteParameter("status", .list(.text)), RouteParameter("underlying-symbol"),
            RouteParameter("underlying-instrument-type"), RouteParameter("futures-symbol"),
        ] + RouteParameter.span
    private static let accounts = RouteParameter("account-numbers", .list(.text), required: true)
    private static let path = "/accounts/{account_number}/orders"

    var routes: [Route] { reading + writing }

    private var reading: [Route] {
        [
            Route(.get, Self.path, "Search orders", query: Self.search, answer: .page) {
                (context) throws(RouteFailure) in try Self.search([try context.account()], context)
            },
            Route(
                .get, Self.path + "/live", "Today's orders and those that still work",
                query: [RouteParameter("status", .list(.text)), RouteParameter("underlying-symbol")], answer: .page
            ) { (context) throws(RouteFailure) in Self.live([try context.account()], context) },
            Route(.get, Self.path + "/{order_id}", "One order") { (context) throws(RouteFailure) in
                let (number, id) = (try context.account(), try context.orderID())
                guard let order = context.books({ books, _ in books.order(id, in: number) }) else {
                    throw .notFound("order \(id)")
                }
                return context.success(order.json())
            },
            Route(
                .get, "/customers/{customer_id}/orders", "Search orders of several accounts",
                query: [Self.accounts] + Self.search, answer: .page
            ) { (context) throws(RouteFailure) in try Self.search(try Self.numbers(context), context) },
            Route(
                .get, "/customers/{customer_id}/orders/live", "Today's orders of several accounts",
                query: [Self.accounts, RouteParameter("status", .list(.text)), RouteParameter("underlying-symbol")],
                answer: .page
            ) { (context) throws(RouteFailure) in Self.live(try Self.numbers(context), context) },
        ]
    }

    private var writing: [Route] {
        let order = RouteBody(OrderBody.order)
        let change = RouteBody(OrderBody.changeable)
        return [
            Route(
                .post, Self.path, "Place an order", permission: .trade, body: order, status: 201, handler: Self.place),
            Route(
                .post, Self.path + "/dry-run", "Check an order", permission: .trade, body: order, status: 201
            ) { (context) throws(RouteFailure) in
                let number = try context.account()
                let request = try OrderBody.order(context.body)
                let report = try context.change { (books, venue) throws(BrokerageError) in
                    try books.dryRun(request, in: number, at: context.now, venue)
                }
                return context.success(report.json(isDryRun: true), status: 201)
            },
            Route(
                .put, Self.path + "/{order_id}", "Replace an order", permission: .trade, body: change,
                handler: Self.replace),
            Route(
                .patch, Self.path + "/{order_id}", "Edit an order", permission: .trade, body: change,
                handler: Self.replace),
            Route(
                .post, Self.path + "/{order_id}/dry-run", "Check a replacement", permission: .trade, body: change,
                status: 201
            ) { (context) throws(RouteFailure) in
                let (number, id) = (try context.account(), try context.orderID())
                let wanted = try OrderBody.change(context.body)
                let report = try context.change { (books, venue) throws(BrokerageError) in
                    try books.dryRunReplacement(of: id, wanted, in: number, at: context.now, venue)
                }
                return context.success(report.json(isDryRun: true), status: 201)
            },
            Route(.delete, Self.path + "/{order_id}", "Cancel an order", permission: .trade) {
                (context) throws(RouteFailure) in
                let (number, id) = (try context.account(), try context.orderID())
                let order = try context.change { (books, venue) throws(BrokerageError) in
                    try books.cancel(id, in: number, at: context.now, venue)
                }
                return context.success(order.json())
            },
            Route(
                .post, Self.path + "/{order_id}/reconfirm", "Confirm an order for an offering", permission: .trade
            ) { (context) throws(RouteFailure) in
                let (number, id) = (try context.account(), try context.orderID())
                guard context.books({ books, _ in books.order(id, in: number) }) != nil else {
                    throw .notFound("order \(id)")
                }
                throw RouteFailure(.cannotReconfirm)
            },
        ]
    }

    private static func place(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let number = try context.account()
        let request = try OrderBody.order(context.body)
        let names = [number] + request.legs.map(\.symbol)
        let report = try context.change(placing: names) { (books, venue) throws(BrokerageError) in
            try books.place(request, in: number, at: context.now, venue)
        }
        return context.success(report.json(isDryRun: false), status: 201)
    }

    private static func replace(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let (number, id) = (try context.account(), try context.orderID())
        let change = try OrderBody.change(context.body)
        let report = try context.change { (books, venue) throws(BrokerageError) in
            try books.replace(id, change, in: number, at: context.now, venue)
        }
        return context.success(report.order.json())
    }

    // MARK: Lists

    private static func numbers(_ context: RouteContext) throws(RouteFailure) -> [String] {
        let numbers = context.commaTexts("account-numbers")
        for number in numbers where !context.services.accounts.contains(where: { $0.number == number }) {
            throw .notPermitted
        }
        return numbers
    }

    /// From the version of 2026-10-12 on a search says where it starts.
    private static func search(_ numbers: [String], _ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        if context.version >= .boundedOrderSearch, context.text("start-date") == nil, context.text("start-at") == nil {
            throw .invalid("start-date", "is required, or start-at")
        }
        let isAskedFor = context.isAskedFor
        let type = context.text("underlying-instrument-type")
        let found = orders(of: numbers, context).filter { order in
            isAskedFor(order.receivedAt) && (type.map { $0 == order.underlyingClass.rawValue } ?? true)
                && (context.text("futures-symbol").map { symbol in order.legs.contains { $0.symbol == symbol } } ?? true)
        }
        return context.success(page: context.sorted(found).map { $0.json() }, perPage: 100)
    }

    private static func live(_ numbers: [String], _ context: RouteContext) -> HTTPResponse {
        let found = orders(of: numbers, context).filter { order in
            !order.status.isTerminal || USTimeZone.eastern.day(of: order.receivedAt) == context.day
                || USTimeZone.eastern.day(of: order.updatedAt) == context.day
        }
        return context.success(page: found.reversed().map { $0.json() }, perPage: 100, limit: 200)
    }

    /// The orders of accounts by rising number, of the statuses and the underlying asked for.
    private static func orders(of numbers: [String], _ context: RouteContext) -> [Order] {
        let statuses = context.texts("status")
        let underlying = context.text("underlying-symbol")
        return context.books { books, _ in
            numbers.flatMap { books.orders(in: $0) }.filter { order in
                (statuses.isEmpty || statuses.contains(order.status.rawValue))
                    && (underlying.map { $0 == order.underlying } ?? true)
            }.sorted { $0.id < $1.id }
        }
    }
}
