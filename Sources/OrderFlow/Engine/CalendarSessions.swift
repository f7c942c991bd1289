public import MarketModel

/// The sessions of an exchange calendar, for the engine.
public struct CalendarSessions: SessionSchedule {
    /// The calendar asked.
    public let calendar: ExchangeCalendar

    /// Creates a schedule from a calendar.
    public init(_ calendar: ExchangeCalendar) { self.calendar = calendar }

    /// The calendar knows the years 1900 to 2199; asking only for those keeps hostile times away from its arithmetic.
    private static let known =
        Timestamp(nanoseconds: -2_208_988_800_000_000_000)..<Timestamp(nanoseconds: 7_258_032_000_000_000_000)

    public func session(owning moment: Timestamp) -> FlowSession? {
        guard Self.known.contains(moment) else { return nil }
        let session = calendar.session(owning: moment)
        let (start, end) = (session.extended.lowerBound, session.extended.upperBound)
        let next = calendar.nextSession(after: session.day)?.extended.lowerBound ?? Timestamp(nanoseconds: .max)
        guard moment >= start, start < end, end <= next else { return nil }
        return FlowSession(
            day: session.day, start: start, end: end, nextStart: next, pause: session.pause,
            regularStart: session.regular?.lowerBound, regularEnd: session.regular?.upperBound)
    }
}
