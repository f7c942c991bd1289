extension TradingDay {
    /// The n-th such weekday of a month, as in "third Friday of June".
    ///
    /// - Precondition: The month has one, and the year is from 1 to 9999.
    package static func ordinal(_ number: Int, _ weekday: Weekday, _ month: Int, _ year: Int) -> TradingDay {
        guard let first = TradingDay(year: year, month: month, day: 1) else {
            preconditionFailure("a month of the calendar")
        }
        let days = (weekday.rawValue - first.weekday.rawValue + 7) % 7
        return first.advanced(by: days + (number - 1) * 7)
    }

    /// The last such weekday of a month.
    ///
    /// - Precondition: As for `ordinal`.
    package static func last(_ weekday: Weekday, _ month: Int, _ year: Int) -> TradingDay {
        let fourth = ordinal(4, weekday, month, year)
        let fifth = fourth.advanced(by: 7)
        return fifth.month == month ? fifth : fourth
    }

    /// Easter Sunday of the Gregorian calendar (the anonymous algorithm published in Nature, 1876).
    package static func easter(_ year: Int) -> TradingDay {
        let golden = year % 19
        let (century, ofCentury) = year.quotientAndRemainder(dividingBy: 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7
        let shift = (golden + 11 * epact + 22 * weekday) / 451
        let sum = epact + weekday - 7 * shift + 114
        guard let day = TradingDay(year: year, month: sum / 31, day: sum % 31 + 1) else {
            preconditionFailure("Easter is in March or April")
        }
        return day
    }
}
