import MarketModel

/// Numbers in the fields of a text row, read by their digits.
enum FieldText {
    /// Decimal text as billionths; `nil` when it is no number, not exact in billionths or out of range.
    @inline(__always)
    static func billionths(_ field: borrowing Span<UInt8>) -> Int64? {
        let count = field.count
        // Up to nine whole digits always fit in 64 bits as billionths; anything else takes the long way.
        guard count > 0, count <= 18 else { return exactBillionths(field) }
        var index = 0
        let negative = field[0] == UInt8(ascii: "-")
        if negative { index = 1 }
        var value: Int64 = 0
        var whole = 0
        while index < count, case let digit = field[index] &- 48, digit < 10 {
            value = value &* 10 &+ Int64(digit)
            index += 1
            whole += 1
        }
        guard whole > 0, whole <= 9 else { return exactBillionths(field) }
        var decimals = 0
        if index < count {
            guard field[index] == UInt8(ascii: ".") else { return exactBillionths(field) }
            index += 1
            while index < count, case let digit = field[index] &- 48, digit < 10 {
                value = value &* 10 &+ Int64(digit)
                index += 1
                decimals += 1
            }
            guard index == count, decimals > 0, decimals <= 9 else { return exactBillionths(field) }
        }
        value &*= powersOfTen[9 - decimals]
        return negative ? -value : value
    }

    /// A whole number; `nil` for anything else or out of range.
    @inline(__always)
    static func integer(_ field: borrowing Span<UInt8>) -> Int64? {
        var index = 0
        let negative = field.count > 1 && field[0] == UInt8(ascii: "-")
        if negative { index = 1 }
        guard field.count > index, field.count <= 20 else { return nil }
        var value: Int64 = 0
        while index < field.count {
            guard case let digit = field[index] &- 48, digit < 10 else { return nil }
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, sumOverflow) = scaled.addingReportingOverflow(Int64(digit))
            guard !overflow, !sumOverflow else { return nil }
            value = sum
            index += 1
        }
        return negative ? -value : value
    }

    /// Whether the field is this ASCII text, case aside.
    @inline(__always)
    static func equals(_ field: borrowing Span<UInt8>, _ text: StaticString) -> Bool {
        guard field.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { expected in
            for index in 0..<expected.count where field[index] & 0xDF != expected[index] & 0xDF { return false }
            return true
        }
    }

    /// The field as text; `nil` when it is not UTF-8.
    static func text(_ field: borrowing Span<UInt8>) -> String? {
        String(validating: bytes(field), as: UTF8.self)
    }

    /// A copy of the bytes.
    static func bytes(_ field: borrowing Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(field.count)
        for index in 0..<field.count { bytes.append(field[index]) }
        return bytes
    }

    private static func exactBillionths(_ field: borrowing Span<UInt8>) -> Int64? {
        guard field.count <= 64, case .exact(let value)? = DecimalText.parse(bytes(field)) else { return nil }
        return Int64(exactly: value)
    }

    private static let powersOfTen: [Int64] = (0...9).map { power in
        (0..<power).reduce(Int64(1)) { value, _ in value * 10 }
    }
}
