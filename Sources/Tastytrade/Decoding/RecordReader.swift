import JSON
import MarketModel

/// Reads the members of one JSON object by name and notes what is missing, `null` or of another kind than it should be.
///
/// The venue writes decimals as text or as numbers; both are read, exactly. What cannot be read is absent, never zero.
struct RecordReader {
    private let members: [JSONValue.Member]
    private let node: DecodingLog.Node

    /// Reads `value`, which must be an object.
    init(_ value: JSONValue, _ node: DecodingLog.Node) throws(RecordFault) {
        guard case .object(let members) = value else {
            throw RecordFault(field: "", reason: "\(value.kindName) in place of an object")
        }
        self.members = members
        self.node = node
    }

    /// Reads a whole record and notes the fields it did not ask for.
    static func read<Value: Record>(
        _ type: Value.Type, from value: JSONValue, _ node: DecodingLog.Node
    ) throws(RecordFault) -> Value {
        node.noteRecord()
        let fields = try RecordReader(value, node)
        let record = try Value(fields)
        node.noteRest(of: fields.members.lazy.map(\.key))
        return record
    }

    // MARK: One field

    /// The value of a field, noting its absence; `nil` when it is missing or `null`.
    private func value(_ name: String) -> JSONValue? {
        guard let value = members.last(where: { $0.key == name })?.value else {
            node.noteMissing(name)
            return nil
        }
        if value == .null {
            node.noteNull(name)
            return nil
        }
        node.noteKnown(name)
        return value
    }

    private func read<Value>(_ name: String, as expected: String, _ body: (JSONValue) -> Value?) -> Value? {
        guard let found = value(name) else { return nil }
        if let value = body(found) { return value }
        node.noteRetyped(name, expected: expected, found: found.kindName)
        return nil
    }

    /// Whether a field is there at all, even as `null`.
    func has(_ name: String) -> Bool { members.contains { $0.key == name } }

    /// Text; a number reads as its own text.
    func text(_ name: String) -> String? { read(name, as: "text") { $0.plainText } }

    /// A word of an open vocabulary.
    func word<Word: OpenWord>(_ name: String, _ type: Word.Type = Word.self) -> Word? {
        guard let text = read(name, as: "text", { $0.string }) else { return nil }
        let word = Word(rawValue: text)
        if !word.isKnown { node.noteWord(name, text) }
        return word
    }

    /// `true` or `false`; also as text.
    func flag(_ name: String) -> Bool? {
        read(name, as: "a flag") { $0.bool ?? ($0.string == "true" ? true : $0.string == "false" ? false : nil) }
    }

    /// A whole number, as a number or as text; `3.0` is one.
    func integer(_ name: String) -> Int? {
        read(name, as: "a whole number") { value in
            value.int ?? value.string.flatMap { Int($0) ?? JSONValue.number($0).int }
        }
    }

    /// An exact decimal, as text or as a number. The venue's `"NaN"` is absent.
    func decimal<Value: FixedPoint>(_ name: String, _ type: Value.Type = Value.self) -> Value? {
        guard let found = value(name) else { return nil }
        if found == .string("NaN") || found == .string("") { return nil }
        if let value = found.plainText.flatMap({ Self.nearest($0, type) }) { return value }
        node.noteRetyped(name, expected: "a decimal", found: found.kindName)
        return nil
    }

    /// The decimal a text spells, rounded to billionths when it has more than nine decimals.
    private static func nearest<Value: FixedPoint>(_ text: String, _ type: Value.Type) -> Value? {
        switch DecimalText.parse(text.utf8) {
        case .exact(let billionths)?, .rounded(let billionths)?:
            Value.Raw(exactly: billionths).map { Value(billionths: $0) }
        case nil: nil
        }
    }

    /// An estimate, such as a volatility or a correlation. The venue's `"NaN"` is absent.
    func estimate(_ name: String) -> Double? {
        guard let found = value(name) else { return nil }
        if found == .string("NaN") || found == .string("") { return nil }
        if let value = found.plainText.flatMap(Double.init), value.isFinite { return value }
        node.noteRetyped(name, expected: "a decimal", found: found.kindName)
        return nil
    }

