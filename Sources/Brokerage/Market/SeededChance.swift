/// Chance from a seed and what it is about: the same answer whenever it is asked.
enum SeededChance {
    /// A number below 1,000, even over its range.
    static func perMille(seed: UInt64, _ text: String, _ number: Int64) -> Int {
        var state = seed &+ UInt64(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        state = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ state >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((state ^ state >> 31) % 1000)
    }
}
