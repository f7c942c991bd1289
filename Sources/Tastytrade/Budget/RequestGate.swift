import MarketModel

/// Lets requests through as the limiter and the circuit breaker allow, and counts them.
actor RequestGate {
    /// The way through for one request; given back by `leave` or `giveBack`.
    struct Pass: Sendable {
        fileprivate let ticket: Int
        fileprivate let family: RequestFamily
        fileprivate let circuit: String
        /// Whether it tries the host after failures, or its own circuit.
        fileprivate let probes: (host: Bool, circuit: Bool)
    }

    /// How a request ended.
    enum Outcome: Sendable {
        /// With an answer below 500 other than 429.
        case answered
        /// With 429; `retryAfter` is what the answer asked for.
        case throttled(retryAfter: Duration?)
        /// With 500 and above: says something about the endpoints of its circuit, nothing about the others.
        case failed
        /// Without an answer: says something about the host.
        case unreachable
        /// Its caller gave up.
        case cancelled
    }

    /// Who may wait at most; more are refused rather than kept.
    static let longestQueue = 10_000
    /// The pause after a 429 that does not say how long.
    static let throttledBackOff = BackOff(first: .seconds(1), atMost: .seconds(60))

    private let clock: SessionClock
    private let chance: ChanceSource
    private let patience: Duration
    private var limiter: RequestLimiter
    /// Of the host.
    private var breaker: CircuitBreaker
    /// Of what fails together, such as the endpoints of a family; a venue may do without one for good.
    private var circuits: [String: CircuitBreaker] = [:]
    private let breakerConfiguration: BreakerConfiguration
    private var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    private var lastTicket = 0
    private var alarm: (at: Timestamp, number: Int, task: Task<Void, Never>)?
    private var lastAlarm = 0
    private var counters = BudgetSnapshot()

    init(_ configuration: SessionConfiguration) {
        clock = configuration.clock
        chance = configuration.chance
        patience = configuration.retry.patience
        limiter = RequestLimiter(configuration.ceilings)
        breaker = CircuitBreaker(configuration.breaker)
        breakerConfiguration = configuration.breaker
    }

    /// What was counted here; the session adds what it counts itself.
    var snapshot: BudgetSnapshot {
        var snapshot = counters
        snapshot.waiting = limiter.waiting
        snapshot.underWay = limiter.underWay
        snapshot.breaker = ([breaker] + circuits.values).map(\.phase).max { $0.rank < $1.rank } ?? .closed
        return snapshot
    }

    /// A request is about to be sent again.
    func countRetry() { counters.retries += 1 }

    /// Waits until a request may be sent.
    ///
    /// - Parameter circuit: What fails together with it; its family when left out.
    /// - Throws: `TastytradeError.circuitOpen`, `.throttled` when the family pauses for longer than a caller should
    ///   wait, `.tooManyWaiting`, or `CancellationError`. Nothing was sent then.
    func enter(
        _ family: RequestFamily, circuit: String? = nil, isCancel: Bool = false
    ) async throws -> Pass {
        let now = clock.monotonic()
        if limiter.pause(of: family, at: now) > patience { throw TastytradeError.throttled }
        guard limiter.waiting < Self.longestQueue else {
            throw TastytradeError.tooManyWaiting(limit: Self.longestQueue)
        }
        lastTicket += 1
        let ticket = lastTicket
        limiter.enqueue(ticket, family, isCancel: isCancel)
        let admitted = limiter.admit(at: now)
        for other in admitted where other != ticket { waiting.removeValue(forKey: other)?.resume() }
        if !admitted.contains(ticket) {
            counters.waits += 1
            setAlarm(at: now)
            try await wait(for: ticket)
        }
        // A renewal has a back-off of its own, and its failures say nothing about what the rest of the host does.
        let name = circuit ?? family.rawValue
        let (admission, probes) = admission(family, name, isCancel: isCancel)
        if case .refuse(let retryAfter) = admission {
            limiter.giveBack(ticket)
            pump()
            counters.refused += 1
            throw TastytradeError.circuitOpen(retryAfter: retryAfter)
        }
        counters.requests[family, default: 0] += 1
        return Pass(ticket: ticket, family: family, circuit: name, probes: probes)
    }

    private func admission(
        _ family: RequestFamily, _ name: String, isCancel: Bool
    ) -> (CircuitBreaker.Admission, probes: (host: Bool, circuit: Bool)) {
        guard family != .token else { return (.pass, (false, false)) }
        let now = clock.monotonic()
        let own = circuits[name]?.admit(isCancel: isCancel, at: now) ?? .pass
        if case .refuse = own { return (own, (false, false)) }
        let host = breaker.admit(isCancel: isCancel, at: now)
        if case .refuse = host, own == .probe { circuits[name]?.probeWasLost(at: now) }
        return (host, (host == .probe, own == .probe))
    }

    private func wait(for ticket: Int) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiting[ticket] = $0 }
        } onCancel: {
            // A task of its own: the handler cannot wait for the actor. It only takes the waiter out of the queue.
            Task { await self.cancel(ticket) }
        }
    }

    private func cancel(_ ticket: Int) {
        guard limiter.cancel(ticket) else { return }
        waiting.removeValue(forKey: ticket)?.resume(throwing: CancellationError())
        pump()
    }

    /// The request of a pass was not sent.
    func giveBack(_ pass: Pass) {
        limiter.giveBack(pass.ticket)
        counters.requests[pass.family, default: 0] -= 1
        loseProbes(pass, at: clock.monotonic())
        pump()
    }

    private func loseProbes(_ pass: Pass, at now: Timestamp) {
        if pass.probes.host { breaker.probeWasLost(at: now) }
        if pass.probes.circuit { circuits[pass.circuit]?.probeWasLost(at: now) }
    }

    /// The request of a pass is over.
    ///
    /// - Returns: How long its family pauses now.
    @discardableResult
    func leave(_ pass: Pass, _ outcome: Outcome) -> Duration {
        let now = clock.monotonic()
        limiter.finish(pass.ticket, at: now)
        switch outcome {
        case .answered:
            limiter.accepted(pass.family)
            if pass.family != .token {
                breaker.succeeded()
                circuits[pass.circuit] = nil
            }
        case .throttled(let retryAfter):
            counters.throttled += 1
            let refusals = limiter.refused(pass.family)
            let wait = retryAfter ?? Self.throttledBackOff.wait(afterFailures: refusals, fraction: chance.fraction())
            limiter.pause(pass.family, until: now + wait)
            if pass.probes.host { breaker.succeeded() }
            if pass.probes.circuit { circuits[pass.circuit] = nil }
        case .failed:
            counters.failures += 1
            if pass.family != .token {
                circuits[pass.circuit, default: CircuitBreaker(breakerConfiguration)].failed(at: now)
                if pass.probes.host { breaker.succeeded() }
            }
        case .unreachable:
            counters.failures += 1
            if pass.family != .token { breaker.failed(at: now) }
            if pass.probes.circuit { circuits[pass.circuit]?.probeWasLost(at: now) }
        case .cancelled: loseProbes(pass, at: now)
        }
        pump()
        return limiter.pause(of: pass.family, at: now)
    }

    // MARK: The queue

    private func pump() {
        let now = clock.monotonic()
        for ticket in limiter.admit(at: now) { waiting.removeValue(forKey: ticket)?.resume() }
        setAlarm(at: now)
    }

    private func setAlarm(at now: Timestamp) {
        guard let next = limiter.nextChange(after: now) else { return }
        if let alarm, alarm.at <= next, alarm.at > now { return }
        alarm?.task.cancel()
        // A task of its own, because nobody in particular waits for it: it lives until the next place is free.
        lastAlarm += 1
        let task = Task { [clock, lastAlarm] in
            do { try await clock.sleep(next - now) } catch { return }
            self.ring(lastAlarm)
        }
        alarm = (next, lastAlarm, task)
    }

    private func ring(_ number: Int) {
        // One that was replaced while it rang must not take the newer one away.
        if alarm?.number == number { alarm = nil }
        pump()
    }
}
