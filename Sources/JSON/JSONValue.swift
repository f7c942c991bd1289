/// A JSON value as a protocol edge needs it: numbers keep their text, objects keep their order.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// A number by its own text, so that 64-bit integers and decimals stay exact.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// One key of an object with its value.
    package struct Member: Equatable, Sendable {
        package var key: String
        package var value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }
}

extension JSONValue {
    /// The value of a key; the last one when a key repeats, `nil` when absent or when this is no object.
    package subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key == key }?.value
    }

    /// The text of a string value.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The value of `true` or `false`.
    package var bool: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    /// An integer that fits 64 bits exactly; `3.0` and `1e3` are integers too.
    package var int64: Int64? {
        guard case .number(let text) = self else { return nil }
        if let whole = Int64(text) { return whole }
        guard let value = Double(text), value.magnitude < 9_007_199_254_740_992 else { return nil }
        return Int64(exactly: value)
    }

    /// An integer that fits `Int`.
    package var int: Int? { int64.flatMap { Int(exactly: $0) } }

    /// The nearest `Double` of a number; the feed's `"NaN"`, `"Infinity"` and `"-Infinity"` count too.
    package var double: Double? {
        switch self {
        case .number(let text): Double(text)
        case .string("NaN"): .nan
        case .string("Infinity"): .infinity
        case .string("-Infinity"): -.infinity
        default: nil
        }
    }

    /// The elements of an array.
    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members of an object, in their order.
    package var object: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// A whole number.
    package static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

    /// A number by its shortest exact text; the feed's strings for what JSON numbers cannot say.
    package static func double(_ value: Double) -> JSONValue {
        if value.isNaN { return .string("NaN") }
        if value.isInfinite { return .string(value < 0 ? "-Infinity" : "Infinity") }
        return .number(value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : "\(value)")
    }
}
