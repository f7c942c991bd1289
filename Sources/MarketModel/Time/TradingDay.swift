/// A session date: a calendar day, not a moment. Which moments belong to it is the exchange calendar's matter.
@frozen
public struct TradingDay: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Days since 1970-01-01, the day id of the feed.
    public let daysSince1970: Int32

    /// Creates a day from the feed's day id.
    @inlinable
    public init(daysSince1970: Int32) { self.daysSince1970 = daysSince1970 }

    @inlinable
    public static func < (lhs: TradingDay, rhs: TradingDay) -> Bool { lhs.daysSince1970 < rhs.daysSince1970 }

    package static let nanosecondsPerDay: Int64 = 86_400_000_000_000

    /// The day of the proleptic Gregorian calendar, or `nil` when there is none such (30 February).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        // Days from the civil date, eras of 400 years starting in March (Howard Hinnant's public-domain formula).
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(daysSince1970: Int32(era * 146_097 + dayOfEra - 719_468))
        guard (self.year, self.month, self.day) == (year, month, day) else { return nil }
    }

    /// The day that holds this moment on a UTC clock.
    public init(utcDayOf moment: Timestamp) {
        let (whole, rest) = moment.nanoseconds.quotientAndRemainder(dividingBy: TradingDay.nanosecondsPerDay)
        self.init(daysSince1970: Int32(rest < 0 ? whole - 1 : whole))
    }

    var civil: (year: Int, month: Int, day: Int) {
        let shifted = Int(daysSince1970) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }

    /// The year, 2026.
    public var year: Int { civil.year }
    /// The month, 1 to 12.
    public var month: Int { civil.month }
    /// The day of the month, 1 to 31.
    public var day: Int { civil.day }

    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = (Int(daysSince1970) % 7 + 7 + 3) % 7
        return Weekday.allCases[index]
    }

    /// The day so many days later (earlier when negative).
    public func advanced(by days: Int) -> TradingDay { TradingDay(daysSince1970: daysSince1970 + Int32(days)) }

    /// Days from this day to `other`; negative when `other` is earlier.
    public func distance(to other: TradingDay) -> Int { Int(other.daysSince1970) - Int(daysSince1970) }
}

/// A day of the week, Monday first.
public enum Weekday: Int, CaseIterable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Saturday or Sunday.
    public var isWeekend: Bool { self == .saturday || self == .sunday }
}

extension TradingDay: LosslessStringConvertible {
    /// Reads `2026-11-20`; `nil` for anything else or a day that does not exist.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `2026-11-20`.
    public var description: String {
        let (year, month, day) = civil
        let years = String(year)
        let padded = String(repeating: "0", count: max(0, 4 - years.count)) + years
        return "\(padded)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
