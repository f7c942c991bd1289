import MarketModel
import TestSupport
import Testing

struct SessionOwnershipTests {
    @Test(
        "the trading day and phase of a moment",
        arguments: [
            // CME: the day begins at 17:00 in Chicago on the evening before.
            (ExchangeCalendar.cmeEquityFutures, "2026-11-18T22:59:59.999Z", "2026-11-18", TradingPhase.closed),
            (.cmeEquityFutures, "2026-11-18T23:00:00Z", "2026-11-19", .extended),
            (.cmeEquityFutures, "2026-11-19T14:29:59Z", "2026-11-19", .extended),
            (.cmeEquityFutures, "2026-11-19T14:30:00Z", "2026-11-19", .regular),
            (.cmeEquityFutures, "2026-11-19T20:59:59Z", "2026-11-19", .regular),
            (.cmeEquityFutures, "2026-11-19T21:00:00Z", "2026-11-19", .extended),
            (.cmeEquityFutures, "2026-11-19T22:00:00Z", "2026-11-19", .closed),
            (.cmeEquityFutures, "2026-07-15T22:00:00Z", "2026-07-16", .extended),
            // A weekend, a print on Saturday, the Sunday opening.
            (.cmeEquityFutures, "2026-11-21T12:00:00Z", "2026-11-20", .closed),
            (.cmeEquityFutures, "2026-11-22T23:00:00Z", "2026-11-23", .extended),
            // The pause of the afternoon, while there was one.
            (.cmeEquityFutures, "2020-01-06T21:15:00Z", "2020-01-06", .pause),
            (.cmeEquityFutures, "2020-01-06T21:30:00Z", "2020-01-06", .extended),
            // Christmas night opens the 26th; on Labor Day 2013 trading halts at 10:30 and goes on for the 3rd.
            (.cmeEquityFutures, "2023-12-25T22:59:59Z", "2023-12-22", .closed),
            (.cmeEquityFutures, "2023-12-25T23:00:00Z", "2023-12-26", .extended),
            (.cmeEquityFutures, "2013-09-02T15:29:59.246Z", "2013-09-02", .regular),
            (.cmeEquityFutures, "2013-09-02T16:00:00Z", "2013-09-02", .closed),
            (.cmeEquityFutures, "2013-09-02T22:00:00.026Z", "2013-09-03", .extended),
            // Stocks: before and after hours belong to the day, the night to the day before.
            (.nyse, "2026-11-20T09:00:00Z", "2026-11-20", .extended),
            (.nyse, "2026-11-20T14:30:00Z", "2026-11-20", .regular),
            (.nyse, "2026-11-20T21:00:00Z", "2026-11-20", .extended),
            (.nyse, "2026-11-21T01:00:00Z", "2026-11-20", .closed),
            (.nyse, "2026-11-27T18:00:00Z", "2026-11-27", .extended),
            (.nyse, "2026-11-26T15:00:00Z", "2026-11-25", .closed),
            // Index options: the evening belongs to the coming day.
            (.cboeIndexOptions, "2026-11-19T01:15:00Z", "2026-11-19", .extended),
            (.cboeIndexOptions, "2026-11-19T14:27:00Z", "2026-11-19", .pause),
            (.cboeIndexOptions, "2026-11-19T21:10:00Z", "2026-11-19", .extended),
            (.cboeIndexOptions, "2026-11-19T22:00:00Z", "2026-11-19", .closed),
            (.cboeEquityOptions, "2026-11-19T21:00:00Z", "2026-11-19", .closed),
            (.cbotGrains, "2026-11-19T14:00:00Z", "2026-11-19", .pause),
            (.cmeLivestock, "2026-11-19T13:00:00Z", "2026-11-18", .closed),
        ])
    func phases(calendar: ExchangeCalendar, moment: String, day: String, phase: TradingPhase) throws {
        let moment = try #require(Timestamp(moment))
        #expect(calendar.tradingDay(of: moment).description == day)
        #expect(calendar.phase(at: moment) == phase)
    }

    @Test("every moment has one owner, the latest session whose hours have begun", arguments: ExchangeCalendar.allCases)
    func partition(calendar: ExchangeCalendar) throws {
        var day = try #require(TradingDay("2012-01-02"))
        var last = try #require(calendar.previousSession(before: day))
        while day.year < 2028 {
            day = day.advanced(by: 1)
            guard let session = calendar.session(on: day) else { continue }
            let begin = session.extended.lowerBound
            #expect(last.extended.upperBound <= begin)
            #expect(session.extended.contains(session.open) && session.close <= session.extended.upperBound)
            #expect(calendar.tradingDay(of: begin) == day)
            #expect(calendar.tradingDay(of: Timestamp(nanoseconds: begin.nanoseconds - 1)) == last.day)
            #expect(calendar.previousSession(before: day) == last && calendar.nextSession(after: last.day) == session)
            last = session
        }
    }

    @Test("a cursor answers as the calendar does, in any order", arguments: ExchangeCalendar.allCases)
    func cursor(calendar: ExchangeCalendar) throws {
        var cursor = SessionCursor(calendar)
        var random = SeededGenerator(seed: 5)
        let start = try #require(Timestamp("2019-01-01T00:00:00Z")).nanoseconds
        var moment = start
        for _ in 0..<800 {
            let isJump = Int.random(in: 0..<50, using: &random) == 0
            moment =
                isJump
                ? start + .random(in: 0...(1 << 58), using: &random)
                : moment + .random(in: -1 << 41...1 << 44, using: &random)
            let time = Timestamp(nanoseconds: moment)
            let (session, phase) = cursor.locate(time)
            #expect(session == calendar.session(owning: time) && phase == calendar.phase(at: time))
        }
    }

    @Test("the ends of time do not trap", arguments: [Int64.min, .min + 1, -1 << 62, 0, 1 << 62, .max])
    func extremes(nanoseconds: Int64) {
        let moment = Timestamp(nanoseconds: nanoseconds)
        for calendar in ExchangeCalendar.allCases {
            var cursor = SessionCursor(calendar)
            #expect(cursor.locate(moment).session == calendar.session(owning: moment))
        }
        for day in [TradingDay(daysSince1970: .min), TradingDay(daysSince1970: .max)] {
            for calendar in ExchangeCalendar.allCases {
                #expect(calendar.session(on: day) == nil)
                _ = (calendar.nextSession(after: day), calendar.previousSession(before: day))
            }
        }
    }
}
