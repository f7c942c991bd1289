import MarketModel
import Wire

/// An answer that is fetched again ahead of its time.
struct WarmAnswer: Sendable {
    let freshFor: Duration
    let refresh: @Sendable (Session) async throws -> Void
    var notBefore: Timestamp
}

extension Session {
    /// A decoded answer and the size of its body.
    struct Fetched: Sendable {
        let answer: Answer<any Sendable>
        let bytes: Int
    }

    /// Reads an endpoint: from the cache, with others who ask the same, or from the venue.
    func read(
        _ endpoint: Endpoint<any Sendable>, _ request: OutgoingRequest
    ) async throws -> Answer<any Sendable> {
        let key = request.key
        let hit = endpoint.freshFor == nil ? nil : cache.find(key, at: configuration.clock.monotonic())
        if let hit, hit.isFresh {
            counters.cacheHits += 1
            return hit.answer.aged(.cached(age: hit.age))
        }
        do {
            return try await fetch(endpoint, request, attempts: hit == nil ? nil : 1)
        } catch let error as TastytradeError where error.isTransient {
            guard endpoint.freshFor != nil,
                let hit = cache.find(key, at: configuration.clock.monotonic())
            else { throw error }
            counters.stale += 1
            return hit.answer.aged(.stale(age: hit.age))
        }
    }

    /// Reads from the venue, sharing the request with others who ask the same.
    ///
    /// An answer that may be cached may also be one that was asked for a moment ago. Every other read joins only a
    /// request that has not left yet: its answer must not be older than the question.
    func fetch(
        _ endpoint: Endpoint<any Sendable>, _ request: OutgoingRequest, attempts: Int? = nil
    ) async throws -> Answer<any Sendable> {
        let key = request.key
        if let shared = underWay[key], endpoint.freshFor != nil || !shared.isSent, let caller = shared.join() {
            counters.coalesced += 1
            return try await shared.value(for: caller).answer
        }
        let shared = SharedRequest<Fetched>(endsWithLastCaller: true)
        guard let caller = shared.join() else { preconditionFailure("nobody has left a new request") }
        underWay[key] = shared
        shared.start { [self] in
            do {
                let fetched = try await ask(endpoint, request, attempts, shared)
                await finish(shared, key)
                return fetched
            } catch {
                await finish(shared, key)
                throw error
            }
        }
        return try await shared.value(for: caller).answer
    }

    private func ask(
        _ endpoint: Endpoint<any Sendable>, _ request: OutgoingRequest, _ attempts: Int?,
        _ shared: SharedRequest<Fetched>
    ) async throws -> Fetched {
        let answer = try await exchange(request, attempts: attempts) { shared.markSent() }
        let fetched = Fetched(answer: try decoded(answer, endpoint), bytes: answer.body.count)
        if let freshFor = endpoint.freshFor {
            cache.store(
                fetched.answer, under: request.key, bytes: fetched.bytes, freshFor: freshFor,
                at: configuration.clock.monotonic())
        }
        return fetched
    }

    private func finish(_ shared: SharedRequest<Fetched>, _ key: String) {
        if underWay[key] === shared { underWay[key] = nil }
    }

    // MARK: Warming

    /// Has an answer fetched again ahead of its time while `keepWarm()` runs, so that it is always at hand.
    ///
    /// - Precondition: The endpoint's answers may be cached.
    public func warm<Value: Sendable>(_ endpoint: Endpoint<Value>, _ values: RequestValues = RequestValues()) {
        guard let freshFor = endpoint.freshFor else { preconditionFailure("\(endpoint.name) is not cached") }
        let (request, untyped) = (OutgoingRequest(endpoint, values), endpoint.untyped)
        warm[request.key] = WarmAnswer(
            freshFor: freshFor, refresh: { _ = try await $0.fetch(untyped, request) }, notBefore: .epoch)
    }

    /// Lets an answer grow old again.
    public func letCool<Value: Sendable>(_ endpoint: Endpoint<Value>, _ values: RequestValues = RequestValues()) {
        warm[OutgoingRequest(endpoint, values).key] = nil
    }

    /// Fetches the warm answers that are due, each when four fifths of its time have passed; one that fails is tried
    /// again a tenth of its time later.
    public func refreshWarm() async throws {
        let now = configuration.clock.monotonic()
        for (key, answer) in warm.sorted(by: { $0.key < $1.key }) where now >= answer.notBefore {
            if let storedAt = cache.storedAt(key), now < storedAt + answer.freshFor * 0.8 { continue }
            do {
                try await answer.refresh(self)
            } catch let error as CancellationError {
                throw error
            } catch {
                warm[key]?.notBefore = configuration.clock.monotonic() + answer.freshFor * 0.1
            }
        }
    }

    /// Keeps the warm answers fresh until the task is cancelled.
    ///
    /// - Throws: `CancellationError`.
    public func keepWarm() async throws {
        while true {
            try await refreshWarm()
            try await configuration.clock.sleep(.seconds(1))
        }
    }
}

extension Answer {
    /// The same answer with another age.
    func aged(_ freshness: AnswerFreshness) -> Answer {
        Answer(value: value, page: page, drift: drift, freshness: freshness)
    }
}

extension Answer<any Sendable> {
    /// The answer with the type of its endpoint's value.
    func typed<Typed: Sendable>(_ type: Typed.Type) -> Answer<Typed> {
        guard let value = value as? Typed else { preconditionFailure("a path has one endpoint, which reads \(type)") }
        return Answer<Typed>(value: value, page: page, drift: drift, freshness: freshness)
    }
}
