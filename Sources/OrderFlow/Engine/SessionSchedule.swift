public import MarketModel

/// Gives the engine its session boundaries.
///
/// The engine asks once per session and keeps the answer, so an implementation may look into a calendar.
public protocol SessionSchedule: Sendable {
    /// The session that owns this moment: the one it lies in, or between two sessions the one just ended.
    ///
    /// `nil` when the schedule says nothing about the moment; the print then counts into a session without a day.
    func session(owning moment: Timestamp) -> FlowSession?
}

/// A trading session as the engine counts it.
public struct FlowSession: Sendable, Hashable, BitwiseCopyable {
    /// The trade date.
    public var day: TradingDay
    /// The first moment of the session.
    public var start: Timestamp
    /// The first moment after trading ends; prints from here to `nextStart` are outside the session.
    public var end: Timestamp
    /// When the next session starts: prints before it belong to this one.
    public var nextStart: Timestamp
    /// The first moment of a pause of trading inside the session; prints in it are outside the session too.
    public var pauseStart: Timestamp?
    /// The first moment after the pause.
    public var pauseEnd: Timestamp?
    /// The first moment of regular hours (09:30 ET), if the day has them.
    public var regularStart: Timestamp?
    /// The first moment after regular hours, if the day has them.
    public var regularEnd: Timestamp?

    /// Creates a session.
    ///
    /// - Precondition: `start < end ≤ nextStart`.
    public init(
        day: TradingDay, start: Timestamp, end: Timestamp, nextStart: Timestamp, pause: Range<Timestamp>? = nil,
        regularStart: Timestamp? = nil, regularEnd: Timestamp? = nil
    ) {
        precondition(start < end && end <= nextStart, "a session starts, ends and gives way in this order")
        self.day = day
        self.start = start
        self.end = end
        self.nextStart = nextStart
        pauseStart = pause?.lowerBound
        pauseEnd = pause?.upperBound
        self.regularStart = regularStart
        self.regularEnd = regularEnd
    }
}

/// A schedule that is a list of sessions.
public struct FixedSessions: SessionSchedule {
    private let sessions: [FlowSession]

    /// Creates a schedule; the sessions may come in any order but must not overlap.
    public init(_ sessions: [FlowSession]) {
        self.sessions = sessions.sorted { $0.start < $1.start }
    }

    public func session(owning moment: Timestamp) -> FlowSession? {
        guard let session = sessions.last(where: { $0.start <= moment }), moment < session.nextStart else { return nil }
        return session
    }
}
