import JSON
import Wire

/// Watchlists: the user's own, public ones, and pairs.
struct WatchlistRoutes: RouteGroup {
    let subject = "Watchlists"
    private static let body = RouteBody([
        RouteParameter("name", required: true), RouteParameter("group-name"), RouteParameter("order-index", .integer),
        RouteParameter(
            "watchlist-entries",
            .list(.object([RouteParameter("symbol", required: true), RouteParameter("instrument-type")]))),
    ])

    var routes: [Route] {
        [
            Route(.get, "/watchlists", "The user's watchlists", answer: .items) {
                $0.success(items: $0.services.watchlists.all)
            },
            Route(.post, "/watchlists", "Make a watchlist", body: Self.body, status: 201, handler: add),
            Route(.get, "/watchlists/{name+}", "One watchlist") { (context) throws(RouteFailure) in
                guard let list = context.services.watchlists[context["name"]] else { throw Self.missing(context) }
                return context.success(list)
            },
            Route(
                .put, "/watchlists/{name+}", "Replace a watchlist", body: Self.body, handler: replace),
            Route(.delete, "/watchlists/{name+}", "Remove a watchlist") { (context) throws(RouteFailure) in
                guard let list = context.services.watchlists.remove(context["name"]) else {
                    throw Self.missing(context)
                }
                return context.success(list)
            },
            Route(
                .get, "/public-watchlists", "The vendor's watchlists",
                query: [RouteParameter("counts-only", .flag)], answer: .items
            ) { context in
                let countsOnly = context.flag("counts-only") ?? false
                return context.success(items: Self.publicLists.map { countsOnly ? $0.counted : $0 })
            },
            Route(.get, "/public-watchlists/{name+}", "One of the vendor's watchlists") {
                (context) throws(RouteFailure) in
                guard let list = Self.publicLists.first(where: { $0["name"]?.string == context["name"] }) else {
                    throw Self.missing(context)
                }
                return context.success(list)
            },
            Route(.get, "/pairs-watchlists", "The vendor's pairs", answer: .items) {
                $0.success(items: [Self.pairs])
            },
            Route(.get, "/pairs-watchlists/{name+}", "One list of pairs") { (context) throws(RouteFailure) in
                guard context["name"] == Self.pairs["name"]?.string else { throw Self.missing(context) }
                return context.success(Self.pairs)
            },
        ]
    }

    private func add(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let (name, list) = try Self.list(context)
        do throws(WatchlistStore.Refusal) {
            try context.services.watchlists.add(list, named: name)
        } catch {
            switch error {
            case .nameTaken:
                throw RouteFailure(
                    400, "record_not_uniq", "A watchlist with that name already exists")
            case .tooMany: throw .invalid("name", "too many watchlists")
            }
        }
        return context.success(list, status: 201)
    }

    private func replace(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let (name, list) = try Self.list(context)
        guard context.services.watchlists[context["name"]] != nil else { throw Self.missing(context) }
        guard context.services.watchlists.replace(context["name"], with: list, named: name) else {
            throw RouteFailure(400, "record_not_uniq", "A watchlist with that name already exists")
        }
        return context.success(list)
    }

    private static func list(_ context: RouteContext) throws(RouteFailure) -> (name: String, list: JSONValue) {
        let name = context.body["name"]?.string ?? ""
        guard !name.isEmpty, name.utf8.count <= 200 else { throw .invalid("name", "is required") }
        let entries = context.body["watchlist-entries"]?.array ?? []
        guard entries.count <= 1000 else { throw .invalid("watchlist-entries", "are too many") }
        return (
            name,
            .record([
                "name": .string(name), "group-name": .string(context.body["group-name"]?.string ?? "default"),
                "order-index": .integer(context.body["order-index"]?.int ?? 9999),
                "watchlist-entries": .array(
                    entries.map { entry in
                        .record([
                            "symbol": entry["symbol"], "instrument-type": entry["instrument-type"] ?? .string("Equity"),
                        ])
                    }),
            ])
        )
    }

    private static func missing(_ context: RouteContext) -> RouteFailure { .notFound("watchlist \(context["name"])") }

    private static let publicLists: [JSONValue] = [
        ("Index Funds", ["SPY", "QQQ", "IWM"]), ("Large Companies", ["AAPL", "MSFT", "NVDA", "TSLA"]),
        ("Gold and Bonds", ["GLD", "TLT"]),
    ].enumerated().map { place, list in
        .record([
            "name": .string(list.0), "group-name": .string("Simulator"), "order-index": .integer(place),
            "watchlist-entries": .array(
                list.1.map { .record(["symbol": .string($0), "instrument-type": .string("Equity")]) }),
        ])
    }

    private static let pairs = JSONValue.record([
        "name": .string("Index Pairs"), "order-index": .integer(0),
        "pairs-equations": .array([
            .record([
                "left-action": .string("Buy"), "left-symbol": .string("SPY"), "left-quantity": .integer(1),
                "right-action": .string("Sell"), "right-symbol": .string("IWM"), "right-quantity": .integer(2),
            ])
        ]),
    ])
}

extension JSONValue {
    /// A watchlist without its entries.
    fileprivate var counted: JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.key != "watchlist-entries" })
    }
}
