import MarketModel
import Testing

@testable import Options

@Suite struct ExpirationTests {
    private static let stock = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration)

    private func future() throws -> OptionSeries {
        let root = try #require(FutureOptionRoot.named("EW"))
        let month = try #require(ContractMonth(year: 2026, month: 11))
        return try #require(root.series(of: month))
    }

    @Test(
        "an option is exercised from one cent in the money",
        arguments: [
            ("100.01", ExpirationResult.Outcome.exercised), ("100.009", .worthless), ("100", .worthless),
            ("99", .worthless),
        ])
    func threshold(settlement: String, outcome: ExpirationResult.Outcome) throws {
        let call = try Leg.option(1, .call, "100", in: Self.stock)
        #expect(call.expired(at: try points(settlement))?.outcome == outcome)
    }

    @Test("stock options become shares at the strike, on the right side, for the right money")
    func shares() throws {
        let cases: [(quantity: Int, right: OptionRight, shares: Int, cash: String)] = [
            (2, .call, 200, "-19000"), (-2, .call, -200, "19000"), (2, .put, -200, "19000"), (-2, .put, 200, "-19000"),
        ]
        for item in cases {
            let settlement = try points(item.right == .call ? "100" : "90")
            let result = try #require(
                Leg.option(item.quantity, item.right, "95", in: Self.stock).expired(at: settlement))
            #expect(result.outcome == (item.quantity > 0 ? .exercised : .assigned))
            #expect(try result.cash == dollars(item.cash))
            #expect(try result.delivered == Leg.shares(item.shares, "AAPL", at: "95"))
        }
    }

    @Test("index options pay the difference in cash, and deliver nothing")
    func cash() throws {
        let put = try #require(Leg.option(-3, .put, "6530").expired(at: points("6500.25")))
        #expect(try put.cash == dollars("-8925"))
        #expect(put.delivered == nil)
        #expect(try Leg.shares(100, "AAPL").expired(at: points("1")) == nil)
    }

    @Test("an option on a future becomes the future at the strike, without money")
    func intoFuture() throws {
        let put = try #require(Leg.option(-1, .put, "6700", in: try future()).expired(at: points("6650")))
        #expect(put.cash == .zero)
        let delivered = try #require(put.delivered)
        #expect(delivered.instrument == .future(symbol: "/ESZ6", multiplier: Quantity(whole: 50)))
        #expect(delivered.quantity == Quantity(whole: 1))
        #expect(try delivered.entryPrice == points("6700"))
        // The loss shows in the future: 50 points at 50 dollars.
        #expect(try delivered.value(of: points("6650")) - delivered.value(of: points("6700")) == dollars("-2500"))
    }

    @Test("holders may let an option go, or exercise one that is out of the money")
    func instructions() throws {
        let call = try Leg.option(1, .call, "100", in: Self.stock)
        #expect(call.expired(at: try points("105"), instruction: .doNotExercise)?.outcome == .abandoned)
        #expect(call.expired(at: try points("95"), instruction: .doNotExercise)?.outcome == .worthless)
        let forced = try #require(call.expired(at: try points("95"), instruction: .exercise))
        #expect(forced.outcome == .exercised)
        #expect(try forced.cash == dollars("-10000"))
    }

    @Test("an AM series takes the opening value, a PM series the close, and neither the other's")
    func settlementPrice() throws {
        let day = try #require(TradingDay("2026-11-20"))
        let morning = OptionRoot.named("SPX").series(expiring: day)
        let evening = OptionRoot.named("SPXW").series(expiring: day)
        let structure = try OptionStructure(legs: [
            Leg.option(1, .call, "6800", in: morning), Leg.option(-1, .call, "6800", in: evening),
        ])
        let prices = SettlementPrices(opening: try points("6850"), closing: try points("6790"))
        let done = structure.settled(at: evening.expiresAt, prices: { _ in prices })
        #expect(try done.cash == dollars("5000"))
        #expect(done.results.map(\.outcome) == [.exercised, .worthless])
        #expect(done.legs.isEmpty)
        let atOpen = structure.settled(at: morning.expiresAt, prices: { _ in prices })
        #expect(atOpen.results.count == 1)
        #expect(atOpen.legs.count == 1)
        let unknown = structure.settled(
            at: evening.expiresAt, prices: { _ in SettlementPrices(closing: prices.closing) })
        #expect(unknown.unsettled == [try #require(structure.legs[0].option)])
    }

    @Test("a covered call that is assigned leaves no shares and the strike in cash")
    func coveredCall() throws {
        let structure = try OptionStructure(legs: [
            Leg.shares(100, "AAPL", at: "90"), Leg.option(-1, .call, "95", in: Self.stock),
        ])
        let prices = SettlementPrices(closing: try points("101"))
        let done = structure.settled(at: Self.stock.expiresAt, prices: { _ in prices })
        #expect(try done.cash == dollars("9500"))
        #expect(done.legs.isEmpty)
    }

    @Test("only the short side in the money: the spread ends as shares, its loss no longer capped")
    func betweenStrikes() throws {
        let structure = try OptionStructure(legs: [
            Leg.option(-1, .put, "95", in: Self.stock), Leg.option(1, .put, "90", in: Self.stock),
        ])
        let prices = SettlementPrices(closing: try points("93"))
        let done = structure.settled(at: Self.stock.expiresAt, prices: { _ in prices })
        #expect(done.results.map(\.outcome) == [.assigned, .worthless])
        #expect(try done.legs == [Leg.shares(100, "AAPL", at: "95")])
    }

    @Test(
        "what comes back from settlement and prices is what the payoff says",
        arguments: ["80", "92", "97", "103", "120"])
    func payoffAgrees(settlement: String) throws {
        let structure = try OptionStructure(legs: [
            Leg.option(1, .put, "90", in: Self.stock), Leg.option(-2, .put, "95", in: Self.stock),
            Leg.option(-1, .call, "100", in: Self.stock), Leg.option(1, .call, "110", in: Self.stock),
        ])
        let price = try points(settlement)
        let done = structure.settled(at: Self.stock.expiresAt) { _ in SettlementPrices(closing: price) }
        let worth = done.legs.reduce(done.cash) { $0 + $1.value(of: price) }
        #expect(try worth == structure.payoffAtExpiration().value(at: price))
    }
}
