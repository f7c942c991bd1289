/// The bytes that a run of fields had in the row before: most fields of consecutive rows repeat, and one comparison
/// tells for all of them.
struct FieldMemo: Sendable {
    /// Up to 32 bytes, with the bits that count.
    private struct Words: Sendable {
        var key = SIMD4<UInt64>(repeating: ~0)
        var mask = SIMD4<UInt64>(repeating: ~0)

        /// The bits that differ from the bytes at `position`.
        @inline(__always)
        func difference(_ bytes: RawSpan, _ position: Int) -> UInt64 {
            let different = (bytes.words(position) & mask) ^ key
            return different[0] | different[1] | different[2] | different[3]
        }

        mutating func remember(_ bytes: RawSpan, _ position: Int, length: Int) {
            for word in 0..<4 {
                mask[word] = DigitWord.mask(min(max(length &- 8 &* word, 0), 8)).littleEndian
            }
            key = bytes.words(position) & mask
        }
    }

    private var low = Words()
    private var high = Words()
    /// Bytes of the text; 0 is no memo.
    private(set) var length = 0

    /// The longest text that is remembered.
    static let longest = 64

    /// Whether the bytes at `position` begin with the remembered ones. The 64 bytes from there must be readable.
    ///
    /// An empty memo can only match 32 0xFF bytes, and then with length 0: no separator follows.
    @inline(__always)
    func matches(_ bytes: RawSpan, _ position: Int) -> Bool {
        guard low.difference(bytes, position) == 0 else { return false }
        return length <= 32 || high.difference(bytes, position &+ 32) == 0
    }

    /// Remembers bytes, unless they are too many. The 64 bytes from `position` must be readable.
    mutating func remember(_ bytes: RawSpan, _ position: Int, length: Int) {
        guard length <= Self.longest else {
            self = FieldMemo()
            return
        }
        low.remember(bytes, position, length: length)
        if length > 32 { high.remember(bytes, position &+ 32, length: length &- 32) }
        self.length = length
    }
}
