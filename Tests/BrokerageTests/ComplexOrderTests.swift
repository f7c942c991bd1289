import Brokerage
import MarketModel
import Testing

/// What the parts of a complex order do to each other where the simple course of `OrderLifeTests` ends.
struct ComplexOrderTests {
    /// Ten shares held, a profit and a stop side working.
    private func pair(_ desk: inout Desk, stopping size: Int = 10) throws -> [Int] {
        try desk.trade(.market(Listing.spy, .buyToOpen, 10))
        let request = ComplexOrderRequest(
            .oco,
            orders: [
                .limit(Listing.spy, .sellToClose, 10, "660"), .stop(Listing.spy, .sellToClose, size, trigger: "640"),
            ])
        let report = try desk.books.place(request, in: desk.account, at: desk.now, desk.market)
        desk.wait()
        return report.complexOrder.componentIDs
    }

    private func statuses(_ ids: [Int], _ desk: Desk) throws -> [OrderStatus] {
        try ids.map { try desk.order($0).status }
    }

    @Test("keeps the bracket when a fill of the trigger aborts the trigger's replacement")
    func abortedReplacement() throws {
        var desk = Desk()
        let request = ComplexOrderRequest(
            .otoco, trigger: .limit(Listing.spy, .buyToOpen, 10, "650"),
            orders: [
                .limit(Listing.spy, .sellToClose, 10, "660", .gtc),
                .stop(Listing.spy, .sellToClose, 10, trigger: "640"),
            ])
        let ids = try desk.books.place(request, in: desk.account, at: desk.now, desk.market).complexOrder.componentIDs
        desk.wait()
        var change = OrderChange()
        change.price = Price("651")
        let replacement = try desk.books.replace(ids[0], change, in: desk.account, at: desk.now, desk.market).order.id
        desk.market.quote("SPY", "649.98", "650.00", last: "650")
        desk.wait(.milliseconds(10))
        #expect(try desk.order(replacement).status == .removed)
        desk.wait()
        #expect(try statuses(ids, desk) == [.filled, .live, .live])
    }

    @Test("keeps the other side when a partial fill aborts the replacement of a side")
    func abortedReplacementOfASide() throws {
        var desk = Desk()
        let ids = try pair(&desk)
        var change = OrderChange()
        change.price = Price("661")
        let replacement = try desk.books.replace(ids[0], change, in: desk.account, at: desk.now, desk.market).order.id
        desk.market.quote("SPY", "660.10", "660.12", size: 4, last: "660.11")
        desk.wait(.milliseconds(10))
        desk.wait(.milliseconds(50))
        #expect(try desk.order(replacement).status == .removed)
        #expect(try statuses(ids, desk) == [.live, .live])
        #expect(try desk.order(ids[1]).legs[0].remaining == Quantity(whole: 6))
    }

    @Test("hands a side over to its replacement, whose fill cancels the other")
    func replacedSide() throws {
        var desk = Desk()
        let ids = try pair(&desk)
        var change = OrderChange()
        change.price = Price("661")
        let replacement = try desk.books.replace(ids[0], change, in: desk.account, at: desk.now, desk.market).order.id
        desk.wait()
        #expect(try statuses([ids[0], ids[1], replacement], desk) == [.cancelled, .live, .live])
        desk.market.quote("SPY", "661.10", "661.12", last: "661.11")
        desk.wait()
        desk.wait()
        #expect(try statuses([ids[1], replacement], desk) == [.cancelled, .filled])
    }

    @Test("fills one side of an OCO pair only, also when one quote reaches both")
    func oneSide() throws {
        var desk = Desk()
        let ids = try pair(&desk)
        // The bid is good enough for the profit side while the last price triggers the stop.
        desk.market.quote("SPY", "660.10", "660.12", last: "639")
        desk.wait()
        desk.wait()
        #expect(try statuses(ids, desk) == [.filled, .cancelled])
        #expect(desk.held("SPY") == .zero)
    }

