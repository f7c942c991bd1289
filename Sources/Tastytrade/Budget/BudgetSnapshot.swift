/// What the request budget did so far, as health pages show it.
public struct BudgetSnapshot: Sendable, Equatable {
    /// Requests sent, repetitions included, by family.
    public var requests: [RequestFamily: Int] = [:]
    /// Requests that had to wait for a ceiling or a pause.
    public var waits = 0
    /// Requests sent again after a failure.
    public var retries = 0
    /// Answers with status 429.
    public var throttled = 0
    /// Failures of the host: no connection, or a status of 500 and above.
    public var failures = 0
    /// Requests refused here because the circuit breaker was open.
    public var refused = 0
    /// Answers given from the cache.
    public var cacheHits = 0
    /// Answers past their time, given because the venue failed to give a newer one.
    public var stale = 0
    /// Reads that shared the request of another.
    public var coalesced = 0
    /// Access tokens asked for.
    public var renewals = 0
    /// Who waits now.
    public var waiting = 0
    /// Requests sent and not yet answered.
    public var underWay = 0
    /// Answers in the cache now.
    public var cachedAnswers = 0
    /// Their bytes.
    public var cachedBytes = 0
    /// What the circuit breaker does now.
    public var breaker = BreakerPhase.closed

    /// Creates an empty one.
    public init() {}

    /// All requests sent.
    public var total: Int { requests.values.reduce(0, +) }
}
