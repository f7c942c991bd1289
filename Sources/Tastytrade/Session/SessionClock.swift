public import MarketModel
import Wire

/// The time and the waiting of a session, handed in so that tests run in time of their own.
public struct SessionClock: Sendable {
    /// The time of day, for what outlives the program: the end of a token, the date of a version.
    public let now: @Sendable () -> Timestamp
    /// Time that never steps back, for spans: ceilings, pauses, ages.
    public let monotonic: @Sendable () -> Timestamp
    /// Waits; throws `CancellationError` when the task is cancelled.
    public let sleep: @Sendable (Duration) async throws -> Void

    /// Creates a clock.
    public init(
        now: @escaping @Sendable () -> Timestamp, monotonic: @escaping @Sendable () -> Timestamp,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.monotonic = monotonic
        self.sleep = sleep
    }

    /// The machine's clock.
    public static let system = SessionClock(
        now: SystemClock.now, monotonic: SystemClock.monotonic, sleep: { try await Task.sleep(for: $0) })
}

/// How a session behaves toward its venue.
public struct SessionConfiguration: Sendable {
    /// What `Accept-Version` asks for.
    public var version: APIVersion
    /// The ceilings that requests are held to.
    public var ceilings: RequestCeilings
    /// When reads are repeated.
    public var retry: RetryPolicy
    /// When the circuit breaker opens.
    public var breaker: BreakerConfiguration
    /// How much is cached.
    public var cache: CacheConfiguration
    /// Time and waiting.
    public var clock: SessionClock
    /// Chance, for jitter.
    public var chance: ChanceSource

    /// What suits a venue: the published ceilings toward the vendor's hosts, none toward a simulator.
    public init(for binding: VenueBinding) {
        version = .standard(for: binding.venue)
        ceilings = binding.venue == .simulator ? .none : .published
        retry = RetryPolicy()
        breaker = BreakerConfiguration()
        cache = CacheConfiguration()
        clock = .system
        chance = .system
    }
}
