/// An amount traded, exact to one billionth of a contract, share or coin.
///
/// Sums over a day can outgrow it: use `Volume` for those.
@frozen
public struct Quantity: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The value in billionths: 1.25 is `1_250_000_000`.
    public let billionths: Int64

    /// Creates a value from its raw fixed-point form.
    @inlinable
    public init(billionths: Int64) { self.billionths = billionths }

    @inlinable
    public static func < (lhs: Quantity, rhs: Quantity) -> Bool { lhs.billionths < rhs.billionths }

    /// Nothing: 0.
    public static let zero = Quantity(billionths: 0)

    @inlinable
    public static func + (lhs: Quantity, rhs: Quantity) -> Quantity {
        Quantity(billionths: lhs.billionths + rhs.billionths)
    }

    @inlinable
    public static func - (lhs: Quantity, rhs: Quantity) -> Quantity {
        Quantity(billionths: lhs.billionths - rhs.billionths)
    }

    @inlinable
    public static prefix func - (value: Quantity) -> Quantity { Quantity(billionths: -value.billionths) }
}

extension Quantity: LosslessStringConvertible {
    /// Reads decimal text such as `-1.25` or `5e-7`.
    ///
    /// Returns `nil` for text that is not a number, has more than nine decimals or is out of range.
    public init?(_ text: String) {
        guard case .exact(let value)? = DecimalText.parse(text.utf8), let raw = Int64(exactly: value) else {
            return nil
        }
        self.init(billionths: raw)
    }

    /// The shortest exact decimal text.
    public var description: String { DecimalText.text(Int128(billionths)) }
}

extension Quantity {
    /// The nearest `Double`, for estimates and drawing; money never goes this way.
    public var doubleValue: Double { Double(billionths) / 1e9 }
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
