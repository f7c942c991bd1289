extension ExchangeCalendar {
    /// The day by the rules of the New York Stock Exchange, which the options exchanges follow.
    func stockSchedule(on day: TradingDay) -> DaySchedule {
        let (holiday, isHalfDay) = Self.stockHoliday(day)
        guard !day.weekday.isWeekend, holiday == nil || isHalfDay else {
            return .closed(ClosedDay(day: day, holiday: holiday, reopen: nil))
        }
        let zone = USTimeZone.eastern
        let open = zone.moment(day, 9, 30)
        let usualClose = self == .cboeIndexOptions ? 15 : 0
        let close = zone.moment(day, isHalfDay ? 13 : 16, usualClose)
        var extended = open..<close
        var pause: Range<Timestamp>?
        switch self {
        case .nyse: extended = zone.moment(day, 4)..<zone.moment(day, isHalfDay ? 17 : 20)
        case .cboeIndexOptions where day >= Self.firstGlobalSession:
            let evening = zone.moment(day.advanced(by: -1), 20, 15)
            extended = evening..<(isHalfDay ? close : zone.moment(day, 17))
            pause = zone.moment(day, 9, 25)..<open
        default: break
        }
        return .session(
            TradingSession(
                day: day, open: open, close: close, isEarlyClose: isHalfDay, extended: extended,
                regular: open..<min(close, zone.moment(day, 16)), pause: pause, holiday: holiday, reopen: nil))
    }

    /// The name of a day on which stocks do not trade as usual, and whether they trade until 13:00.
    static func stockHoliday(_ day: TradingDay) -> (name: String?, isHalfDay: Bool) {
        if let special = MarketHoliday.specialClosure(day) { return (special, false) }
        guard let (holiday, isMoved) = MarketHoliday.on(day) else { return (nil, false) }
        return (isMoved ? "\(holiday.rawValue) (observed)" : holiday.rawValue, holiday.isHalfDay)
    }

    /// 2021-11-22, the first with index options traded around the clock.
    private static let firstGlobalSession = TradingDay(daysSince1970: 18_953)
}
