import JSON
import MarketModel

/// Reads a value in any spelling: space around it, escapes, exponents, more decimals than a billionth has.
struct SlowValue {
    /// What reading a value gave.
    enum Result {
        /// The raw value for its slot.
        case value(Int64)
        /// Nothing: null.
        case unset
        /// The row cannot be used.
        case excluded(RowExclusion)
    }

    let type: MarketEventType
    private(set) var rounded = 0
    private(set) var unknownWords = 0

    init(type: MarketEventType) { self.type = type }

    /// Reads the value at `position`, which is after space.
    ///
    /// - Throws: `JSONFault` when it is no JSON value; `position` is then somewhere inside it.
    mutating func read(
        _ kind: FieldKind, _ bytes: borrowing Span<UInt8>, _ position: inout Int, _ cache: NameCache
    ) throws(JSONFault) -> Result {
        guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
        if kind == .unknown {
            try JSONText.skipValue(bytes, &position)
            return .unset
        }
        switch bytes[position] {
        case UInt8(ascii: "\""):
            return text(try JSONText.string(bytes, &position), kind, cache)
        case UInt8(ascii: "n"):
            try JSONText.literal(bytes, &position, "null")
            return .unset
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            let isTrue = bytes[position] == UInt8(ascii: "t")
            try JSONText.literal(bytes, &position, isTrue ? "true" : "false")
            return kind == .bool ? .value(isTrue ? 1 : 0) : .excluded(.wrongValue)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            try JSONText.skipValue(bytes, &position)
            return .excluded(.wrongValue)
        default:
            let range = try JSONText.number(bytes, &position)
            var digits: [UInt8] = []
            for index in range { digits.append(bytes[index]) }
            return number(digits, kind)
        }
    }

    private mutating func number(_ digits: [UInt8], _ kind: FieldKind) -> Result {
        switch kind {
        case .fixed:
            switch DecimalText.parse(digits) {
            case .exact(let billionths): return ranged(billionths)
            case .rounded(let billionths):
                rounded += 1
                return ranged(billionths)
            case nil: return .excluded(.outOfRange)
            }
        case .double:
            guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else {
                return .excluded(.outOfRange)
            }
            return .value(Int64(bitPattern: value.bitPattern))
        case .int32, .int64, .index, .milliseconds: return whole(digits, kind)
        default: return .excluded(.wrongValue)
        }
    }

    private func ranged(_ billionths: Int128) -> Result {
        guard let value = Int64(exactly: billionths), value != Price.absentBillionths else {
            return .excluded(.outOfRange)
        }
        return .value(value)
    }

    private func whole(_ digits: [UInt8], _ kind: FieldKind) -> Result {
        let value: Int64
        if let direct = Int64(String(decoding: digits, as: UTF8.self)) {
            value = direct
        } else {
            // `12.0` and `1e3` are whole too.
            guard case .exact(let billionths)? = DecimalText.parse(digits) else { return .excluded(.outOfRange) }
            let (units, rest) = billionths.quotientAndRemainder(dividingBy: DecimalText.scale)
            guard rest == 0 else { return .excluded(.wrongValue) }
            guard let fitting = Int64(exactly: units) else { return .excluded(.outOfRange) }
            value = fitting
        }
        if kind == .int32, Int32(exactly: value) == nil { return .excluded(.outOfRange) }
        return .value(value)
    }

    private mutating func text(_ text: String, _ kind: FieldKind, _ cache: NameCache) -> Result {
        switch kind {
        case .eventType: return text == type.feedName ? .value(0) : .excluded(.typeMismatch)
        case .symbol, .name:
            guard let id = cache.id(ofText: text) else { return .excluded(.namesFull) }
            return .value(Int64(id.rawValue))
        case .character:
            let units = Array(text.utf16.prefix(2))
            return units.count < 2 ? .value(Int64(units.first ?? 0)) : .excluded(.wrongValue)
        case .fixed, .double, .int32, .int64, .index, .milliseconds: return numberWord(text, kind)
        case .aggressorSide, .printKind, .tickDirection, .priceType, .tradingStatus, .shortSaleRestriction:
            return word(text, kind)
        case .unknown, .bool: return .excluded(.wrongValue)
        }
    }

    /// The feed's texts in the place of numbers. An infinite price or size fits no field.
    private func numberWord(_ text: String, _ kind: FieldKind) -> Result {
        switch text {
        case "NaN": .unset
        case "Infinity" where kind == .double: .value(Int64(bitPattern: Double.infinity.bitPattern))
        case "-Infinity" where kind == .double: .value(Int64(bitPattern: (-Double.infinity).bitPattern))
        case "Infinity", "-Infinity": .excluded(.outOfRange)
        default: .excluded(.wrongValue)
        }
    }

    /// The place of a text in a closed set. All sets have their default first.
    private mutating func word(_ text: String, _ kind: FieldKind) -> Result {
        if let place = FeedWords.place(kind, type, text) { return .value(Int64(place)) }
        if !text.isEmpty { unknownWords += 1 }
        return .value(0)
    }
}
