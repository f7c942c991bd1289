/// The SHA-256 digest of bytes, by FIPS 180-4: names the exact bytes of an order on its receipt.
enum SHA256 {
    /// The digest as 64 lower-case hexadecimal digits.
    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = digest(bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The 32 bytes of the digest.
    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var message = bytes
        message.append(0x80)
        message.append(contentsOf: repeatElement(0, count: (120 - message.count % 64) % 64))
        withUnsafeBytes(of: (UInt64(bytes.count) * 8).bigEndian) { message.append(contentsOf: $0) }
        var state = initial
        for start in stride(from: 0, to: message.count, by: 64) {
            compress(message[start..<(start + 64)], into: &state)
        }
        return state.flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
    }

    private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        var schedule = [UInt32](repeating: 0, count: 64)
        for index in 0..<16 {
            let place = block.startIndex + index * 4
            schedule[index] = block[place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<64 {
            let (early, late) = (schedule[index - 15], schedule[index - 2])
            let first = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
            let second = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
            schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
        }
        var work = state
        for index in 0..<64 {
            let sigma = rotated(work[4], 6) ^ rotated(work[4], 11) ^ rotated(work[4], 25)
            let choice = work[4] & work[5] ^ ~work[4] & work[6]
            let first = work[7] &+ sigma &+ choice &+ constants[index] &+ schedule[index]
            let second =
                (rotated(work[0], 2) ^ rotated(work[0], 13) ^ rotated(work[0], 22))
                &+ (work[0] & work[1] ^ work[0] & work[2] ^ work[1] & work[2])
            work = [first &+ second, work[0], work[1], work[2], work[3] &+ first, work[4], work[5], work[6]]
        }
        for index in 0..<8 { state[index] &+= work[index] }
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

    /// The first 32 bits of the fractions of the square roots of the first 8 primes.
    private static let initial: [UInt32] = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    /// The first 32 bits of the fractions of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = primes.map { cubeRootFraction(UInt64($0)) }

    private static let primes: [Int] = (2...311).filter { number in
        !(2..<number).contains { number % $0 == 0 }
    }

    /// 53 bits of a root below 18 hold 48 bits of its fraction: more than the 32 that are wanted.
    private static func fraction(_ root: Double) -> UInt32 {
        UInt32((root - root.rounded(.down)) * 4_294_967_296)
    }

    /// The fraction of a cube root by whole numbers: the largest r with r³ ≤ n · 2⁹⁶, cut to its last 32 bits.
    private static func cubeRootFraction(_ number: UInt64) -> UInt32 {
        var root = UInt128(0)
        for bit in stride(from: 34, through: 0, by: -1) {
            let candidate = root | UInt128(1) << bit
            if candidate * candidate * candidate <= UInt128(number) << 96 { root = candidate }
        }
        return UInt32(truncatingIfNeeded: root)
    }
}
