internal import MarketModel

/// Volatility at the forward over the expirations of a chain.
public struct VolatilityTerm: Hashable, Sendable {
    /// One expiration.
    public struct Point: Hashable, Sendable {
        /// The series.
        public var series: OptionSeries
        /// Calendar days to the expiration.
        public var daysToExpiration: Int
        /// Time to expiry in years of 365 days.
        public var years: Double
        /// The forward, in points.
        public var forward: Double
        /// Volatility at the forward, annual, as a fraction.
        public var volatility: Double
        /// The mean absolute move until expiry, in points.
        public var expectedMove: Double?
        /// The volatility between the expiration before and this one; `nil` for the first, and where total variance
        /// falls.
        public var forwardVolatility: Double?
        /// Total variance is below that of the expiration before: a calendar spread at the money that costs less than
        /// nothing.
        public var isBelowPrevious: Bool
    }

    /// The expirations, nearest first.
    public let points: [Point]
    /// Expirations whose quotes give no volatility at the forward.
    public let missing: [OptionSeries]

    /// Reads the term structure of a chain from quotes near the forward.
    public init(_ snapshot: ChainSnapshot) {
        var points: [Point] = []
        var missing: [OptionSeries] = []
        for expiration in snapshot.expirations.sorted(by: { $0.series.expiresAt < $1.series.expiresAt })
        where expiration.years > 0 {
            guard let volatility = expiration.atTheMoneyVolatility, let forward = expiration.forward?.forward else {
                missing.append(expiration.series)
                continue
            }
            var point = Point(
                series: expiration.series, daysToExpiration: expiration.daysToExpiration, years: expiration.years,
                forward: forward, volatility: volatility, expectedMove: expiration.expectedMove,
                forwardVolatility: nil, isBelowPrevious: false)
            if let previous = points.last, previous.years < point.years {
                let variance = volatility * volatility * point.years
                let before = previous.volatility * previous.volatility * previous.years
                point.isBelowPrevious = variance < before
                point.forwardVolatility =
                    variance >= before ? ((variance - before) / (point.years - previous.years)).squareRoot() : nil
            }
            points.append(point)
        }
        self.points = points
        self.missing = missing
    }

    /// The volatility of the last expiration less that of the first, as a fraction: above zero is contango; `nil` with
    /// fewer than two.
    public var slope: Double? {
        guard let first = points.first, let last = points.last, points.count > 1 else { return nil }
        return last.volatility - first.volatility
    }
}
