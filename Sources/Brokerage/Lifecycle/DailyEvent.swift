internal import MarketModel

/// The beginning or the end of a day of the books.
struct DailyEvent: Hashable, Sendable, Codable {
    enum Kind: String, Sendable, Codable { case beginning, end }

    var day: TradingDay
    var kind: Kind
    var at: Timestamp

    /// The first one after a moment: days of the stock exchange begin for the books at 9:00 in New York and end at
    /// 17:05, when futures have closed and before they open again.
    static func next(after moment: Timestamp) -> DailyEvent {
        var day = USTimeZone.eastern.day(of: moment)
        while true {
            if ExchangeCalendar.nyse.session(on: day) != nil {
                for kind in [Kind.beginning, .end] {
                    let event = DailyEvent(day: day, kind: kind, at: hour(of: kind, on: day))
                    if event.at > moment { return event }
                }
            }
            day = day.advanced(by: 1)
            // The calendar ends, and with it the days of the books.
            guard day.year < 2199 else { return DailyEvent(day: day, kind: .end, at: Timestamp(nanoseconds: .max)) }
        }
    }

    private static func hour(of kind: Kind, on day: TradingDay) -> Timestamp {
        kind == .beginning ? USTimeZone.eastern.moment(day, 9) : USTimeZone.eastern.moment(day, 17, 5)
    }
}
