import Foundation
import MarketModel
import Testing

struct USTimeZoneTests {
    @Test(
        "agrees with the system's zone tables from 1967 to 2037",
        arguments: [(USTimeZone.eastern, "America/New_York"), (.central, "America/Chicago")])
    func systemZone(zone: USTimeZone, name: String) throws {
        let system = try #require(TimeZone(identifier: name))
        let start = try #require(Timestamp("1967-01-02T00:30:00Z")).seconds
        let end = try #require(Timestamp("2037-12-31T00:00:00Z")).seconds
        var differences: [Int64] = []
        // Every day at 0:30 and 12:30 UTC, and on Sundays the hours in which the clocks change.
        var moments: [Int64] = []
        for midnight in stride(from: start, to: end, by: 86_400) {
            moments += [midnight, midnight + 43_200]
            let isSunday = TradingDay(utcDayOf: Timestamp(nanoseconds: midnight * 1_000_000_000)).weekday == .sunday
            if isSunday { moments += (5...9).map { midnight + $0 * 3600 } }
        }
        for second in moments {
            let seconds = system.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
            if zone.hoursFromUTC(at: Timestamp(nanoseconds: second * 1_000_000_000)) * 3600 != seconds {
                differences.append(second)
            }
        }
        #expect(differences == [])
    }

    @Test(
        "the hour of a change",
        arguments: [
            ("2026-03-08", 1, 59, "2026-03-08T06:59:00Z"), ("2026-03-08", 3, 0, "2026-03-08T07:00:00Z"),
            ("2026-11-01", 0, 59, "2026-11-01T04:59:00Z"), ("2026-11-01", 1, 30, "2026-11-01T05:30:00Z"),
            ("2026-11-01", 2, 0, "2026-11-01T07:00:00Z"), ("2006-04-02", 3, 0, "2006-04-02T07:00:00Z"),
            ("2006-10-29", 2, 0, "2006-10-29T07:00:00Z"), ("2026-07-01", 24, 0, "2026-07-02T04:00:00Z"),
        ])
    func changes(day: String, hour: Int, minute: Int, expected: String) throws {
        let moment = try USTimeZone.eastern.moment(#require(TradingDay(day)), hour, minute)
        #expect(moment.description == expected)
    }

    @Test("hands and moments agree on every third day of a century")
    func roundTrip() throws {
        var day = try #require(TradingDay("1967-01-01"))
        var differences: [String] = []
        while day.year < 2067 {
            for hour in [0, 4, 12, 17, 23] {
                for zone in USTimeZone.allCases {
                    let moment = zone.moment(day, hour, 15)
                    let intoDay = Int64(hour * 60 + 15) * 60_000_000_000
                    if zone.day(of: moment) != day || zone.nanosecondsIntoDay(of: moment) != intoDay {
                        differences.append("\(zone) \(day) \(hour)")
                    }
                }
            }
            day = day.advanced(by: 3)
        }
        #expect(differences == [])
    }

    @Test("extreme moments do not trap", arguments: [Int64.min, .min + 1, .max, 0])
    func extremes(nanoseconds: Int64) {
        for zone in USTimeZone.allCases { _ = zone.nanosecondsIntoDay(of: Timestamp(nanoseconds: nanoseconds)) }
    }
}
