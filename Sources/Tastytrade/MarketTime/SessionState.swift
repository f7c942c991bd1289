/// How a market stands. The venue's pages spell it in more than one way.
public struct SessionState: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Regular hours.
    public static let open = SessionState(rawValue: "Open")
    /// No trading.
    public static let closed = SessionState(rawValue: "Closed")
    /// Before regular hours.
    public static let preMarket = SessionState(rawValue: "Pre-market")
    /// The same in another spelling.
    public static let preMarketInTitleCase = SessionState(rawValue: "Pre-Market")
    /// After regular hours.
    public static let extended = SessionState(rawValue: "Extended")
    /// The same in other words.
    public static let afterHours = SessionState(rawValue: "After-Hours")

    public static let known = [open, closed, preMarket, preMarketInTitleCase, extended, afterHours]

    /// Whether regular hours are on. A word this client does not know is not open.
    public var isOpen: Bool { rawValue.lowercased() == "open" }
}
