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
            precondition(day.year < 2199, "the books end with the calendar")
        }
    }

    private static func hour(of kind: Kind, on day: TradingDay) -> Timestamp {
        kind == .beginning ? USTimeZone.eastern.moment(day, 9) : USTimeZone.eastern.moment(day, 17, 5)
    }
}
