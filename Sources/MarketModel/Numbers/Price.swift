/// A price per unit, exact to one billionth of the quote currency.
///
/// Negative prices are valid: a spread can trade at a credit. The scale holds every listed tick
/// exactly (1/256 of a point, 0.0000005 of a yen future) and spans ±9.2 billion.
@frozen
public struct Price: FixedPoint {
    /// The value in billionths: 1.25 is `1_250_000_000`.
    public let billionths: Int64

    /// Creates a value from its raw fixed-point form.
    @inlinable
    public init(billionths: Int64) { self.billionths = billionths }
}

extension Price {
    /// The nearest multiple of `tick`; a half goes away from zero, so debits and credits round alike.
    ///
    /// - Precondition: `tick` is above zero.
    public func rounded(to tick: Price) -> Price {
        precondition(tick.billionths > 0, "a tick is above zero")
        let (whole, rest) = billionths.quotientAndRemainder(dividingBy: tick.billionths)
        let halfOrMore = rest.magnitude >= tick.billionths.magnitude - rest.magnitude
        return Price(billionths: (whole + (halfOrMore ? rest.signum() : 0)) * tick.billionths)
    }

    /// Whether the price is a whole number of ticks.
    ///
    /// - Precondition: `tick` is above zero.
    public func isMultiple(of tick: Price) -> Bool {
        precondition(tick.billionths > 0, "a tick is above zero")
        return billionths % tick.billionths == 0
    }

    /// The raw value that stands for "no price" in packed records. No price has it.
    public static let absentBillionths = Int64.min

    /// Reads a packed raw value; `nil` for the one that means "no price".
    @inlinable
    public init?(packed raw: Int64) {
        guard raw != Price.absentBillionths else { return nil }
        self.init(billionths: raw)
    }
}

extension Optional where Wrapped == Price {
    /// The raw value for a packed record, `nil` as the reserved one.
    @inlinable
    public var packed: Int64 { self?.billionths ?? Price.absentBillionths }
}
