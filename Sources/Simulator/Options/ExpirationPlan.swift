import MarketModel
import Options

/// Which expirations an underlying has: the days that an exchange would list, from a day on.
struct ExpirationPlan: Sendable {
    /// How many sessions ahead every one has an expiration.
    var dailies = 0
    /// How many Fridays ahead.
    var weeklies = 0
    /// How many monthlies, third Fridays.
    var monthlies = 0
    /// How many ends of month.
    var monthEnds = 0
    /// How many Januaries and Junes beyond a year.
    var leaps = 0

    private static let calendar = ExchangeCalendar.nyse

    /// The PM expirations from a day on, in order, each once.
    func days(from day: TradingDay) -> [TradingDay] {
        var days = Set<TradingDay>()
        var session = Self.calendar.session(on: day) ?? Self.calendar.nextSession(after: day)
        for _ in 0..<dailies {
            guard let next = session else { break }
            days.insert(next.day)
            session = Self.calendar.nextSession(after: next.day)
        }
        for week in 0..<weeklies {
            let ahead = (Weekday.friday.rawValue - day.weekday.rawValue + 7) % 7
            days.insert(day.advanced(by: ahead + 7 * week).businessDayUpTo)
        }
        days.formUnion(thirdFridays(from: day))
        for month in Self.months(from: day).prefix(monthEnds) {
            if let next = month.next { days.insert(next.firstDay.businessDay(before: 1)) }
        }
        return days.filter { $0 >= day }.sorted()
    }

    /// The third Fridays from a day on, with the long-dated ones.
    func thirdFridays(from day: TradingDay) -> [TradingDay] {
        let all = Self.months(from: day).map {
            TradingDay.ordinal(3, .friday, $0.month, $0.year).businessDayUpTo
        }.filter { $0 >= day }
        let long = Self.months(from: day).dropFirst(12).filter { $0.month == 1 || $0.month == 6 }.prefix(leaps).map {
            TradingDay.ordinal(3, .friday, $0.month, $0.year).businessDayUpTo
        }
        return Array(all.prefix(monthlies)) + long.filter { !all.prefix(monthlies).contains($0) }
    }

    /// The Wednesdays on which options on the VIX expire, 30 days before a third Friday, from a day on.
    static func volatilityMonthlies(from day: TradingDay, count: Int) -> [TradingDay] {
        let rule = ExpiryRule.thirtyDaysBeforeNextThirdFriday
        return Array(months(from: day).compactMap(rule.lastTradingDay).filter { $0 >= day }.prefix(count))
    }

    /// The Wednesdays from a day on.
    static func wednesdays(from day: TradingDay, count: Int) -> [TradingDay] {
        let ahead = (Weekday.wednesday.rawValue - day.weekday.rawValue + 7) % 7
        return (0..<count).map { day.advanced(by: ahead + 7 * $0).businessDayUpTo }.filter { $0 >= day }
    }

    /// The months from a day's own on, three years of them.
    static func months(from day: TradingDay) -> [ContractMonth] {
        var months: [ContractMonth] = []
        var month = ContractMonth(year: day.year, month: day.month)
        while let current = month, months.count < 37 {
            months.append(current)
            month = current.next
        }
        return months
    }
}
