/// Follows a stream of prints through the sessions, and asks the calendar only when the session changes.
///
/// A value with one owner. Moments may step back; leaving the session costs a question to the calendar, staying in it
/// two comparisons.
public struct SessionCursor: Sendable {
    /// The calendar that is asked.
    public let calendar: ExchangeCalendar
    /// The session of the last moment.
    public private(set) var session: TradingSession
    // The moments that the session owns, in nanoseconds; the end is open.
    @usableFromInline var ownedStart: Int64
    @usableFromInline var ownedEnd: Int64

    /// Creates a cursor that stands at a moment.
    public init(_ calendar: ExchangeCalendar, at moment: Timestamp = .epoch) {
        self.calendar = calendar
        session = calendar.session(owning: moment)
        (ownedStart, ownedEnd) = Self.owned(session, moment, calendar)
    }

    /// Goes to the session that a print of this moment belongs to; see `ExchangeCalendar.session(owning:)`.
    ///
    /// - Returns: Whether that is another session than before.
    @inlinable
    public mutating func move(to moment: Timestamp) -> Bool {
        if ownedStart <= moment.nanoseconds, moment.nanoseconds < ownedEnd { return false }
        return find(moment)
    }

    /// The session that a print of this moment belongs to, after going there.
    public mutating func session(owning moment: Timestamp) -> TradingSession {
        _ = move(to: moment)
        return session
    }

    /// The session and what the market does at this moment.
    public mutating func locate(_ moment: Timestamp) -> (session: TradingSession, phase: TradingPhase) {
        _ = move(to: moment)
        return (session, session.phase(at: moment))
    }

    @usableFromInline mutating func find(_ moment: Timestamp) -> Bool {
        let found = calendar.session(owning: moment)
        let isOther = found.day != session.day
        session = found
        (ownedStart, ownedEnd) = Self.owned(found, moment, calendar)
        return isOther
    }

    private static func owned(
        _ session: TradingSession, _ moment: Timestamp, _ calendar: ExchangeCalendar
    ) -> (start: Int64, end: Int64) {
        let next = calendar.nextSession(after: session.day)
        // A moment before the first session of the calendar is owned by it too.
        let start = min(moment, session.extended.lowerBound)
        return (start.nanoseconds, next?.extended.lowerBound.nanoseconds ?? .max)
    }
}
