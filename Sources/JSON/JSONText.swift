/// The lexical rules of JSON over a span of bytes: space, strings, numbers, words, and skipping what is not wanted.
package enum JSONText {
    /// Moves past blanks, tabs and line ends.
    @inline(__always)
    @inlinable package static func skipSpace(_ bytes: borrowing Span<UInt8>, _ position: inout Int) {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// Takes `byte` if it comes next, after space.
    @inlinable package static func take(
        _ byte: UInt8, _ bytes: borrowing Span<UInt8>, _ position: inout Int
    ) throws(JSONFault) -> Bool {
        skipSpace(bytes, &position)
        guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
        guard bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Takes `byte`, which must come next, after space.
    @inlinable package static func expect(
        _ byte: UInt8, _ bytes: borrowing Span<UInt8>, _ position: inout Int
    ) throws(JSONFault) {
        guard try take(byte, bytes, &position) else { throw JSONFault(.unexpectedByte, at: position) }
    }

    /// Takes `true`, `false` or `null`.
    @inlinable package static func literal(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int, _ text: StaticString
    ) throws(JSONFault) {
        for index in 0..<text.utf8CodeUnitCount {
            guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
            guard bytes[position] == text.utf8Start[index] else { throw JSONFault(.unexpectedByte, at: position) }
            position += 1
        }
    }

    /// Takes a number and gives the range of its text: `[-]digits[.digits][e[±]digits]`.
    @inlinable package static func number(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int
    ) throws(JSONFault) -> Range<Int> {
        let start = position
        func digits(_ bytes: borrowing Span<UInt8>, _ position: inout Int) throws(JSONFault) {
            let first = position
            while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
            if position == first { throw JSONFault(first < bytes.count ? .unexpectedByte : .truncated, at: first) }
        }
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        try digits(bytes, &position)
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits(bytes, &position)
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits(bytes, &position)
        }
        return start..<position
    }

    /// Moves past a string without reading its escapes; `position` is at its opening quote.
    ///
    /// - Returns: The range between the quotes and whether it needs the slow path: escapes or bytes outside ASCII.
    @inlinable package static func stringRange(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int
    ) throws(JSONFault) -> (range: Range<Int>, isPlain: Bool) {
        guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
        guard bytes[position] == UInt8(ascii: "\"") else { throw JSONFault(.unexpectedByte, at: position) }
        position += 1
        let start = position
        var plain = true
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return (start..<(position - 1), plain)
            }
            if byte == UInt8(ascii: "\\") {
                plain = false
                position += 1
            } else if byte < 0x20 {
                throw JSONFault(.badText, at: position)
            } else if byte >= 0x80 {
                plain = false
            }
            position += 1
        }
        position = bytes.count
        throw JSONFault(.truncated, at: position)
    }

    /// Takes a string; `position` is at its opening quote.
    @inlinable package static func string(_ bytes: borrowing Span<UInt8>, _ position: inout Int) throws(JSONFault)
        -> String
    {
        let start = position
        let (range, isPlain) = try stringRange(bytes, &position)
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        if isPlain {
            for index in range { text.append(bytes[index]) }
        } else {
            try unescape(bytes, range, into: &text)
        }
        guard let string = String(validating: text, as: UTF8.self) else { throw JSONFault(.badText, at: start) }
        return string
    }

    /// Appends the text of a range between quotes, its escapes resolved. A lone surrogate is `badText`.
    @inlinable package static func unescape(
        _ bytes: borrowing Span<UInt8>, _ range: Range<Int>, into text: inout [UInt8]
    ) throws(JSONFault) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard index < range.upperBound else { throw JSONFault(.badText, at: index) }
            let escape = bytes[index]
            index += 1
            if escape == UInt8(ascii: "u") {
                let scalar = try escapedScalar(bytes, &index, end: range.upperBound)
                text.append(contentsOf: String(Character(scalar)).utf8)
            } else if let plain = simpleEscape(escape) {
                text.append(plain)
            } else {
                throw JSONFault(.badText, at: index - 1)
            }
        }
    }

    @inlinable package static func simpleEscape(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    @inlinable package static func escapedScalar(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, end: Int
    ) throws(JSONFault) -> Unicode.Scalar {
        let first = try hexUnit(bytes, &index, end: end)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { throw JSONFault(.badText, at: index) }
        index += 2
        let second = try hexUnit(bytes, &index, end: end)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00))
        else { throw JSONFault(.badText, at: index) }
        return scalar
    }

    @inlinable package static func hexUnit(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, end: Int
    ) throws(JSONFault) -> UInt16 {
        guard index + 4 <= end else { throw JSONFault(.badText, at: index) }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            let byte = bytes[index]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            default: throw JSONFault(.badText, at: index)
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }
}
