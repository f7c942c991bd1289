/// How far a backtest is.
public struct BacktestStatus: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not begun.
    public static let pending = BacktestStatus(rawValue: "pending")
    /// Under way.
    public static let running = BacktestStatus(rawValue: "running")
    /// Done.
    public static let completed = BacktestStatus(rawValue: "completed")

    public static let known = [pending, running, completed]
}
