public import MarketModel

/// The sessions of an exchange calendar as the engine asks for them.
public struct CalendarSessions: SessionSchedule {
    /// The calendar.
    public let calendar: ExchangeCalendar

    /// Reads the sessions of `calendar`.
    public init(_ calendar: ExchangeCalendar) { self.calendar = calendar }

    public func session(owning moment: Timestamp) -> FlowSession? {
        let session = calendar.session(owning: moment)
        guard let next = calendar.nextSession(after: session.day) else { return nil }
        return FlowSession(
            day: session.day, start: session.extended.lowerBound, end: session.extended.upperBound,
            nextStart: next.extended.lowerBound, regularStart: session.regular?.lowerBound,
            regularEnd: session.regular?.upperBound)
    }
}
