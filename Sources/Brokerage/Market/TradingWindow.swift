internal import MarketModel

/// When orders in an instrument are matched, by its calendar and their time in force.
///
/// Shares: 9:30 to 16:00 in New York, 7:00 to 20:00 for `Ext`, from 20:00 of the evening before for the overnight
/// ones, with early closes as the calendar says. Options on shares and indices: the regular session, up to the moment
/// they stop trading. Futures and options on them: the whole session without its pause. Coins: always.
struct TradingWindow {
    let instrument: TradableInstrument
    let timeInForce: TimeInForce
    let isAlwaysOpen: Bool

    init(_ instrument: TradableInstrument, _ timeInForce: TimeInForce, _ hours: BrokerageRules.Hours) {
        self.instrument = instrument
        self.timeInForce = timeInForce
        isAlwaysOpen = hours == .always || instrument.instrumentClass == .cryptocurrency
    }

    /// Whether orders are matched now.
    func isOpen(at moment: Timestamp) -> Bool {
        if let end = instrument.stopsTradingAt, moment >= end { return false }
        if isAlwaysOpen { return true }
        return spans(around: moment).contains { $0.contains(moment) }
    }

    /// The first moment from this one on at which orders are matched; `nil` when none is left.
    func opening(from moment: Timestamp) -> Timestamp? {
        if let end = instrument.stopsTradingAt, moment >= end { return nil }
        if isAlwaysOpen { return moment }
        for days in 0..<12 {
            for span in spans(on: instrument.calendar.zone.day(of: moment).advanced(by: days))
            where span.upperBound > moment {
                let opening = max(span.lowerBound, moment)
                return instrument.stopsTradingAt.map { opening < $0 } ?? true ? opening : nil
            }
        }
        return nil
    }

    /// When an order for the session that is open, or opens next, is over.
    func dayEnd(from moment: Timestamp) -> Timestamp? {
        for days in 0..<12 {
            let day = instrument.calendar.zone.day(of: moment).advanced(by: days)
            guard let end = spans(on: day).last?.upperBound, end > moment else { continue }
            return instrument.stopsTradingAt.map { min($0, end) } ?? end
        }
        return instrument.stopsTradingAt
    }

    /// When an order good till a date is over: at that day's close, or the last one before.
    func dateEnd(_ day: TradingDay) -> Timestamp? {
        let end =
            spans(on: day).last?.upperBound
            ?? instrument.calendar.previousSession(before: day).flatMap { spans(on: $0.day).last?.upperBound }
        guard let last = instrument.stopsTradingAt else { return end }
        return end.map { min($0, last) } ?? last
    }

    private func spans(around moment: Timestamp) -> [Range<Timestamp>] {
        let day = instrument.calendar.zone.day(of: moment)
        return spans(on: day) + spans(on: day.advanced(by: 1))
    }

    /// The hours of a trading day, earliest first.
    private func spans(on day: TradingDay) -> [Range<Timestamp>] {
        guard let session = instrument.calendar.session(on: day) else {
            // Coins have no sessions: their days are those of New York.
            guard instrument.instrumentClass == .cryptocurrency else { return [] }
            return [USTimeZone.eastern.moment(day, 0)..<USTimeZone.eastern.moment(day.advanced(by: 1), 0)]
        }
        switch instrument.instrumentClass {
        case .equity:
            guard timeInForce.isExtended else { return [session.open..<session.close] }
            let evening = USTimeZone.eastern.moment(day.advanced(by: -1), 20)
            let morning = USTimeZone.eastern.moment(day, 7)
            return [(timeInForce.isOvernight ? evening : morning)..<session.extended.upperBound]
        case .equityOption: return [session.open..<session.close]
        case .future, .futureOption:
            guard let pause = session.pause else { return [session.extended] }
            return [
                session.extended.lowerBound..<pause.lowerBound, pause.upperBound..<session.extended.upperBound,
            ]
        case .cryptocurrency: return [session.extended]
        }
    }
}
