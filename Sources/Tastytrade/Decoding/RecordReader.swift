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

    /// Knows a field without wanting its value: whatever it holds is no drift.
    func ignore(_ name: String) { node.noteKnown(name) }

    /// Text.
    func text(_ name: String) -> String? { read(name, as: "text") { $0.string } }

    /// The name of something, which the venue writes as text or as a number.
    func identifier(_ name: String) -> String? { read(name, as: "text or a number") { $0.plainText } }

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

    /// An estimate that the venue writes in percent, as a fraction: its `26.5` is 0.265.
    func percent(_ name: String) -> Double? { estimate(name).map { $0 / 100 } }

    /// An amount with the sign of its companion `<name>-effect`: `Credit` is above zero, `Debit` below.
    ///
    /// An amount whose effect is absent or unknown is not guessed: it is absent, and noted beside the effect. An amount
    /// of zero needs none.
    func signed(_ name: String, effect companion: String? = nil) -> Money? {
        let effectName = companion ?? name + "-effect"
        let effect = word(effectName, CashEffect.self)
        guard let amount = decimal(name, Money.self) else { return nil }
        if amount == .zero { return .zero }
        switch effect {
        case .credit, .creditInLowerCase: return amount
        case .debit, .debitInLowerCase: return amount < .zero ? amount : -amount
        default:
            node.noteLostAmount(because: effectName)
            return nil
        }
    }

    /// A day, `YYYY-MM-DD`; of a longer text its first ten letters.
    func day(_ name: String) -> TradingDay? {
        read(name, as: "a day") { $0.string.flatMap { TradingDay(String($0.prefix(10))) } }
    }

    /// A moment: ISO 8601 text, or milliseconds since 1970 as a number or as text. Zero
    /// milliseconds and -1 are no moment.
    func moment(_ name: String) -> Timestamp? {
        guard let found = value(name) else { return nil }
        if let milliseconds = found.int64 ?? found.string.flatMap(Int64.init) {
            if milliseconds == 0 || milliseconds == -1 { return nil }
            if milliseconds >= Self.firstPlausibleMoment, let moment = Timestamp(milliseconds: milliseconds) {
                return moment
            }
        } else if let moment = found.string.flatMap({ Timestamp($0) }) {
            return moment
        }
        node.noteRetyped(name, expected: "a moment", found: found.kindName)
        return nil
    }

    /// 1973 in milliseconds: a smaller number is a count or seconds, no moment of this venue.
    private static let firstPlausibleMoment: Int64 = 100_000_000_000

    /// The name under which a field is there: `dashed`, or the same in camel case, which some of the venue's services
    /// write; `dashed` when neither is.
    func spelled(_ dashed: String) -> String {
        if has(dashed) { return dashed }
        let parts = dashed.split(separator: "-")
        let camel = parts.dropFirst().reduce(into: String(parts[0])) { name, part in
            name += part.prefix(1).uppercased() + part.dropFirst()
        }
        return has(camel) ? camel : dashed
    }

    /// The JSON of a field, as it is; for what the venue does not describe.
    func verbatim(_ name: String) -> VerbatimJSON? { value(name).map(VerbatimJSON.init) }

    /// Text, or a flag as the word `true` or `false`: for what the venue has written both ways.
    func textOrFlag(_ name: String) -> String? {
        read(name, as: "text or a flag") { $0.string ?? $0.bool.map { $0 ? "true" : "false" } }
    }

    /// Every member with its JSON as it is; for objects that the venue does not describe.
    func everything() -> [(name: String, value: VerbatimJSON)] {
        members.map { member in
            node.noteKnown(member.key)
            return (member.key, VerbatimJSON(member.value))
        }
    }

    // MARK: What must be there

    /// The value of a field without which the record means nothing.
    func required<Value>(_ name: String, _ value: Value?) throws(RecordFault) -> Value {
        guard let value else { throw RecordFault(field: name, reason: "no readable '\(name)'") }
        return value
    }

    /// Text without which the record means nothing.
    func requiredText(_ name: String) throws(RecordFault) -> String { try required(name, text(name)) }

    // MARK: Records inside

    /// A record inside this one; `nil` when absent, `null` or an empty object.
    func record<Value: Record>(_ name: String, _ type: Value.Type = Value.self) -> Value? {
        guard let found = value(name), found != .object([]) else { return nil }
        let child = node.child(name)
        do {
            return try RecordReader.read(type, from: found, child)
        } catch {
            child.noteUnreadable(error)
            node.noteElsewhere(name)
            return nil
        }
    }

    /// The records of a list, in order; unreadable ones are left out and noted. `nil` when there is no list.
    ///
    /// - Parameters:
    ///   - leavingOutEmpty: Whether an object without members is no record and no fault.
    ///   - failed: Called for each unreadable one with its place in the list.
    func records<Value: Record>(
        _ name: String, _ type: Value.Type = Value.self, leavingOutEmpty: Bool = false,
        failed: (Int, RecordFault) -> Void = { _, _ in }
    ) -> [Value]? {
        guard var elements = read(name, as: "a list", { $0.array }) else { return nil }
        if leavingOutEmpty { elements.removeAll { $0 == .object([]) } }
        return RecordReader.list(type, elements, node.child(name + "[]"), failed: failed)
    }

    /// The texts of a list; what is not text is left out and noted.
    func texts(_ name: String) -> [String]? { elements(name, as: "text") { $0.string } }

    /// The days of a list; what is no day is left out and noted.
    func days(_ name: String) -> [TradingDay]? { elements(name, as: "a day") { $0.string.flatMap { TradingDay($0) } } }

    /// The whole numbers of a list; what is none is left out and noted.
    func integers(_ name: String) -> [Int]? { elements(name, as: "a whole number") { $0.int } }

    private func elements<Value>(_ name: String, as expected: String, _ body: (JSONValue) -> Value?) -> [Value]? {
        guard let elements = read(name, as: "a list", { $0.array }) else { return nil }
        return elements.compactMap { element in
            if let value = body(element) { return value }
            node.noteRetyped(name + "[]", expected: expected, found: element.kindName)
            return nil
        }
    }

    /// Reads the elements of a list; unreadable ones are left out and noted.
    static func list<Value: Record>(
        _ type: Value.Type, _ elements: [JSONValue], _ node: DecodingLog.Node,
        failed: (Int, RecordFault) -> Void = { _, _ in }
    ) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for (place, element) in elements.enumerated() {
            do throws(RecordFault) {
                values.append(try RecordReader.read(type, from: element, node))
            } catch {
                node.noteUnreadable(error)
                failed(place, error)
            }
        }
        return values
    }
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
