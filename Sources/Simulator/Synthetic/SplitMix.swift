/// Random numbers that are the same for the same seed: SplitMix64, whose every step is whole-number arithmetic.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return SplitMix.mixed(state)
    }

    /// A number below `bound`, which must be above 0 and below 2³².
    mutating func below(_ bound: Int) -> Int {
        Int(((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
    }

    /// A number from 0 to below 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Whether an event of so many in a thousand happens.
    mutating func chance(perMille: Int) -> Bool { below(1000) < perMille }

    /// Scrambles a number so that neighbours share nothing.
    static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// One number for two, in order.
    static func hash(_ first: UInt64, _ second: UInt64) -> UInt64 {
        mixed(mixed(first &+ 0x9E37_79B9_7F4A_7C15) ^ second)
    }

    /// One number for three, in order.
    static func hash(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
        mixed(hash(first, second) &+ 0x9E37_79B9_7F4A_7C15 ^ third)
    }

    /// One number for a text.
    static func hash(_ text: String) -> UInt64 {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return mixed(state)
    }
}
