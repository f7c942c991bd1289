/// Finds the session of one moment after the other, and asks the calendar only when the session changes.
///
/// For streams of prints: a value with one owner. Moments may step back; that costs a question to the calendar.
public struct SessionCursor: Sendable {
    /// The calendar that is asked.
    public let calendar: ExchangeCalendar
    private var current: TradingSession?
    /// The moments that the current session owns.
    private var owned: Range<Timestamp> = .epoch ..< .epoch

    /// Creates a cursor that has asked nothing yet.
    public init(_ calendar: ExchangeCalendar) { self.calendar = calendar }

    /// The session that a print of this moment belongs to; see `ExchangeCalendar.session(owning:)`.
    public mutating func session(owning moment: Timestamp) -> TradingSession {
        if let current, owned.contains(moment) { return current }
        let session = calendar.session(owning: moment)
        let end = calendar.nextSession(after: session.day)?.extended.lowerBound ?? Timestamp(nanoseconds: .max)
        // A moment before the first session of the calendar is owned by it too.
        owned = min(moment, session.extended.lowerBound)..<end
        current = session
        return session
    }

    /// The session and what the market does at this moment.
    public mutating func locate(_ moment: Timestamp) -> (session: TradingSession, phase: TradingPhase) {
        let session = session(owning: moment)
        return (session, session.phase(at: moment))
    }
}
