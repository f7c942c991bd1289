/// Why a contract is left out: of a chain, or of what is fitted and chosen from its prices.
public enum ChainExclusion: String, Sendable, CaseIterable {
    // Of the chain itself.

    /// The strike is zero or below.
    case strikeNotAboveZero = "strike-not-above-zero"
    /// The same series, strike and right came before.
    case duplicate
    /// The root is not one of this underlying.
    case unknownRoot = "unknown-root"
    /// The contract's name or terms cannot be read.
    case unreadable

    // Of the prices.

    /// It has expired, or no longer trades.
    case expired
    /// There is no quote, or it lacks a side.
    case absentQuote = "absent-quote"
    /// A value is not a number.
    case notANumber = "not-a-number"
    /// The bid or the ask is below zero.
    case negativePrice = "negative-price"
    /// The bid is above the ask.
    case crossed
    /// The bid is zero: the price says only that the option is worth less than the ask.
    case zeroBid = "zero-bid"
    /// The quote is older than the limit.
    case stale
    /// The price is at or below what exercise is worth, or above the bound: no volatility gives it.
    case noVolatility = "no-volatility"
    /// The other right of the strike is not listed, so that the strike is no use for put-call parity.
    case halfStrike = "half-strike"
}

/// How many contracts were left out, by reason.
public struct ChainExclusions: Hashable, Sendable {
    private var counts: [ChainExclusion: Int] = [:]

    /// Creates an empty tally.
    public init() {}

    /// Counts contracts that were left out for a reason.
    public mutating func count(_ reason: ChainExclusion, _ contracts: Int = 1) {
        if contracts > 0 { counts[reason, default: 0] += contracts }
    }

    /// Adds another tally.
    public mutating func add(_ other: ChainExclusions) {
        for (reason, count) in other.counts { counts[reason, default: 0] += count }
    }

    /// Contracts left out for this reason.
    public subscript(_ reason: ChainExclusion) -> Int { counts[reason] ?? 0 }

    /// Contracts left out for any reason.
    public var total: Int { counts.values.reduce(0, +) }

    /// The reasons that occurred, in the order of `ChainExclusion`.
    public var byReason: [(reason: ChainExclusion, count: Int)] {
        ChainExclusion.allCases.compactMap { reason in counts[reason].map { (reason: reason, count: $0) } }
    }
}
