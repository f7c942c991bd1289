import MarketModel

/// Reads the compact rows of one event type on one channel by its field program.
///
/// Every row is tried first in the usual spelling, word by word; a row that holds anything else is read again from
/// its start by `SlowValue`. A row that fails there is excluded, and reading goes on with the next row.
struct RowReader: Sendable {
    let program: FieldProgram
    private let steps: [FieldProgram.Step]
    private var memos: [FieldMemo]
    /// The raw value of each field of the row, by `EventField.rawValue`.
    private(set) var values: FieldValues
    private let scales = FastValue.scales

    init(_ program: FieldProgram) {
        self.program = program
        steps = program.steps
        memos = Array(repeating: FieldMemo(), count: program.steps.count)
        values = FieldValues(unsetFor: program.type)
    }

    /// Reads the row at `position` in the usual spelling.
    ///
    /// - Returns: The position after its last value, or `FastValue.unusual`.
    @inline(__always)
    mutating func readFast(_ bytes: RawSpan, _ start: Int, _ cache: inout NameCache) -> Int {
        var position = start
        let last = steps.count &- 1
        var index = 0
        while true {
            position = readFast(index, bytes, position, &cache)
            guard position >= 0 else { return position }
            if index == last { return position }
            guard bytes.byte(position) == 0x2C else { return FastValue.unusual }
            position &+= 1
            index &+= 1
        }
    }

    /// Forgets the texts of the row before, as `readSlow` does not go through them.
    mutating func forgetTexts() {
        for index in memos.indices { memos[index] = FieldMemo() }
    }

    mutating func set(_ step: FieldProgram.Step, _ raw: Int64) { values[Int(step.slot)] = raw }

    mutating func unset(_ step: FieldProgram.Step) {
        guard let field = EventField(rawValue: step.slot) else { return }
        values[Int(step.slot)] = field.unsetValue(in: program.type)
    }

    /// Unsets every field, for formats that leave fields out.
    mutating func unsetAll() { values = FieldValues(unsetFor: program.type) }

    @inline(__always)
    private mutating func readFast(_ index: Int, _ bytes: RawSpan, _ start: Int, _ cache: inout NameCache) -> Int {
        let step = steps[index]
        let slot = Int(step.slot)
        switch step.kind {
        case .fixed: return FastValue.fixed(bytes, start, scales, &values[slot])
        case .index: return FastValue.index(bytes, start, scales, &values[slot])
        case .milliseconds: return FastValue.milliseconds(bytes, start, scales, &values[slot])
        case .int64: return FastValue.integer(bytes, start, &values[slot])
        case .int32:
            let end = FastValue.integer(bytes, start, &values[slot])
            return Int32(exactly: values[slot]) == nil ? FastValue.unusual : end
        case .double: return FastValue.double(bytes, start, &values[slot])
        case .bool: return FastValue.bool(bytes, start, &values[slot])
        case .aggressorSide: return FastValue.aggressorSide(bytes, start, &values[slot])
        case .character: return FastValue.character(bytes, start, &values[slot])
        default:
            if memos[index].matches(bytes, start) { return start &+ memos[index].length }
            return readText(index, step, bytes, start, &cache)
        }
    }

    /// Reads a text that differs from the one in the row before, and remembers it.
    @inline(never)
    private mutating func readText(
        _ index: Int, _ step: FieldProgram.Step, _ bytes: RawSpan, _ start: Int, _ cache: inout NameCache
    ) -> Int {
        if step.kind == .unknown { return FastValue.skip(bytes, start) }
        var end = start
        var value: Int64 = 0
        if FastValue.isNull(bytes.word(start)), step.kind == .name {
            end = start &+ 4
        } else {
            guard bytes.byte(start) == 0x22 else { return FastValue.unusual }
            let close = FastValue.plainStringEnd(bytes, start &+ 1)
            guard close >= 0 else { return FastValue.unusual }
            end = close &+ 1
            let length = close &- start &- 1
            switch step.kind {
            case .symbol, .name:
                guard length > 0 || step.kind == .name,
                    let id = cache.id(bytes, at: start &+ 1, length: length)
                else { return FastValue.unusual }
                value = Int64(id.rawValue)
            default:
                guard let place = FeedWords.place(step.kind, program.type, bytes, start &+ 1, length) else {
                    return FastValue.unusual
                }
                value = Int64(place)
            }
        }
        values[Int(step.slot)] = value
        memos[index].remember(bytes, start, length: end &- start)
        return end
    }
}

/// The raw values of an event's fields, by `EventField.rawValue`, and one more place for what is not known.
struct FieldValues: Sendable {
    private var raw = InlineArray<96, Int64>(repeating: 0)

    /// Every field unset, as events of `type` have it.
    init(unsetFor type: MarketEventType) {
        for field in type.feedFields { self[Int(field.rawValue)] = field.unsetValue(in: type) }
    }

    @inline(__always)
    subscript(_ slot: Int) -> Int64 {
        get { raw[slot] }
        set { raw[slot] = newValue }
    }

    @inline(__always)
    subscript(_ field: EventField) -> Int64 { raw[Int(field.rawValue)] }
}
