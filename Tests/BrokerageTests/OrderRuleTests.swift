import Brokerage
import MarketModel
import Testing

/// When orders with rules of their own begin and end.
struct OrderRuleTests {
    private let tuesday = Listing.day("2026-11-17")

    /// Waits for a price that never comes.
    private func held(_ timeInForce: TimeInForce) -> OrderRequest {
        var request = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "655.05", timeInForce)
        request.rule = OrderRule(conditions: [.init(.route, .equity, "AAPL", .last, .lte, Listing.price("1"))])
        return request
    }

    @Test("ends an order that waits for a condition with its day or its date")
    func waitingOrdersEnd() throws {
        var desk = Desk()
        let day = try desk.place(held(.day))
        var dated = held(.gtd)
        dated.gtcDate = tuesday
        let date = try desk.place(dated)
        let lasting = try desk.place(held(.gtc))
        desk.go(to: Listing.monday, 16, 1)
        #expect(try desk.order(day).status == .expired)
        #expect(try desk.order(day).terminalAt == USTimeZone.eastern.moment(Listing.monday, 16))
        #expect(try desk.order(date).status == .contingent)
        desk.go(to: tuesday, 16, 1)
        #expect(try desk.order(date).status == .expired)
        #expect(try desk.order(lasting).status == .contingent)
        #expect(desk.balance.workingOrders > .zero)
    }

    @Test("counts the day of an order that is routed later from when it is routed")
    func routedTomorrow() throws {
        var desk = Desk()
        var request = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "600")
        request.rule = OrderRule(routeAfter: USTimeZone.eastern.moment(tuesday, 11))
        let id = try desk.place(request)
        desk.go(to: Listing.monday, 17)
        #expect(try desk.order(id).status == .contingent)
        desk.go(to: tuesday, 11, 1)
        #expect(try desk.order(id).status == .live)
        desk.go(to: tuesday, 16, 1)
        #expect(try desk.order(id).terminalAt == USTimeZone.eastern.moment(tuesday, 16))
    }

    @Test("still says when it was to be cancelled after it was")
    func cancelAtStays() throws {
        var desk = Desk()
        let moment = desk.now + .seconds(60)
        var request = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "600")
        request.rule = OrderRule(cancelAt: moment)
        let id = try desk.place(request)
        desk.wait(.seconds(120))
        let rule = try desk.order(id).request.rule
        #expect(try desk.order(id).status == .cancelled)
        #expect(rule?.cancelAt == moment)
        #expect(rule?.cancelledAt == moment)
    }
}
