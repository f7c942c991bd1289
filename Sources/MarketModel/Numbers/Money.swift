/// An amount of money, exact to one billionth of the currency unit; positive is received.
@frozen
public struct Money: FixedPoint {
    /// The value in billionths: 1.25 is `1_250_000_000`.
    public let billionths: Int128

    /// Creates a value from its raw fixed-point form.
    @inlinable
    public init(billionths: Int128) { self.billionths = billionths }
}

extension Money {
    /// `price × quantity × multiplier`, rounded to a billionth, a half away from zero.
    ///
    /// - Parameters:
    ///   - price: Price per unit.
    ///   - quantity: Units; the sign carries through.
    ///   - multiplier: Currency per full point of one unit, 50 for the E-mini S&P 500, 1 for a share.
    public init(_ price: Price, times quantity: Quantity, multiplier: Quantity = Quantity(whole: 1)) {
        let scale = DecimalText.scale
        let exact = Int128(price.billionths) * Int128(quantity.billionths)
        // Two steps keep the product inside 128 bits: 2^63 × 2^63 fits, the multiplier comes after.
        let (whole, rest) = exact.quotientAndRemainder(dividingBy: scale)
        let head = whole * Int128(multiplier.billionths)
        let (headUnits, headRest) = head.quotientAndRemainder(dividingBy: scale)
        let tail = headRest * scale + rest * Int128(multiplier.billionths)
        let (tailUnits, tailRest) = tail.quotientAndRemainder(dividingBy: scale * scale)
        let away = tailRest.magnitude * 2 >= (scale * scale).magnitude
        self.init(billionths: headUnits + tailUnits + (away ? Int128(tailRest.signum()) : 0))
    }
}
