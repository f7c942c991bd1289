public import MarketModel
import Wire

/// The time a session lives by. Handed in, so that a test moves it.
public struct DXLinkClock: Sendable {
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

    /// The machine's time of day at the start, moved on by its monotonic clock: a step of the system's time does not
    /// look like a silence of the feed.
    public static func system() -> DXLinkClock {
        let offset = SystemClock.now() - SystemClock.monotonic()
        let now: @Sendable () -> Timestamp = { SystemClock.monotonic() + offset }
        return DXLinkClock(now: now) { moment in try await Task.sleep(for: max(moment - now(), .zero)) }
    }
}
