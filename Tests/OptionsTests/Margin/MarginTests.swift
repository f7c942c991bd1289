import MarketModel
import Testing

@testable import Options

@Suite struct MarginTests {
    private let rules = MarginRules.regulationT
    private static let stock = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration)
    private static let later = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration.advanced(by: 28))

    private func requirement(_ legs: [OptionLeg], at underlying: String) throws -> MarginRequirement {
        try rules.requirement(for: OptionStructure(legs: legs), underlying: points(underlying))
    }

    @Test("a condor with unequal wings asks for the wider wing, of one side only")
    func unequalWings() throws {
        let found = try requirement(
            [
                Leg.option(1, .put, "6500", at: "2.1"), Leg.option(-1, .put, "6530", at: "3.2"),
                Leg.option(-1, .call, "7050", at: "1.45"), Leg.option(1, .call, "7100", at: "0.6"),
            ], at: "6800")
        #expect(try found.total == dollars("5000"))
        #expect(found.groups.map(\.basis) == [.definedRisk])
        #expect(found.isLeast)
    }

    @Test("twenty condors ask for twenty times as much, and are searched like one")
    func scaled() throws {
        let found = try requirement(
            [
                Leg.option(20, .put, "6500", at: "2.1"), Leg.option(-20, .put, "6530", at: "3.2"),
                Leg.option(-20, .call, "7050", at: "1.45"), Leg.option(20, .call, "7080", at: "0.6"),
            ], at: "6800")
        #expect(try found.total == dollars("60000"))
        #expect(found.isLeast)
        #expect(found.groups.first?.legs.map(\.quantity.billionths.magnitude).max() == 20_000_000_000)
    }

    @Test(
        "a naked option asks for the greater of 20 % less out of the money, and 10 %, plus its price",
        arguments: [
            (OptionRight.put, "95", "1700"),  // 20 − 5, and 2 of price
            (.put, "80", "1000"),  // 10 % of the strike beats 20 − 20
            (.put, "110", "2200"),
            (.call, "105", "1700"), (.call, "130", "1200"), (.call, "90", "2200"),
        ])
    func naked(right: OptionRight, strike: String, expected: String) throws {
        let found = try requirement([Leg.option(-1, right, strike, at: "2", in: Self.stock)], at: "100")
        #expect(try found.total == dollars(expected))
        #expect(found.groups.map(\.basis) == [.naked])
    }

    @Test("a short strangle asks for its greater side and the price of both")
    func strangle() throws {
        let found = try requirement(
            [
                Leg.option(-1, .put, "95", at: "2", in: Self.stock),
                Leg.option(-1, .call, "110", at: "1", in: Self.stock),
            ], at: "100")
        #expect(try found.total == dollars("1800"))
    }

    @Test("covered calls ask for the shares alone; a call too many stands without cover")
    func coveredCalls() throws {
        let legs = try [Leg.shares(100, "AAPL", at: "100"), Leg.option(-1, .call, "105", at: "2", in: Self.stock)]
        #expect(try requirement(legs, at: "100").total == dollars("5000"))
        let two = try [Leg.shares(199, "AAPL", at: "100"), Leg.option(-2, .call, "105", at: "2", in: Self.stock)]
        let found = try requirement(two, at: "100")
        #expect(try found.total == dollars("11650"))
        #expect(found.groups.map(\.basis) == [.longShares, .coveredByShares, .naked])
    }

    @Test("short shares cover short puts")
    func coveredPut() throws {
        let legs = try [Leg.shares(-100, "AAPL", at: "100"), Leg.option(-1, .put, "95", at: "2", in: Self.stock)]
        #expect(try requirement(legs, at: "100").total == dollars("5000"))
    }

    @Test("long options owe nothing; a debit spread neither")
    func long() throws {
        #expect(try requirement([Leg.option(3, .call, "100", at: "2", in: Self.stock)], at: "100").total == .zero)
        let debit = try [
            Leg.option(1, .call, "100", at: "3", in: Self.stock), Leg.option(-1, .call, "105", at: "1", in: Self.stock),
        ]
        #expect(try requirement(debit, at: "100").total == .zero)
    }

    @Test("a later long option covers an earlier short one, an earlier one does not")
    func calendar() throws {
        let covered = try [
            Leg.option(-1, .call, "100", at: "2", in: Self.stock), Leg.option(1, .call, "105", at: "3", in: Self.later),
        ]
        #expect(try requirement(covered, at: "100").total == dollars("500"))
        let bare = try [
            Leg.option(1, .call, "100", at: "2", in: Self.stock), Leg.option(-1, .call, "100", at: "3", in: Self.later),
        ]
        let found = try requirement(bare, at: "100")
        #expect(try found.total == dollars("2300"))
        #expect(
            found.groups.map(\.basis) == [.naked, .longOptions] || found.groups.map(\.basis) == [.longOptions, .naked])
    }

    @Test("spreads of two expirations lose one after the other: both count")
    func twoExpirations() throws {
        let legs = try [
            Leg.option(-1, .put, "95", at: "2", in: Self.stock), Leg.option(1, .put, "90", at: "1", in: Self.stock),
            Leg.option(-1, .call, "105", at: "2", in: Self.later), Leg.option(1, .call, "110", at: "1", in: Self.later),
        ]
        #expect(try requirement(legs, at: "100").total == dollars("1000"))
    }

    @Test("an AM option does not cover a PM option of the same day: it is gone by then")
    func settlementTimes() throws {
        let day = try #require(TradingDay("2026-11-20"))
        let morning = OptionRoot.named("SPX").series(expiring: day)
        let evening = OptionRoot.named("SPXW").series(expiring: day)
        let bare = try [
            Leg.option(1, .call, "6900", at: "5", in: morning), Leg.option(-1, .call, "6900", at: "6", in: evening),
        ]
        #expect(try requirement(bare, at: "6800").groups.contains { $0.basis == .naked })
    }

    @Test("a short option without a price is refused, so is a future")
    func refusals() throws {
        let short = try Leg.option(-1, .put, "95", in: Self.stock)
        #expect(throws: MarginError.unknownPrice(try #require(short.option))) { try requirement([short], at: "100") }
        let future = OptionLeg(
            .future(symbol: "/ESZ6", multiplier: Quantity(whole: 50)), quantity: Quantity(whole: 1))
        #expect(throws: MarginError.exchangeMargin("/ESZ6")) { try requirement([future], at: "6800") }
    }

    @Test("a cash account holds strikes in cash, and nothing that would be borrowed")
    func cashAccount() throws {
        func cash(_ legs: [OptionLeg]) throws -> MarginRequirement {
            try MarginRules.cashRequirement(for: OptionStructure(legs: legs), underlying: points("100"))
        }
        let put = try Leg.option(-2, .put, "95", at: "2", in: Self.stock)
        #expect(try cash([put]).total == dollars("19000"))
        let shares = try Leg.shares(100, "AAPL", at: "100")
        let call = try Leg.option(-1, .call, "105", at: "2", in: Self.stock)
        #expect(try cash([shares, call]).total == dollars("10000"))
        #expect(throws: MarginError.self) { try cash([call]) }
        #expect(throws: MarginError.self) { try cash([Leg.shares(-100, "AAPL")]) }
    }

    @Test("portfolio margin is the worst scenario: 8 % down and 6 % up for a broad index, 15 % for stocks")
    func scenarios() throws {
        let moment = Leg.series.expiresAt - .seconds(3600)
        let index = try OptionStructure(legs: [Leg.option(-1, .put, "100"), Leg.option(-1, .call, "100")])
        let scene = StructureMarket(underlying: 100, moment: moment, volatility: 0)
        let broad = ScenarioMargin.standard(for: index).requirement(for: index, in: scene)
        #expect(try broad.total == dollars("800"))
        let stock = try OptionStructure(legs: [Leg.shares(100, "AAPL")])
        #expect(try ScenarioMargin.standard(for: stock).requirement(for: stock, in: scene).total == dollars("1500"))
        let safe = try OptionStructure(legs: [Leg.option(4, .call, "200")])
        #expect(try ScenarioMargin.broadIndex.requirement(for: safe, in: scene).total == dollars("150"))
    }

    @Test("buying power falls by width less credit and fees")
    func buyingPower() throws {
        let structure = try OptionStructure(legs: [
            Leg.option(1, .put, "6500", at: "2.1"), Leg.option(-1, .put, "6530", at: "3.2"),
            Leg.option(-1, .call, "7050", at: "1.45"), Leg.option(1, .call, "7080", at: "0.8"),
        ])
        let scene = StructureMarket(
            underlying: 6800, moment: Leg.series.expiresAt - .seconds(86_400), volatility: 0.14)
        let fees = FeeSchedule.tastytrade.fees(toOpen: structure, on: Leg.series.expiration)
        let effect = try BuyingPowerEffect(opening: structure, account: .margin, market: scene, fees: fees)
        // 4 × (1 + 0.1 + 0.025 + 0.65) in fees.
        #expect(try effect.change == dollars("-2832.1"))
        let shares = try OptionStructure(legs: [
            Leg.shares(100, "AAPL", at: "100"), Leg.option(-1, .call, "105", at: "2", in: Self.stock),
        ])
        let covered = try BuyingPowerEffect(
            opening: shares, account: .cash,
            market: StructureMarket(underlying: 100, moment: scene.moment, volatility: 0.3), fees: FeeBreakdown())
        #expect(try covered.change == dollars("-9800"))
    }

    @Test("options on futures use up what the worst scenario loses, in place of the exchange's own margin")
    func futures() throws {
        let root = try #require(FutureOptionRoot.named("EW"))
        let month = try #require(ContractMonth(year: 2026, month: 11))
        let series = try #require(root.series(of: month))
        let structure = try OptionStructure(legs: [Leg.option(-1, .put, "6500", at: "10", in: series)])
        let scene = StructureMarket(underlying: 6800, moment: series.expiresAt - .seconds(60), volatility: 0.01)
        let effect = try BuyingPowerEffect(
            opening: structure, account: .margin, market: scene, fees: FeeBreakdown())
        // 8 % down is 6256: 244 points in the money at 50 dollars.
        #expect(effect.isByScenarios)
        #expect(try effect.change == dollars("-12200"))
        #expect(throws: MarginError.exchangeMargin("/ESZ6")) {
            try BuyingPowerEffect(opening: structure, account: .cash, market: scene, fees: FeeBreakdown())
        }
    }
}
