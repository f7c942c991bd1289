/// The state of the volatility market by the level of the VIX, calmest first.
public enum VolatilityRegime: Int, CaseIterable, Comparable, Sendable {
    /// Below the first bound: under 12.
    case extremelyLow
    /// 12 to under 16.
    case low
    /// 16 to under 20.
    case normal
    /// 20 to under 25.
    case elevated
    /// 25 up to and including 30.
    case high
    /// Above the last bound, without an upper end.
    case extreme

    public static func < (lhs: VolatilityRegime, rhs: VolatilityRegime) -> Bool { lhs.rawValue < rhs.rawValue }

    /// The name in words: `extremely low`.
    public var name: String {
        switch self {
        case .extremelyLow: "extremely low"
        case .low: "low"
        case .normal: "normal"
        case .elevated: "elevated"
        case .high: "high"
        case .extreme: "extreme"
        }
    }
}

/// The levels of the VIX that part the regimes, and how far past one it must go before the regime changes.
///
/// A level on a bound belongs to the regime above it, except on the last, which still is `high`: `extreme` is open
/// below.
public struct RegimeBounds: Hashable, Sendable {
    /// Why levels cannot be bounds.
    public enum Refusal: Error, Hashable, Sendable {
        /// There are five: the lower ends of low, normal, elevated, high and extreme.
        case wrongCount(Int)
        /// They rise and are above zero.
        case notRising
        /// The hysteresis is zero or more and under half of the narrowest regime, else one could never be entered.
        case hysteresisTooWide(most: Double)
    }

    /// 12, 16, 20, 25 and 30, changing at once.
    public static let standard = RegimeBounds(checked: [12, 16, 20, 25, 30], hysteresis: 0)

    /// The five levels, rising, in VIX points.
    public let levels: [Double]
    /// How far past a bound the level must be before a tracked regime changes, in VIX points.
    public let hysteresis: Double

    /// Creates bounds.
    ///
    /// - Throws: `Refusal` when they part no six regimes.
    public init(levels: [Double] = [12, 16, 20, 25, 30], hysteresis: Double = 0) throws(Refusal) {
        guard levels.count == 5 else { throw .wrongCount(levels.count) }
        guard levels.allSatisfy({ $0 > 0 && $0.isFinite }), zip(levels, levels.dropFirst()).allSatisfy(<) else {
            throw .notRising
        }
        let narrowest = zip(levels.dropFirst(), levels).map(-).min() ?? 0
        guard hysteresis >= 0, hysteresis < narrowest / 2 else { throw .hysteresisTooWide(most: narrowest / 2) }
        self.init(checked: levels, hysteresis: hysteresis)
    }

    private init(checked levels: [Double], hysteresis: Double) {
        self.levels = levels
        self.hysteresis = hysteresis
    }

    /// The regime of a level on its own, without hysteresis; `nil` when it is not a number above zero.
    public func regime(at vix: Double) -> VolatilityRegime? {
        guard vix > 0, vix.isFinite else { return nil }
        if vix > levels[4] { return .extreme }
        return VolatilityRegime(rawValue: levels[..<4].count { vix >= $0 })
    }

    /// The regime after a level, given the one before it: it changes only when the level is past the bound by the
    /// hysteresis. `nil` when the level is not a number above zero.
    public func regime(at vix: Double, after previous: VolatilityRegime?) -> VolatilityRegime? {
        guard let plain = regime(at: vix) else { return nil }
        guard let previous, hysteresis > 0 else { return plain }
        // A level must clear a bound with the hysteresis taken off on the side it comes from.
        if let up = regime(at: max(vix - hysteresis, .leastNonzeroMagnitude)), up > previous { return up }
        if let down = regime(at: vix + hysteresis), down < previous { return down }
        return previous
    }

    /// The regimes of a series of levels, oldest first; `nil` for a level that is not a number above zero, which
    /// leaves the regime as it was.
    public func regimes(of levels: some Sequence<Double>) -> [VolatilityRegime?] {
        var current: VolatilityRegime?
        return levels.map { level in
            guard let next = regime(at: level, after: current) else { return nil }
            current = next
            return next
        }
    }

    /// The range of a regime in words: `16 to under 20`.
    public func range(of regime: VolatilityRegime) -> String {
        func text(_ level: Double) -> String { level == level.rounded() ? "\(Int(level))" : "\(level)" }
        switch regime {
        case .extremelyLow: return "below \(text(levels[0]))"
        case .high: return "\(text(levels[3])) to \(text(levels[4]))"
        case .extreme: return "above \(text(levels[4]))"
        default: return "\(text(levels[regime.rawValue - 1])) to under \(text(levels[regime.rawValue]))"
        }
    }
}
