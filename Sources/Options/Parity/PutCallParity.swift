#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The forward and the rate that make calls and puts of one expiration agree.
///
/// For European options a call less a put is worth the discounted distance of the forward from the strike (Stoll 1969):
/// `C - P = D × (F - K)`. Over the strikes that is a line whose slope is the discount factor and whose zero is the
/// forward. It is fitted robustly, each strike weighted by its spreads.
public enum PutCallParity {
    /// The widest uncertainty of a rate that is still preferred to the curve's: a quarter of a percentage point.
    static let rateErrorLimit = 0.0025
    /// Rates outside this range are taken for noise.
    static let rateRange = -0.05...0.25

    /// Estimates forward and rate.
    ///
    /// The rate comes from the slope where its standard error is below a quarter of a point and the options are
    /// European; otherwise from `curve`, and parity gives the forward alone. American options are worth more than
    /// parity says, the more so the deeper in the money, so that only strikes within 3 % of the forward (at least the
    /// nearest three) are used and the estimate says so.
    ///
    /// - Parameters:
    ///   - quotes: In order of strike.
    ///   - years: Time to expiry, above zero.
    ///   - isAmerican: Whether the options may be exercised early.
    /// - Returns: `nil` without quotes or when they give no forward above zero.
    public static func estimate(
        _ quotes: [ParityQuote], years: Double, isAmerican: Bool, curve: RateCurve
    ) -> ForwardEstimate? {
        guard !quotes.isEmpty, years > 0 else { return nil }
        let curveRate = curve.rate(years: years)
        let discount = exp(-curveRate * years)
        // Calls and puts near the forward differ least.
        let nearest = quotes.sorted { (abs($0.difference), $0.strike) < (abs($1.difference), $1.strike) }.prefix(7)
        let centre = RobustLine.median(nearest.map { $0.strike + $0.difference / discount })
        guard centre > 0 else { return nil }
        let window = isAmerican ? nearMoney(quotes, centre, within: 0.03) : nearMoney(quotes, centre, within: 0.25)
        let points = window.map { quote in
            RobustLine.Point(x: quote.strike - centre, y: quote.difference, deviation: quote.uncertainty)
        }
        if !isAmerican, let line = RobustLine.fitted(to: points), line.slope < 0 {
            let rate = -log(-line.slope) / years
            let error = line.slopeError / (-line.slope * years)
            if points.count - line.outliers >= 5, error <= rateErrorLimit, rateRange.contains(rate) {
                return estimate(line, points.count, centre, rate, .parity, isAmerican)
            }
        }
        guard let line = RobustLine.fitted(to: points, slope: -discount) else { return nil }
        return estimate(line, points.count, centre, curveRate, .curve, isAmerican)
    }

    private static func estimate(
        _ line: RobustLine, _ count: Int, _ centre: Double, _ rate: Double, _ rateSource: ForwardEstimate.RateSource,
        _ isAmerican: Bool
    ) -> ForwardEstimate? {
        let forward = centre - line.level / line.slope
        guard forward > 0, forward.isFinite else { return nil }
        let used = count - line.outliers
        return ForwardEstimate(
            forward: forward, rate: rate, forwardSource: .parity, rateSource: rateSource, strikesUsed: used,
            outliers: line.outliers, standardError: line.levelError / -line.slope,
            cautions: (isAmerican ? [.americanNearTheMoney] : []) + (used < 5 ? [.fewStrikes] : []))
    }

    /// The quotes within a fraction of the centre, or the nearest three when fewer are.
    private static func nearMoney(
        _ quotes: [ParityQuote], _ centre: Double, within fraction: Double
    ) -> [ParityQuote] {
        let near = quotes.filter { abs($0.strike - centre) <= fraction * centre }
        if near.count >= 3 { return near }
        return quotes.sorted { (abs($0.strike - centre), $0.strike) < (abs($1.strike - centre), $1.strike) }.prefix(3)
            .sorted { $0.strike < $1.strike }
    }
}
