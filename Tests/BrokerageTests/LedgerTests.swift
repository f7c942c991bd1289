import Brokerage
import MarketModel
import Options
import Testing

struct LedgerTests {
    @Test("keeps the average price, realizes against it, and turns a position over")
    func averages() throws {
        var desk = Desk()
        desk.market.quote("AAPL", "100", "100")
        try desk.trade(.market(Listing.aapl, .buyToOpen, 10))
        desk.market.quote("AAPL", "110", "110")
        try desk.trade(.market(Listing.aapl, .buyToOpen, 20))
        var position = try #require(desk.position("AAPL"))
        #expect(position.openCost == Money("3200"))
        #expect(position.price(of: position.openCost, multiplier: Quantity(whole: 1)) == Price("106.666666666"))
        desk.market.quote("AAPL", "120", "120")
        try desk.trade(.market(Listing.aapl, .sellToClose, 15))
        position = try #require(desk.position("AAPL"))
        #expect(position.realizedToday == Money("200"))
        try desk.trade(.market(Listing.aapl, .sellToClose, 40))
        position = try #require(desk.position("AAPL"))
        #expect(position.quantity == Quantity(whole: -25))
        #expect(position.realizedToday == Money("400"))
        #expect(position.openCost == Money("-3000"))
        #expect(position.price(of: position.openCost, multiplier: Quantity(whole: 1)) == Price("120"))
    }

    @Test("charges the cap of a leg once, however many fills it takes")
    func commissionCap() throws {
        var desk = Desk()
        let option = Listing.option(Listing.spyOptions, .call, 660)
        desk.market.quote(option.symbol, "2.00", "2.05", size: 4)
        let id = try desk.place(.limit(option, .buyToOpen, 15, "2.05"))
        desk.wait(.seconds(10))
        #expect(try desk.order(id).status == .filled)
        let trades = desk.books.transactions(in: desk.account).filter { $0.orderID == id }
        #expect(trades.count == 4)
        #expect(trades.reduce(Money.zero) { $0 + $1.charges.commission } == Money("10"))
        let whole = FeeSchedule.tastytrade.fees(
            for: [
                FeeLeg(
                    .equityOption, quantity: Quantity(whole: 15), price: Price("2.05"),
                    multiplier: Quantity(whole: 100), effect: .open)
            ], on: Listing.monday)
        #expect(trades.reduce(Money.zero) { $0 + $1.charges.total } == whole.total.roundedToCents)
        #expect(trades.allSatisfy { $0.charges.total.billionths % 10_000_000 == 0 })
        #expect(desk.books.totalFees(in: desk.account, on: Listing.monday) == whole.total.roundedToCents)
    }

    @Test("pays a future's profit in the evening, not its price when it is bought")
    func dailySettlement() throws {
        var desk = Desk()
        try desk.trade(.market(Listing.es, .buy, 2))
        let fees = desk.books.totalFees(in: desk.account, on: Listing.monday)
        #expect(fees > .zero)
        #expect(desk.balance.cash == Money("100000")! - fees)
        desk.market.quote("/ESZ6", "6610", "6610.25")
        #expect(desk.balance.intradayFutures == Money("987.5"))
        #expect(desk.balance.netLiq == Money("100987.5")! - fees)
        desk.market.settlements["/ESZ6"] = Price("6605.25")
        desk.go(to: Listing.monday, 17, 6)
        let marked = try #require(desk.books.transactions(in: desk.account).last)
        #expect(marked.subtype == "Mark to Market")
        #expect(marked.value == Money("500"))
        #expect(desk.balance.cash == Money("100500")! - fees)
        #expect(desk.balance.intradayFutures == Money("487.5"))
        // Closing, when the market opens again, pays the rest with the next settlement.
        try desk.place(.market(Listing.es, .sell, 2))
        desk.go(to: Listing.monday, 19)
        #expect(desk.held("/ESZ6") == .zero)
        #expect(desk.books.unsettledFutures(in: desk.account) == Money("475"))
        desk.go(to: Listing.day("2026-11-17"), 17, 6)
        #expect(desk.books.unsettledFutures(in: desk.account) == .zero)
        let paid = desk.books.transactions(in: desk.account).reduce(Money.zero) { $0 + $1.charges.total }
        #expect(desk.balance.cash == Money("100975")! - paid)
        #expect(desk.balance.netLiq == desk.balance.cash)
    }

