import Brokerage
import JSON
import MarketModel
import Wire

/// Accounts, what they may do, balances and positions.
struct AccountRoutes: RouteGroup {
    let subject = "Accounts"

    var routes: [Route] { accounts + balances }

    private var accounts: [Route] {
        [
            Route(.get, "/accounts", "Not for customers: always refused", answer: .nothing) {
                (_) throws(RouteFailure) in throw .notPermitted
            },
            Route(.get, "/customers/{customer_id}/accounts", "The accounts", answer: .items) { context in
                context.success(
                    items: context.services.accounts.map { account in
                        .object([
                            .init("account", account.profile.json), .init("authority-level", .string("owner")),
                        ])
                    })
            },
            Route(
                .get, "/customers/{customer_id}/accounts/{account_number}", "One account"
            ) { (context) throws(RouteFailure) in
                context.success(try Self.profile(context).json)
            },
            Route(
                .get, "/accounts/{account_number}/trading-status", "What an account may do"
            ) { (context) throws(RouteFailure) in
                let profile = try Self.profile(context)
                let allowsCrypto = context.books { books, _ in books.rules.allowsCrypto }
                return context.success(profile.tradingStatus(allowsCrypto: allowsCrypto, at: context.now))
            },
            Route(
                .get, "/accounts/{account_number}/position-limit", "The largest orders and positions"
            ) { (context) throws(RouteFailure) in context.success(try Self.profile(context).positionLimit) },
        ]
    }

    private var balances: [Route] {
        [
            Route(
                .get, "/accounts/{account_number}/balances", "Balances by currency", answer: .items
            ) { (context) throws(RouteFailure) in context.success(items: [try Self.balance(context)]) },
            Route(
                .get, "/accounts/{account_number}/balances/{currency}", "The balance in a currency"
            ) { (context) throws(RouteFailure) in
                let balance = try Self.balance(context)
                guard context["currency"] == "USD" else { throw .notFound("balance in \(context["currency"])") }
                return context.success(balance)
            },
            Route(
                .get, "/accounts/{account_number}/balance-snapshots", "Balances at beginnings and ends of days",
                query: [
                    RouteParameter("time-of-day", .choice(["BOD", "EOD", "Intraday"]), required: true),
                    RouteParameter("snapshot-date", .date), RouteParameter("currency"),
                ] + RouteParameter.span, answer: .page, handler: Self.snapshots),
            Route(
                .get, "/accounts/{account_number}/positions", "Positions",
                query: [
                    RouteParameter("underlying-symbol", .list(.text)), RouteParameter("symbol"),
                    RouteParameter("instrument-type", .choice(InstrumentClass.allCases.map(\.rawValue))),
                    RouteParameter("include-closed-positions", .flag), RouteParameter("underlying-product-code"),
                    RouteParameter("partition-keys", .list(.text)), RouteParameter("net-positions", .flag),
                    RouteParameter("include-marks", .flag),
                ], answer: .items, handler: Self.positions),
        ]
    }

    private static func profile(_ context: RouteContext) throws(RouteFailure) -> AccountProfile {
        let number = try context.account()
        guard let account = context.services.accounts.first(where: { $0.number == number }) else { throw .notPermitted }
        return account.profile
    }

    private static func balance(_ context: RouteContext) throws(RouteFailure) -> JSONValue {
        let number = try context.account()
        return context.books { books, venue in books.balance(of: number, venue).json(on: context.day) }
    }

    /// Without a span: the latest snapshot, and the balance as it is now.
    private static func snapshots(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let number = try context.account()
        let wanted = context.text("time-of-day")
        let (taken, current) = context.books { books, venue in
            (books.balanceSnapshots(in: number), books.balance(of: number, venue))
        }
        var fitting = taken.filter { wanted == "Intraday" || $0.timeOfDay.rawValue == wanted }
        let now = current.json(on: context.day)
        if let day = context.date("snapshot-date") {
            fitting = fitting.filter { $0.day == day }
        } else if context.date("start-date") != nil || context.date("end-date") != nil {
            let (start, end) = (context.date("start-date"), context.date("end-date"))
            fitting = fitting.filter { snapshot in
                (start.map { snapshot.day >= $0 } ?? true) && (end.map { snapshot.day <= $0 } ?? true)
            }
        } else {
            let latest = fitting.last.map { [$0.balance.json(on: $0.day, timeOfDay: $0.timeOfDay)] } ?? []
            return context.success(page: latest + [now], perPage: 250)
        }
        return context.success(
            page: context.sorted(fitting.map { $0.balance.json(on: $0.day, timeOfDay: $0.timeOfDay) }), perPage: 250)
    }

    private static func positions(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let number = try context.account()
        let underlyings = context.texts("underlying-symbol")
        let hasMarks = context.flag("include-marks") ?? false
        let hasClosed = context.flag("include-closed-positions") ?? false
        let product = context.text("underlying-product-code")
        let items = context.books { books, venue in
            books.positions(in: number).compactMap { position -> JSONValue? in
                let instrument = books.knownInstrument(position.symbol)
                guard hasClosed || position.quantity != .zero,
                    context.text("symbol").map({ $0 == position.symbol }) ?? true,
                    context.text("instrument-type").map({ $0 == instrument?.instrumentClass.rawValue }) ?? true,
                    product.map({ $0 == instrument?.futuresProduct }) ?? true,
                    underlyings.isEmpty
                        || underlyings.contains(where: { $0 == instrument?.underlying || $0 == instrument?.followed })
                else { return nil }
                return position.json(
                    instrument, streamerSymbol: instrument?.derivedStreamerSymbol,
                    mark: hasMarks ? venue.quote(of: position.symbol, at: context.now)?.mark : nil, on: context.day)
            }
        }
        return context.success(items: items)
    }
}
