import MarketModel

/// How long to wait before connecting again: longer after every failure, with seeded jitter, so that many clients do
/// not come back at once and a test sees the same delays.
public struct ReconnectBackoff: Sendable {
    /// The first delay, before jitter.
    public let initial: Duration
    /// The longest delay.
    public let maximum: Duration
    /// Failures since the last success.
    public private(set) var attempts = 0
    private var state: UInt64

    /// Creates a back-off.
    public init(initial: Duration = .seconds(1), maximum: Duration = .seconds(60), seed: UInt64 = 0) {
        self.initial = initial
        self.maximum = maximum
        state = seed
    }

    /// Counts a failure and gives the delay before the next attempt: half to all of the doubled step.
    public mutating func nextDelay() -> Duration {
        let doublings = min(attempts, 20)
        attempts += 1
        let step = min(initial * (1 << doublings), maximum)
        // Half fixed, half by chance (SplitMix64).
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return .nanoseconds(step.wholeNanoseconds / 2 + Int64(mixed % UInt64(max(step.wholeNanoseconds / 2, 1))))
    }

    /// Forgets the failures: the connection proved itself.
    public mutating func succeeded() { attempts = 0 }
}
