/// Why no volatility gives a price.
public enum NoVolatility: Error, Hashable, Sendable {
    /// The price is at or below the discounted intrinsic value: even zero volatility is worth as much.
    case atOrBelowIntrinsic
    /// The price is at or above what infinite volatility is worth.
    case atOrAboveUpperBound
    /// The inputs are not those of a live option: a price, strike, underlying or time that is not above zero, or
    /// not a number.
    case invalidInputs
}
