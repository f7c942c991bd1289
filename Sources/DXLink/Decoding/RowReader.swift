import MarketModel

/// Reads the rows of one event type on one channel by its field program.
///
/// Every compact row is tried first in the usual spelling, word by word; a row that holds anything else is read again
/// from its start by `SlowValue`. A row that fails there is excluded, and reading goes on with the next row.
struct RowReader: Sendable {
    let program: FieldProgram
    private let plan: FastPlan
    private var memos = InlineArray<24, FieldMemo>(repeating: FieldMemo())
    /// The raw value of each field of the row, by `EventField.rawValue`. A field keeps its value until it is read
    /// again: runs that repeat are not read again.
    private(set) var values: FieldValues
    private let unsetValues: FieldValues

    init(_ program: FieldProgram) {
        self.program = program
        plan = FastPlan(program.steps)
        values = FieldValues(unsetFor: program.type)
        unsetValues = values
    }

    /// Reads the row at `start` in the usual spelling.
    ///
    /// - Returns: The position after its last value, or `FastValue.unusual`.
    @inline(__always)
    mutating func readFast(_ bytes: RawSpan, _ start: Int, _ cache: inout NameCache) -> Int {
        var position = start
        let last = plan.count &- 1
        guard last >= 0 else { return FastValue.unusual }
        var index = 0
        while true {
            let step = plan.steps[index]
            if step.kind == .run {
                let memo = Int(step.memo)
                if memos[memo].matches(bytes, position) {
                    position &+= memos[memo].length
                } else {
                    position = readRun(step, bytes, position, &cache)
                }
            } else {
                position = readSingle(step.kind, Int(step.slot), bytes, position)
            }
            guard position >= 0 else { return position }
            if index == last { return position }
            guard bytes.byte(position) == 0x2C else { return FastValue.unusual }
            position &+= 1
            index &+= 1
        }
    }

    @inline(__always)
    private mutating func readSingle(_ kind: FastPlan.Kind, _ slot: Int, _ bytes: RawSpan, _ start: Int) -> Int {
        switch kind {
        case .fixed: return FastValue.fixed(bytes, start, &values.raw[slot])
        case .index: return FastValue.index(bytes, start, &values.raw[slot])
        case .milliseconds: return FastValue.milliseconds(bytes, start, &values.raw[slot])
        case .int64: return FastValue.integer(bytes, start, &values.raw[slot])
        case .int32:
            let end = FastValue.integer(bytes, start, &values.raw[slot])
            return Int32(exactly: values[slot]) == nil ? FastValue.unusual : end
        case .double: return FastValue.double(bytes, start, &values.raw[slot])
        case .bool: return FastValue.bool(bytes, start, &values.raw[slot])
        case .aggressorSide: return FastValue.aggressorSide(bytes, start, &values.raw[slot])
        case .character: return FastValue.character(bytes, start, &values.raw[slot])
        case .run: return FastValue.unusual
        }
    }

    /// Reads a run whose bytes differ from those of the row before, field by field, and remembers it.
    @inline(never)
    private mutating func readRun(
        _ run: FastPlan.Step, _ bytes: RawSpan, _ start: Int, _ cache: inout NameCache
    ) -> Int {
        var position = start
        for place in Int(run.first)..<Int(run.first &+ run.count) {
            if place > Int(run.first) {
                guard bytes.byte(position) == 0x2C else { return FastValue.unusual }
                position &+= 1
            }
            position = readText(program.steps[place], bytes, position, &cache)
            guard position >= 0 else { return position }
        }
        memos[Int(run.memo)].remember(bytes, start, length: position &- start)
        return position
    }

    private mutating func readText(
        _ step: FieldProgram.Step, _ bytes: RawSpan, _ start: Int, _ cache: inout NameCache
    ) -> Int {
        let slot = Int(step.slot)
        switch step.kind {
        case .unknown: return FastValue.skip(bytes, start)
        case .character: return readSingle(.character, slot, bytes, start)
        case .bool: return readSingle(.bool, slot, bytes, start)
        case .milliseconds: return readSingle(.milliseconds, slot, bytes, start)
        case .int32: return readSingle(.int32, slot, bytes, start)
        default: break
        }
        if FastValue.isNull(bytes.word(start)), step.kind == .name {
            values[slot] = 0
            return start &+ 4
        }
        guard bytes.byte(start) == 0x22 else { return FastValue.unusual }
        let close = FastValue.plainStringEnd(bytes, start &+ 1)
        guard close >= 0 else { return FastValue.unusual }
        let length = close &- start &- 1
        switch step.kind {
        case .symbol, .name:
            guard length > 0 || step.kind == .name, let id = cache.id(bytes, at: start &+ 1, length: length) else {
                return FastValue.unusual
            }
            values[slot] = Int64(id.rawValue)
        default:
            guard let place = FeedWords.place(step.kind, program.type, bytes, start &+ 1, length) else {
                return FastValue.unusual
            }
            values[slot] = Int64(place)
        }
        return close &+ 1
    }

    // MARK: For the slow reader

    /// Forgets the bytes of the row before, as `readSlow` does not go through them.
    mutating func forgetRuns() {
        for index in 0..<plan.memos { memos[index] = FieldMemo() }
    }

    mutating func set(_ step: FieldProgram.Step, _ raw: Int64) { values[Int(step.slot)] = raw }

    mutating func unset(_ step: FieldProgram.Step) {
        values[Int(step.slot)] = unsetValues[Int(step.slot)]
    }

    /// Unsets every field, for formats that leave fields out.
    mutating func unsetAll() { values = unsetValues }
}

/// The raw values of an event's fields, by `EventField.rawValue`, and one more place for what is not known.
struct FieldValues: Sendable {
    var raw = InlineArray<96, Int64>(repeating: 0)

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
