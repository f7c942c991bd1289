/// Where today's implied volatility stands in its own past year: IV rank and IV percentile.
///
/// Vendors mean different things by both names, so each figure is printed with its definition beside it.
public struct VolatilityRank: Hashable, Sendable {
    /// The sessions in a year, the usual window.
    public static let sessionsPerYear = 252

    /// Today's value, in the unit of the history.
    public let value: Double
    /// The lowest of the window, today included.
    public let low: Double
    /// The highest of the window, today included.
    public let high: Double
    /// The sessions looked at, today included.
    public let window: Int
    /// The rank, 0 to 1; `nil` when the window has a single value, so that it has no range.
    public let rank: Double?
    /// The share of the window's values, today's among them, below today's: 0 to under 1.
    public let percentileIncludingToday: Double
    /// The share of the `window` values before today below today's, 0 to 1; `nil` when there is one value too few.
    public let percentileOfPriorSessions: Double?

    /// Ranks the last of `history`, one value a session, oldest first.
    ///
    /// - Parameter window: The sessions to look at, today included; 2 or more.
    /// - Throws: `VolatilityHistoryError` when there are fewer, or a value among them is not above zero.
    public init(
        history: some RandomAccessCollection<Double>, window: Int = sessionsPerYear
    ) throws(VolatilityHistoryError) {
        guard window >= 2 else { throw .windowTooShort(least: 2, given: window) }
        guard history.count >= window, let today = history.last else {
            throw .tooFewSessions(needed: window, given: history.count)
        }
        // One value more than the window: the percentile over prior sessions leaves today out.
        let looked = history.suffix(window + 1)
        for (offset, value) in looked.enumerated() where !(value > 0 && value.isFinite) {
            throw .notAPrice(index: history.count - looked.count + offset)
        }
        let year = looked.suffix(window)
        var (low, high, below) = (today, today, 0)
        for value in year {
            low = min(low, value)
            high = max(high, value)
            if value < today { below += 1 }
        }
        self.value = today
        self.low = low
        self.high = high
        self.window = window
        rank = high > low ? (today - low) / (high - low) : nil
        percentileIncludingToday = Double(below) / Double(window)
        percentileOfPriorSessions =
            looked.count > window ? Double(looked.dropLast().count { $0 < today }) / Double(window) : nil
    }

    /// How the rank is defined, in words.
    public var rankDefinition: String { "(value - low) / (high - low) over \(window) sessions including today" }
    /// How the percentile with today is defined, in words.
    public var percentileIncludingTodayDefinition: String {
        "share of the last \(window) closes, today's included, below today's"
    }
    /// How the percentile of prior sessions is defined, in words.
    public var percentileOfPriorSessionsDefinition: String {
        "share of the \(window) closes before today below today's"
    }
}
