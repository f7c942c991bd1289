import MarketModel

/// Which trading day a moment belongs to, for an instrument of the simulator.
enum MarketDay {
    /// The trading day, and when its session opened.
    static func session(of moment: Timestamp, for listing: SimulatedListing) -> (day: TradingDay, open: Timestamp) {
        let day = TradingDay(utcDayOf: moment)
        return (day, Timestamp(nanoseconds: Int64(day.daysSince1970) * TradingDay.nanosecondsPerDay))
    }

    /// Whether the moment is in regular trading hours.
    static func isRegularHours(_ moment: Timestamp, for listing: SimulatedListing) -> Bool { true }
}
