import Brokerage
import JSON
import MarketModel
import Wire

/// Quote alerts.
struct AlertRoutes: RouteGroup {
    let subject = "Quote alerts"

    var routes: [Route] {
        let body = RouteBody([
            RouteParameter("symbol", required: true),
            RouteParameter("field", .choice(["Last", "Bid", "Ask", "IV"]), required: true),
            RouteParameter("operator", .choice([">", "<"]), required: true),
            RouteParameter("threshold", .decimal, required: true), RouteParameter("threshold-numeric", .decimal),
            RouteParameter("instrument-type"), RouteParameter("dx-symbol"), RouteParameter("expires-at", .any),
        ])
        return [
            Route(.get, "/quote-alerts", "The user's quote alerts", answer: .items) { context in
                let user = context.services.access.userID
                return context.success(
                    items: context.services.alerts.all.map { $0.json(user: user, at: context.now) })
            },
            Route(.post, "/quote-alerts", "Make a quote alert", body: body, status: 201, handler: add),
            Route(
                .delete, "/quote-alerts/{alert_external_id}", "Remove a quote alert", answer: .nothing
            ) { (context) throws(RouteFailure) in
                guard context.services.alerts.remove(context["alert_external_id"]) else {
                    throw .notFound("alert \(context["alert_external_id"])")
                }
                return context.nothing
            },
        ]
    }

    private func add(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let body = context.body
        let text = body["threshold"]?.string ?? (body["threshold"].flatMap(Self.number) ?? "")
        guard let threshold = Price(text) else { throw .invalid("threshold", "is not valid") }
        let symbol = body["symbol"]?.string ?? ""
        guard !symbol.isEmpty, symbol.utf8.count <= 60 else { throw .invalid("symbol", "is not valid") }
        let expiry = try Self.expiry(body["expires-at"])
        let extras = (body.object ?? []).filter { ["instrument-type", "dx-symbol"].contains($0.key) }
        let made = context.services.alerts.add { id in
            AlertBook.Alert(
                id: id, symbol: symbol, field: body["field"]?.string ?? "Last",
                isAbove: body["operator"]?.string == ">", threshold: threshold, thresholdText: text, extras: extras,
                createdAt: context.now, expiresAt: expiry)
        }
        guard let made else { throw .invalid("symbol", "too many alerts") }
        return context.success(made.json(user: context.services.access.userID, at: context.now), status: 201)
    }

    private static func number(_ value: JSONValue) -> String? {
        guard case .number(let text) = value else { return nil }
        return text
    }

    /// A time as text or in milliseconds; `nil` when there is none.
    private static func expiry(_ value: JSONValue?) throws(RouteFailure) -> Timestamp? {
        guard let value, value != .null, value != .string("") else { return nil }
        let moment =
            value.string.flatMap(ValueKind.moment(of:))
            ?? value.int64.flatMap { Timestamp(milliseconds: $0) }.flatMap(ValueKind.served)
        guard let moment else { throw .invalid("expires-at", "is not a time, YYYY-MM-DDThh:mm:ssZ") }
        return moment
    }
}

extension SimulatorServices {
    /// Looks at the quote alerts and tells the account streamer of those that have come true.
    func checkAlerts(at now: Timestamp) {
        let fired = alerts.check(at: now) { symbol, field in
            if field == "IV" {
                return traits(symbol, on: USTimeZone.eastern.day(of: now))?.impliedVolatility(at: now)
                    .map { Price(billionths: Int64($0 * 1e9)) }
            }
            let quote = venue.quote(of: symbol, at: now)
            return switch field {
            case "Bid": quote?.bid
            case "Ask": quote?.ask
            default: quote?.last
            }
        }
        for alert in fired {
            let data = alert.json(user: access.userID, at: now).object ?? []
            brokerage.tellUser(SimulatedBrokerage.UserNotice(type: "QuoteAlert", data: data))
        }
    }
}
