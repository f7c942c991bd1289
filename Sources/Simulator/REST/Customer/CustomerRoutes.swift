import JSON
import MarketModel
import Wire

/// The customer and the list of accounts.
struct CustomerRoutes: RouteGroup {
    let subject = "Customers"
    private static let opened = "2024-02-01T15:00:00.000+00:00"

    var routes: [Route] {
        [
            Route(
                .get, "/customers/{customer_id}", "The customer", query: [RouteParameter("allow-missing", .flag)],
                handler: { $0.success(.customer(externalID: $0.services.access.userID)) }),
            Route(.get, "/customers/{customer_id}/accounts", "The accounts", answer: .items) { context in
                context.success(
                    items: context.services.accounts.map { account in
                        .object([
                            .init("account", json(account)), .init("authority-level", .string("owner")),
                        ])
                    })
            },
            Route(
                .get, "/customers/{customer_id}/accounts/{account_number}", "One account"
            ) { (context) throws(RouteFailure) in
                let number = context["account_number"]
                guard let account = context.services.accounts.first(where: { $0.number == number }) else {
                    throw .notPermitted
                }
                return context.success(json(account))
            },
        ]
    }

    /// An account in the venue's keys.
    private func json(_ account: SimulatedAccount) -> JSONValue {
        .object([
            .init("account-number", .string(account.number)), .init("external-id", .string("A" + account.number)),
            .init("opened-at", .string(Self.opened)), .init("nickname", .string(account.nickname)),
            .init("account-type-name", .string(account.type)), .init("day-trader-status", .bool(false)),
            .init("is-closed", .bool(false)), .init("is-firm-error", .bool(false)),
            .init("is-firm-proprietary", .bool(false)), .init("is-futures-approved", .bool(account.isMargin)),
            .init("is-test-drive", .bool(false)),
            .init("margin-or-cash", .string(account.isMargin ? "Margin" : "Cash")),
            .init("is-foreign", .bool(false)), .init("funding-date", .string("2024-02-02")),
            .init("investment-objective", .string("SPECULATION")),
            .init("suitable-options-level", .string("No Restrictions")), .init("created-at", .string(Self.opened)),
        ])
    }

    /// The one customer: nobody.
}
