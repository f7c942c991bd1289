import Brokerage
import MarketModel
import Testing

struct OrderLifeTests {
    @Test("cancels by request and answer, and at once what was never sent")
    func cancelling() throws {
        var desk = Desk()
        let id = try desk.place(.limit(Listing.spy, .buyToOpen, 1, "600"))
        desk.wait()
        let asked = try desk.books.cancel(id, in: desk.account, at: desk.now, desk.market)
        #expect(asked.status == .cancelRequested)
        #expect(throws: BrokerageError.self) {
            try desk.books.cancel(id, in: desk.account, at: desk.now, desk.market)
        }
        desk.wait()
        #expect(try desk.order(id).status == .cancelled)
        #expect(try desk.order(id).cancelledAt != nil)
        desk.go(to: Listing.monday, 18)
        let later = try desk.place(.limit(Listing.spy, .buyToOpen, 1, "600"))
        #expect(try desk.books.cancel(later, in: desk.account, at: desk.now, desk.market).status == .cancelled)
        #expect(throws: BrokerageError.unknownOrder(7)) {
            try desk.books.cancel(7, in: desk.account, at: desk.now, desk.market)
        }
    }

    @Test("can still fill while its cancellation is on its way")
    func fillBeatsCancel() throws {
        var desk = Desk()
        let id = try desk.place(.limit(Listing.spy, .buyToOpen, 1, "650"))
        desk.wait()
        _ = try desk.books.cancel(id, in: desk.account, at: desk.now, desk.market)
        desk.market.quote("SPY", "649.00", "649.02")
        desk.wait(.milliseconds(10))
        #expect(try desk.order(id).status == .filled)
    }

    @Test("replaces by a new order, the old one cancelled first, both linked")
    func replacing() throws {
        var desk = Desk()
        let id = try desk.place(.limit(Listing.spy, .buyToOpen, 10, "600"))
        desk.wait()
        var change = OrderChange()
        change.price = Price("655.05")
        let report = try desk.books.replace(id, change, in: desk.account, at: desk.now, desk.market)
        #expect(report.order.id != id)
        #expect(report.order.status == .contingent)
        #expect(try desk.order(id).status == .replaceRequested)
        desk.wait()
        let (old, new) = (try desk.order(id), try desk.order(report.order.id))
        #expect(old.status == .cancelled)
        #expect(old.isEdited)
        #expect(old.replacingOrderID == new.id)
        #expect(new.replacesOrderID == id)
        #expect(new.status == .filled)
        #expect(new.legs[0].fills.map(\.price) == [Price("655.02")])
        #expect(try #require(old.cancelledAt) <= #require(new.inFlightAt))
        #expect(throws: BrokerageError.self) {
            try desk.books.replace(id, change, in: desk.account, at: desk.now, desk.market)
        }
        #expect(desk.held("SPY") == Quantity(whole: 10))
    }

    @Test("drops the replacement when the old order is filled before the exchange took it back")
    func fillBeatsReplacement() throws {
        var desk = Desk()
        let id = try desk.place(.limit(Listing.spy, .buyToOpen, 10, "650"))
        desk.wait()
        var change = OrderChange()
        change.price = Price("640")
        let report = try desk.books.replace(id, change, in: desk.account, at: desk.now, desk.market)
        desk.market.quote("SPY", "649.00", "649.02")
        desk.wait(.milliseconds(10))
        #expect(try desk.order(id).status == .filled)
        #expect(try desk.order(report.order.id).status == .removed)
        desk.wait()
        #expect(desk.held("SPY") == Quantity(whole: 10))
    }

    @Test("cancels the replacement with the order when that is cancelled meanwhile")
    func cancelBeatsReplacement() throws {
        var desk = Desk()
        let id = try desk.place(.limit(Listing.spy, .buyToOpen, 10, "650"))
        desk.wait()
        var change = OrderChange()
        change.price = Price("640")
        let report = try desk.books.replace(id, change, in: desk.account, at: desk.now, desk.market)
        #expect(throws: BrokerageError.self) {
            try desk.books.cancel(id, in: desk.account, at: desk.now, desk.market)
        }
        desk.wait()
        #expect(try desk.order(report.order.id).status == .live)
    }

    @Test("replaces only what is left of a partly filled order")
    func partialReplacement() throws {
        var desk = Desk()
        desk.market.quote("SPY", "655.00", "655.02", size: 4)
        let id = try desk.place(.limit(Listing.spy, .buyToOpen, 10, "655.05"))
        desk.wait(.milliseconds(500))
        var change = OrderChange()
        change.price = Price("655.10")
        let report = try desk.books.replace(id, change, in: desk.account, at: desk.now, desk.market)
        #expect(report.order.legs[0].quantity == Quantity(whole: 6))
        desk.wait(.seconds(5))
        #expect(desk.held("SPY") == Quantity(whole: 10))
    }

    @Test("sends the bracket when the trigger is filled, and cancels one side when the other is done")
    func bracket() throws {
        var desk = Desk()
        let request = ComplexOrderRequest(
            .otoco, trigger: .limit(Listing.spy, .buyToOpen, 10, "650"),
            orders: [
                .limit(Listing.spy, .sellToClose, 10, "660", .gtc),
                .stop(Listing.spy, .sellToClose, 10, trigger: "640"),
            ])
        let report = try desk.books.place(request, in: desk.account, at: desk.now, desk.market)
        #expect(report.components.map(\.order.status) == [.contingent, .contingent, .contingent])
        #expect(
            report.components.map(\.order.complexOrderTag)
                == ["OTOCO::trigger-order", "OTOCO::oco-1-order", "OTOCO::oco-2-order"])
        let ids = report.complexOrder.componentIDs
        desk.wait()
        #expect(try ids.map { try desk.order($0).status } == [.live, .contingent, .contingent])
        desk.market.quote("SPY", "649.98", "650.00", last: "650")
        desk.wait()
        desk.wait()
        #expect(try ids.map { try desk.order($0).status } == [.filled, .live, .live])
        desk.market.quote("SPY", "660.10", "660.12", last: "660.11")
        desk.wait()
        desk.wait()
        #expect(try ids.map { try desk.order($0).status } == [.filled, .filled, .cancelled])
        let complex = try #require(desk.books.complexOrder(report.complexOrder.id, in: desk.account))
        #expect(complex.terminalAt != nil)
        #expect(desk.held("SPY") == .zero)
    }

    @Test("cancels the children with a trigger that was never filled")
    func triggerCancelled() throws {
        var desk = Desk()
        let request = ComplexOrderRequest(
            .oto, trigger: .limit(Listing.spy, .buyToOpen, 10, "600"),
            orders: [.limit(Listing.spy, .sellToClose, 10, "660")])
        let report = try desk.books.place(request, in: desk.account, at: desk.now, desk.market)
        desk.wait()
        _ = try desk.books.cancel(report.complexOrder.componentIDs[0], in: desk.account, at: desk.now, desk.market)
        desk.wait()
        #expect(desk.books.orders(in: desk.account).map(\.status) == [.cancelled, .cancelled])
        #expect(desk.books.complexOrder(report.complexOrder.id, in: desk.account)?.terminalAt != nil)
    }

    @Test("takes from one side of an OCO pair what the other has done")
    func partialOCO() throws {
        var desk = Desk()
        try desk.trade(.market(Listing.spy, .buyToOpen, 10))
        let request = ComplexOrderRequest(
            .oco,
            orders: [
                .limit(Listing.spy, .sellToClose, 10, "660"), .stop(Listing.spy, .sellToClose, 10, trigger: "640"),
            ])
        let report = try desk.books.place(request, in: desk.account, at: desk.now, desk.market)
        desk.wait()
        desk.market.quote("SPY", "660.10", "660.12", size: 4, last: "660.11")
        desk.wait(.milliseconds(100))
        let orders = try report.complexOrder.componentIDs.map { try desk.order($0) }
        #expect(orders.map { $0.legs[0].remaining } == [Quantity(whole: 6), Quantity(whole: 6)])
        desk.wait(.seconds(5))
        desk.wait()
        #expect(
            try report.complexOrder.componentIDs.map { try desk.order($0).status } == [.filled, .cancelled])
        #expect(desk.held("SPY") == .zero)
    }

    @Test("sends a pair when the ratio of its prices is reached")
    func pairs() throws {
        var desk = Desk()
        var request = ComplexOrderRequest(
            .pairs,
            orders: [.market(Listing.spy, .buyToOpen, 1), .market(Listing.aapl, .sellToOpen, 3)])
        request.ratioThreshold = Price("3.2")
        request.ratioComparator = .lte
        let report = try desk.books.place(request, in: desk.account, at: desk.now, desk.market)
        desk.wait()
        #expect(desk.books.orders(in: desk.account).allSatisfy { $0.contingentStatus == .pendingCondition })
        desk.market.quote("AAPL", "209.90", "210.00")
        desk.wait()
        desk.wait()
        #expect(desk.books.orders(in: desk.account).map(\.status) == [.filled, .filled])
        #expect(throws: BrokerageError.self) {
            try desk.books.setRatio(
                Price("3"), nil, of: report.complexOrder.id, in: desk.account, at: desk.now, desk.market)
        }
    }

    @Test("refuses a complex order for one bad component and says which")
    func badComponent() throws {
        var desk = Desk()
        let request = ComplexOrderRequest(
            .oto, trigger: .limit(Listing.spy, .buyToOpen, 1, "650"),
            orders: [.market(Listing.spy, .sellToClose, 1, .gtc)])
        let error = try #require(throws: BrokerageError.self) {
            try desk.books.place(request, in: desk.account, at: desk.now, desk.market)
        }
        guard case .complexRefused(let report) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(report.errors.map(\.code) == ["gtc_market_orders_not_supported"])
        #expect(report.errors.map(\.preflightID) == ["1"])
        #expect(desk.books.orders(in: desk.account).isEmpty)
    }

    @Test("forgets the oldest orders that are over, and none that works")
    func retention() throws {
        var rules = BrokerageRules()
        rules.orderLimit = 20
        var desk = Desk(rules: rules)
        let working = try desk.place(.limit(Listing.aapl, .buyToOpen, 1, "100"))
        for _ in 0..<60 { try desk.trade(.limit(Listing.spy, .buyToOpen, 1, "656")) }
        let kept = desk.books.orders(in: desk.account)
        #expect(kept.count <= 20)
        #expect(kept.first?.id == working)
        #expect(desk.held("SPY") == Quantity(whole: 60))
    }

    @Test("fails on purpose: offline, late, and blind to a position")
    func faults() throws {
        var desk = Desk()
        desk.books.faults.isSessionOffline = true
        let offline = try desk.trade(.limit(Listing.spy, .buyToOpen, 1, "656"))
        #expect(offline.status == .rejected)
        #expect(offline.rejectReason == "Session offline")
        desk.books.faults = BrokerageFaults()
        desk.books.faults.rejectsLate = true
        let late = try desk.trade(.limit(Listing.spy, .buyToOpen, 1, "656"))
        #expect(late.status == .rejected)
        #expect(late.liveAt != nil)
        desk.books.faults = BrokerageFaults()
        desk.books.faults.extraPositionLag = .seconds(10)
        try desk.trade(.limit(Listing.spy, .buyToOpen, 1, "656"))
        #expect(desk.books.positions(in: desk.account).isEmpty)
        desk.wait(.seconds(10))
        #expect(desk.books.positions(in: desk.account).map(\.symbol) == ["SPY"])
        desk.books.faults.seesClosingSalesAsOpening = true
        let report = try desk.books.dryRun(
            .limit(Listing.spy, .sellToClose, 1, "660"), in: desk.account, at: desk.now, desk.market)
        #expect(report.order.legs[0].action == .sellToOpen)
    }
}