    @Test("settles a future that ends, and leaves nothing of it")
    func futureEnds() throws {
        let last = Listing.day("2026-12-17")
        var desk = Desk(on: last)
        try desk.trade(.market(Listing.es, .buy, 1))
        desk.market.settlements["/ESZ6"] = Price("6620.25")
        desk.go(to: Listing.day("2026-12-18"), 9, 31)
        #expect(desk.held("/ESZ6") == .zero)
        let subtypes = desk.books.transactions(in: desk.account).map(\.subtype)
        #expect(subtypes == ["Deposit", "Buy to Open", "Mark to Market", "Futures Settlement", "Expiration"])
        let fees = desk.books.transactions(in: desk.account).reduce(Money.zero) { $0 + $1.charges.total }
        #expect(desk.balance.cash == Money("101000")! - fees)
    }

    @Test(
        "ends options: worthless, with shares, with money",
        arguments: [
            (root: "SPY", right: OptionRight.call, strike: 660, isLong: true, settlement: "655", subtype: "Expiration"),
            (root: "SPY", right: OptionRight.call, strike: 650, isLong: true, settlement: "655", subtype: "Exercise"),
            (root: "SPY", right: OptionRight.put, strike: 660, isLong: false, settlement: "655", subtype: "Assignment"),
            (
                root: "SPXW", right: .put, strike: 6650, isLong: true, settlement: "6612.34",
                subtype: "Cash Settled Exercise"
            ),
            (
                root: "SPXW", right: .call, strike: 6600, isLong: false, settlement: "6612.34",
                subtype: "Cash Settled Assignment"
            ),
        ])
    func expiry(
        root: String, right: OptionRight, strike: Int, isLong: Bool, settlement: String, subtype: String
    ) throws {
        var desk = Desk(deposit: "1000000")
        let option = Listing.option(root == "SPY" ? Listing.spyToday : Listing.spxwToday, right, strike)
        desk.market.quote(option.symbol, "10.00", "10.00")
        try desk.trade(.limit(option, isLong ? .buyToOpen : .sellToOpen, 2, "10"))
        let before = desk.balance.cash
        desk.market.settlements[option.underlying] = Price(settlement)
        desk.go(to: Listing.monday, 16, 1)
        #expect(desk.held(option.symbol) == .zero)
        let ended = desk.books.transactions(in: desk.account).filter { $0.kind == .receiveDeliver }
        #expect(ended.first?.subtype == subtype)
        #expect(ended.first?.charges.other == (subtype == "Expiration" ? .zero : Money("5")))
        let change = desk.balance.cash - before
        switch subtype {
        case "Exercise":
            #expect(desk.held("SPY") == Quantity(whole: 200))
            #expect(change == Money("-130005"))
        case "Assignment":
            #expect(desk.held("SPY") == Quantity(whole: 200))
            #expect(change == Money("-132005"))
        case "Cash Settled Exercise": #expect(change == Money("7527"))
        case "Cash Settled Assignment": #expect(change == Money("-2473"))
        default: #expect(change == .zero)
        }
    }

    @Test("waits with an expiry until the settlement is known")
    func lateSettlement() throws {
        var desk = Desk()
        let option = Listing.option(Listing.spyToday, .call, 650)
        desk.market.quote(option.symbol, "5.00", "5.05")
        try desk.trade(.market(option, .buyToOpen, 1))
        desk.go(to: Listing.monday, 18)
        #expect(desk.held(option.symbol) == Quantity(whole: 1))
        desk.market.settlements["SPY"] = Price("640")
        desk.wait()
        #expect(desk.held(option.symbol) == .zero)
    }

    @Test("brings a future for an option on one, at the strike and without money")
    func futureOption() throws {
        var desk = Desk(on: Listing.friday)
        let option = Listing.option(Listing.esOptions, .call, 6600)
        desk.market.quote(option.symbol, "12.00", "12.50")
        try desk.trade(.market(option, .buyToOpen, 1))
        let paid = desk.balance.cash
        desk.market.settlements["/ESZ6"] = Price("6610")
        desk.go(to: Listing.friday, 16, 30)
        #expect(desk.held("/ESZ6") == Quantity(whole: 1))
        #expect(desk.balance.cash == paid - Money("5")!)
        desk.go(to: Listing.friday, 17, 6)
        #expect(desk.balance.cash == paid - Money("5")! + Money("500")!)
    }

