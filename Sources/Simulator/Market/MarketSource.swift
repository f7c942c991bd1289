public import MarketModel

/// Where the simulator's market comes from: quotes and prints in the order the venue gave them.
///
/// A source knows no wall clock. Whoever drives it says how far the market has come; what was given by `advance`
/// can be read again through `prints`, which is how candles and histories start full.
public protocol MarketSource {
    /// What trades here, in a fixed order.
    var listings: [SimulatedListing] { get }

    /// The moment of the next event not yet given, never stepping back; `nil` when the source has ended.
    mutating func nextMoment() -> Timestamp?

    /// Appends the events due up to and including `moment`, at most about `limit` of them.
    ///
    /// Only quotes and prints; everything else the feed knows is derived from them.
    mutating func advance(through moment: Timestamp, limit: Int, into events: inout [MarketEvent])

    /// Passes over the events before a moment, for a clock that jumped; they stay in the histories.
    ///
    /// A source that cannot gives them all.
    mutating func skip(to moment: Timestamp)

    /// Hands the prints of `symbol` already given, not before `start`, to `body`, oldest first.
    ///
    /// A source may remember less than it gave; it never makes up for it.
    func prints(of symbol: NameID, since start: Timestamp, _ body: (TimeAndSale) -> Void)

    /// Whether this moment counts as regular trading hours for `symbol` (`tho=true` candles keep only those).
    func isRegularHours(_ moment: Timestamp, of symbol: NameID) -> Bool
}

extension MarketSource {
    public mutating func skip(to moment: Timestamp) {}
}
