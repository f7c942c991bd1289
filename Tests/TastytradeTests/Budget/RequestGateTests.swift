import MarketModel
import Testing
import Wire

@testable import Tastytrade

struct RequestGateTests {
    /// A venue that counts what arrives in any span and refuses what is too much, as strictly as it can.
    private final class StrictVenue: Sendable {
        private let ceiling: RequestCeiling
        private let arrivals = Lock([Timestamp]())
        let refusals = Lock(0)

        init(_ ceiling: RequestCeiling) { self.ceiling = ceiling }

        func answer(at now: Timestamp) -> HTTPResponse {
            let isTooMuch = arrivals.withLock { arrivals in
                arrivals.removeAll { $0 + ceiling.window <= now }
                arrivals.append(now)
                return arrivals.count > ceiling.count
            }
            if isTooMuch { refusals.withLock { $0 += 1 } }
            return isTooMuch ? .failure(429, "too_many") : .value("a")
        }
    }

    @Test(
        "a hundred callers never meet a 429 at a venue that counts strictly",
        arguments: [RequestCeiling(50, per: .seconds(1)), RequestCeiling(120, per: .seconds(60))])
    func strictVenue(ceiling: RequestCeiling) async throws {
        let clock = VirtualClock()
        let venue = StrictVenue(ceiling)
        let host = try await ScriptedHost { _, _ in venue.answer(at: clock.now) }
        defer { host.end() }
        let budgeted = Lock<Session?>(nil)
        // Time stands still while a request is under way: the way takes real time, and the test none of its own.
        let patient = SessionClock(now: { clock.now }, monotonic: { clock.now }) { span in
            while let session = budgeted.withLock({ $0 }), await session.budget().underWay > 0 { await Task.yield() }
            try await clock.sessionClock.sleep(span)
        }
        let session = try host.session {
            $0.ceilings = RequestCeilings(together: [ceiling])
            $0.clock = patient
        }
        budgeted.withLock { $0 = session }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<100 {
                group.addTask {
                    for number in 0..<5 {
                        let values = RequestValues(query: [(name: "n", value: "\(caller)-\(number)")])
                        _ = try await session.send(TrialEndpoints.plain, values)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(venue.refusals.withLock { $0 } == 0)
        let budget = await session.budget()
        #expect(budget.throttled == 0)
        #expect(budget.requests == [.other: 500, .token: 1])
        #expect(budget.waits > 0 && budget.waiting == 0)
    }

    @Test("after a 429 the family waits as long as it was told, and the others do not")
    func retryAfter() async throws {
        let host = try await ScriptedHost { request, number in
            guard number == 1 else { return .value("a") }
            var refusal = HTTPResponse.failure(429, "too_many")
            refusal.headers.append(("retry-after", "7"))
            return refusal
        }
        defer { host.end() }
        let session = try host.session { $0.retry.backOff = BackOff(first: .zero, atMost: .zero) }
        let start = host.clock.now
        #expect(try await session.send(TrialEndpoints.plain).value == "a")
        #expect(host.clock.now - start == .seconds(7))
        #expect(await session.budget().throttled == 1)
    }

    @Test("a pause longer than a caller's patience is an error at once, for orders too, and nothing is sent")
    func longPause() async throws {
        let host = try await ScriptedHost { _, _ in
            var refusal = HTTPResponse.failure(429, "too_many")
            refusal.headers.append(("retry-after", "600"))
            return refusal
        }
        defer { host.end() }
        let session = try host.session()
        for _ in 0..<3 {
            await #expect(throws: TastytradeError.throttled) { try await session.send(TrialEndpoints.placed) }
        }
        #expect(host.requests.count == 1)
    }

    @Test("endpoints that fail are left alone, and no others with them; a probe finds them well again")
    func breaker() async throws {
        let isDown = Lock(true)
        let host = try await ScriptedHost { _, _ in
            isDown.withLock { $0 } ? .failure(503, "down") : .value("a")
        }
        defer { host.end() }
        let session = try host.session {
            $0.retry = .never
            $0.breaker = BreakerConfiguration(failuresToOpen: 3, openFor: .seconds(5))
        }
        for _ in 0..<3 {
            await #expect(throws: TastytradeError.venueFailed(status: 503)) {
                try await session.send(TrialEndpoints.plain)
            }
        }
        await #expect(throws: TastytradeError.circuitOpen(retryAfter: .seconds(5))) {
            try await session.send(TrialEndpoints.plain)
        }
        #expect(host.requests.count == 3)
        for endpoint in [TrialEndpoints.placed, TrialEndpoints.cancelled, TrialEndpoints.changed] {
            await #expect(throws: TastytradeError.venueFailed(status: 503)) { try await session.send(endpoint) }
        }
        #expect(host.requests.count == 6)
        #expect(await session.budget().breaker == .open)
        #expect(await session.budget().refused == 1)
        isDown.withLock { $0 = false }
        host.clock.advance(.seconds(5))
        #expect(try await session.send(TrialEndpoints.plain).value == "a")
        #expect(await session.budget().breaker == .closed)
    }

    @Test("a host that cannot be reached is left alone as a whole; cancels of orders still go out")
    func unreachable() async throws {
        let clock = VirtualClock()
        var configuration = SessionConfiguration(for: try VenueBinding(.simulator, rest: "http://127.0.0.1:1"))
        configuration.clock = clock.sessionClock
        configuration.breaker = BreakerConfiguration(failuresToOpen: 3, openFor: .seconds(5))
        let gate = RequestGate(configuration)
        for _ in 0..<3 { await gate.leave(try await gate.enter(.marketData), .unreachable) }
        for family in [RequestFamily.orders, .orderReads, .marketData, .other] {
            await #expect(throws: TastytradeError.circuitOpen(retryAfter: .seconds(5))) { try await gate.enter(family) }
        }
        await gate.leave(try await gate.enter(.orders, isCancel: true), .unreachable)
        clock.advance(.seconds(5))
        let probe = try await gate.enter(.orders)
        await #expect(throws: TastytradeError.self) { try await gate.enter(.orders) }
        // The host is there, and only fails at this: the others may be asked again.
        await gate.leave(probe, .failed)
        await gate.leave(try await gate.enter(.marketData), .answered)
        #expect(await gate.snapshot.breaker == .closed)
    }

    @Test("a probe that the host's breaker holds back is not lost to its own circuit")
    func twoBreakers() async throws {
        let clock = VirtualClock()
        var configuration = SessionConfiguration(for: try VenueBinding(.simulator, rest: "http://127.0.0.1:1"))
        configuration.clock = clock.sessionClock
        configuration.breaker = BreakerConfiguration(failuresToOpen: 2, openFor: .seconds(5))
        let gate = RequestGate(configuration)
        for _ in 0..<2 { await gate.leave(try await gate.enter(.chains), .failed) }
        clock.advance(.seconds(3))
        for _ in 0..<2 { await gate.leave(try await gate.enter(.marketData), .unreachable) }
        clock.advance(.seconds(2))
        await #expect(throws: TastytradeError.circuitOpen(retryAfter: .seconds(3))) { try await gate.enter(.chains) }
        clock.advance(.seconds(3))
        await gate.leave(try await gate.enter(.chains), .answered)
        await gate.leave(try await gate.enter(.marketData), .answered)
        #expect(await gate.snapshot.breaker == .closed)
    }

    @Test("who gives up while waiting leaves the queue at once")
    func cancelled() async throws {
        let host = try await ScriptedHost { _, _ in .value("a") }
        defer { host.end() }
        // The clock's sleep never ends by itself: only giving up ends the wait.
        let clock = SessionClock(
            now: { host.clock.now }, monotonic: { host.clock.now },
            sleep: { _ in try await Task.sleep(for: .seconds(3600)) })
        let session = try host.session {
            $0.ceilings = RequestCeilings(families: [.positions: [RequestCeiling(1, per: .seconds(1))]])
            $0.clock = clock
        }
        let values = RequestValues(path: ["account_number": "1"])
        _ = try await session.send(TrialEndpoints.positions, values)
        let waiting = Task { try await session.send(TrialEndpoints.positions, values) }
        while await session.budget().waiting == 0 { await Task.yield() }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        while await session.budget().waiting > 0 { await Task.yield() }
        #expect(host.requests.count == 1)
    }
}

struct SharedReadsTests {
    private let values = RequestValues(path: ["symbol": "SPY"])

