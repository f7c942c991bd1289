/// An amount traded, exact to one billionth of a contract, share or coin.
///
/// Sums over a day can outgrow it: use `Volume` for those.
@frozen
public struct Quantity: FixedPoint {
    /// The value in billionths: 1.25 is `1_250_000_000`.
    public let billionths: Int64

    /// Creates a value from its raw fixed-point form.
    @inlinable
    public init(billionths: Int64) { self.billionths = billionths }
}

extension Quantity {
    /// A whole number of contracts or shares.
    @inlinable
    public init(whole: Int) { self.init(billionths: Int64(whole) * 1_000_000_000) }

    /// The raw value that stands for "no quantity" in packed records. No quantity has it.
    public static let absentBillionths = Int64.min

    /// Reads a packed raw value; `nil` for the one that means "no quantity".
    @inlinable
    public init?(packed raw: Int64) {
        guard raw != Quantity.absentBillionths else { return nil }
        self.init(billionths: raw)
    }
}

extension Optional where Wrapped == Quantity {
    /// The raw value for a packed record, `nil` as the reserved one.
    @inlinable
    public var packed: Int64 { self?.billionths ?? Quantity.absentBillionths }
}
