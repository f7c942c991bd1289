import MarketModel
import Testing

@testable import Options

@Suite struct EarlyAssignmentTests {
    private let series = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration)

    private func call(_ strike: String = "90") throws -> OptionContract {
        OptionContract(series: series, right: .call, strike: try points(strike))
    }

    /// Ex on the Monday before expiration, so that exercise is due on the Friday before it.
    private func dividend(_ amount: String) throws -> Dividend {
        Dividend(exDay: series.expiration.advanced(by: -4), amount: try points(amount))
    }

    private var today: TradingDay { series.expiration.advanced(by: -14) }

    @Test("a call pays to exercise when the dividend is more than its time value, until the session before the ex-day")
    func dividendAboveTimeValue() throws {
        let risk = try #require(
            EarlyAssignment(
                of: call(), price: points("10.15"), underlying: points("100"), on: today, dividends: [dividend("0.26")])
        )
        #expect(try risk.timeValue == points("0.15"))
        #expect(risk.cause == .dividend(try dividend("0.26")))
        let before = try dividend("0.26").exDay
        #expect(risk.until == ExchangeCalendar.nyse.previousSession(before: before)?.day)
        let calm = try #require(
            EarlyAssignment(
                of: call(), price: points("10.30"), underlying: points("100"), on: today, dividends: [dividend("0.26")])
        )
        #expect(calm.cause == nil)
        #expect(calm.until == nil)
    }

    @Test("where the put is quoted its price is the measure")
    func putValue() throws {
        let risk = try #require(
            EarlyAssignment(
                of: call(), price: points("10.15"), underlying: points("100"), on: today, dividends: [dividend("0.26")],
                putPrice: points("0.30")))
        #expect(risk.cause == nil)
        #expect(try risk.givenUp == points("0.30"))
    }

    @Test("a dividend before today or after expiration does not count")
    func otherDividends() throws {
        let early = Dividend(exDay: today, amount: try points("5"))
        let late = Dividend(exDay: series.expiration.advanced(by: 1), amount: try points("5"))
        let risk = try #require(
            EarlyAssignment(
                of: call(), price: points("10.15"), underlying: points("100"), on: today, dividends: [early, late]))
        #expect(risk.cause == nil)
    }

    @Test("a deep put pays to exercise when interest on its strike is more than its time value")
    func putInterest() throws {
        let put = OptionContract(series: series, right: .put, strike: try points("200"))
        // 14 days at 5 % on 200 are 0.383.
        let risk = try #require(
            EarlyAssignment(of: put, price: points("100.2"), underlying: points("100"), on: today, rate: 0.05))
        #expect(risk.cause == .interest)
        let dear = try #require(
            EarlyAssignment(of: put, price: points("100.5"), underlying: points("100"), on: today, rate: 0.05))
        #expect(dear.cause == nil)
        let none = try #require(EarlyAssignment(of: put, price: points("100"), underlying: points("100"), on: today))
        #expect(none.cause == .noTimeValue)
    }

    @Test("options out of the money and European ones are never exercised early")
    func notExercised() throws {
        #expect(try EarlyAssignment(of: call("110"), price: points("1"), underlying: points("100"), on: today) == nil)
        let european = try #require(Leg.option(-1, .call, "90").option)
        #expect(try EarlyAssignment(of: european, price: points("10"), underlying: points("100"), on: today) == nil)
        #expect(try Leg.option(-1, .call, "90").exercisedEarly() == nil)
    }

    @Test("assignment before the ex-day moves the dividend: a writer without shares owes it, one with shares loses it")
    func dividendAtAssignment() throws {
        let due = try dividend("0.26")
        let short = try Leg.option(-1, .call, "90", in: series)
        let assigned = try #require(short.exercisedEarly())
        #expect(assigned.outcome == .assigned)
        #expect(try assigned.cash == dollars("9000"))
        let shortShares = try #require(assigned.delivered).quantity
        #expect(try due.cash(forShares: shortShares) == dollars("-26"))
        let covered = Quantity(whole: 100) + shortShares
        #expect(due.cash(forShares: covered) == .zero)
        #expect(try due.cash(forShares: Quantity(whole: 100)) == dollars("26"))
    }
}