    @Test("identical reads in flight share one request")
    func coalesced() async throws {
        let host = try await ScriptedHost { _, _ in .value("a") }
        defer { host.end() }
        let session = try host.session { $0.cache = .none }
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<100 {
                group.addTask { try await session.send(TrialEndpoints.kept, values).value }
            }
            for try await value in group { #expect(value == "a") }
        }
        let budget = await session.budget()
        #expect(budget.coalesced + host.requests.count == 100)
        #expect(budget.coalesced > 0)
    }

    @Test("a read of an account never gets an answer that was asked for before it")
    func accountReads() async throws {
        let host = try await ScriptedHost { _, _ in .value("a") }
        defer { host.end() }
        let shared = SharedRequest<Int>(endsWithLastCaller: true)
        #expect(!shared.isSent)
        shared.markSent()
        #expect(shared.isSent)
        // Ten at a ceiling of one: those who wait for the second place share it, and only they.
        let session = try host.session {
            $0.ceilings = RequestCeilings(families: [.positions: [RequestCeiling(1, per: .seconds(1))]])
        }
        let values = RequestValues(path: ["account_number": "1"])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 { group.addTask { _ = try await session.send(TrialEndpoints.positions, values) } }
            try await group.waitForAll()
        }
        #expect(await session.budget().coalesced == 10 - host.requests.count)
    }

