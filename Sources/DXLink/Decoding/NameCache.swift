import MarketModel

/// Ids of texts by their bytes, in front of the session's `NameTable`: no lock, no `String`, no allocation for texts
/// met before.
struct NameCache: Sendable {
    /// Text of up to 24 bytes in the slot itself, padded with zeros, which no plain text holds.
    private struct Slot: Sendable {
        var first: UInt64 = 0
        var second: UInt64 = 0
        var third: UInt64 = 0
        var id = NameID.none
    }

    private let names: NameTable
    private var slots: [Slot]
    private var used = 0
    private var longTexts: [LongText] = []
    private var longSlots: [Int32]

    private struct LongText: Sendable {
        var hash: UInt64
        var bytes: [UInt8]
        var id: NameID
    }

    init(names: NameTable) {
        self.names = names
        slots = Array(repeating: Slot(), count: 1024)
        longSlots = Array(repeating: -1, count: 256)
    }

    /// The id of `length` plain ASCII bytes at `start`; `nil` when the table is full.
    ///
    /// The 24 bytes from `start` must be readable.
    @inline(__always)
    mutating func id(_ bytes: RawSpan, at start: Int, length: Int) -> NameID? {
        if length == 0 { return NameID.none }
        guard length <= 24 else { return longID(bytes, at: start, length: length) }
        let first = DigitWord.prefix(bytes.word(start), length)
        let second = length > 8 ? DigitWord.prefix(bytes.word(start &+ 8), length &- 8) : 0
        let third = length > 16 ? DigitWord.prefix(bytes.word(start &+ 16), length &- 16) : 0
        var position = Self.hash(first, second, third) & (slots.count &- 1)
        while slots[position].id != .none {
            if slots[position].first == first, slots[position].second == second, slots[position].third == third {
                return slots[position].id
            }
            position = (position &+ 1) & (slots.count &- 1)
        }
        return insert(Slot(first: first, second: second, third: third), bytes, at: start, length: length)
    }

    @inline(__always)
    private static func hash(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> Int {
        var mixed = first &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed &>> 29 ^ second) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed &>> 32 ^ third) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: mixed &>> 33)
    }

    @inline(never)
    private mutating func insert(_ slot: Slot, _ bytes: RawSpan, at start: Int, length: Int) -> NameID? {
        guard let id = Self.register(bytes, at: start, length: length, in: names) else { return nil }
        if (used + 1) * 2 > slots.count {
            let old = slots
            slots = Array(repeating: Slot(), count: old.count * 2)
            for entry in old where entry.id != .none { place(entry) }
        }
        used += 1
        var slot = slot
        slot.id = id
        place(slot)
        return id
    }

    private mutating func place(_ slot: Slot) {
        var position = Self.hash(slot.first, slot.second, slot.third) & (slots.count - 1)
        while slots[position].id != .none { position = (position + 1) & (slots.count - 1) }
        slots[position] = slot
    }

    @inline(never)
    private mutating func longID(_ bytes: RawSpan, at start: Int, length: Int) -> NameID? {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for offset in start..<(start + length) {
            hash = (hash ^ UInt64(bytes.byte(offset))) &* 0x0000_0100_0000_01B3
        }
        var position = Int(truncatingIfNeeded: hash >> 17) & (longSlots.count - 1)
        while longSlots[position] >= 0 {
            let known = Int(longSlots[position])
            if longTexts[known].hash == hash, matches(known, bytes, at: start, length: length) {
                return longTexts[known].id
            }
            position = (position + 1) & (longSlots.count - 1)
        }
        guard let id = Self.register(bytes, at: start, length: length, in: names) else { return nil }
        var text: [UInt8] = []
        for offset in start..<(start + length) { text.append(bytes.byte(offset)) }
        longTexts.append(LongText(hash: hash, bytes: text, id: id))
        if longTexts.count * 2 > longSlots.count {
            growLongSlots()
        } else {
            longSlots[position] = Int32(longTexts.count - 1)
        }
        return id
    }

    private func matches(_ known: Int, _ bytes: RawSpan, at start: Int, length: Int) -> Bool {
        guard longTexts[known].bytes.count == length else { return false }
        for offset in 0..<length where longTexts[known].bytes[offset] != bytes.byte(start + offset) { return false }
        return true
    }

    private mutating func growLongSlots() {
        longSlots = Array(repeating: -1, count: longSlots.count * 2)
        for index in longTexts.indices {
            var position = Int(truncatingIfNeeded: longTexts[index].hash >> 17) & (longSlots.count - 1)
            while longSlots[position] >= 0 { position = (position + 1) & (longSlots.count - 1) }
            longSlots[position] = Int32(index)
        }
    }

    private static func register(_ bytes: RawSpan, at start: Int, length: Int, in names: NameTable) -> NameID? {
        var text = ""
        text.reserveCapacity(length)
        for offset in start..<(start + length) { text.unicodeScalars.append(Unicode.Scalar(bytes.byte(offset))) }
        return names.id(for: text)
    }

    /// The id of text that needed the slow path; `nil` when the table is full.
    func id(ofText text: String) -> NameID? { text.isEmpty ? NameID.none : names.id(for: text) }
}
