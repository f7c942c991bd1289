/// `digits / 10^decimals` as the nearest `Double`, ties to even: what reading the text gives, without its detours.
enum DecimalQuotient {
    private static let powers: InlineArray<20, UInt64> = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]

    /// The nearest double.
    ///
    /// - Precondition: `decimals` is 0 to 19.
    @inline(__always)
    static func double(_ digits: UInt64, decimals: Int) -> Double {
        let power = powers[decimals]
        // Both sides are exact in a double (10^19 has 45 significant bits): one division, rounded once.
        if digits < 1 << 53 { return Double(digits) / Double(power) }
        return wide(digits, power)
    }

    /// Through a quotient of 64 bits and whether a rest remained.
    @inline(never)
    private static func wide(_ digits: UInt64, _ power: UInt64) -> Double {
        if power == 1 { return Double(digits) }
        let shift = 64 + digits.leadingZeroBitCount
        let (quotient, rest) = (UInt128(digits) << UInt128(shift)).quotientAndRemainder(dividingBy: UInt128(power))
        // The quotient has 65 to 125 bits. What does not fit 64 marks the lowest bit, so that a tie is a real one.
        let excess = 64 - quotient.leadingZeroBitCount
        let kept = UInt64(truncatingIfNeeded: quotient >> UInt128(excess))
        let isExact = rest == 0 && quotient.trailingZeroBitCount >= excess
        let scale = Double(bitPattern: UInt64(1023 - shift + excess) << 52)
        return Double(kept | (isExact ? 0 : 1)) * scale
    }
}
