/// The text a field had in the row before: most fields of consecutive rows repeat, and one comparison tells.
struct FieldMemo: Sendable {
    private var first: UInt64 = ~0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var firstMask: UInt64 = ~0
    private var secondMask: UInt64 = 0
    private var thirdMask: UInt64 = 0
    /// Bytes of the text; 0 is no memo.
    private(set) var length = 0

    /// The longest text that is remembered.
    static let longest = 24

    /// Whether the text at `position` begins with the remembered one. The 24 bytes from there must be readable.
    ///
    /// An empty memo can only match eight 0xFF bytes, and then with length 0: no progress, so no separator follows.
    @inline(__always)
    func matches(_ bytes: RawSpan, _ position: Int) -> Bool {
        ((bytes.word(position) ^ first) & firstMask)
            | ((bytes.word(position &+ 8) ^ second) & secondMask)
            | ((bytes.word(position &+ 16) ^ third) & thirdMask) == 0
    }

    /// Remembers a text, unless it is too long.
    @inline(__always)
    mutating func remember(_ bytes: RawSpan, _ position: Int, length: Int) {
        guard length <= Self.longest else {
            self = FieldMemo()
            return
        }
        firstMask = DigitWord.mask(length)
        secondMask = length > 8 ? DigitWord.mask(length &- 8) : 0
        thirdMask = length > 16 ? DigitWord.mask(length &- 16) : 0
        first = bytes.word(position) & firstMask
        second = bytes.word(position &+ 8) & secondMask
        third = bytes.word(position &+ 16) & thirdMask
        self.length = length
    }
}
