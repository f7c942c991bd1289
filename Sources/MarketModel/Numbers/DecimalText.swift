/// Decimal text to and from fixed-point billionths, by its digits and never through `Double`.
package enum DecimalText {
    /// What parsing decimal text can give.
    package enum Parsed: Equatable {
        /// The text is exactly this many billionths.
        case exact(Int128)
        /// The text has more than nine significant decimals; this is the nearest, a half away from zero.
        case rounded(Int128)
    }

    /// Billionths in one unit.
    package static let scale: Int128 = 1_000_000_000

    /// Reads `[-+]digits[.digits][e[-+]digits]`.
    ///
    /// - Returns: `nil` when the bytes are not such a number or need more than 36 digits.
    package static func parse(_ bytes: some Collection<UInt8>) -> Parsed? {
        var iterator = bytes.makeIterator()
        var byte = iterator.next()
        var negative = false
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
            negative = byte == UInt8(ascii: "-")
            byte = iterator.next()
        }
        var digits: Int128 = 0
        var decimals = 0
        var digitCount = 0
        var seenPoint = false
        var seenDigit = false
        while let current = byte {
            if current == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
            } else if case let digit = current &- 48, digit < 10 {
                guard digitCount < 36 else { return nil }
                seenDigit = true
                digits = digits * 10 + Int128(digit)
                if digits != 0 { digitCount += 1 }
                if seenPoint { decimals += 1 }
            } else {
                break
            }
            byte = iterator.next()
        }
        guard seenDigit else { return nil }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            guard let exponent = parseExponent(&iterator) else { return nil }
            decimals -= exponent
        } else if byte != nil {
            return nil
        }
        return scaled(negative ? -digits : digits, decimals: decimals)
    }

    private static func parseExponent(_ iterator: inout some IteratorProtocol<UInt8>) -> Int? {
        var byte = iterator.next()
        var negative = false
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
            negative = byte == UInt8(ascii: "-")
            byte = iterator.next()
        }
        var value = 0
        var count = 0
        while let current = byte {
            let digit = current &- 48
            guard digit < 10, count < 3 else { return nil }
            value = value * 10 + Int(digit)
            count += 1
            byte = iterator.next()
        }
        return count == 0 ? nil : (negative ? -value : value)
    }

    /// `digits × 10^(9 − decimals)`, rounded to the nearest whole, a half away from zero.
    private static func scaled(_ digits: Int128, decimals: Int) -> Parsed? {
        if digits == 0 { return .exact(0) }
        var value = digits
        var shift = 9 - decimals
        while shift > 0 {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
            shift -= 1
        }
        guard shift < 0 else { return .exact(value) }
        guard shift >= -38 else { return .rounded(0) }
        var divisor: Int128 = 1
        for _ in 0..<(-shift) { divisor *= 10 }
        let (whole, rest) = value.quotientAndRemainder(dividingBy: divisor)
        if rest == 0 { return .exact(whole) }
        let away = rest.magnitude >= divisor.magnitude - rest.magnitude
        return .rounded(whole + (away ? Int128(rest.signum()) : 0))
    }

    /// The shortest decimal text of so many billionths: `1.25`, `-0.5`, `4800`.
    package static func text(_ billionths: Int128) -> String {
        let (units, rest) = billionths.magnitude.quotientAndRemainder(dividingBy: scale.magnitude)
        var text = billionths < 0 ? "-\(units)" : "\(units)"
        guard rest != 0 else { return text }
        var decimals = String(rest)
        decimals = String(repeating: "0", count: 9 - decimals.count) + decimals
        while decimals.hasSuffix("0") { decimals.removeLast() }
        text += "." + decimals
        return text
    }
}
