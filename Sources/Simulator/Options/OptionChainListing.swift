import MarketModel
import Options

/// The options that one series of the synthetic market lists.
struct ListedSeries: Sendable, Equatable {
    /// What they share.
    let series: OptionSeries
    /// The strikes, rising.
    let strikes: [Price]

    /// Whether a strike is listed.
    func lists(_ strike: Price) -> Bool {
        var (low, high) = (0, strikes.count)
        while low < high {
            let middle = (low + high) / 2
            if strikes[middle] < strike { low = middle + 1 } else { high = middle }
        }
        return low < strikes.count && strikes[low] == strike
    }
}

/// All options of the synthetic market on one underlying, or one futures product.
struct OptionChainListing: Sendable {
    /// `SPX`, or the futures product `ES`.
    let underlying: String
    /// The underlying's type in the venue's words, for the instruments' hours.
    let isIndex: Bool
    /// Prices of its options.
    let ticks: OptionTicks
    /// Every series, by expiration and root.
    let series: [ListedSeries]

    /// Contracts listed.
    var count: Int { series.reduce(0) { $0 + 2 * $1.strikes.count } }

    /// The series that have not expired.
    func live(at moment: Timestamp) -> [ListedSeries] { series.filter { $0.series.expiresAt > moment } }
}
