public import MarketModel

/// On which session options expire whose usual day is a holiday.
public enum ExpirationDays {
    /// The expiration that is due on a day: the day itself, or the session before when the market is closed then. A
    /// weekly of Good Friday expires on Thursday, a monthly of Juneteenth as well.
    public static func expiration(due day: TradingDay) -> TradingDay {
        let calendar = ExchangeCalendar.nyse
        if calendar.session(on: day) != nil { return day }
        return calendar.previousSession(before: day)?.day ?? day
    }

    /// The weekly expiration of the week that holds a day: its Friday, or the session before.
    public static func weekly(inWeekOf day: TradingDay) -> TradingDay {
        expiration(due: day.advanced(by: Weekday.friday.rawValue - day.weekday.rawValue))
    }

    /// The monthly expiration of a month: its third Friday, or the session before.
    public static func monthly(_ month: ContractMonth) -> TradingDay {
        expiration(due: TradingDay.ordinal(3, .friday, month.month, month.year))
    }

    /// The monthly expiration of VIX options: thirty days before the monthly expiration of the next month, from which
    /// the index is then worked out; or the session before. `nil` at the end of the calendar.
    public static func vix(_ month: ContractMonth) -> TradingDay? {
        month.next.map { expiration(due: monthly($0).advanced(by: -30)) }
    }
}
