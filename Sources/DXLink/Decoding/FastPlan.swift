/// A field program grouped for the fast reader: fields that mostly repeat are read as one run.
struct FastPlan: Sendable {
    /// What to read next.
    enum Kind: UInt8, Sendable {
        /// Several fields, or one of text, that mostly have the bytes of the row before.
        case run
        case fixed, index, milliseconds, int32, int64, double, character, bool, aggressorSide
    }

    /// One thing to read.
    struct Step: Sendable {
        var kind = Kind.run
        var slot: UInt8 = 0
        /// The first field of a run, its number of fields, and the place of its memo.
        var first: UInt8 = 0
        var count: UInt8 = 0
        var memo: UInt8 = 0
    }

    /// The most fields of a row that the fast reader takes; longer rows are read the slow way.
    static let mostFields = 40

    private(set) var steps = InlineArray<40, Step>(repeating: Step())
    private(set) var count = 0
    private(set) var memos = 0

    init(_ program: [FieldProgram.Step]) {
        guard program.count <= Self.mostFields else { return }
        var place = 0
        while place < program.count {
            var end = place
            while end < program.count, program[end].usuallyRepeats { end += 1 }
            let isSingle = end - place == 1 && Self.single(program[place].kind) != nil
            if end > place, !isSingle {
                steps[count] = Step(
                    kind: .run, first: UInt8(place), count: UInt8(end - place), memo: UInt8(memos))
                memos += 1
                place = end
            } else {
                steps[count] = Step(kind: Self.single(program[place].kind) ?? .run, slot: program[place].slot)
                place += 1
            }
            count += 1
        }
    }

    private static func single(_ kind: FieldKind) -> Kind? {
        switch kind {
        case .fixed: .fixed
        case .index: .index
        case .milliseconds: .milliseconds
        case .int32: .int32
        case .int64: .int64
        case .double: .double
        case .character: .character
        case .bool: .bool
        case .aggressorSide: .aggressorSide
        case .unknown, .eventType, .symbol, .name, .printKind, .tickDirection, .priceType, .tradingStatus,
            .shortSaleRestriction:
            nil
        }
    }
}

extension FieldProgram.Step {
    /// Whether the field mostly has the same text in the next row.
    fileprivate var usuallyRepeats: Bool {
        switch kind {
        case .unknown, .eventType, .symbol, .name, .character, .bool, .printKind, .tickDirection, .priceType,
            .tradingStatus, .shortSaleRestriction:
            return true
        case .int32, .milliseconds:
            guard let field = EventField(rawValue: slot) else { return false }
            return [.eventTime, .eventFlags, .dayId, .prevDayId, .exDividendDayId, .haltStartTime, .haltEndTime]
                .contains(field)
        case .int64, .index, .fixed, .double, .aggressorSide: return false
        }
    }
}
