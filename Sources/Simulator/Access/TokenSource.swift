/// Draws tokens, from the system's randomness or from a seed.
struct TokenSource {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

    private var seeded: SplitMix?
    private var system = SystemRandomNumberGenerator()

    init(seed: UInt64?) { seeded = seed.map { SplitMix(seed: SplitMix.hash($0, 0x70CE)) } }

    private mutating func below(_ bound: Int) -> Int {
        if seeded != nil { return seeded!.below(bound) }
        return Int.random(in: 0..<bound, using: &system)
    }

    /// Letters and digits.
    mutating func token(_ length: Int) -> String {
        String((0..<length).map { _ in Self.letters[below(Self.letters.count)] })
    }

    /// Digits.
    mutating func digits(_ length: Int) -> String {
        (0..<length).map { _ in String(below(10)) }.joined()
    }

    /// The shape of a UUID.
    mutating func uuid() -> String {
        let hex = Array("0123456789abcdef")
        let groups = [8, 4, 4, 4, 12]
        return groups.map { count in String((0..<count).map { _ in hex[below(16)] }) }.joined(separator: "-")
    }
}
