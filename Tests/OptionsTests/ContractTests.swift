import MarketModel
import Testing

@testable import Options

@Suite struct ContractTests {
    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> TradingDay {
        try #require(TradingDay(year: year, month: month, day: day))
    }

    @Test("a PM series lives to the close, an AM series to the open, a half day ends at 13:00")
    func settlementMoments() throws {
        let weekly = OptionRoot.named("SPXW").series(expiring: try day(2026, 11, 20))
        #expect(weekly.expiresAt == Timestamp("2026-11-20T21:00:00Z"))
        let monthly = OptionRoot.named("SPX").series(expiring: try day(2026, 11, 20))
        #expect(monthly.expiresAt == Timestamp("2026-11-20T14:30:00Z"))
        #expect(monthly.stopsTradingAt == Timestamp("2026-11-19T21:00:00Z"))
        let halfDay = OptionRoot.named("SPY").series(expiring: try day(2026, 11, 27))
        #expect(halfDay.expiresAt == Timestamp("2026-11-27T18:00:00Z"))
    }

    @Test("the monthly of June 2026 falls on the Thursday before Juneteenth")
    func holidayMonthly() throws {
        #expect(ExpirationKind(of: try day(2026, 6, 18), settlement: .pm) == .regular)
        #expect(ExpirationKind(of: try day(2026, 6, 30), settlement: .pm) == .quarterly)
        #expect(ExpirationKind(of: try day(2026, 7, 31), settlement: .pm) == .endOfMonth)
        #expect(ExpirationKind(of: try day(2026, 7, 24), settlement: .pm) == .weekly)
    }
}
