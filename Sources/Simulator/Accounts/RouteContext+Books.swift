import Brokerage
import JSON
import MarketModel

extension RouteContext {
    /// The number of the account in the path.
    ///
    /// - Throws: 403 for accounts that are not the customer's, as for those that do not exist.
    func account() throws(RouteFailure) -> String {
        let number = self["account_number"]
        guard services.accounts.contains(where: { $0.number == number }) else { throw .notPermitted }
        return number
    }

    /// The number of an order in the path.
    ///
    /// - Throws: 404 for what is no number.
    func orderID() throws(RouteFailure) -> Int {
        guard let id = Int(self["order_id"]) else { throw .notFound("order \(self["order_id"])") }
        return id
    }

    /// Looks at the books now.
    func books<Value>(_ body: (Books, SimulatedVenue) -> Value) -> Value {
        services.brokerage.read(at: now, body)
    }

    /// Changes the books now.
    ///
    /// - Parameter names: Account and symbols, where an order is placed.
    func change<Value>(
        placing names: [String]? = nil, _ body: (inout Books, SimulatedVenue) throws(BrokerageError) -> Value
    ) throws(RouteFailure) -> Value {
        do throws(BrokerageError) {
            return try services.brokerage.change(at: now, placing: names, body)
        } catch {
            throw RouteFailure(error)
        }
    }

    /// Whether a moment lies in the span that the query asks for by `start-date` and `end-date`, days in New York, or
    /// `start-at` and `end-at`.
    var isAskedFor: (Timestamp) -> Bool {
        let start = moment("start-at") ?? date("start-date").map { USTimeZone.eastern.moment($0, 0) }
        let end =
            moment("end-at") ?? date("end-date").map { USTimeZone.eastern.moment($0.advanced(by: 1), 0) }
        return { moment in (start.map { moment >= $0 } ?? true) && (end.map { moment < $0 } ?? true) }
    }

    /// The newest first unless the query says `sort=Asc`.
    func sorted<Element>(_ rising: [Element]) -> [Element] {
        text("sort") == "Asc" ? rising : rising.reversed()
    }
}

extension RouteParameter {
    /// A span of time and the order of a list.
    static let span = [
        RouteParameter("start-date", .date), RouteParameter("end-date", .date), RouteParameter("start-at", .moment),
        RouteParameter("end-at", .moment), RouteParameter("sort", .choice(["Asc", "Desc"])),
    ]
}
