public import MarketModel

/// Which expiration is wanted.
public struct ExpirationQuery: Hashable, Sendable {
    /// By what an expiration is found.
    public enum Target: Hashable, Sendable {
        /// The one nearest to so many days; of two equally near, the later.
        case days(Int)
        /// The one of this day.
        case day(TradingDay)
    }

    /// By what it is found.
    public var target: Target
    /// The days to expiration it may have; any when `nil`.
    public var window: ClosedRange<Int>?
    /// The cycles it may be of; any when `nil`.
    public var kinds: Set<ExpirationKind>?
    /// The settlement it must have; either when `nil`.
    public var settlement: SettlementTime?

    /// Creates a query.
    public init(
        _ target: Target, window: ClosedRange<Int>? = nil, kinds: Set<ExpirationKind>? = nil,
        settlement: SettlementTime? = nil
    ) {
        self.target = target
        self.window = window
        self.kinds = kinds
        self.settlement = settlement
    }
}

/// An expiration that was not taken.
public struct RefusedExpiration: Hashable, Sendable {
    /// Why it was not.
    public enum Reason: String, Sendable, CaseIterable {
        /// It no longer trades.
        case expired
        /// Its days to expiration are outside the window.
        case outsideWindow = "outside-window"
        /// It is of another cycle.
        case otherKind = "other-kind"
        /// It settles at the other time of day.
        case otherSettlement = "other-settlement"
        /// It is not of the day that was asked for.
        case otherDay = "other-day"
    }

    /// The series.
    public var series: OptionSeries
    /// Why it was not taken.
    public var reason: Reason

    /// Creates a refusal.
    public init(series: OptionSeries, reason: Reason) {
        self.series = series
        self.reason = reason
    }
}

/// The expiration that fits a query best, and why.
public struct ExpirationChoice: Hashable, Sendable {
    /// The expiration.
    public var expiration: ExpirationSnapshot
    /// Other expirations that would have done, the next best first.
    public var runnersUp: [OptionSeries]
    /// Expirations that would not, in the order of the chain.
    public var refused: [RefusedExpiration]
}

extension ChainSnapshot {
    /// Finds the expiration that fits a query.
    ///
    /// Of two that fit equally well, the later wins, then the one that settles in the evening, then the one listed
    /// first.
    ///
    /// - Throws: `SelectionFailure.noExpiration`, with what was refused.
    public func expiration(_ query: ExpirationQuery) throws(SelectionFailure) -> ExpirationChoice {
        var refused: [RefusedExpiration] = []
        var fit: [(distance: Int, expiration: ExpirationSnapshot)] = []
        for expiration in expirations {
            if let reason = query.refusal(of: expiration, at: moment) {
                refused.append(RefusedExpiration(series: expiration.series, reason: reason))
            } else if case .days(let days) = query.target {
                fit.append((abs(expiration.daysToExpiration - days), expiration))
            } else {
                fit.append((0, expiration))
            }
        }
        let ranked = fit.enumerated().sorted { first, second in
            let (a, b) = (first.element, second.element)
            if a.distance != b.distance { return a.distance < b.distance }
            let (x, y) = (a.expiration.series, b.expiration.series)
            if x.expiration != y.expiration { return x.expiration > y.expiration }
            return x.expiresAt != y.expiresAt ? x.expiresAt > y.expiresAt : first.offset < second.offset
        }.map(\.element.expiration)
        guard let best = ranked.first else { throw .noExpiration(refused: refused) }
        return ExpirationChoice(
            expiration: best, runnersUp: ranked.dropFirst().map(\.series), refused: refused)
    }
}

extension ExpirationQuery {
    fileprivate func refusal(of expiration: ExpirationSnapshot, at moment: Timestamp) -> RefusedExpiration.Reason? {
        let series = expiration.series
        if moment >= series.stopsTradingAt { return .expired }
        if case .day(let day) = target, series.expiration != day { return .otherDay }
        if let window, !window.contains(expiration.daysToExpiration) { return .outsideWindow }
        if let kinds, !kinds.contains(series.kind) { return .otherKind }
        if let settlement, series.settlement != settlement { return .otherSettlement }
        return nil
    }
}
