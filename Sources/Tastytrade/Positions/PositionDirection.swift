/// Which way a position goes.
public struct PositionDirection: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Held.
    public static let long = PositionDirection(rawValue: "Long")
    /// Owed.
    public static let short = PositionDirection(rawValue: "Short")
    /// Closed; gone overnight.
    public static let zero = PositionDirection(rawValue: "Zero")

    public static let known = [long, short, zero]

    /// 1 when held, -1 when owed, 0 when closed; `nil` for a word this client does not know.
    public var sign: Int? {
        switch self {
        case .long: 1
        case .short: -1
        case .zero: 0
        default: nil
        }
    }
}
