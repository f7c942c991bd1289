import Brokerage
import MarketModel
import Testing

struct MatchingTests {
    @Test("goes through its states in their order and tells every one, then position and balance")
    func states() throws {
        var desk = Desk()
        _ = desk.books.takeNotices(desk.market)
        let order = try desk.trade(.limit(Listing.spy, .buyToOpen, 10, "655.05"))
        #expect(order.status == .filled)
        #expect(order.legs[0].fills.map(\.price) == [Price("655.02")])
        let notices = desk.books.takeNotices(desk.market)
        let statuses = notices.compactMap { notice -> OrderStatus? in
            if case .order(let order) = notice.notice { order.status } else { nil }
        }
        #expect(statuses == [.received, .routed, .inFlight, .live, .filled])
        let received = try #require(order.inFlightAt)
        #expect(order.receivedAt < received)
        #expect(try received < #require(order.liveAt))
        #expect(try #require(order.liveAt) < #require(order.terminalAt))
        let places = notices.map { notice -> String in
            switch notice.notice {
            case .order: "order"
            case .position: "position"
            case .balance: "balance"
            default: "other"
            }
        }
        #expect(places.last == "balance")
        #expect(places.lastIndex(of: "position") == places.count - 2)
        #expect(
            notices.map(\.number) == Array((notices.first?.number ?? 0)..<(notices.first?.number ?? 0) + notices.count))
    }

    @Test("shows a position only after its lag, and judges a sale by what is shown")
    func lag() throws {
        var desk = Desk()
        try desk.place(.limit(Listing.spy, .buyToOpen, 10, "655.05"))
        desk.wait(.milliseconds(30))
        #expect(desk.held("SPY") == Quantity(whole: 10))
        #expect(desk.books.positions(in: desk.account).isEmpty)
        let early = try desk.books.dryRun(
            .limit(Listing.spy, .sellToClose, 10, "700"), in: desk.account, at: desk.now, desk.market)
        #expect(early.warnings.map(\.code) == ["closing_with_no_position"])
        #expect(early.order.legs[0].action == .sellToOpen)
        desk.wait(.milliseconds(50))
        let later = try desk.books.dryRun(
            .limit(Listing.spy, .sellToClose, 10, "700"), in: desk.account, at: desk.now, desk.market)
        #expect(later.warnings.isEmpty)
        #expect(later.order.legs[0].action == .sellToClose)
    }

    @Test("fills a resting order at its own price when the market comes to it")
    func resting() throws {
        var desk = Desk()
        let id = try desk.place(.limit(Listing.spy, .buyToOpen, 10, "654.50"))
        desk.wait()
        #expect(try desk.order(id).status == .live)
        desk.market.quote("SPY", "654.40", "654.42")
        desk.wait()
        #expect(try desk.order(id).legs[0].fills.map(\.price) == [Price("654.50")])
    }

    @Test("fills in parts of the size shown, with time between them and fill ids of their own")
    func partialFills() throws {
        var desk = Desk()
        desk.market.quote("SPY", "655.00", "655.02", size: 4)
        let id = try desk.place(.limit(Listing.spy, .buyToOpen, 10, "655.05"))
        desk.wait(.milliseconds(500))
        #expect(try desk.order(id).legs[0].remaining == Quantity(whole: 6))
        #expect(try desk.order(id).status == .live)
        desk.wait(.seconds(3))
        let fills = try desk.order(id).legs[0].fills
        #expect(fills.map(\.quantity) == [4, 4, 2].map { Quantity(whole: $0) })
        #expect(Set(fills.map(\.id)).count == 3)
        #expect(try desk.order(id).status == .filled)
    }

    @Test("fills a spread at one net price to which the legs add up exactly, resting or not", arguments: [true, false])
    func spread(isResting: Bool) throws {
        var desk = Desk()
        let (short, long) = (
            Listing.option(Listing.spyOptions, .put, 650), Listing.option(Listing.spyOptions, .put, 645)
        )
        desk.market.quote(short.symbol, "2.50", "2.54")
        desk.market.quote(long.symbol, "1.20", "1.23")
        let limit = isResting ? "1.30" : "1.25"
        let id = try desk.place(.spread([(short, .sellToOpen), (long, .buyToOpen)], 3, limit, .credit))
        desk.wait()
        if isResting {
            #expect(try desk.order(id).status == .live)
            desk.market.quote(short.symbol, "2.60", "2.64")
            desk.wait()
        }
        let order = try desk.order(id)
        #expect(order.status == .filled)
        let net = try #require(order.averageNetPrice)
        #expect(net == Price(isResting ? "-1.30" : "-1.27"))
        let prices = order.legs.compactMap { $0.fills.first?.price }
        #expect(prices[1] - prices[0] == net)
        #expect(Set(order.legs.flatMap { $0.fills.map(\.groupID) }).count == 1)
    }

    @Test("triggers stops by the last price, then fills at the quote")
    func stops() throws {
        var desk = Desk()
        try desk.trade(.market(Listing.spy, .buyToOpen, 10))
        let id = try desk.place(.stop(Listing.spy, .sellToClose, 10, trigger: "650"))
        desk.market.quote("SPY", "649.90", "650.10", last: "650.05")
        desk.wait()
        #expect(try desk.order(id).status == .live)
        desk.market.quote("SPY", "649.80", "650.10", last: "650.00")
        desk.wait()
        #expect(try desk.order(id).legs[0].fills.map(\.price) == [Price("649.80")])
        var limited = OrderRequest.stop(Listing.spy, .buyToOpen, 5, trigger: "660")
        limited.type = .stopLimit
        limited.price = Price("660.50")
        limited.priceEffect = .debit
        let buy = try desk.place(limited)
        desk.market.quote("SPY", "661.00", "661.02", last: "661.00")
        desk.wait()
        #expect(try desk.order(buy).status == .live)
        desk.market.quote("SPY", "659.00", "659.02", last: "659.00")
        desk.wait()
        #expect(try desk.order(buy).status == .filled)
    }

    @Test("cancels what an IOC order could not do at once")
    func immediateOrCancel() throws {
        var desk = Desk()
        desk.market.quote("SPY", "655.00", "655.02", size: 4)
        let order = try desk.trade(.limit(Listing.spy, .buyToOpen, 10, "655.05", .ioc))
        #expect(order.status == .cancelled)
        #expect(order.legs[0].filled == Quantity(whole: 4))
        #expect(order.cancelledSize == Quantity(whole: 6))
    }

    @Test("cancels an IOC order at once in a halted symbol and where nobody quotes", arguments: [true, false])
    func immediateWithoutQuote(isHalted: Bool) throws {
        var desk = Desk()
        let request = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "656", .ioc)
        let id = try desk.place(request)
        desk.market.quotes["SPY"]?.isHalted = isHalted
        if !isHalted { desk.market.quotes["SPY"]?.ask = nil }
        desk.wait()
        #expect(try desk.order(id).status == .cancelled)
        #expect(try desk.order(id).cancelledSize == Quantity(whole: 1))
    }

    @Test("keeps an order of the evening received until the session opens, and ends day orders at the close")
    func sessions() throws {
        var desk = Desk(at: (18, 0))
        let report = try desk.books.place(
            .limit(Listing.spy, .buyToOpen, 1, "600"), in: desk.account, at: desk.now, desk.market)
        #expect(report.warnings.map(\.code) == ["tif_next_valid_sesssion"])
        let next = Listing.day("2026-11-17")
        desk.go(to: next, 9, 29)
        #expect(try desk.order(report.order.id).status == .received)
        desk.go(to: next, 9, 31)
        #expect(try desk.order(report.order.id).status == .live)
        desk.go(to: next, 16, 1)
        let order = try desk.order(report.order.id)
        #expect(order.status == .expired)
        #expect(order.terminalAt == USTimeZone.eastern.moment(next, 16))
    }

    @Test("works extended orders outside regular hours, and lasting ones for days")
    func extended() throws {
        var desk = Desk(at: (18, 0))
        let early = try desk.trade(.limit(Listing.spy, .buyToOpen, 1, "655.05", .ext))
        #expect(early.status == .filled)
        let gtc = try desk.place(.limit(Listing.spy, .buyToOpen, 1, "600", .gtc))
        var dated = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "601", .gtd)
        dated.gtcDate = Listing.day("2026-11-18")
        let gtd = try desk.place(dated)
        desk.go(to: Listing.friday, 12)
        #expect(try desk.order(gtc).status == .live)
        #expect(try desk.order(gtd).status == .expired)
        #expect(try desk.order(gtd).terminalAt == USTimeZone.eastern.moment(Listing.day("2026-11-18"), 16))
    }

    @Test("does nothing in a halted symbol")
    func halted() throws {
        var desk = Desk()
        desk.market.quotes["SPY"]?.isHalted = true
        let id = try desk.place(.limit(Listing.spy, .buyToOpen, 1, "656"))
        desk.wait()
        #expect(try desk.order(id).status == .live)
        desk.market.quotes["SPY"]?.isHalted = false
        desk.wait()
        #expect(try desk.order(id).status == .filled)
    }

    @Test("takes a price between two ticks in the dry run and rejects it on its way to the exchange")
    func offTick() throws {
        var desk = Desk()
        #expect(desk.refusals(.limit(Listing.spy, .buyToOpen, 1, "655.005")).isEmpty)
        let order = try desk.trade(.limit(Listing.spy, .buyToOpen, 1, "655.005"))
        #expect(order.status == .rejected)
        #expect(order.rejectReason?.contains("tick") == true)
    }

    @Test("buys shares for an amount of money")
    func notional() throws {
        var desk = Desk()
        var request = OrderRequest(
            .notionalMarket, .day, legs: [.init(.equity, "SPY", .buyToOpen, nil)])
        request.value = Money("100")
        request.valueEffect = .debit
        let order = try desk.trade(request)
        #expect(order.status == .filled)
        #expect(desk.held("SPY") == Quantity("0.15266"))
    }

    @Test("routes after a moment and when a price condition is met, and cancels at a moment")
    func rules() throws {
        var desk = Desk()
        var later = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "600")
        later.rule = OrderRule(
            routeAfter: desk.now + .seconds(60), cancelAt: desk.now + .seconds(120))
        let id = try desk.place(later)
        #expect(try desk.order(id).status == .contingent)
        #expect(try desk.order(id).contingentStatus == .pendingCondition)
        desk.wait(.seconds(61))
        #expect(try desk.order(id).status == .live)
        desk.wait(.seconds(61))
        #expect(try desk.order(id).status == .cancelled)

        var conditional = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "655.05")
        conditional.rule = OrderRule(conditions: [
            .init(.route, .equity, "AAPL", .last, .lte, Listing.price("199"))
        ])
        let waiting = try desk.place(conditional)
        desk.wait()
        #expect(try desk.order(waiting).status == .contingent)
        desk.market.quote("AAPL", "198.90", "199.00", last: "198.95")
        desk.wait()
        desk.wait()
        #expect(try desk.order(waiting).status == .filled)
        #expect(try desk.order(waiting).request.rule?.conditions[0].triggeredValue == Price("198.95"))
    }
}
