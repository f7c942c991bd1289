/// The delivery month of a future.
public struct ContractMonth: Hashable, Comparable, Sendable {
    /// The year, 2026.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int

    /// Creates a month; `nil` outside 1 to 12, or outside the years 1900 to 2199.
    public init?(year: Int, month: Int) {
        guard (1900...2199).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    public static func < (lhs: ContractMonth, rhs: ContractMonth) -> Bool {
        (lhs.year, lhs.month) < (rhs.year, rhs.month)
    }

    private static let codes = Array("FGHJKMNQUVXZ")

    /// The month's letter: F for January to Z for December.
    public var code: Character { Self.codes[month - 1] }

    /// The month, 1 to 12, of a letter, in either case.
    public static func month(of code: Character) -> Int? {
        codes.firstIndex { String($0) == code.uppercased() }.map { $0 + 1 }
    }

    /// The year of a one-digit code: from the year before the reference day to eight years after it.
    ///
    /// - Parameter digit: 0 to 9.
    public static func year(ending digit: Int, near day: TradingDay) -> Int {
        let first = day.year - 1
        return first + ((digit - first) % 10 + 10) % 10
    }

    /// The next month of the calendar; `nil` at the end of the range.
    public var next: ContractMonth? {
        ContractMonth(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1)
    }

    /// The month before; `nil` at the start of the range.
    public var previous: ContractMonth? {
        ContractMonth(year: month == 1 ? year - 1 : year, month: month == 1 ? 12 : month - 1)
    }

    /// The first day of the month.
    public var firstDay: TradingDay { TradingDay.ordinal(1, .monday, month, year).firstOfMonth }
}

extension TradingDay {
    /// The first day of this day's month.
    var firstOfMonth: TradingDay { advanced(by: 1 - day) }
}

extension ContractMonth: CustomStringConvertible {
    /// Letter and two digits: `Z26`.
    public var description: String { "\(code)\(year % 100 < 10 ? "0" : "")\(year % 100)" }
}
