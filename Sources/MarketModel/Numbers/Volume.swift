/// A sum of quantities: day volume, or a signed difference of volumes such as delta.
@frozen
public struct Volume: FixedPoint {
    /// The value in billionths: 1.25 is `1_250_000_000`.
    public let billionths: Int128

    /// Creates a value from its raw fixed-point form.
    @inlinable
    public init(billionths: Int128) { self.billionths = billionths }
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
