/// Eight bytes of text as one word, the first byte lowest: digits are found and read all at once.
///
/// The arithmetic is the widely known "SWAR" way of reading decimal digits; every step works on the whole word.
enum DigitWord {
    /// Bit 7 of each byte that is not `0`…`9`.
    @inline(__always)
    static func nonDigits(_ word: UInt64) -> UInt64 {
        let offset = word ^ 0x3030_3030_3030_3030
        return (((offset & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676) | offset) & 0x8080_8080_8080_8080
    }

    /// The value of the first `count` bytes, all digits; `count` is 1 to 8.
    @inline(__always)
    static func value(_ word: UInt64, count: Int) -> UInt64 {
        // Shifting up fills the front with zero bytes, which count as leading zeros once '0' is taken off.
        eight((word ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count))
    }

    /// The value of eight digits.
    @inline(__always)
    static func value(_ word: UInt64) -> UInt64 { eight(word ^ 0x3030_3030_3030_3030) }

    @inline(__always)
    private static func eight(_ digits: UInt64) -> UInt64 {
        let pairs = digits &* 10 &+ (digits &>> 8)
        let high = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let low = ((pairs &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (high &+ low) &>> 32
    }

    /// Bit 7 of each byte that ends a plain string: a quote, a backslash, a control character, or not ASCII.
    @inline(__always)
    static func stringStops(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ 0x2222_2222_2222_2222
        let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
        // The lowest bit found is exact; borrows can only set bits above it.
        let found =
            ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
            | ((word &- 0x2020_2020_2020_2020) & ~word) | word
        return found & 0x8080_8080_8080_8080
    }

    /// The first `count` bytes, the rest zero; `count` is 0 to 8.
    @inline(__always)
    static func prefix(_ word: UInt64, _ count: Int) -> UInt64 { word & mask(count) }

    /// All bits of the first `count` bytes; 0 to 8.
    @inline(__always)
    static func mask(_ count: Int) -> UInt64 { count >= 8 ? ~0 : (1 &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1 }
}

extension RawSpan {
    /// Eight bytes from `offset`, the first byte lowest.
    ///
    /// - Precondition: They are inside. One comparison, whose right side the compiler takes out of loops; the load
    ///   itself then needs no further check.
    @inline(__always)
    func word(_ offset: Int) -> UInt64 {
        precondition(byteCount >= 8 && UInt(bitPattern: offset) <= UInt(bitPattern: byteCount &- 8))
        return UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    /// Four words from `offset`, as they lie in memory.
    ///
    /// - Precondition: They are inside.
    @inline(__always)
    func words(_ offset: Int) -> SIMD4<UInt64> {
        precondition(byteCount >= 32 && UInt(bitPattern: offset) <= UInt(bitPattern: byteCount &- 32))
        return unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD4<UInt64>.self)
    }

    /// One byte, checked against the end.
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }
}
