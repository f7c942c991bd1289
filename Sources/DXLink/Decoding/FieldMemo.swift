/// The bytes that a run of fields had in the row before: most fields of consecutive rows repeat, and one comparison
/// tells for all of them.
struct FieldMemo: Sendable {
    /// Up to 24 bytes as words, each with the bits that count.
    private struct Words: Sendable {
        var first: UInt64 = ~0
        var second: UInt64 = 0
        var third: UInt64 = 0
        var firstMask: UInt64 = ~0
        var secondMask: UInt64 = 0
        var thirdMask: UInt64 = 0

        /// The bits that differ from the bytes at `position`.
        @inline(__always)
        func difference(_ bytes: RawSpan, _ position: Int) -> UInt64 {
            ((bytes.word(position) & firstMask) ^ first)
                | ((bytes.word(position &+ 8) & secondMask) ^ second)
                | ((bytes.word(position &+ 16) & thirdMask) ^ third)
        }

        mutating func remember(_ bytes: RawSpan, _ position: Int, length: Int) {
            firstMask = DigitWord.mask(min(length, 8))
            secondMask = DigitWord.mask(min(max(length &- 8, 0), 8))
            thirdMask = DigitWord.mask(min(max(length &- 16, 0), 8))
            first = bytes.word(position) & firstMask
            second = bytes.word(position &+ 8) & secondMask
            third = bytes.word(position &+ 16) & thirdMask
        }
    }

    private var low = Words()
    private var high = Words()
    /// Bytes of the text; 0 is no memo.
    private(set) var length = 0

    /// The longest text that is remembered.
    static let longest = 48

    /// Whether the bytes at `position` begin with the remembered ones. The 48 bytes from there must be readable.
    ///
    /// An empty memo can only match eight 0xFF bytes, and then with length 0: no separator follows.
    @inline(__always)
    func matches(_ bytes: RawSpan, _ position: Int) -> Bool {
        guard length > 24 else { return low.difference(bytes, position) == 0 }
        return low.difference(bytes, position) | high.difference(bytes, position &+ 24) == 0
    }

    /// Remembers bytes, unless they are too many. The 48 bytes from `position` must be readable.
    mutating func remember(_ bytes: RawSpan, _ position: Int, length: Int) {
        guard length <= Self.longest else {
            self = FieldMemo()
            return
        }
        low.remember(bytes, position, length: length)
        if length > 24 { high.remember(bytes, position &+ 24, length: length &- 24) }
        self.length = length
    }
}
