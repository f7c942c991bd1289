/// An exact number held in whole billionths: what prices, quantities, volumes and money have in common.
///
/// The types stay apart, so that a price is never added to a quantity.
public protocol FixedPoint: Hashable, Comparable, Sendable, BitwiseCopyable, LosslessStringConvertible {
    /// The integer that holds the billionths.
    associatedtype Raw: FixedWidthInteger & SignedInteger & Sendable

    /// The value in billionths: 1.25 is `1_250_000_000`.
    var billionths: Raw { get }

    /// Creates a value from its raw fixed-point form.
    init(billionths: Raw)
}

extension FixedPoint {
    /// Nothing: 0.
    @inlinable public static var zero: Self { Self(billionths: 0) }

    @inlinable
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.billionths < rhs.billionths }

    /// The exact sum. Traps when it is out of the type's range.
    @inlinable
    public static func + (lhs: Self, rhs: Self) -> Self { Self(billionths: lhs.billionths + rhs.billionths) }

    /// The exact difference. Traps when it is out of the type's range.
    @inlinable
    public static func - (lhs: Self, rhs: Self) -> Self { Self(billionths: lhs.billionths - rhs.billionths) }

    /// The same amount with the other sign.
    @inlinable
    public static prefix func - (value: Self) -> Self { Self(billionths: -value.billionths) }

    /// Reads decimal text such as `-1.25` or `5e-7`.
    ///
    /// Returns `nil` for text that is not a number, has more than nine decimals or is out of range.
    public init?(_ text: String) {
        guard case .exact(let value)? = DecimalText.parse(text.utf8), let raw = Raw(exactly: value) else {
            return nil
        }
        self.init(billionths: raw)
    }

    /// The shortest exact decimal text.
    public var description: String { DecimalText.text(Int128(billionths)) }

    /// The nearest `Double`, for estimates and drawing; money never goes this way.
    public var doubleValue: Double { Double(billionths) / 1e9 }
}
