internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Volatility over strikes by straight lines of total variance over log-moneyness, flat beyond the ends.
///
/// A quick stand-in where a contract's own price gives no volatility; the smile's fit is `SmileFit`.
struct VolatilityLine {
    private var moneyness: [Double] = []
    private var variance: [Double] = []
    private let years: Double

    init(years: Double) { self.years = years }

    /// The volatilities of options out of the money, whose prices are all time value: puts up to the forward, calls
    /// from there. Where a strike has only the other option's volatility, that one.
    init(_ snapshot: ExpirationSnapshot, forward: Double) {
        self.init(years: snapshot.years)
        for strike in snapshot.strikes {
            let right: OptionRight = strike.price.doubleValue <= forward ? .put : .call
            let other: OptionRight = right == .put ? .call : .put
            let usable = [strike[right], strike[other]].lazy.compactMap { contract -> Double? in
                contract?.exclusion == nil ? contract?.volatility : nil
            }
            if let volatility = usable.first, volatility > 0 {
                append(moneyness: log(strike.price.doubleValue / forward), volatility: volatility)
            }
        }
    }

    var isEmpty: Bool { moneyness.isEmpty }

    /// Adds a point to the right of all before it.
    mutating func append(moneyness k: Double, volatility: Double) {
        moneyness.append(k)
        variance.append(volatility * volatility * years)
    }

    /// Whether a log-moneyness is between the first and the last point, or at most so far beyond them.
    func reaches(_ k: Double, within distance: Double) -> Bool {
        guard let first = moneyness.first, let last = moneyness.last else { return false }
        return first - distance <= k && k <= last + distance
    }

    /// The volatility at a log-moneyness; `nil` without points.
    func volatility(at k: Double) -> Double? {
        guard let first = moneyness.first, let last = moneyness.last, years > 0 else { return nil }
        if k <= first { return (variance[0] / years).squareRoot() }
        if k >= last { return (variance[variance.count - 1] / years).squareRoot() }
        var low = 0
        var high = moneyness.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if moneyness[middle] <= k { low = middle } else { high = middle }
        }
        let share = (k - moneyness[low]) / (moneyness[high] - moneyness[low])
        return ((variance[low] * (1 - share) + variance[high] * share) / years).squareRoot()
    }
}
