#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A number as the unevaluated sum of two `Double`, good for about 31 digits.
///
/// A price may differ from its intrinsic value by less than the rounding of either; whether there is a time value at
/// all must not depend on that. Sums and products without error are those of Dekker (1971) and Knuth.
struct DoubleDouble {
    private(set) var high: Double
    private(set) var low: Double

    init(_ value: Double) { (high, low) = (value, 0) }

    /// The exact product.
    init(product first: Double, _ second: Double) {
        high = first * second
        low = (-high).addingProduct(first, second)
    }

    /// The exact sum.
    private init(sum first: Double, _ second: Double) {
        high = first + second
        let part = high - first
        low = (first - (high - part)) + (second - part)
    }

    static func + (lhs: DoubleDouble, rhs: DoubleDouble) -> DoubleDouble {
        let sum = DoubleDouble(sum: lhs.high, rhs.high)
        let rest = DoubleDouble(sum: lhs.low, rhs.low)
        let middle = DoubleDouble(sum: sum.high, sum.low + rest.high)
        return DoubleDouble(sum: middle.high, middle.low + rest.low)
    }

    static func - (lhs: DoubleDouble, rhs: DoubleDouble) -> DoubleDouble { lhs + rhs * -1 }

    static func * (lhs: DoubleDouble, rhs: Double) -> DoubleDouble {
        let product = DoubleDouble(product: lhs.high, rhs)
        return DoubleDouble(sum: product.high, product.low + lhs.low * rhs)
    }

    static func * (lhs: DoubleDouble, rhs: DoubleDouble) -> DoubleDouble {
        let product = DoubleDouble(product: lhs.high, rhs.high)
        return DoubleDouble(sum: product.high, product.low + (lhs.high * rhs.low + lhs.low * rhs.high))
    }

    /// e^x − 1, by halving the argument until its Taylor series is short, then e^{2x} − 1 = (e^x − 1)(e^x − 1 + 2).
    var exponentialLessOne: DoubleDouble {
        guard high != 0 else { return DoubleDouble(0) }
        // Beyond this the result is 0 − 1 or infinite in Double anyway.
        guard abs(high) < 700 else { return DoubleDouble(expm1(high)) }
        var halvings = 0
        var scale = 1.0
        while abs(high) * scale > 0.03 {
            scale /= 2
            halvings += 1
        }
        let x = self * scale
        var sum = DoubleDouble(1)
        // 1 + x/2 (1 + x/3 (1 + …)), from the inside; 0.03¹⁵/16! is far below 10⁻³³.
        for order in stride(from: 15.0, through: 2, by: -1) {
            sum = DoubleDouble(1) + x * sum * DoubleDouble(reciprocalOf: order)
        }
        var result = x * sum
        for _ in 0..<halvings { result = result * (result + DoubleDouble(2)) }
        return result
    }

    private init(reciprocalOf value: Double) {
        high = 1 / value
        low = (1.0).addingProduct(-high, value) / value
    }
}
