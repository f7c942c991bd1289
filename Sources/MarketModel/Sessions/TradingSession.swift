/// One exchange session: the hours that belong to one trading day. All ranges are half open.
public struct TradingSession: Equatable, Sendable {
    /// The trading day; a CME session begins on the evening before it.
    public let day: TradingDay
    /// When the session opens.
    public let open: Timestamp
    /// When the session closes.
    public let close: Timestamp
    /// Whether it closes before its usual hour.
    public let isEarlyClose: Bool
    /// All hours with trading that belongs to the day: the session and what extends it before and after.
    public let extended: Range<Timestamp>
    /// The hours that order-flow statistics call regular, 9:30 to 16:00 in New York; `nil` when there are none.
    public let regular: Range<Timestamp>?
    /// A pause of trading inside `extended`.
    public let pause: Range<Timestamp>?
    /// The holiday or half day, when the day is one.
    public let holiday: String?
    /// When trading of the next day opens, if that is later on this same day.
    public let reopen: Timestamp?

    /// What the market does at a moment that this session owns.
    public func phase(at moment: Timestamp) -> TradingPhase {
        guard extended.contains(moment) else { return .closed }
        if pause?.contains(moment) == true { return .pause }
        return regular?.contains(moment) == true ? .regular : .extended
    }
}

/// What a market does at a moment.
public enum TradingPhase: String, Sendable, CaseIterable {
    /// Regular hours (RTH).
    case regular
    /// Trading outside regular hours (ETH).
    case extended
    /// A pause inside the day's hours.
    case pause
    /// No trading. A print here is out of session: it belongs to the session just ended, and is flagged.
    case closed
}

/// A day without a session.
public struct ClosedDay: Equatable, Sendable {
    /// The day.
    public let day: TradingDay
    /// The holiday's name; `nil` on a plain weekend.
    public let holiday: String?
    /// When trading of the next day opens, if that is later on this same day.
    public let reopen: Timestamp?
}

/// What an exchange does on a calendar day.
public enum DaySchedule: Equatable, Sendable {
    /// It trades.
    case session(TradingSession)
    /// It has no session.
    case closed(ClosedDay)

    /// The session, or `nil` on a closed day.
    public var session: TradingSession? {
        if case .session(let session) = self { session } else { nil }
    }

    /// The name of the holiday or half day.
    public var holiday: String? {
        switch self {
        case .session(let session): session.holiday
        case .closed(let closed): closed.holiday
        }
    }

    /// When trading of the next day opens, if that is later on this same day.
    public var reopen: Timestamp? {
        switch self {
        case .session(let session): session.reopen
        case .closed(let closed): closed.reopen
        }
    }
}
