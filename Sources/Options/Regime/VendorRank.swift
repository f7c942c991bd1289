/// The vendor's own figures, to be shown beside ours; each `nil` when it was not given.
///
/// tastytrade's market metrics call them `implied-volatility-index-rank` (`tos-` and `tw-` variants exist) and
/// `implied-volatility-percentile`, and do not publish how they are made: they are compared with, never mixed in.
public struct VendorRank: Hashable, Sendable {
    /// The vendor's IV rank, a fraction.
    public var rank: Double?
    /// The vendor's IV percentile, a fraction.
    public var percentile: Double?

    /// Creates the pair.
    public init(rank: Double? = nil, percentile: Double? = nil) {
        self.rank = rank
        self.percentile = percentile
    }

    /// Ours less the vendor's rank; `nil` when either is absent.
    public func rankDifference(from own: VolatilityRank) -> Double? {
        guard let mine = own.rank, let rank else { return nil }
        return mine - rank
    }
}
