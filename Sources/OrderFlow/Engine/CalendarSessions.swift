public import MarketModel

/// The sessions of an exchange calendar, for the engine.
public struct CalendarSessions: SessionSchedule {
    /// The calendar asked.
    public let calendar: ExchangeCalendar

    /// Creates a schedule from a calendar.
    public init(_ calendar: ExchangeCalendar) { self.calendar = calendar }

    public func session(owning moment: Timestamp) -> FlowSession? {
        let session = calendar.session(owning: moment)
        let (start, end) = (session.extended.lowerBound, session.extended.upperBound)
        let next = calendar.nextSession(after: session.day)?.extended.lowerBound ?? Timestamp(nanoseconds: .max)
        guard moment >= start, start < end, end <= next else { return nil }
        return FlowSession(
            day: session.day, start: start, end: end, nextStart: next, pause: session.pause,
            regularStart: session.regular?.lowerBound, regularEnd: session.regular?.upperBound)
    }
}
