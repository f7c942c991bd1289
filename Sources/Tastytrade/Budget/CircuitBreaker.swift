import MarketModel

/// Keeps what fails, a host or some of its endpoints, from being asked on and on: rules free of I/O.
///
/// After some failures in a row it opens and refuses at once. After a while one request is let through as a probe: its
/// success closes the breaker, its failure opens it for twice as long.
struct CircuitBreaker {
    /// What may be done with a request.
    enum Admission: Equatable {
        /// Send it.
        case pass
        /// Send it; the others wait for how it ends.
        case probe
        /// Do not send it; try again after this long.
        case refuse(retryAfter: Duration)
    }

    private enum State {
        case closed(failures: Int)
        case open(until: Timestamp, span: Duration)
        case probing(span: Duration)
    }

    let configuration: BreakerConfiguration
    private var state = State.closed(failures: 0)

    init(_ configuration: BreakerConfiguration) { self.configuration = configuration }

    /// Whether requests are refused, and in which way.
    var phase: BreakerPhase {
        switch state {
        case .closed: .closed
        case .open: .open
        case .probing: .halfOpen
        }
    }

    /// Judges a request that is about to be sent.
    ///
    /// - Parameter isCancel: Whether it cancels an order: that passes always, because an order that cannot be
    ///   cancelled costs more than a request that fails.
    mutating func admit(isCancel: Bool, at now: Timestamp) -> Admission {
        switch state {
        case _ where isCancel: return .pass
        case .closed: return .pass
        case .open(let until, let span):
            guard now >= until else { return .refuse(retryAfter: until - now) }
            state = .probing(span: span)
            return .probe
        case .probing(let span): return .refuse(retryAfter: min(span, configuration.openFor))
        }
    }

    /// The host answered, whatever it said.
    mutating func succeeded() { state = .closed(failures: 0) }

    /// The host failed or could not be reached.
    mutating func failed(at now: Timestamp) {
        switch state {
        case .closed(let failures) where failures + 1 < configuration.failuresToOpen:
            state = .closed(failures: failures + 1)
        case .closed: state = .open(until: now + configuration.openFor, span: configuration.openFor)
        case .probing(let span):
            let longer = min(span * 2, configuration.openAtMost)
            state = .open(until: now + longer, span: longer)
        // Requests that were under way when it opened tell nothing new.
        case .open: break
        }
    }

    /// The probe ended without an answer of the host, as when its caller gave up: the next request probes.
    mutating func probeWasLost(at now: Timestamp) {
        if case .probing(let span) = state { state = .open(until: now, span: span) }
    }
}

/// When a breaker opens and for how long.
public struct BreakerConfiguration: Sendable, Hashable {
    /// Failures in a row that open it.
    public var failuresToOpen: Int
    /// How long it refuses at first.
    public var openFor: Duration
    /// How long it refuses at most after failed probes.
    public var openAtMost: Duration

    /// Creates a configuration.
    public init(
        failuresToOpen: Int = 8, openFor: Duration = .seconds(5), openAtMost: Duration = .seconds(60)
    ) {
        self.failuresToOpen = failuresToOpen
        self.openFor = openFor
        self.openAtMost = openAtMost
    }
}

/// What a circuit breaker does.
public enum BreakerPhase: String, Sendable, Hashable, CaseIterable {
    /// Lets everything through.
    case closed
    /// Refuses all but cancels.
    case open
    /// Waits for how one request ends.
    case halfOpen = "half-open"

    /// The higher the less gets through.
    var rank: Int {
        switch self {
        case .closed: 0
        case .halfOpen: 1
        case .open: 2
        }
    }
}
