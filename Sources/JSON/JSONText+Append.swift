extension JSONText {
    /// Appends a value.
    package static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: append(raw: "null", to: &bytes)
        case .bool(let flag): append(raw: flag ? "true" : "false", to: &bytes)
        case .number(let text): append(raw: text, to: &bytes)
        case .string(let text): append(string: text, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(element, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(string: member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                append(member.value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Appends text that is JSON already.
    package static func append(raw text: String, to bytes: inout [UInt8]) { bytes.append(contentsOf: text.utf8) }

    /// Appends a whole number.
    package static func append(integer value: Int64, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        appendDigits(value.magnitude, minimum: 1, to: &bytes)
    }

    /// Appends digits, with leading zeros up to `minimum`.
    package static func appendDigits(_ value: UInt64, minimum: Int, to bytes: inout [UInt8]) {
        let start = bytes.count
        var rest = value
        repeat {
            bytes.append(48 + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        while bytes.count - start < minimum { bytes.append(48) }
        bytes[start...].reverse()
    }

    /// Appends text as a string, with quotes and escapes.
    package static func append(string text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Most text has nothing to escape.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                append(raw: "\\u00", to: &bytes)
                bytes.append(byte < 0x10 ? 48 : 49)
                let low = byte & 0x0F
                bytes.append(low < 10 ? 48 + low : 87 + low)
            default: bytes.append(byte)
            }
        }
    }
}