    @Test("pays a dividend to who held the shares the evening before")
    func dividend() throws {
        var rules = BrokerageRules()
        rules.dividends = ["SPY": [Dividend(exDay: Listing.day("2026-11-17"), amount: Listing.price("1.835"))]]
        var desk = Desk(rules: rules)
        try desk.trade(.market(Listing.spy, .buyToOpen, 10))
        desk.go(to: Listing.day("2026-11-17"), 9, 1)
        let last = try #require(desk.books.transactions(in: desk.account).last)
        #expect(last.subtype == "Dividend")
        #expect(last.value == Money("18.35"))
    }

    @Test(
        "counts buying power by the kind of account",
        arguments: [
            (AccountMargin.margin, "134486.92", "67243.46"), (.cash, "34498", "34498"), (.ira, "34498", "34498"),
        ])
    func balances(kind: AccountMargin, equity: String, derivative: String) throws {
        var desk = Desk(kind)
        #expect(desk.balance.equityBuyingPower == Money(kind == .margin ? "200000" : "100000"))
        try desk.trade(.market(Listing.spy, .buyToOpen, 100))
        let fees = desk.books.totalFees(in: desk.account, on: Listing.monday)
        let balance = desk.balance
        #expect(balance.cash == Money("34498")! - fees)
        #expect(balance.longEquity == Money("65501"))
        #expect(balance.netLiq == Money("99999")! - fees)
        #expect(balance.maintenanceRequirement == Money(kind == .margin ? "16375.25" : "65501"))
        let half = Money("32750.5")!
        let excess = kind == .margin ? Money("99999")! - fees - half : Money("34498")! - fees
        #expect(balance.derivativeBuyingPower == excess)
        #expect(balance.equityBuyingPower == (kind == .margin ? excess + excess : excess))
    }

    @Test("begins and ends days with snapshots, and purges what was closed")
    func days() throws {
        var desk = Desk()
        try desk.trade(.market(Listing.spy, .buyToOpen, 10))
        try desk.trade(.market(Listing.spy, .sellToClose, 10))
        #expect(desk.position("SPY") != nil)
        desk.go(to: Listing.day("2026-11-18"), 12)
        #expect(desk.position("SPY") == nil)
        let taken = desk.books.balanceSnapshots(in: desk.account)
        #expect(
            taken.map { "\($0.day) \($0.timeOfDay.rawValue)" } == [
                "2026-11-16 EOD", "2026-11-17 BOD", "2026-11-17 EOD", "2026-11-18 BOD",
            ])
        #expect(desk.books.yearGains(in: desk.account).map(\.symbol) == ["SPY"])
        #expect(desk.books.yearGains(in: desk.account).first?.lotRealized == Money("-0.2"))
    }

    @Test("names the strategies of its margin report")
    func marginReport() throws {
        var desk = Desk()
        try desk.trade(.market(Listing.spy, .buyToOpen, 100))
        let call = Listing.option(Listing.spyOptions, .call, 660)
        desk.market.quote(call.symbol, "2.00", "2.05")
        try desk.trade(.market(call, .sellToOpen, 1))
        try desk.trade(.market(Listing.es, .sell, 1))
        let report = desk.books.marginReport(of: desk.account, desk.market)
        #expect(report.underlyings.map(\.symbol) == ["/ES", "SPY"])
        #expect(
            report.underlyings.map { $0.groups.map(\.strategy) } == [
                ["SHORT_UNDERLYING"], ["LONG_UNDERLYING", "COVERED"],
            ])
        #expect(report.underlyings[0].groups[0].entries.map(\.quantity) == [Quantity(whole: -1)])
        // Seven per cent of 6,600.125 × 50.
        #expect(report.underlyings[0].initial == Money("23100.4375"))
        #expect(report.balance.futuresRequirement == Money("23100.4375"))
    }

    @Test("keeps notices while nobody takes them, up to its limit, and counts what it gives up")
    func noticeLimit() throws {
        var rules = BrokerageRules()
        rules.noticeLimit = 50
        var desk = Desk(rules: rules)
        for _ in 0..<20 { try desk.trade(.limit(Listing.spy, .buyToOpen, 1, "656")) }
        #expect(desk.books.droppedNotices > 0)
        let notices = desk.books.takeNotices(desk.market)
        #expect(notices.count <= 50)
        #expect((notices.first?.number ?? 0) == desk.books.droppedNotices + 1)
    }
}
