#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Realised volatility of daily bars by four estimators, annualised with 252 sessions a year.
///
/// With `o`, `h`, `l`, `c` the logarithms of a bar's prices and `p` that of the close before:
/// - close to close: the sample deviation (dividing by `n - 1`) of the `n` returns `c - p`;
/// - Parkinson (1980), *The extreme value method*: `mean((h - l)^2) / (4 ln 2)`, without drift and overnight moves;
/// - Garman and Klass (1980), *On the estimation of security price volatilities*:
///   `mean((h - l)^2 / 2 - (2 ln 2 - 1)(c - o)^2)`, likewise without drift and overnight moves;
/// - Yang and Zhang (2000), *Drift-independent volatility estimation*: the sample variance of the overnight returns
///   `o - p`, plus `k` times that of `c - o`, plus `1 - k` times the mean of the Rogers–Satchell term
///   `(h - c)(h - o) + (l - c)(l - o)`, with `k = 0.34 / (1.34 + (n + 1) / (n - 1))`.
public enum HistoricalVolatility: String, CaseIterable, Sendable {
    /// Sample deviation of the returns from close to close.
    case closeToClose = "close-to-close"
    /// From the range of each session.
    case parkinson
    /// From the range and the body of each session.
    case garmanKlass = "garman-klass"
    /// From overnight, open-to-close and range, free of drift.
    case yangZhang = "yang-zhang"

    /// The sessions that make a year.
    public static let sessionsPerYear = 252.0
    /// The windows that are usually looked at side by side.
    public static let usualWindows = [20, 30, 90, 252]

    /// The fewest sessions the estimator is defined for.
    public var leastWindow: Int {
        switch self {
        case .closeToClose, .yangZhang: 2
        case .parkinson, .garmanKlass: 1
        }
    }

    /// Whether it reads the close before the first session of the window.
    public var readsPriorClose: Bool { self == .closeToClose || self == .yangZhang }

    /// Its formula and what it leaves out, in words.
    public var definition: String {
        switch self {
        case .closeToClose: "sample deviation of ln(close / prior close), n - 1"
        case .parkinson: "mean of ln(high / low)^2 / (4 ln 2); no overnight moves"
        case .garmanKlass: "mean of ln(high / low)^2 / 2 - (2 ln 2 - 1) ln(close / open)^2; no overnight moves"
        case .yangZhang: "overnight + k open-to-close + (1 - k) Rogers-Satchell variance, free of drift"
        }
    }

    /// The annual volatility of the last `window` sessions, as a fraction: 0.2 is 20 %.
    ///
    /// - Parameters:
    ///   - bars: One a session, oldest first, already adjusted for splits.
    ///   - window: The sessions that count; estimators with `readsPriorClose` need one bar more.
    /// - Throws: `VolatilityHistoryError` when there are too few bars or one is not sound.
    public func annual(
        of bars: some RandomAccessCollection<DailyBar>, window: Int
    ) throws(VolatilityHistoryError) -> Double {
        guard window >= leastWindow else { throw .windowTooShort(least: leastWindow, given: window) }
        let needed = window + (readsPriorClose ? 1 : 0)
        guard bars.count >= needed else { throw .tooFewSessions(needed: needed, given: bars.count) }
        let used = Array(bars.suffix(needed))
        for bar in used where !bar.isSound { throw .brokenBar(day: bar.day) }
        return (variance(of: used) * Self.sessionsPerYear).squareRoot()
    }

    /// The annual close-to-close volatility of the last `window` returns of a series of closes.
    ///
    /// - Throws: `VolatilityHistoryError` when there are too few closes or one is not above zero.
    public static func closeToClose(
        of closes: some RandomAccessCollection<Double>, window: Int
    ) throws(VolatilityHistoryError) -> Double {
        guard window >= 2 else { throw .windowTooShort(least: 2, given: window) }
        guard closes.count > window else { throw .tooFewSessions(needed: window + 1, given: closes.count) }
        let used = Array(closes.suffix(window + 1))
        for (offset, close) in used.enumerated() where !(close > 0 && close.isFinite) {
            throw .notAPrice(index: closes.count - used.count + offset)
        }
        return (sampleVariance(zip(used.dropFirst(), used).map { log($0 / $1) }) * sessionsPerYear).squareRoot()
    }

    private func variance(of bars: [DailyBar]) -> Double {
        switch self {
        case .closeToClose: return Self.sampleVariance(zip(bars.dropFirst(), bars).map { log($0.close / $1.close) })
        case .parkinson: return Self.mean(bars.map { square(log($0.high / $0.low)) }) / (4 * log(2))
        case .garmanKlass:
            return Self.mean(
                bars.map { square(log($0.high / $0.low)) / 2 - (2 * log(2) - 1) * square(log($0.close / $0.open)) })
        case .yangZhang:
            let sessions = bars.dropFirst()
            let count = Double(sessions.count)
            let weight = 0.34 / (1.34 + (count + 1) / (count - 1))
            let overnight = Self.sampleVariance(zip(sessions, bars).map { log($0.open / $1.close) })
            let body = Self.sampleVariance(sessions.map { log($0.close / $0.open) })
            let range = Self.mean(
                sessions.map { bar in
                    log(bar.high / bar.close) * log(bar.high / bar.open) + log(bar.low / bar.close)
                        * log(bar.low / bar.open)
                })
            return overnight + weight * body + (1 - weight) * range
        }
    }

    private func square(_ x: Double) -> Double { x * x }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// The variance about the sample's own mean, dividing by one less than the count.
    private static func sampleVariance(_ values: [Double]) -> Double {
        let middle = mean(values)
        return values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(values.count - 1)
    }
}
