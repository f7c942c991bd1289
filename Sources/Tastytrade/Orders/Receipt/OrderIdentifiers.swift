public import MarketModel

/// Makes the `external-identifier` of every order: unique, sorted by time and without anything about a person.
///
/// 26 letters and digits, ten for the milliseconds since 1970 and sixteen by chance, in an alphabet that sorts as it
/// counts. Two of the same millisecond sort in the order in which they were made.
public final class OrderIdentifiers: Sendable {
    private struct State {
        var milliseconds: UInt64 = 0
        var chance: UInt128 = 0
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let chanceBits = 80
    private let state = Lock(State())
    private let random: @Sendable () -> UInt64

    /// Creates a maker.
    ///
    /// - Parameter random: Gives chance; the system's unless a test wants the same identifiers again.
    public init(random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }) {
        self.random = random
    }

    /// The next identifier.
    public func next(at now: Timestamp) -> String {
        let fresh = (UInt128(random()) << 64 | UInt128(random())) >> (128 - Self.chanceBits)
        return state.withLock { state in
            let milliseconds = UInt64(clamping: max(now.milliseconds, 0))
            if milliseconds > state.milliseconds {
                // Half of the range is left free, so that counting on never runs out.
                state = State(milliseconds: milliseconds, chance: fresh >> 1)
            } else {
                // The same millisecond, or a clock that went back: count on.
                state.chance += 1
            }
            return Self.text(UInt128(state.milliseconds) << Self.chanceBits | state.chance)
        }
    }

    private static func text(_ value: UInt128) -> String {
        let letters = (0..<26).map { alphabet[Int(truncatingIfNeeded: value >> UInt128(5 * (25 - $0)) & 31)] }
        return String(decoding: letters, as: UTF8.self)
    }
}
