public import MarketModel
import Wire

/// The time that orders and the account streamer live by. Handed in, so that a test moves it.
public struct VenueClock: Sendable {
    /// The time of day.
    public var now: @Sendable () -> Timestamp
    /// Returns at this moment, or throws when cancelled.
    public var sleep: @Sendable (Timestamp) async throws -> Void

    /// Creates a clock.
    public init(
        now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (Timestamp) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's time of day at the start, moved on by its monotonic clock: a step of the system's time shortens no
    /// wait.
    public static func system() -> VenueClock {
        let offset = SystemClock.now() - SystemClock.monotonic()
        let now: @Sendable () -> Timestamp = { SystemClock.monotonic() + offset }
        return VenueClock(now: now) { moment in try await Task.sleep(for: max(moment - now(), .zero)) }
    }
}
