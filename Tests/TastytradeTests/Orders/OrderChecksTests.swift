import MarketModel
import TestSupport
import Testing

@testable import Tastytrade

struct OrderChecksTests {
    private static let now = Timestamp("2026-11-20T15:00:00Z")!
    private static let checks = OrderChecks(now: now)

    /// An order and the problems it has, in the order of the codes' names.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let order: OrderRequest
        let codes: [OrderProblem.Code]

        init(_ name: String, _ order: OrderRequest, _ codes: [OrderProblem.Code] = []) {
            self.name = name
            self.order = order
            self.codes = codes
        }

        var testDescription: String { name }
    }

    private static func leg(
        _ action: OrderAction = .buyToOpen, _ quantity: Quantity? = Quantity(whole: 1),
        _ instrument: OrderInstrument = .share("F")
    ) -> LegRequest { LegRequest(action, quantity, of: instrument) }

    private static let put660 = OrderInstrument.option("SPY   261218P00660000")
    private static let put655 = OrderInstrument.option("SPY   261218P00655000")
    private static let spread = [
        leg(.sellToOpen, Quantity(whole: 1), put660), leg(.buyToOpen, Quantity(whole: 1), put655),
    ]

    private static func limit(_ price: String, _ legs: [LegRequest], _ duration: OrderDuration = .day) -> OrderRequest {
        OrderRequest(.limit(Price(price)!), duration, legs: legs)
    }

    static let rows: [Row] = [
        Row("a purchase at a debit", limit("-11.50", [leg()])),
        Row("a sale at a credit", limit("11.50", [leg(.sellToClose)])),
        Row("a credit spread", limit("1.35", spread)),
        Row("a debit spread", limit("-1.35", spread)),
        Row("even money for a spread", limit("0", spread)),
        Row("off the penny", limit("-11.505", [leg()]), [.tick]),
        Row("a spread off the penny", limit("1.355", spread), [.tick]),
        Row(
            "a single option above 3 off the nickel", limit("-3.01", [leg(.buyToOpen, Quantity(whole: 1), put660)]),
            [.tick]),
        Row("a single option below 3 on the penny", limit("-2.99", [leg(.buyToOpen, Quantity(whole: 1), put660)])),
        Row(
            "an index spread off the nickel",
            limit(
                "1.33",
                [
                    leg(.sellToOpen, Quantity(whole: 1), .option("SPXW  261218P06600000", ticks: .nickelOptions)),
                    leg(.buyToOpen, Quantity(whole: 1), .option("SPXW  261218P06500000", ticks: .nickelOptions)),
                ]), [.tick]),
        Row(
            "legs of SPX and SPXW are on one index",
            limit(
                "1.35",
                [
                    leg(.sellToOpen, Quantity(whole: 1), .option("SPX   261218P06600000", ticks: .nickelOptions)),
                    leg(.buyToOpen, Quantity(whole: 1), .option("SPXW  261218P06500000", ticks: .nickelOptions)),
                ])),
        Row("a future off its quarter", limit("-6800.30", [leg(.buy, Quantity(whole: 1), .future("/ESZ6"))]), [.tick]),
        Row("no leg", limit("-1", []), [.legCount]),
        Row(
            "two legs of shares", limit("-1", [leg(), leg(.sellToOpen, Quantity(whole: 1), .share("F"))]),
            [.legCount, .repeatedSymbol]),
        Row(
            "five options",
            limit("-1", (0..<5).map { leg(.buyToOpen, Quantity(whole: 1), .option("SPY   261218P0065\($0)000")) }),
            [.legCount]),
        Row(
            "shares with options", limit("-600", [leg(.buyToOpen, Quantity(whole: 100), .share("SPY")), spread[0]]),
            [.legCount, .mixedInstruments]),
        Row(
            "two underlyings",
            limit("-1", [spread[0], leg(.buyToOpen, Quantity(whole: 1), .option("QQQ   261218P00500000"))]),
            [.mixedUnderlyings]),
        Row("a symbol twice", limit("-1", [spread[0], spread[0]]), [.repeatedSymbol]),
        Row("quantity zero", limit("-1", [leg(.buyToOpen, .zero)]), [.quantity]),
        Row("quantity below zero", limit("-1", [leg(.buyToOpen, Quantity(whole: -1))]), [.quantity]),
        Row("half a share", limit("-1", [leg(.buyToOpen, Quantity("0.5"))]), [.quantity]),
        Row("no quantity", limit("-1", [leg(.buyToOpen, nil)]), [.quantity]),
        Row("buying for a credit", limit("11.50", [leg()]), [.priceEffect]),
        Row("selling for a debit", limit("-11.50", [leg(.sellToOpen)]), [.priceEffect]),
        Row("a limit of zero", limit("0", [leg()]), [.price]),
        Row("market", OrderRequest(.market, legs: [leg()])),
        Row("market with two legs", OrderRequest(.market, legs: spread), [.legCount]),
        Row("market until cancelled", OrderRequest(.market, .gtc, legs: [leg()]), [.duration]),
        Row("market until a day", OrderRequest(.market, .gtd(TradingDay("2026-12-01")!), legs: [leg()]), [.duration]),
        Row("good till a day to come", limit("-1", [leg()], .gtd(TradingDay("2026-12-01")!))),
        Row("good till today", limit("-1", [leg()], .gtd(TradingDay("2026-11-20")!))),
        Row("good till yesterday", limit("-1", [leg()], .gtd(TradingDay("2026-11-19")!)), [.date]),
        Row(
            "a closing stop until cancelled", OrderRequest(.stop(trigger: Price("9")!), .gtc, legs: [leg(.sellToClose)])
        ),
        Row(
            "an opening stop until cancelled", OrderRequest(.stop(trigger: Price("9")!), .gtc, legs: [leg()]),
            [.duration]),
        Row("a stop at zero", OrderRequest(.stop(trigger: .zero), legs: [leg(.sellToClose)]), [.price]),
        Row("a stop off tick", OrderRequest(.stop(trigger: Price("9.001")!), legs: [leg(.sellToClose)]), [.tick]),
        Row(
            "a stop limit with both off tick",
            OrderRequest(.stopLimit(trigger: Price("9.001")!, limit: Price("8.999")!), legs: [leg(.sellToClose)]),
            [.tick, .tick]),
        Row("money's worth", OrderRequest(.notional(Money("25")!), legs: [leg(.buyToOpen, nil)])),
        Row("four dollars' worth", OrderRequest(.notional(Money("4.99")!), legs: [leg(.buyToOpen, nil)]), [.amount]),
        Row("money's worth with a quantity", OrderRequest(.notional(Money("25")!), legs: [leg()]), [.quantity]),
        Row(
            "money's worth of an option", OrderRequest(.notional(Money("25")!), legs: [leg(.buyToOpen, nil, put660)]),
            [.instrument]),
        Row("early hours for shares", limit("-1", [leg()], .ext)),
        Row(
            "early hours for an option", limit("-1", [leg(.buyToOpen, Quantity(whole: 1), put660)], .extOvernight),
            [.duration]),
        Row("'Buy' for a share", limit("-1", [leg(.buy)]), [.action]),
        Row("'Buy' for a future", limit("-6800.25", [leg(.buy, Quantity(whole: 1), .future("/ESZ6"))])),
        Row("'Allocate'", limit("-1", [leg(.allocate)]), [.action]),
        Row(
            "an index",
            limit("-1", [leg(.buyToOpen, Quantity(whole: 1), OrderInstrument(.index, "SPX", underlying: "SPX"))]),
            [.instrument]),
        Row(
            "crypto",
            limit(
                "-1",
                [leg(.buyToOpen, Quantity("0.5"), OrderInstrument(.cryptocurrency, "BTC/USD", underlying: "BTC/USD"))]),
            [.instrument]),
        Row(
            "cancelled before it is routed",
            OrderRequest(
                .limit(Price("-1")!), legs: [leg()],
                rule: RuleRequest(routeAfter: now + .seconds(120), cancelAt: now + .seconds(60))), [.rule]),
        Row(
            "cancelled in the past",
            OrderRequest(.limit(Price("-1")!), legs: [leg()], rule: RuleRequest(cancelAt: now - .seconds(60))), [.rule]),
        Row(
            "a condition on nothing",
            OrderRequest(
                .limit(Price("-1")!), legs: [leg()],
                rule: RuleRequest(conditions: [.init(.route, when: "", .equity, is: .atLeast, .zero)])), [.rule, .rule]),
        Row(
            "everything at once",
            limit("1.005", [leg(.buyToOpen, .zero), leg(.buy, nil)], .gtd(TradingDay("2026-11-19")!)),
            [.action, .date, .legCount, .quantity, .quantity, .repeatedSymbol, .tick]),
    ]

    @Test("the local checks find every problem at once and nothing else", arguments: rows)
    func table(row: Row) {
        let problems = Self.checks.problems(in: row.order)
        #expect(
            problems.map(\.code).sorted { $0.rawValue < $1.rawValue } == row.codes.sorted { $0.rawValue < $1.rawValue },
            "\(problems)")
        #expect(problems.allSatisfy { $0.message.count > 20 })
    }

    @Test("an off-tick price is told both neighbours")
    func neighbours() {
        let buy = Self.checks.problems(in: Self.limit("-11.505", [Self.leg()]))
        #expect(buy.map(\.message) == ["the price -11.505 is no multiple of 0.01; use -11.5 or -11.51"])
        let sell = Self.checks.problems(in: Self.limit("11.505", [Self.leg(.sellToOpen)]))
        #expect(sell.map(\.message) == ["the price 11.505 is no multiple of 0.01; use 11.5 or 11.51"])
    }

    @Test("unknown price steps are no problem but a check not run")
    func unknownTicks() {
        let order = Self.limit("-11.505", [Self.leg(.buyToOpen, Quantity(whole: 1), .share("F", ticks: nil))])
        #expect(Self.checks.problems(in: order).isEmpty)
        #expect(Self.checks.notRun(for: order) == ["tick: the price steps of F are not known"])
        #expect(Self.checks.notRun(for: OrderRequest(.market, legs: order.legs)).isEmpty)
        let spread = Self.limit(
            "-1.01",
            [
                Self.leg(
                    .buyToOpen, Quantity(whole: 1),
                    OrderInstrument(.futureOption, "./ESZ6 EW4X6 261127P5800", underlying: "/ESZ6")),
                Self.leg(
                    .sellToOpen, Quantity(whole: 1),
                    OrderInstrument(.futureOption, "./ESZ6 EW4X6 261127P5700", underlying: "/ESZ6")),
            ])
        #expect(Self.checks.notRun(for: spread).count == 1)
    }

    @Test("shares with options and crypto pass when switched on")
    func switches() {
        var checks = Self.checks
        checks.allowsSharesWithOptions = true
        checks.allowsCrypto = true
        let covered = Self.limit("-600", [Self.leg(.buyToOpen, Quantity(whole: 100), .share("SPY")), Self.spread[0]])
        #expect(checks.problems(in: covered).isEmpty)
        let coin = OrderInstrument(.cryptocurrency, "BTC/USD", underlying: "BTC/USD")
        #expect(checks.problems(in: Self.limit("-1", [Self.leg(.buyToOpen, Quantity("0.5"), coin)])).isEmpty)
    }

    @Test("a complex order tells which part is wrong, and how many parts it may have")
    func complex() {
        let good = Self.limit("-11.50", [Self.leg()])
        let bad = Self.limit("11.50", [Self.leg()])
        #expect(Self.checks.problems(in: .oco(good, bad)).map(\.part) == [1])
        #expect(Self.checks.problems(in: .oto(trigger: good, then: [])).map(\.code) == [.complex])
        #expect(
            Self.checks.problems(in: .oto(trigger: good, then: [good, good, good, good])).map(\.code) == [.complex])
        #expect(
            Self.checks.problems(in: .pairs(good, good, ratio: PairRatio(.atLeast, .zero))).map(\.code) == [.complex])
        #expect(Self.checks.problems(in: .otoco(trigger: good, good, good)).isEmpty)
    }

    @Test("the step at a price: below a limit the finer one, at the limit the coarser, on both sides of zero")
    func steps() {
        #expect(TickTable.pennyOptions.step(at: Price("2.99")!) == .cents(1))
        #expect(TickTable.pennyOptions.step(at: Price("3")!) == .cents(5))
        #expect(TickTable.pennyOptions.step(at: Price("-2.99")!) == .cents(1))
        #expect(TickTable.pennyOptions.step(at: Price("-3")!) == .cents(5))
        let shuffled = TickTable([
            .init(.cents(25)), .init(.cents(5), below: Price("5")!), .init(.cents(1), below: Price("1")!),
        ])
        #expect(shuffled?.step(at: Price("0.5")!) == .cents(1))
        #expect(shuffled?.step(at: Price("4")!) == .cents(5))
        #expect(shuffled?.step(at: Price("9")!) == .cents(25))
        #expect(TickTable([TickSize]()) == nil)
        #expect(TickTable([.init(.zero)]) == nil)
    }

    @Test("any price the checks pass is a whole number of its steps", arguments: UInt64(0)..<50)
    func anyPrice(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let price = Price(billionths: Int64.random(in: 1...20_000, using: &random) * 1_000_000)
            let problems = Self.checks.problems(
                in: OrderRequest(.limit(-price), legs: [Self.leg(.buyToOpen, Quantity(whole: 1), Self.put660)]))
            let step: Int64 = price < Price("3")! ? 10_000_000 : 50_000_000
            #expect(problems.isEmpty == (price.billionths % step == 0), "\(price)")
        }
    }
}
