internal import MarketModel

/// The smiles of a chain, one after the other in time.
public struct VolatilitySurface: Hashable, Sendable {
    /// One expiration of the surface.
    public struct Slice: Hashable, Sendable {
        /// The series.
        public var series: OptionSeries
        /// Calendar days to the expiration.
        public var daysToExpiration: Int
        /// Its smile.
        public var fit: SmileFit
    }

    /// An expiration without a smile.
    public struct Missing: Hashable, Sendable {
        /// The series.
        public var series: OptionSeries
        /// Why it has none.
        public var reason: NoSmile
    }

    /// Whether a later smile is below an earlier one somewhere: a calendar spread that costs less than nothing.
    public struct CalendarCheck: Hashable, Sendable {
        /// The earlier expiration.
        public var near: OptionSeries
        /// The later one.
        public var far: OptionSeries
        /// The least difference of total variance, later less earlier, over the strikes that both have.
        public var leastDifference: Double
        /// The log-moneyness of it.
        public var at: Double

        /// Total variance does not fall with time.
        public var isFree: Bool { leastDifference >= -1e-9 }
    }

    /// The smiles, nearest expiry first.
    public let slices: [Slice]
    /// Expirations without one, in the order of the chain.
    public let missing: [Missing]
    /// Every smile against the next.
    public let calendarChecks: [CalendarCheck]

    /// Fits every expiration of a chain that has not expired. Of two that settle at one moment, the first one counts.
    public init(_ snapshot: ChainSnapshot) {
        var slices: [Slice] = []
        var missing: [Missing] = []
        for expiration in snapshot.expirations where expiration.years > 0 {
            do throws(NoSmile) {
                let slice = Slice(
                    series: expiration.series, daysToExpiration: expiration.daysToExpiration,
                    fit: try SmileFit(expiration))
                slices.append(slice)
            } catch {
                missing.append(Missing(series: expiration.series, reason: error))
            }
        }
        slices.sort { $0.fit.years < $1.fit.years }
        self.slices = slices
        self.missing = missing
        calendarChecks = zip(slices, slices.dropFirst()).compactMap { Self.check($0, $1) }
    }

    /// The volatility at a log-moneyness and a time: total variance at equal log-moneyness is linear in time between
    /// two smiles, and volatility is that of the first or last one outside; `nil` without smiles.
    public func volatility(moneyness k: Double, years: Double) -> Double? {
        guard let first = slices.first, let last = slices.last, years > 0 else { return nil }
        guard let upper = slices.firstIndex(where: { $0.fit.years >= years }) else {
            return last.fit.volatility(moneyness: k)
        }
        guard upper > 0 else { return first.fit.volatility(moneyness: k) }
        let (near, far) = (slices[upper - 1].fit, slices[upper].fit)
        let share = (years - near.years) / (far.years - near.years)
        let variance =
            near.parameters.totalVariance(k) * (1 - share) + far.parameters.totalVariance(k) * share
        return (max(0, variance) / years).squareRoot()
    }

    private static func check(_ near: Slice, _ far: Slice) -> CalendarCheck? {
        let low = max(near.fit.range.lowerBound, far.fit.range.lowerBound)
        let high = min(near.fit.range.upperBound, far.fit.range.upperBound)
        guard low < high, near.fit.years < far.fit.years else { return nil }
        var least = (value: Double.infinity, k: 0.0)
        for step in 0...200 {
            let k = low + (high - low) * Double(step) / 200
            let value = far.fit.parameters.totalVariance(k) - near.fit.parameters.totalVariance(k)
            if value < least.value { least = (value, k) }
        }
        return CalendarCheck(near: near.series, far: far.series, leastDifference: least.value, at: least.k)
    }
}