    /// An amount with the sign of its companion `<name>-effect`: `Credit` is above zero, `Debit` below.
    ///
    /// An amount above zero whose effect is absent or unknown is not guessed: it is absent and noted as retyped.
    func signed(_ name: String, effect companion: String? = nil) -> Money? {
        let effectName = companion ?? name + "-effect"
        let effect = word(effectName, CashEffect.self)
        guard let amount = decimal(name, Money.self) else { return nil }
        if amount == .zero { return .zero }
        switch effect {
        case .credit: return amount
        case .debit: return -amount
        default:
            node.noteRetyped(name, expected: "an amount with its effect", found: "an amount without one")
            return nil
        }
    }

    /// A day, `YYYY-MM-DD`; of a longer text its first ten letters.
    func day(_ name: String) -> TradingDay? {
        read(name, as: "a day") { $0.string.flatMap { TradingDay(String($0.prefix(10))) } }
    }

    /// A moment: ISO 8601 text or milliseconds since 1970, as a number or as text. Zero milliseconds is no moment.
    func moment(_ name: String) -> Timestamp? {
        guard let found = value(name) else { return nil }
        let milliseconds = found.int64 ?? found.string.flatMap(Int64.init)
        if let milliseconds {
            if milliseconds == 0 { return nil }
            if let moment = Timestamp(milliseconds: milliseconds) { return moment }
        } else if let moment = found.string.flatMap({ Timestamp($0) }) {
            return moment
        }
        node.noteRetyped(name, expected: "a moment", found: found.kindName)
        return nil
    }

    // MARK: What must be there

    /// The value of a field without which the record means nothing.
    func required<Value>(_ name: String, _ value: Value?) throws(RecordFault) -> Value {
        guard let value else { throw RecordFault(field: name, reason: "no readable '\(name)'") }
        return value
    }

    // MARK: Records inside

    /// A record inside this one; `nil` when absent, `null` or an empty object.
    func record<Value: Record>(_ name: String, _ type: Value.Type = Value.self) -> Value? {
        guard let found = value(name), found != .object([]) else { return nil }
        let child = node.child(name)
        do {
            return try RecordReader.read(type, from: found, child)
        } catch {
            child.noteUnreadable(error.reason)
            return nil
        }
    }

    /// The records of a list, in order; unreadable ones are left out and noted. `nil` when there is no list.
    func records<Value: Record>(_ name: String, _ type: Value.Type = Value.self) -> [Value]? {
        guard let elements = read(name, as: "a list", { $0.array }) else { return nil }
        return RecordReader.list(type, elements, node.child(name + "[]"))
    }

    /// Words of a list; what is not text is left out and noted.
    func texts(_ name: String) -> [String]? {
        guard let elements = read(name, as: "a list", { $0.array }) else { return nil }
        return elements.compactMap { element in
            if let text = element.plainText { return text }
            node.noteRetyped(name + "[]", expected: "text", found: element.kindName)
            return nil
        }
    }

    /// Reads the elements of a list; unreadable ones are left out and noted.
    static func list<Value: Record>(
        _ type: Value.Type, _ elements: [JSONValue], _ node: DecodingLog.Node
    ) -> [Value] {
        elements.compactMap { element in
            do throws(RecordFault) {
                return try RecordReader.read(type, from: element, node)
            } catch {
                node.noteUnreadable(error.reason)
                return nil
            }
        }
    }
}

/// Whether an amount comes in or goes out.
struct CashEffect: OpenWord {
    let rawValue: String
    static let credit = CashEffect(rawValue: "Credit")
    static let debit = CashEffect(rawValue: "Debit")
    static let none = CashEffect(rawValue: "None")
    static let known = [credit, debit, none]
}

extension JSONValue {
    /// Text as it is, or a number's own text.
    var plainText: String? {
        switch self {
        case .string(let text): text
        case .number(let text): text
        default: nil
        }
    }

    /// What kind of value it is, for people.
    var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a flag"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
