public import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Whether the holder of an option gains by exercising before expiration, which a writer fears.
public struct EarlyAssignment: Hashable, Sendable {
    /// Why early exercise pays.
    public enum Cause: Hashable, Sendable {
        /// The dividend is more than the time value given up by exercising the call.
        case dividend(Dividend)
        /// The interest on a put's strike is more than the time value given up.
        case interest
        /// The option trades at or below what exercise is worth.
        case noTimeValue
    }

    /// The option.
    public let contract: OptionContract
    /// What it costs above what exercise is worth, in points; below zero where it trades under it.
    public let timeValue: Price
    /// What the holder gives up: for a call with a put of its strike quoted, that put; else the time value.
    public let givenUp: Price
    /// Why exercise pays; `nil` when it does not.
    public let cause: Cause?
    /// The last session on which it does; `nil` when it does not, or on every day.
    public let until: TradingDay?

    /// Judges an option on a day.
    ///
    /// - Parameters:
    ///   - price: What the option costs.
    ///   - underlying: The underlying's price.
    ///   - dividends: Those that are known; the one that pays most against what is given up counts.
    ///   - putPrice: What the put of the same strike and expiration costs, the exact measure for a call.
    ///   - rate: The annual rate, continuous, for the interest on a put's strike.
    /// - Returns: `nil` for options that cannot be exercised early and for those not in the money.
    public init?(
        of contract: OptionContract, price: Price, underlying: Price, on day: TradingDay, dividends: [Dividend] = [],
        putPrice: Price? = nil, rate: Double = 0
    ) {
        let intrinsic = contract.intrinsicValue(at: underlying)
        guard contract.series.style == .american, intrinsic > .zero else { return nil }
        self.contract = contract
        timeValue = price - intrinsic
        let isCall = contract.right == .call
        let lost = isCall ? putPrice ?? timeValue : timeValue
        givenUp = lost
        let due = dividends.filter { dividend in
            dividend.lastExerciseDay >= day && dividend.exDay <= contract.series.expiration
        }
        if isCall,
            let best = due.filter({ $0.amount > lost }).max(by: { ($0.amount, $1.exDay) < ($1.amount, $0.exDay) })
        {
            cause = .dividend(best)
            until = best.lastExerciseDay
        } else if timeValue <= .zero {
            cause = .noTimeValue
            until = nil
        } else if !isCall, Self.interest(on: contract, rate: rate, from: day) > timeValue.doubleValue {
            cause = .interest
            until = nil
        } else {
            cause = nil
            until = nil
        }
    }

    /// What the strike earns from a day to expiration, in points.
    private static func interest(on contract: OptionContract, rate: Double, from day: TradingDay) -> Double {
        let years = Double(contract.series.daysToExpiration(from: day)) / 365
        return contract.strike.doubleValue * (1 - exp(-rate * max(0, years)))
    }
}
