public import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A cash dividend that is known to come.
public struct ExpectedDividend: Hashable, Sendable {
    /// When the underlying begins to trade without it.
    public var exMoment: Timestamp
    /// Per share, in points.
    public var amount: Price

    /// Creates a dividend.
    public init(exMoment: Timestamp, amount: Price) {
        self.exMoment = exMoment
        self.amount = amount
    }

    /// The dividend as pricing takes it, counted from a moment; `nil` when it is past, or not before `end`.
    public func payment(before end: Timestamp, from moment: Timestamp) -> CashDividend? {
        guard exMoment > moment, exMoment < end else { return nil }
        let years = Double(exMoment.nanoseconds - moment.nanoseconds) / (365 * 86_400 * 1e9)
        return CashDividend(years: years, amount: amount.doubleValue)
    }
}

extension ForwardEstimate {
    /// The forward of an underlying with cash dividends: its price less their present values, carried at the rate.
    ///
    /// - Parameters:
    ///   - price: Of the underlying, in points.
    ///   - years: Time to expiry.
    ///   - dividends: Those with an ex-moment before expiry.
    public static func carried(
        _ price: Double, years: Double, rates: RateCurve, dividends: [CashDividend]
    ) -> ForwardEstimate {
        let rate = rates.rate(years: years)
        let present = dividends.reduce(0) { $0 + $1.amount * exp(-rates.rate(years: $1.years) * $1.years) }
        return ForwardEstimate(
            forward: (price - present) * exp(rate * years), rate: rate, forwardSource: .carried, rateSource: .curve)
    }
}
