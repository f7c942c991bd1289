internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why there is no fit.
public enum NoSmile: Error, Hashable, Sendable {
    /// Fewer points than a curve of five parameters needs.
    case tooFewStrikes(Int)
    /// The expiration has no forward, or has expired.
    case noForward
}

/// A smile of one expiration: raw SVI through the options out of the money, with what there is to say about it.
public struct SmileFit: Hashable, Sendable {
    /// A point and how far the curve is from it.
    public struct Residual: Hashable, Sendable {
        /// The market's point.
        public var point: SmilePoint
        /// The curve's volatility there.
        public var fitted: Double
        /// Whether the point was left out of the fit because it disagrees with the others.
        public var isOutlier: Bool

        /// Market less curve, as a fraction.
        public var difference: Double { point.volatility - fitted }
        /// Whether the curve is within the spread.
        public var isWithinSpread: Bool { abs(difference) <= point.uncertainty }
    }

    /// How closely a point is followed at most, as a fraction of volatility: three tenths of a percentage point. A curve
    /// of five parameters is no truer than that, and a surer middle would leave the wings to themselves.
    static let leastDeviation = 0.003

    /// The fewest points that are fitted.
    public static let leastPoints = 5

    /// The curve.
    public let parameters: SVIParameters
    /// The forward that moneyness is measured from.
    public let forward: Double
    /// Time to expiry in years of 365 days.
    public let years: Double
    /// The points, lowest strike first.
    public let residuals: [Residual]

    /// Fits a smile to an expiration.
    ///
    /// Points weigh by their spreads in volatility, three tenths of a percentage point at least. Those off by more than six times the usual distance after a first
    /// fit are left out of a second.
    ///
    /// - Throws: `NoSmile`.
    public init(_ expiration: ExpirationSnapshot) throws(NoSmile) {
        guard let forward = expiration.forward?.forward, expiration.years > 0 else { throw .noForward }
        try self.init(expiration.smilePoints, forward: forward, years: expiration.years)
    }

    /// Fits a smile to points, lowest strike first.
    ///
    /// - Throws: `NoSmile.tooFewStrikes`.
    public init(_ points: [SmilePoint], forward: Double, years: Double) throws(NoSmile) {
        guard points.count >= Self.leastPoints else { throw .tooFewStrikes(points.count) }
        func calibrated(_ points: [SmilePoint]) -> SVIParameters {
            SVICalibration(
                points.map { point in
                    SVICalibration.Point(
                        k: point.moneyness, variance: point.volatility * point.volatility * years,
                        deviation: 2 * point.volatility * years * max(point.uncertainty, Self.leastDeviation))
                }
            ).fitted()
        }
        func distance(_ point: SmilePoint, _ parameters: SVIParameters) -> Double {
            let variance = max(0, parameters.totalVariance(point.moneyness))
            return abs(point.volatility - (variance / years).squareRoot())
                / max(point.uncertainty, Self.leastDeviation)
        }
        var parameters = calibrated(points)
        let usual = max(1, 1.4826 * RobustLine.median(points.map { distance($0, parameters) }))
        let isOutlier = points.map { distance($0, parameters) > 6 * usual }
        let kept = zip(points, isOutlier).filter { !$0.1 }.map(\.0)
        if kept.count < points.count, kept.count >= Self.leastPoints { parameters = calibrated(kept) }
        self.parameters = parameters
        self.forward = forward
        self.years = years
        residuals = zip(points, isOutlier).map { point, isOutlier in
            Residual(
                point: point, fitted: (max(0, parameters.totalVariance(point.moneyness)) / years).squareRoot(),
                isOutlier: isOutlier && kept.count >= Self.leastPoints)
        }
    }

    /// The curve's volatility at a log-moneyness.
    public func volatility(moneyness k: Double) -> Double {
        (max(0, parameters.totalVariance(k)) / years).squareRoot()
    }

    /// The curve's volatility at a strike above zero.
    public func volatility(strike: Double) -> Double { volatility(moneyness: log(strike / forward)) }

    /// The log-moneyness of the lowest and the highest strike.
    public var range: ClosedRange<Double> {
        let (first, last) = (residuals[0].point.moneyness, residuals[residuals.count - 1].point.moneyness)
        return min(first, last)...max(first, last)
    }

    /// The root mean square of the differences that were fitted, as a fraction of volatility.
    public var rootMeanSquare: Double {
        let fitted = residuals.filter { !$0.isOutlier }
        return (fitted.reduce(0) { $0 + $1.difference * $1.difference } / Double(fitted.count)).squareRoot()
    }

    /// The largest difference that was fitted, as a magnitude.
    public var largestDifference: Double { residuals.filter { !$0.isOutlier }.map { abs($0.difference) }.max() ?? 0 }

    /// The share of points whose spread the curve runs through.
    public var shareWithinSpread: Double {
        Double(residuals.count { $0.isWithinSpread }) / Double(residuals.count)
    }

    /// Points that were left out because they disagree.
    public var outliers: Int { residuals.count { $0.isOutlier } }
}
