import Brokerage
import MarketModel
import Testing

struct RulesTests {
    @Test("refuses a request that contradicts itself, naming the field")
    func shape() {
        var desk = Desk()
        var request = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "655")
        request.price = nil
        request.priceEffect = nil
        #expect(desk.refusals(request) == ["price", "price-effect"])
        var stop = OrderRequest.stop(Listing.spy, .buyToOpen, 1, trigger: "660")
        stop.priceEffect = .debit
        #expect(desk.refusals(stop) == ["price-effect"])
        stop.priceEffect = nil
        stop.stopTrigger = nil
        #expect(desk.refusals(stop) == ["stop-trigger"])
        var dated = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "655")
        dated.gtcDate = Listing.friday
        #expect(desk.refusals(dated) == ["gtc-date"])
        dated.gtcDate = nil
        dated.timeInForce = .gtd
        #expect(desk.refusals(dated) == ["gtc-date"])
        #expect(desk.refusals(OrderRequest(.market, .day, legs: [])) == ["legs"])
        var notional = OrderRequest.market(Listing.spy, .buyToOpen, 1)
        notional.type = .notionalMarket
        #expect(desk.refusals(notional) == ["value", "value-effect", "legs.quantity"])
    }

    @Test(
        "refuses by the venue's codes",
        arguments: [
            "gtc_market_orders_not_supported", "cant_buy_for_credit", "cant_sell_for_debit", "invalid_action",
            "cryptocurrency_orders_not_supported", "tif_ext_not_supported", "instrument_not_tradeable",
            "gtc_opening_stop_orders_not_supported", "notional_value_too_small", "too_many_legs",
            "duplicate_leg_symbols", "multiple_underlyings", "market_order_multiple_legs_not_supported",
            "invalid_quantity", "gtd_date_in_past",
        ])
    func codes(code: String) throws {
        var desk = Desk()
        var request = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "655")
        let options = Listing.spyOptions.map {
            LegRequest($0.instrumentClass, $0.symbol, .buyToOpen, Quantity(whole: 1))
        }
        switch code {
        case "gtc_market_orders_not_supported": request = .market(Listing.spy, .buyToOpen, 1, .gtc)
        case "cant_buy_for_credit": request.priceEffect = .credit
        case "cant_sell_for_debit":
            request = .limit(Listing.spy, .sellToOpen, 1, "655")
            request.priceEffect = .debit
        case "invalid_action": request.legs[0].action = .buy
        case "cryptocurrency_orders_not_supported": request = .market(Listing.bitcoin, .buyToOpen, 1)
        case "tif_ext_not_supported": request = .limit(Listing.es, .buyToOpen, 1, "6600", .ext)
        case "instrument_not_tradeable": request = .limit(Listing.spx, .buyToOpen, 1, "6600")
        case "gtc_opening_stop_orders_not_supported":
            request = .stop(Listing.spy, .buyToOpen, 1, trigger: "660")
            request.timeInForce = .gtc
        case "notional_value_too_small":
            request = OrderRequest(.notionalMarket, .day, legs: [.init(.equity, "SPY", .buyToOpen, nil)])
            request.value = Money("4.99")
            request.valueEffect = .debit
        case "too_many_legs": request.legs = Array(options.prefix(5))
        case "duplicate_leg_symbols": request.legs = [options[0], options[0]]
        case "multiple_underlyings":
            let other = Listing.spxFriday[0]
            request.legs = [options[0], .init(.equityOption, other.symbol, .buyToOpen, Quantity(whole: 1))]
        case "market_order_multiple_legs_not_supported":
            request = OrderRequest(.market, .day, legs: Array(options.prefix(2)))
        case "invalid_quantity":
            request = OrderRequest(.limit, .day, price: Price("1"), .debit, legs: [options[0]])
            request.legs[0].quantity = Quantity("0.5")
        case "gtd_date_in_past":
            request.timeInForce = .gtd
            request.gtcDate = Listing.day("2026-11-13")
        default: Issue.record("no case for \(code)")
        }
        #expect(desk.refusals(request).contains(code))
    }

    @Test("takes no opening market order while the market is closed, but a closing one")
    func afterHours() throws {
        var desk = Desk(at: (15, 59))
        try desk.trade(.market(Listing.spy, .buyToOpen, 5))
        desk.go(to: Listing.monday, 18)
        #expect(
            desk.refusals(.market(Listing.spy, .buyToOpen, 1)) == ["tif_no_after_hours_opening_market_orders"])
        #expect(desk.refusals(.market(Listing.spy, .sellToClose, 5)).isEmpty)
    }

    @Test("refuses the other side of a symbol that has a working order")
    func oppositeSides() throws {
        var desk = Desk()
        try desk.trade(.market(Listing.spy, .buyToOpen, 5))
        try desk.place(.limit(Listing.spy, .sellToClose, 5, "700"))
        #expect(
            desk.refusals(.limit(Listing.spy, .buyToOpen, 1, "600")) == ["illegal_buy_and_sell_on_same_symbol"])
        #expect(desk.refusals(.limit(Listing.aapl, .buyToOpen, 1, "100")).isEmpty)
    }

    @Test("turns a closing order without position into an opening one, or refuses when told to be strict")
    func flips() throws {
        var desk = Desk()
        var request = OrderRequest.limit(Listing.aapl, .sellToClose, 5, "210")
        let report = try desk.books.dryRun(request, in: desk.account, at: desk.now, desk.market)
        #expect(report.order.legs[0].action == .sellToOpen)
        #expect(report.warnings.map(\.code) == ["closing_with_no_position"])
        request.isStrictAboutPositions = true
        #expect(desk.refusals(request) == ["closing_with_no_position"])
    }

    @Test("turns an opening order against a position into a closing one, or refuses when told to be strict")
    func opposingFlips() throws {
        var desk = Desk()
        try desk.trade(.market(Listing.spy, .buyToOpen, 5))
        var request = OrderRequest.limit(Listing.spy, .sellToOpen, 5, "700")
        let report = try desk.books.dryRun(request, in: desk.account, at: desk.now, desk.market)
        #expect(report.order.legs[0].action == .sellToClose)
        #expect(report.order.request.legs[0].action == .sellToClose)
        #expect(report.warnings.map(\.code) == ["opening_against_position"])
        // A lasting stop may close, but not open.
        var stop = OrderRequest.stop(Listing.spy, .sellToOpen, 5, trigger: "600")
        stop.timeInForce = .gtc
        #expect(desk.refusals(stop).isEmpty)
        request.isStrictAboutPositions = true
        #expect(desk.refusals(request) == ["opening_against_position"])
        // More than there is turns the position over: that opens.
        let more = try desk.books.dryRun(
            .limit(Listing.spy, .sellToOpen, 6, "700"), in: desk.account, at: desk.now, desk.market)
        #expect(more.order.legs[0].action == .sellToOpen)
        #expect(desk.refusals(.limit(Listing.spy, .buyToOpen, 5, "600")).isEmpty)
    }

    @Test("finds out whether a future's buy opens or closes")
    func futuresActions() throws {
        var desk = Desk()
        let opened = try desk.trade(.market(Listing.es, .sell, 1))
        #expect(opened.legs[0].action == .sellToOpen)
        let closed = try desk.trade(.market(Listing.es, .buy, 1))
        #expect(closed.legs[0].action == .buyToClose)
        #expect(desk.held("/ESZ6") == .zero)
    }

    @Test("names an unknown symbol, and one of another class than it is said to be")
    func unknownInstruments() {
        var desk = Desk()
        for leg in [
            LegRequest(.equity, "NOPE", .buyToOpen, Quantity(whole: 1)),
            LegRequest(.future, "SPY", .buyToOpen, Quantity(whole: 1)),
        ] {
            #expect(throws: BrokerageError.unknownInstrument(leg.symbol)) {
                try desk.books.dryRun(
                    OrderRequest(.market, .day, legs: [leg]), in: desk.account, at: desk.now, desk.market)
            }
        }
        #expect(throws: BrokerageError.unknownAccount("5WT99999")) {
            try desk.books.dryRun(
                .market(Listing.spy, .buyToOpen, 1), in: "5WT99999", at: desk.now, desk.market)
        }
    }

    @Test("places the same request twice when it is sent twice, and keeps its identifier")
    func noIdempotency() throws {
        var desk = Desk()
        var request = OrderRequest.limit(Listing.spy, .buyToOpen, 1, "600")
        request.externalIdentifier = "mine-1"
        let ids = [try desk.place(request), try desk.place(request)]
        #expect(ids[0] != ids[1])
        #expect(desk.books.orders(in: desk.account).map(\.request.externalIdentifier) == ["mine-1", "mine-1"])
    }

    @Test("holds buying power for working orders and gives it back, fees and premium included")
    func buyingPower() throws {
        var desk = Desk(deposit: "25000")
        let (short, long) = (
            Listing.option(Listing.spyOptions, .put, 660), Listing.option(Listing.spyOptions, .put, 655)
        )
        desk.market.quote(short.symbol, "3.00", "3.04")
        desk.market.quote(long.symbol, "1.80", "1.84")
        let report = try desk.books.place(
            .spread([(short, .sellToOpen), (long, .buyToOpen)], 1, "1.35", .credit), in: desk.account, at: desk.now,
            desk.market)
        let effect = try #require(report.effect)
        #expect(effect.requirementChange == Money("500"))
        #expect(effect.isolatedRequirement == Money("500"))
        #expect(effect.buyingPowerChange == Money("-365")! - report.fees.total)
        #expect(report.fees.total(of: ["commission"]) == Money("2"))
        #expect(report.fees.total(of: ["clearing"]) == Money("0.2"))
        #expect(report.closingFees.total(of: ["commission"]) == .zero)
        #expect(desk.balance.derivativeBuyingPower == Money("25000")! + effect.buyingPowerChange)
        _ = try desk.books.cancel(report.order.id, in: desk.account, at: desk.now, desk.market)
        desk.wait()
        #expect(desk.balance.derivativeBuyingPower == Money("25000"))
    }

    @Test("refuses what buying power does not cover, and tells the effect all the same")
    func insufficientFunds() throws {
        var desk = Desk(deposit: "1000")
        let error = try #require(throws: BrokerageError.self) {
            try desk.books.dryRun(
                .limit(Listing.spy, .buyToOpen, 100, "655"), in: desk.account, at: desk.now, desk.market)
        }
        guard case .refused(let report) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(report.errors.map(\.code) == ["margin_check_failed"])
        #expect(report.effect?.currentBuyingPower == Money("1000"))
        #expect(try #require(report.effect?.newBuyingPower) < .zero)
    }

    @Test(
        "lets accounts hold what their kind allows",
        arguments: [
            (AccountMargin.cash, OptionRight.call, false), (.cash, .put, true), (.ira, .call, false),
            (.ira, .put, true),
            (.margin, .call, true),
        ])
    func accountKinds(kind: AccountMargin, right: OptionRight, isAllowed: Bool) {
        var desk = Desk(kind)
        let option = Listing.option(Listing.spyOptions, right, 655)
        desk.market.quote(option.symbol, "5.00", "5.05")
        let refusals = desk.refusals(.limit(option, .sellToOpen, 1, "5.00"))
        #expect(refusals == (isAllowed ? [] : ["margin_check_failed"]))
        #expect(desk.refusals(.limit(Listing.spy, .sellToOpen, 10, "655")).isEmpty == (kind == .margin))
    }
}
