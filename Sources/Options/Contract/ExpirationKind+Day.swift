public import MarketModel

extension ExpirationKind {
    /// The cycle of an expiration on a stock or index, by the NYSE calendar.
    ///
    /// The monthly is the third Friday or, on a holiday, the session before; AM-settled series expire on no other.
    public init(of day: TradingDay, settlement: SettlementTime) {
        let calendar = ExchangeCalendar.nyse
        let thirdFriday = TradingDay.ordinal(3, .friday, day.month, day.year)
        let monthly =
            calendar.session(on: thirdFriday) == nil
            ? calendar.previousSession(before: thirdFriday)?.day ?? thirdFriday : thirdFriday
        if settlement == .am || day == monthly || day == thirdFriday {
            self = .regular
        } else if let next = calendar.nextSession(after: day)?.day, next.month != day.month {
            self = day.month % 3 == 0 ? .quarterly : .endOfMonth
        } else {
            self = .weekly
        }
    }
}
