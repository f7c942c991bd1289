import MarketModel
import Testing

@testable import Options

/// Days that other engines have got wrong.
@Suite struct ExpirationDaysTests {
    private func day(_ text: String) throws -> TradingDay { try #require(TradingDay(text)) }

    @Test(
        "a weekly whose Friday is a holiday expires on the session before",
        arguments: [
            ("2026-04-01", "2026-04-02"),  // Good Friday
            ("2026-12-21", "2026-12-24"),  // Christmas
            ("2026-06-30", "2026-07-02"),  // Independence Day, observed
            ("2027-06-16", "2027-06-17"),  // Juneteenth, observed
            ("2026-11-23", "2026-11-27"),  // the half day after Thanksgiving is a session
        ])
    func weeklies(inWeekOf: String, expected: String) throws {
        #expect(try ExpirationDays.weekly(inWeekOf: day(inWeekOf)) == day(expected))
    }

    @Test("a monthly on a holiday moves to the Thursday, its last AM trade to the Wednesday")
    func monthlies() throws {
        let june = try #require(ContractMonth(year: 2026, month: 6))
        #expect(try ExpirationDays.monthly(june) == day("2026-06-18"))
        let series = OptionRoot.named("SPX").series(expiring: ExpirationDays.monthly(june))
        #expect(series.kind == .regular)
        #expect(series.expiresAt == Timestamp("2026-06-18T13:30:00Z"))
        #expect(series.stopsTradingAt < series.expiresAt)
        #expect(USTimeZone.eastern.day(of: series.stopsTradingAt) == (try day("2026-06-17")))
    }

    @Test("index options on the eve of a holiday expire at the early close")
    func holidayEve() throws {
        let eve = OptionRoot.named("SPXW").series(expiring: try day("2026-12-24"))
        #expect(eve.expiresAt == Timestamp("2026-12-24T18:00:00Z"))
        let afterThanksgiving = OptionRoot.named("SPXW").series(expiring: try day("2026-11-27"))
        #expect(afterThanksgiving.expiresAt == Timestamp("2026-11-27T18:00:00Z"))
        let put = OptionContract(series: eve, right: .put, strike: try points("6800"))
        let market = StructureMarket(
            underlying: 6800, moment: eve.expiresAt - .seconds(3600), volatility: 0.14)
        #expect(market.valuation(of: put).price > 0)
        #expect(market.moved(moment: eve.expiresAt).valuation(of: put).price == 0)
    }

    @Test(
        "VIX options expire thirty days before the next monthly, a Tuesday when that one moves",
        arguments: [
            (2025, 3, "2025-03-18"), (2026, 10, "2026-10-21"), (2026, 11, "2026-11-18"), (2026, 5, "2026-05-19"),
        ])
    func vix(year: Int, month: Int, expected: String) throws {
        let contract = try #require(ContractMonth(year: year, month: month))
        #expect(try ExpirationDays.vix(contract) == day(expected))
    }

    @Test("volatility is annual: four days of it move a straddle twice as far as one, not by √DTE more")
    func volatilityIsNotScaled() throws {
        let straddle = try OptionStructure(legs: [Leg.option(1, .call, "6800"), Leg.option(1, .put, "6800")])
        func worth(days: Double) -> Double {
            straddle.valuation(
                in: StructureMarket(
                    underlying: 6800, moment: Leg.series.expiresAt - .seconds(days * 86_400), volatility: 0.14)
            ).value
        }
        #expect(abs(worth(days: 4) / worth(days: 1) - 2) < 1e-4)
        // √(2/π) · S · σ · √T, the straddle at the money.
        let expected = 100 * 0.797884560802865 * 6800 * 0.14 * (1.0 / 365).squareRoot()
        #expect(abs(worth(days: 1) / expected - 1) < 1e-4)
    }

    @Test("a short call before a dividend worth more than its put is told as likely to be assigned")
    func dividendRisk() throws {
        let series = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration)
        let structure = try OptionStructure(legs: [
            Leg.shares(100, "AAPL"), Leg.option(-1, .call, "80", in: series),
        ])
        var market = StructureMarket(
            underlying: 100, moment: series.expiresAt - .seconds(10 * 86_400), volatility: 0.2, rate: 0.03)
        let call = try #require(structure.legs[1].option)
        #expect(ExpirationRisk.risks(of: structure, in: market) == [.assignableNow(call)])
        let dividend = Dividend(exDay: series.expiration.advanced(by: -4), amount: try points("0.5"))
        market.dividends = [dividend]
        let risks = ExpirationRisk.risks(of: structure, in: market)
        guard case .exercisePays(let early)? = risks.first else {
            Issue.record("\(risks)")
            return
        }
        #expect(early.cause == .dividend(dividend))
        #expect(risks[0].text.contains("likely to be assigned by \(dividend.lastExerciseDay)"))
    }

    @Test("the risks around expiration are told")
    func risks() throws {
        let stock = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration)
        let condor = try OptionStructure(legs: [
            Leg.option(-1, .put, "99.8", in: stock), Leg.option(1, .put, "95", in: stock),
            Leg.option(-1, .call, "99", in: stock), Leg.option(1, .call, "105", in: stock),
        ])
        let lastHour = StructureMarket(
            underlying: 100, moment: stock.expiresAt - .seconds(3600), volatility: 0.3)
        let call = try #require(condor.legs[2].option)
        let put = try #require(condor.legs[0].option)
        #expect(ExpirationRisk.risks(of: condor, in: lastHour) == [.pin(put), .assignableNow(call)])
        let weekBefore = lastHour.moved(moment: stock.expiresAt - .seconds(7 * 86_400))
        #expect(ExpirationRisk.risks(of: condor, in: weekBefore) == [.assignableNow(call)])
        let index = try OptionStructure(legs: [Leg.option(-1, .call, "99")])
        #expect(ExpirationRisk.risks(of: index, in: lastHour).isEmpty)
        let morning = OptionRoot.named("SPX").series(expiring: try day("2026-11-20"))
        let monthly = try OptionStructure(legs: [Leg.option(1, .call, "99", in: morning)])
        #expect(ExpirationRisk.risks(of: monthly, in: lastHour) == [.settlesAtOpening(morning)])
        let fear = OptionRoot.named("VIX").series(expiring: try day("2026-12-16"))
        let hedge = try OptionStructure(legs: [Leg.option(1, .call, "25", in: fear)])
        #expect(ExpirationRisk.risks(of: hedge, in: lastHour) == [.followsFuture(fear), .settlesAtOpening(fear)])
        let later = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration.advanced(by: 28))
        let calendar = try OptionStructure(legs: [
            Leg.option(1, .call, "110", in: stock), Leg.option(-1, .call, "110", in: later),
        ])
        #expect(
            ExpirationRisk.risks(of: calendar, in: weekBefore)
                == [.coverEndsFirst(try #require(calendar.legs[1].option))])
    }
}
