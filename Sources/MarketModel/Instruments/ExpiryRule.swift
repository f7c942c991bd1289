/// On which day a futures contract trades last, from its delivery month.
///
/// Business days are weekdays that are no US market holiday. The rules are those of the exchanges' contract
/// specifications; closures that no rule foretells are not in them.
public enum ExpiryRule: Hashable, Sendable {
    /// The third Friday of the month: equity index futures.
    case thirdFriday
    /// The Thursday before the second Friday: Nikkei.
    case thursdayBeforeSecondFriday
    /// So many business days before the 25th of the month before, counted from the last business day up to it: crude
    /// oil.
    case beforeThe25thOfPreviousMonth(Int)
    /// So many business days before the first day of the month: 1 is the last of the month before (gasoline, heating
    /// oil), 3 natural gas.
    case beforeMonth(Int)
    /// The n-th last business day of the month, 1 being the last: metals, shorter Treasuries, live cattle.
    case lastBusinessDay(Int)
    /// The n-th business day of the month: hogs.
    case businessDay(Int)
    /// So many business days before the third Wednesday: currencies.
    case beforeThirdWednesday(Int)
    /// The business day before the 15th: grains.
    case beforeThe15th
    /// The last such weekday of the month: feeder cattle (Thursday), crypto (Friday).
    case last(Weekday)
    /// Thirty days before the third Friday of the next month: volatility.
    case thirtyDaysBeforeNextThirdFriday

    /// The last trading day; `nil` at the ends of the calendar.
    public func lastTradingDay(of contract: ContractMonth) -> TradingDay? {
        let (year, month) = (contract.year, contract.month)
        guard let next = contract.next, let previous = contract.previous else { return nil }
        let last = next.firstDay.advanced(by: -1)
        switch self {
        case .thirdFriday: return TradingDay.ordinal(3, .friday, month, year).businessDayUpTo
        case .thursdayBeforeSecondFriday:
            return TradingDay.ordinal(2, .friday, month, year).advanced(by: -1).businessDayUpTo
        case .beforeThe25thOfPreviousMonth(let days):
            let reference = previous.firstDay.advanced(by: 24).businessDayUpTo
            return reference.businessDay(before: days)
        case .beforeMonth(let days): return contract.firstDay.businessDay(before: days)
        case .lastBusinessDay(let number): return last.businessDayUpTo.businessDay(before: number - 1)
        case .businessDay(let number): return contract.firstDay.advanced(by: -1).businessDay(after: number)
        case .beforeThirdWednesday(let days):
            return TradingDay.ordinal(3, .wednesday, month, year).businessDay(before: days)
        case .beforeThe15th: return contract.firstDay.advanced(by: 14).businessDay(before: 1)
        case .last(let weekday): return TradingDay.last(weekday, month, year).businessDayUpTo
        case .thirtyDaysBeforeNextThirdFriday:
            let third = TradingDay.ordinal(3, .friday, next.month, next.year).businessDayUpTo
            return third.advanced(by: -30).businessDayUpTo
        }
    }
}

/// From which day on the next active contract is the one to trade.
public enum RollRule: Hashable, Sendable {
    /// The Monday of the week of the third Friday, CME's published roll date for equity index futures. Open interest
    /// has crossed over by that Wednesday in most recorded rolls since 2010; trading volume crosses before it.
    case mondayOfExpiryWeek
    /// So many business days before the last trading day.
    case businessDaysBeforeExpiry(Int)
    /// So many business days before the delivery month begins, ahead of the first delivery notices.
    case businessDaysBeforeMonth(Int)

    /// The first day on which the contract is no longer the active one; `nil` at the ends of the calendar.
    public func rollDay(of contract: ContractMonth, expiry: ExpiryRule) -> TradingDay? {
        switch self {
        case .mondayOfExpiryWeek:
            let third = TradingDay.ordinal(3, .friday, contract.month, contract.year)
            return third.advanced(by: -4)
        case .businessDaysBeforeExpiry(let days):
            return expiry.lastTradingDay(of: contract)?.businessDay(before: days)
        case .businessDaysBeforeMonth(let days): return contract.firstDay.businessDay(before: days)
        }
    }
}

extension TradingDay {
    /// A weekday that is no US market holiday; half days count.
    package var isBusinessDay: Bool {
        guard !weekday.isWeekend else { return false }
        return MarketHoliday.on(self)?.holiday.isHalfDay ?? true
    }

    /// This day, or the last business day before it.
    package var businessDayUpTo: TradingDay { isBusinessDay ? self : businessDay(before: 1) }

    /// The n-th business day before this day; 0 is the day itself.
    package func businessDay(before count: Int) -> TradingDay { businessDay(count, step: -1) }

    /// The n-th business day after this day; 0 is the day itself.
    package func businessDay(after count: Int) -> TradingDay { businessDay(count, step: 1) }

    private func businessDay(_ count: Int, step: Int) -> TradingDay {
        var (day, left) = (self, count)
        while left > 0 {
            day = day.advanced(by: step)
            if day.isBusinessDay { left -= 1 }
        }
        return day
    }
}
