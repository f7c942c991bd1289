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
    ///
    /// - Parameter minimumDecimals: Digits behind the point at least, 0 to 9; with 1 it is `4800.0`.
    package static func text(_ billionths: Int128, minimumDecimals: Int = 0) -> String {
        // A sign, 30 digits, a point and nine more at most.
        String(unsafeUninitializedCapacity: 48) { buffer in
            var (units, rest) = billionths.magnitude.quotientAndRemainder(dividingBy: scale.magnitude)
            var start = buffer.count
            func put(_ byte: UInt8) {
                start -= 1
                buffer[start] = byte
            }
            var decimals = 9
            var part = UInt32(truncatingIfNeeded: rest)
            while decimals > minimumDecimals, part % 10 == 0 {
                part /= 10
                decimals -= 1
            }
            if decimals > 0 {
                for _ in 0..<decimals {
                    put(48 + UInt8(part % 10))
                    part /= 10
                }
                put(UInt8(ascii: "."))
            }
            // Dividing 128 bits is slow and rarely needed.
            while units > UInt128(UInt64.max) {
                (units, rest) = units.quotientAndRemainder(dividingBy: 10)
                put(48 + UInt8(truncatingIfNeeded: rest))
            }
            var whole = UInt64(units)
            repeat {
                put(48 + UInt8(whole % 10))
                whole /= 10
            } while whole > 0
            if billionths < 0 { put(UInt8(ascii: "-")) }
            let count = buffer.count - start
            for place in 0..<count { buffer[place] = buffer[start + place] }
            return count
        }
    }
}
