public import MarketModel

/// One session of an underlying or an index, as volatility estimators read it.
///
/// Prices are those given: a split or a dividend that is not adjusted for counts as a move.
@frozen
public struct DailyBar: Hashable, Sendable, BitwiseCopyable {
    /// The session.
    public var day: TradingDay
    /// The first price, above zero.
    public var open: Double
    /// The highest price, at `open` and `close` or above.
    public var high: Double
    /// The lowest price, above zero, at `open` and `close` or below.
    public var low: Double
    /// The last price, above zero.
    public var close: Double

    /// Creates a bar; it is checked where it is used.
    @inlinable
    public init(day: TradingDay, open: Double, high: Double, low: Double, close: Double) {
        self.day = day
        self.open = open
        self.high = high
        self.low = low
        self.close = close
    }

    /// Whether the four prices are numbers above zero and fit each other.
    public var isSound: Bool {
        low > 0 && low <= min(open, close) && high >= max(open, close) && high.isFinite
    }
}
