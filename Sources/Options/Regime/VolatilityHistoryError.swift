public import MarketModel

/// Why a figure cannot be made from a history.
public enum VolatilityHistoryError: Error, Hashable, Sendable {
    /// The history is shorter than the figure's definition asks for. More sessions are the remedy.
    case tooFewSessions(needed: Int, given: Int)
    /// A value is not a number above zero; `index` counts from 0, oldest first.
    case notAPrice(index: Int)
    /// A bar's prices do not fit each other: its high below its close, or its low above its open.
    case brokenBar(day: TradingDay)
    /// The window is shorter than the definition can use.
    case windowTooShort(least: Int, given: Int)
}

extension VolatilityHistoryError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooFewSessions(let needed, let given): "needs \(needed) sessions, has \(given)"
        case .notAPrice(let index): "value \(index + 1) is not a number above zero"
        case .brokenBar(let day): "the prices of \(day) do not fit each other (low ≤ open, close ≤ high)"
        case .windowTooShort(let least, let given): "the window is \(given), the least is \(least)"
        }
    }
}
