/// How long to wait before trying again: exponential with full jitter, anywhere between nothing and a bound that
/// doubles each time.
public struct BackOff: Sendable, Hashable {
    /// The bound before the second try.
    public var first: Duration
    /// What the bound never exceeds.
    public var atMost: Duration

    /// Creates a back-off.
    public init(first: Duration, atMost: Duration) {
        self.first = first
        self.atMost = atMost
    }

    /// The wait after so many failures, one or more.
    ///
    /// - Parameter fraction: Chance, from zero up to one.
    func wait(afterFailures count: Int, fraction: Double) -> Duration { bound(afterFailures: count) * fraction }

    /// The longest wait after so many failures.
    func bound(afterFailures count: Int) -> Duration {
        // Beyond thirty doublings every bound is at its most.
        min(first * (1 << min(max(count - 1, 0), 30)), atMost)
    }
}

/// When what is safe to repeat is repeated.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a request is sent at most, the first time included.
    public var attempts: Int
    /// The waits between.
    public var backOff: BackOff
    /// The longest pause of a family or the longest `Retry-After` that a request waits for; beyond it the request ends
    /// as throttled.
    public var patience: Duration

    /// Creates a policy.
    public init(
        attempts: Int = 4, backOff: BackOff = BackOff(first: .milliseconds(250), atMost: .seconds(20)),
        patience: Duration = .seconds(30)
    ) {
        self.attempts = attempts
        self.backOff = backOff
        self.patience = patience
    }

    /// Nothing is ever repeated.
    public static let never = RetryPolicy(attempts: 1)
}

/// Where chance comes from, so that tests can know it.
public struct ChanceSource: Sendable {
    /// A number from zero up to one.
    public let fraction: @Sendable () -> Double

    /// Takes chance from a function.
    public init(_ fraction: @escaping @Sendable () -> Double) { self.fraction = fraction }

    /// The system's.
    public static let system = ChanceSource { Double.random(in: 0..<1) }
}
