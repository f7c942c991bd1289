/// A day on which US markets close or close early, worked out from the calendar.
enum MarketHoliday: String {
    case newYear = "New Year's Day"
    case martinLutherKing = "Martin Luther King Jr. Day"
    case presidents = "Presidents' Day"
    case goodFriday = "Good Friday"
    case memorial = "Memorial Day"
    case juneteenth = "Juneteenth"
    case independence = "Independence Day"
    case labor = "Labor Day"
    case thanksgiving = "Thanksgiving Day"
    case christmas = "Christmas Day"
    // Half days.
    case independenceEve = "Independence Day eve"
    case afterThanksgiving = "Day after Thanksgiving"
    case christmasEve = "Christmas Eve"

    /// The holiday that falls on this weekday, and whether it was moved there from a weekend.
    ///
    /// Sunday moves to Monday and Saturday to Friday, except New Year's Day, which is not observed on a Friday.
    static func on(_ day: TradingDay) -> (holiday: MarketHoliday, isMoved: Bool)? {
        let (month, number, weekday) = (day.month, day.day, day.weekday)
        let isMonday = weekday == .monday
        func fixed(_ date: Int, _ holiday: MarketHoliday) -> (holiday: MarketHoliday, isMoved: Bool)? {
            if number == date { return (holiday, false) }
            let isMoved = number == date + 1 && isMonday || number == date - 1 && weekday == .friday
            return isMoved ? (holiday, true) : nil
        }
        guard !weekday.isWeekend else { return nil }
        switch month {
        case 1:
            if isMonday, (15...21).contains(number) { return (.martinLutherKing, false) }
            return fixed(1, .newYear)
        case 2 where isMonday && (15...21).contains(number): return (.presidents, false)
        case 3, 4:
            let isGoodFriday = weekday == .friday && day == TradingDay.easter(day.year).advanced(by: -2)
            return isGoodFriday ? (.goodFriday, false) : nil
        case 5 where isMonday && number >= 25: return (.memorial, false)
        case 6 where day.year >= 2022: return fixed(19, .juneteenth)
        case 7: return fixed(4, .independence) ?? (number == 3 ? (.independenceEve, false) : nil)
        case 9 where isMonday && number <= 7: return (.labor, false)
        case 11:
            if weekday == .thursday, (22...28).contains(number) { return (.thanksgiving, false) }
            return weekday == .friday && (23...29).contains(number) ? (.afterThanksgiving, false) : nil
        case 12: return fixed(25, .christmas) ?? (number == 24 ? (.christmasEve, false) : nil)
        default: return nil
        }
    }

    /// Whether stocks trade a shortened day instead of none.
    var isHalfDay: Bool { self == .independenceEve || self == .afterThanksgiving || self == .christmasEve }

    /// Closures that follow from no rule, by date.
    static func specialClosure(_ day: TradingDay) -> String? {
        switch (day.year, day.month, day.day) {
        case (1994, 4, 27): "President Nixon funeral"
        case (2001, 9, 11...14): "September 11 attacks"
        case (2004, 6, 11): "President Reagan funeral"
        case (2007, 1, 2): "President Ford funeral"
        case (2012, 10, 29...30): "Hurricane Sandy"
        case (2018, 12, 5): "President G.H.W. Bush funeral"
        case (2025, 1, 9): "President Carter funeral"
        default: nil
        }
    }
}
