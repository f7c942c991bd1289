public import MarketModel

/// One option: a series, a strike and a right.
public struct OptionContract: Hashable, Sendable {
    /// What it shares with its neighbours.
    public var series: OptionSeries
    /// Call or put.
    public var right: OptionRight
    /// The strike, in points of the underlying.
    public var strike: Price

    /// Creates an option.
    public init(series: OptionSeries, right: OptionRight, strike: Price) {
        self.series = series
        self.right = right
        self.strike = strike
    }

    /// What exercise is worth per point at a price of the underlying, never below zero.
    public func intrinsicValue(at underlying: Price) -> Price {
        max(.zero, right == .call ? underlying - strike : strike - underlying)
    }
}
