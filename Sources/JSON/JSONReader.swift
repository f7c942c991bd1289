/// Reads one JSON value from bytes, bounded in length and depth. For control messages, not for market data.
package enum JSONReader {
    /// The most levels of arrays and objects.
    package static let maximumDepth = 32
    /// The most bytes of one value.
    package static let maximumBytes = 4 << 20

    /// The value that the whole of `bytes` spells.
    package static func read(
        _ bytes: [UInt8], maximumBytes: Int = maximumBytes
    ) throws(JSONFault) -> JSONValue { try read(bytes.span, maximumBytes: maximumBytes) }

    /// The value that the whole of `bytes` spells.
    package static func read(
        _ bytes: borrowing Span<UInt8>, maximumBytes: Int = maximumBytes
    ) throws(JSONFault) -> JSONValue {
        guard bytes.count <= maximumBytes else { throw JSONFault(.tooLong, at: maximumBytes) }
        var position = 0
        let value = try value(bytes, &position, depth: 0)
        JSONText.skipSpace(bytes, &position)
        guard position == bytes.count else { throw JSONFault(.trailingBytes, at: position) }
        return value
    }

    private static func value(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int, depth: Int
    ) throws(JSONFault) -> JSONValue {
        JSONText.skipSpace(bytes, &position)
        guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(bytes, &position, depth: depth + 1)
        case UInt8(ascii: "["): return try array(bytes, &position, depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try JSONText.string(bytes, &position))
        case UInt8(ascii: "t"): return try word(bytes, &position, "true", .bool(true))
        case UInt8(ascii: "f"): return try word(bytes, &position, "false", .bool(false))
        case UInt8(ascii: "n"): return try word(bytes, &position, "null", .null)
        default:
            let range = try JSONText.number(bytes, &position)
            var text = ""
            for index in range { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
            return .number(text)
        }
    }

    private static func word(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int, _ text: StaticString, _ value: JSONValue
    ) throws(JSONFault) -> JSONValue {
        try JSONText.literal(bytes, &position, text)
        return value
    }

    private static func array(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int, depth: Int
    ) throws(JSONFault) -> JSONValue {
        guard depth <= maximumDepth else { throw JSONFault(.tooDeep, at: position) }
        position += 1
        var elements: [JSONValue] = []
        if try JSONText.take(UInt8(ascii: "]"), bytes, &position) { return .array(elements) }
        while true {
            elements.append(try value(bytes, &position, depth: depth))
            if try JSONText.take(UInt8(ascii: "]"), bytes, &position) { return .array(elements) }
            try JSONText.expect(UInt8(ascii: ","), bytes, &position)
        }
    }

    private static func object(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int, depth: Int
    ) throws(JSONFault) -> JSONValue {
        guard depth <= maximumDepth else { throw JSONFault(.tooDeep, at: position) }
        position += 1
        var members: [JSONValue.Member] = []
        if try JSONText.take(UInt8(ascii: "}"), bytes, &position) { return .object(members) }
        while true {
            JSONText.skipSpace(bytes, &position)
            let key = try JSONText.string(bytes, &position)
            try JSONText.expect(UInt8(ascii: ":"), bytes, &position)
            members.append(JSONValue.Member(key, try value(bytes, &position, depth: depth)))
            if try JSONText.take(UInt8(ascii: "}"), bytes, &position) { return .object(members) }
            try JSONText.expect(UInt8(ascii: ","), bytes, &position)
        }
    }
}
