/// The sessions and holidays of a market, worked out from rules and a short table of exceptions.
///
/// Checked against recorded calendars for 2005 to 2027: NYSE and Cboe on every day, CME equity index futures from
/// 2015-09-21. The other CME families follow the exchange's usual holiday pattern and are not checked. Days before
/// 1900 and after 2199 have no sessions.
///
/// Every answer is computed anew, at a cost of some hundred nanoseconds; a `SessionCursor` remembers the last one.
public enum ExchangeCalendar: String, Sendable, CaseIterable {
    /// US stocks and funds: 9:30 to 16:00 in New York, extended from 4:00 to 20:00.
    case nyse
    /// US equity options: 9:30 to 16:00 in New York.
    case cboeEquityOptions
    /// Index options (SPX, XSP, VIX): 9:30 to 16:15 in New York; since 2021-11-22 extended from 20:15 of the evening
    /// before to 9:25, and to 17:00.
    case cboeIndexOptions
    /// Equity index futures: 17:00 of the evening before to 16:00 in Chicago.
    case cmeEquityFutures
    /// Energy and metals futures: 17:00 of the evening before to 16:00 in Chicago.
    case cmeEnergyMetals
    /// Treasury futures: 17:00 of the evening before to 16:00 in Chicago.
    case cmeRates
    /// Currency and crypto futures: 17:00 of the evening before to 16:00 in Chicago. Crypto trading around the clock,
    /// which the exchange has announced, is not in it.
    case cmeCurrencies
    /// Grain and oilseed futures: 19:00 of the evening before to 13:20 in Chicago, with a pause from 7:45 to 8:30.
    case cbotGrains
    /// Livestock futures: 8:30 to 13:05 in Chicago.
    case cmeLivestock

    /// The clock the market's rules are written in.
    public var zone: USTimeZone {
        switch self {
        case .nyse, .cboeEquityOptions, .cboeIndexOptions: .eastern
        case .cmeEquityFutures, .cmeEnergyMetals, .cmeRates, .cmeCurrencies, .cbotGrains, .cmeLivestock: .central
        }
    }

    /// What the market does on this day.
    public func schedule(on day: TradingDay) -> DaySchedule {
        guard Self.firstDay <= day, day <= Self.lastDay else {
            return .closed(ClosedDay(day: day, holiday: nil, reopen: nil))
        }
        return switch self {
        case .nyse, .cboeEquityOptions, .cboeIndexOptions: stockSchedule(on: day)
        case .cmeEquityFutures, .cmeEnergyMetals, .cmeRates, .cmeCurrencies, .cbotGrains, .cmeLivestock:
            futuresSchedule(on: day)
        }
    }

    /// The session of this day; `nil` when the market is closed all day.
    public func session(on day: TradingDay) -> TradingSession? { schedule(on: day).session }

    /// The first session after this day; `nil` only at the end of the calendar.
    public func nextSession(after day: TradingDay) -> TradingSession? {
        var day = max(day, Self.firstDay.advanced(by: -1))
        while day < Self.lastDay {
            day = day.advanced(by: 1)
            if let session = session(on: day) { return session }
        }
        return nil
    }

    /// The last session before this day; `nil` only at the start of the calendar.
    public func previousSession(before day: TradingDay) -> TradingSession? {
        var day = min(day, Self.lastDay.advanced(by: 1))
        while day > Self.firstDay {
            day = day.advanced(by: -1)
            if let session = session(on: day) { return session }
        }
        return nil
    }

    /// The session that a print of this moment belongs to: the latest whose extended hours have begun.
    ///
    /// A moment outside all hours belongs to the session just ended. Moments before the first session of the calendar
    /// belong to the first.
    public func session(owning moment: Timestamp) -> TradingSession {
        // The next local day is the latest whose hours can have begun.
        var day = zone.day(of: moment).advanced(by: 2)
        while let session = previousSession(before: day) {
            if session.extended.lowerBound <= moment { return session }
            day = session.day
        }
        guard let first = nextSession(after: Self.firstDay) else { preconditionFailure("the calendar has sessions") }
        return first
    }

    /// The trading day that a print of this moment belongs to, by `session(owning:)`.
    public func tradingDay(of moment: Timestamp) -> TradingDay { session(owning: moment).day }

    /// What the market does at this moment.
    public func phase(at moment: Timestamp) -> TradingPhase { session(owning: moment).phase(at: moment) }

    private static let firstDay = TradingDay(daysSince1970: -25_567)  // 1900-01-01
    private static let lastDay = TradingDay(daysSince1970: 84_005)  // 2199-12-31
}
