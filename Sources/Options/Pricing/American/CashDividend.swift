/// A cash payment to the holders of the underlying before an option's expiry.
@frozen
public struct CashDividend: Hashable, Sendable, BitwiseCopyable {
    /// When the underlying begins to trade without it, in years of 365 days from now.
    public var years: Double
    /// The amount in points.
    public var amount: Double

    /// Creates a dividend.
    @inlinable
    public init(years: Double, amount: Double) {
        self.years = years
        self.amount = amount
    }
}
