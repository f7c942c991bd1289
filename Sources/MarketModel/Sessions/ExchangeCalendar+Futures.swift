extension ExchangeCalendar {
    /// The day by the rules of the CME exchanges.
    func futuresSchedule(on day: TradingDay) -> DaySchedule {
        let (name, exception) = futuresException(day)
        let reopen = opening(on: day)
        if day.weekday.isWeekend || exception == .closed {
            return .closed(ClosedDay(day: day, holiday: name, reopen: reopen))
        }
        let hours = FuturesHours(self, day)
        let eve = day.advanced(by: -1)
        let open: Timestamp =
            if let first = hours.opening {
                (isFullSession(eve) ? hours.openingAfterSession ?? first : first).on(eve)
            } else {
                hours.daytimeOpening.on(day)
            }
        let early: WallTime? = if case .closesEarly(let time) = exception { time } else { nil }
        let close = (early ?? hours.close).on(day)
        let pause = hours.pause.map { $0.start.on($0.isOnEve ? eve : day)..<$0.end.on($0.isOnEve ? eve : day) }
        let regular = (open: max(open, WallTime(8, 30).on(day)), close: min(close, WallTime(15).on(day)))
        return .session(
            TradingSession(
                day: day, open: open, close: close, isEarlyClose: early != nil, extended: open..<close,
                regular: regular.open < regular.close ? regular.open..<regular.close : nil,
                pause: pause.flatMap { open < $0.lowerBound && $0.upperBound < close ? $0 : nil }, holiday: name,
                reopen: early == nil ? nil : reopen))
    }

    /// When the next day's session opens, if it does so in the evening of `day`.
    private func opening(on day: TradingDay) -> Timestamp? {
        let next = day.advanced(by: 1)
        guard !next.weekday.isWeekend, futuresException(next).exception != .closed else { return nil }
        return FuturesHours(self, next).opening?.on(day)
    }

    /// Whether the day has a session to its usual close.
    private func isFullSession(_ day: TradingDay) -> Bool {
        !day.weekday.isWeekend && futuresException(day).exception == nil
    }
}

/// A time of day in Chicago.
struct WallTime: Equatable {
    let hour: Int
    let minute: Int

    init(_ hour: Int, _ minute: Int = 0) {
        self.hour = hour
        self.minute = minute
    }

    func on(_ day: TradingDay) -> Timestamp { USTimeZone.central.moment(day, hour, minute) }
}

/// The usual hours of a futures market on a day of its history.
private struct FuturesHours {
    struct Pause {
        let start: WallTime
        let end: WallTime
        let isOnEve: Bool
    }

    /// When the session opens on the evening before; `nil` where it opens on the day itself.
    var opening: WallTime? = WallTime(17)
    /// When it opens on the evening before if there was a full session that day, where that is earlier.
    var openingAfterSession: WallTime?
    var daytimeOpening = WallTime(8, 30)
    var close = WallTime(16)
    var pause: Pause?

    // The equity index hours as the exchange changed them. Recorded ES minutes of October 2013 stop at 15:15 and
    // 16:15 and go on at 15:30 and 17:00; before November 2012 the next day opened right after the 15:15 pause.
    private static let november2012 = TradingDay(daysSince1970: 15_663)  // 2012-11-19
    private static let september2015 = TradingDay(daysSince1970: 16_699)  // 2015-09-21
    private static let june2021 = TradingDay(daysSince1970: 18_806)  // 2021-06-28

    init(_ calendar: ExchangeCalendar, _ day: TradingDay) {
        let afternoonPause = Pause(start: WallTime(15, 15), end: WallTime(15, 30), isOnEve: false)
        switch calendar {
        case .cmeEquityFutures where day < Self.november2012:
            openingAfterSession = WallTime(15, 30)
            close = WallTime(15, 15)
            pause = Pause(start: WallTime(16, 30), end: WallTime(17), isOnEve: true)
        case .cmeEquityFutures where day < Self.september2015:
            close = WallTime(16, 15)
            pause = afternoonPause
        case .cmeEquityFutures where day < Self.june2021: pause = afternoonPause
        case .cbotGrains:
            opening = WallTime(19)
            close = WallTime(13, 20)
            pause = Pause(start: WallTime(7, 45), end: WallTime(8, 30), isOnEve: false)
        case .cmeLivestock:
            opening = nil
            close = WallTime(13, 5)
        default: break
        }
    }
}
