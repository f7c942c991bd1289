/// A sum of quantities: day volume, or a signed difference of volumes such as delta.
@frozen
public struct Volume: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The value in billionths: 1.25 is `1_250_000_000`.
    public let billionths: Int128

    /// Creates a value from its raw fixed-point form.
    @inlinable
    public init(billionths: Int128) { self.billionths = billionths }

    @inlinable
    public static func < (lhs: Volume, rhs: Volume) -> Bool { lhs.billionths < rhs.billionths }

    /// Nothing: 0.
    public static let zero = Volume(billionths: 0)

    @inlinable
    public static func + (lhs: Volume, rhs: Volume) -> Volume {
        Volume(billionths: lhs.billionths + rhs.billionths)
    }

    @inlinable
    public static func - (lhs: Volume, rhs: Volume) -> Volume {
        Volume(billionths: lhs.billionths - rhs.billionths)
    }

    @inlinable
    public static prefix func - (value: Volume) -> Volume { Volume(billionths: -value.billionths) }
}

extension Volume: LosslessStringConvertible {
    /// Reads decimal text such as `-1.25` or `5e-7`.
    ///
    /// Returns `nil` for text that is not a number, has more than nine decimals or is out of range.
    public init?(_ text: String) {
        guard case .exact(let value)? = DecimalText.parse(text.utf8), let raw = Int128(exactly: value) else {
            return nil
        }
        self.init(billionths: raw)
    }

    /// The shortest exact decimal text.
    public var description: String { DecimalText.text(Int128(billionths)) }
}

extension Volume {
    /// The nearest `Double`, for estimates and drawing; money never goes this way.
    public var doubleValue: Double { Double(billionths) / 1e9 }
}

extension Volume {
    /// The same amount as a sum of one.
    @inlinable
    public init(_ quantity: Quantity) { self.init(billionths: Int128(quantity.billionths)) }

    /// Adds one quantity.
    @inlinable
    public static func += (volume: inout Volume, quantity: Quantity) {
        volume = Volume(billionths: volume.billionths + Int128(quantity.billionths))
    }
}
