/// A clock of the US exchanges, with the daylight saving rules in force since 1967.
///
/// Years before 1967 are taken without daylight saving.
public enum USTimeZone: Sendable, CaseIterable {
    /// America/New_York.
    case eastern
    /// America/Chicago.
    case central

    /// Hours behind UTC in winter.
    private var standardOffset: Int64 { self == .eastern ? 5 : 6 }

    private static let nanosecondsPerHour: Int64 = 3_600_000_000_000

    /// The moment at which this clock shows `hour:minute` on `day`.
    ///
    /// The hour that the autumn change repeats means its first pass; the one that spring leaves out, winter time.
    ///
    /// - Parameters:
    ///   - day: From 1700 to 2250, so that the moment is in the range of the type.
    ///   - hour: 0 to 24.
    ///   - minute: 0 to 59.
    public func moment(_ day: TradingDay, _ hour: Int, _ minute: Int = 0) -> Timestamp {
        let wall =
            Int64(day.daysSince1970) * TradingDay.nanosecondsPerDay
            + Int64(hour * 60 + minute) * 60_000_000_000
        let standard = wall + standardOffset * Self.nanosecondsPerHour
        let daylight = Timestamp(nanoseconds: standard - Self.nanosecondsPerHour)
        return isDaylightSaving(at: daylight) ? daylight : Timestamp(nanoseconds: standard)
    }

    /// Whether the clock is an hour ahead at this moment.
    public func isDaylightSaving(at moment: Timestamp) -> Bool {
        let winter = Self.shifted(moment, hours: -standardOffset)
        let day = TradingDay(utcDayOf: winter)
        guard let (start, end) = Self.daylightSavingDays(day.year), start <= day, day <= end else { return false }
        // Both changes are at 2:00 of the clock then in force: in autumn that is 1:00 of winter time.
        let intoDay = Self.nanosecondsIntoDay(winter)
        if day == start { return intoDay >= 2 * Self.nanosecondsPerHour }
        return day < end || intoDay < Self.nanosecondsPerHour
    }

    /// Hours from UTC to this clock at a moment: -5 or -4 in New York.
    public func hoursFromUTC(at moment: Timestamp) -> Int {
        -Int(standardOffset) + (isDaylightSaving(at: moment) ? 1 : 0)
    }

    /// The day this clock shows at a moment.
    public func day(of moment: Timestamp) -> TradingDay {
        TradingDay(utcDayOf: Self.shifted(moment, hours: Int64(hoursFromUTC(at: moment))))
    }

    /// Nanoseconds since midnight on this clock, as its hands show them; for bars aligned to local hours and for text.
    public func nanosecondsIntoDay(of moment: Timestamp) -> Int64 {
        Self.nanosecondsIntoDay(Self.shifted(moment, hours: Int64(hoursFromUTC(at: moment))))
    }

    /// The moment so many hours later; stops at the ends of the range.
    private static func shifted(_ moment: Timestamp, hours: Int64) -> Timestamp {
        let (sum, overflow) = moment.nanoseconds.addingReportingOverflow(hours * nanosecondsPerHour)
        return Timestamp(nanoseconds: overflow ? (hours < 0 ? .min : .max) : sum)
    }

    private static func nanosecondsIntoDay(_ moment: Timestamp) -> Int64 {
        let rest = moment.nanoseconds % TradingDay.nanosecondsPerDay
        return rest < 0 ? rest + TradingDay.nanosecondsPerDay : rest
    }

    /// The days on which daylight saving begins and ends; `nil` without it.
    private static func daylightSavingDays(_ year: Int) -> (start: TradingDay, end: TradingDay)? {
        let lastOfOctober = TradingDay.last(.sunday, 10, year)
        return switch year {
        case 2007...: (TradingDay.ordinal(2, .sunday, 3, year), TradingDay.ordinal(1, .sunday, 11, year))
        case 1987...2006: (TradingDay.ordinal(1, .sunday, 4, year), lastOfOctober)
        case 1975: (TradingDay.ordinal(4, .sunday, 2, year), lastOfOctober)
        case 1974: (TradingDay.ordinal(1, .sunday, 1, year), lastOfOctober)
        case 1967...1986: (TradingDay.last(.sunday, 4, year), lastOfOctober)
        default: nil
        }
    }
}