    @Test("an answer is given again for its time, then asked for anew")
    func cached() async throws {
        let host = try await ScriptedHost { _, number in .value("\(number)") }
        defer { host.end() }
        let session = try host.session()
        #expect(try await session.send(TrialEndpoints.kept, values).freshness == .fresh)
        host.clock.advance(.seconds(59))
        let kept = try await session.send(TrialEndpoints.kept, values)
        #expect(kept.value == "1" && kept.freshness == .cached(age: .seconds(59)))
        #expect(try await session.send(TrialEndpoints.kept, RequestValues(path: ["symbol": "QQQ"])).value == "2")
        host.clock.advance(.seconds(1))
        #expect(try await session.send(TrialEndpoints.kept, values).value == "3")
        #expect(await session.budget().cacheHits == 1)
        #expect(await session.budget().cachedAnswers == 2)
        _ = try await session.send(TrialEndpoints.plain)
        #expect(try await session.send(TrialEndpoints.plain).freshness == .fresh)
    }

    @Test("when the venue fails an old answer stands in, with its age; a refusal is never covered up")
    func stale() async throws {
        let status = Lock(200)
        let host = try await ScriptedHost { _, number in
            let status = status.withLock { $0 }
            return status == 200 ? .value("\(number)") : .failure(status, "x")
        }
        defer { host.end() }
        let session = try host.session()
        _ = try await session.send(TrialEndpoints.kept, values)
        host.clock.advance(.seconds(3600))
        for failure in [503, 429, 500] {
            status.withLock { $0 = failure }
            let old = try await session.send(TrialEndpoints.kept, values)
            guard case .stale(let age) = old.freshness else {
                Issue.record("\(old.freshness)")
                continue
            }
            #expect(old.value == "1" && age >= .seconds(3600))
        }
        #expect(await session.budget().stale == 3)
        status.withLock { $0 = 403 }
        host.clock.advance(.seconds(60))
        await #expect(throws: TastytradeError.notPermitted(code: "x")) {
            try await session.send(TrialEndpoints.kept, values)
        }
        status.withLock { $0 = 503 }
        host.clock.advance(.seconds(90_000))
        await #expect(throws: TastytradeError.venueFailed(status: 503)) {
            try await session.send(TrialEndpoints.kept, values)
        }
    }

    @Test("a warm answer is fetched ahead of its time and always at hand")
    func warm() async throws {
        let host = try await ScriptedHost { _, number in
            number == 3 ? .failure(503, "x") : .value("\(number)")
        }
        defer { host.end() }
        let session = try host.session { $0.retry = .never }
        await session.warm(TrialEndpoints.kept, values)
        try await session.refreshWarm()
        #expect(host.requests.count == 1)
        host.clock.advance(.seconds(47))
        try await session.refreshWarm()
        #expect(host.requests.count == 1)
        host.clock.advance(.seconds(1))
        try await session.refreshWarm()
        let kept = try await session.send(TrialEndpoints.kept, values)
        #expect(kept.value == "2" && kept.freshness == .cached(age: .zero))
        // A failure is tried again a tenth of its time later, not at once.
        host.clock.advance(.seconds(50))
        try await session.refreshWarm()
        try await session.refreshWarm()
        #expect(host.requests.count == 3)
        host.clock.advance(.seconds(6))
        try await session.refreshWarm()
        #expect(try await session.send(TrialEndpoints.kept, values).value == "4")
        await session.letCool(TrialEndpoints.kept, values)
        host.clock.advance(.seconds(600))
        try await session.refreshWarm()
        #expect(host.requests.count == 4)
    }
}
