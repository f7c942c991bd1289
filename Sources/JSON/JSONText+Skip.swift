extension JSONText {
    /// Moves past one value of any kind, without recursion.
    ///
    /// - Parameter depth: The most levels of arrays and objects.
    @inlinable package static func skipValue(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int, depth maximum: Int = JSONReader.maximumDepth
    ) throws(JSONFault) {
        // One bit a level: set is an object. `maximum` is at most 64.
        var kinds: UInt64 = 0
        var depth = 0
        while true {
            try skipScalarOrOpen(bytes, &position, &kinds, &depth, maximum)
            // After a value: close what ends here, until a comma asks for the next value.
            while depth > 0 {
                skipSpace(bytes, &position)
                guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
                let byte = bytes[position]
                let isObject = kinds & 1 == 1
                if byte == UInt8(ascii: ",") {
                    position += 1
                    if isObject { try skipKey(bytes, &position) }
                    break
                }
                guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw JSONFault(.unexpectedByte, at: position)
                }
                position += 1
                kinds >>= 1
                depth -= 1
            }
            if depth == 0 { return }
        }
    }

    @inlinable package static func skipKey(_ bytes: borrowing Span<UInt8>, _ position: inout Int) throws(JSONFault) {
        skipSpace(bytes, &position)
        _ = try stringRange(bytes, &position)
        try expect(UInt8(ascii: ":"), bytes, &position)
    }

    /// Moves past a scalar, or past as many opening brackets as lead to one. An empty array or object is a scalar.
    @inlinable package static func skipScalarOrOpen(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int, _ kinds: inout UInt64, _ depth: inout Int,
        _ maximum: Int
    ) throws(JSONFault) {
        while true {
            skipSpace(bytes, &position)
            guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                _ = try stringRange(bytes, &position)
                return
            case UInt8(ascii: "t"): return try literal(bytes, &position, "true")
            case UInt8(ascii: "f"): return try literal(bytes, &position, "false")
            case UInt8(ascii: "n"): return try literal(bytes, &position, "null")
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                let isObject = bytes[position] == UInt8(ascii: "{")
                guard depth < maximum else { throw JSONFault(.tooDeep, at: position) }
                position += 1
                if try take(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"), bytes, &position) { return }
                depth += 1
                kinds = kinds << 1 | (isObject ? 1 : 0)
                if isObject { try skipKey(bytes, &position) }
            default:
                _ = try number(bytes, &position)
                return
            }
        }
    }
}