    @Test("ends the smaller side of an OCO pair when the larger has done as much, and leaves the larger working")
    func unequalSides() throws {
        var desk = Desk()
        let ids = try pair(&desk, stopping: 4)
        desk.market.quote("SPY", "660.10", "660.12", size: 4, last: "660.11")
        desk.wait(.milliseconds(100))
        desk.wait(.milliseconds(100))
        #expect(try statuses(ids, desk) == [.live, .cancelled])
        #expect(try desk.order(ids[1]).cancelledSize == Quantity(whole: 4))
        desk.market.quote("SPY", "630.00", "630.02", last: "630")
        desk.wait()
        #expect(desk.held("SPY") == Quantity(whole: 6))
        desk.market.quote("SPY", "660.10", "660.12", last: "660.11")
        desk.wait()
        #expect(try statuses(ids, desk) == [.filled, .cancelled])
        #expect(desk.held("SPY") == .zero)
    }

    @Test("rejects what a trigger sends when buying power does not cover it, and holds buying power for what it does")
    func childrenAreWeighed() throws {
        var desk = Desk()
        func place(_ shares: Int, at price: String) throws -> [Int] {
            let request = ComplexOrderRequest(
                .oto, trigger: .market(Listing.spy, .buyToOpen, 1),
                orders: [.limit(Listing.aapl, .buyToOpen, shares, price)])
            let report = try desk.books.place(request, in: desk.account, at: desk.now, desk.market)
            desk.wait()
            desk.wait()
            return report.complexOrder.componentIDs
        }
        let tooMuch = try place(5000, at: "201")
        #expect(try statuses(tooMuch, desk) == [.filled, .rejected])
        #expect(
            try desk.order(tooMuch[1]).rejectReason?.hasPrefix("You do not have sufficient available funds") == true)
        #expect(desk.held("AAPL") == .zero)
        let before = desk.balance.derivativeBuyingPower
        let fits = try place(10, at: "100")
        #expect(try statuses(fits, desk) == [.filled, .live])
        #expect(desk.balance.derivativeBuyingPower < before - Money("800")!)
        #expect(desk.balance.derivativeBuyingPower > .zero)
    }

    @Test("ends the parts of a pair with their day, and sends none by its own rule before the ratio is reached")
    func pairsWithRules() throws {
        var desk = Desk()
        var first = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "656")
        first.rule = OrderRule(cancelAt: desk.now + .seconds(60))
        var request = ComplexOrderRequest(.pairs, orders: [first, .limit(Listing.aapl, .sellToOpen, 3, "190")])
        request.ratioThreshold = Price("3.2")
        request.ratioComparator = .lte
        let ids = try desk.books.place(request, in: desk.account, at: desk.now, desk.market).complexOrder.componentIDs
        desk.wait()
        #expect(try statuses(ids, desk) == [.contingent, .contingent])
        desk.wait(.seconds(60))
        #expect(try statuses(ids, desk) == [.cancelled, .contingent])
        desk.go(to: Listing.monday, 16, 1)
        #expect(try statuses(ids, desk) == [.cancelled, .expired])
        #expect(desk.books.complexOrders(in: desk.account).allSatisfy { $0.terminalAt != nil })
    }

    @Test("sends a pair with a rule of its own when the ratio is reached and the rule lets it go")
    func pairsRelease() throws {
        var desk = Desk()
        var first = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "656")
        first.rule = OrderRule(routeAfter: desk.now + .seconds(60))
        var request = ComplexOrderRequest(.pairs, orders: [first, .limit(Listing.aapl, .sellToOpen, 3, "190")])
        request.ratioThreshold = Price("3.4")
        request.ratioComparator = .lte
        let ids = try desk.books.place(request, in: desk.account, at: desk.now, desk.market).complexOrder.componentIDs
        desk.wait(.seconds(30))
        #expect(try statuses(ids, desk) == [.contingent, .contingent])
        desk.wait(.seconds(31))
        #expect(try statuses(ids, desk) == [.filled, .filled])
    }
}
