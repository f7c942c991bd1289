import MarketModel
import Simulator
import Tastytrade
import Wire

/// A host that fails, is slow, or does not answer.
enum FailureDrills {
    static let all: [FaultDrill] = [
        FaultDrill(
            .serverError,
            "reads are repeated, orders never; a lasting failure opens the circuit breaker; an old answer is given with its age",
            run: serverError),
        FaultDrill(
            .badGateway, "a proxy's page is a failure of the venue: reads are repeated, orders looked for",
            run: badGateway),
        FaultDrill(
            .slowResponse,
            "a slow answer is waited for; beyond the limit a read is asked for again, an order looked for", run: slow),
        FaultDrill(.noResponse, "a read without an answer is asked for again, an order is looked for", run: noResponse),
        FaultDrill(
            .cutResponse, "half an answer is no answer: a read is repeated, an order is looked for", run: cutResponse),
    ]

    private static let accounts = "/customers/me/accounts"

    @Sendable private static func serverError(_ ground: DrillGround) async throws {
        let session = try ground.session()
        try await repeated(ground, session, .serverError)
        let ahead = Lock(Duration.zero)
        let patient = try ground.session { configuration in
            let clock = configuration.clock
            configuration.clock = SessionClock(
                now: clock.now, monotonic: { SystemClock.monotonic() + ahead.withLock { $0 } }, sleep: clock.sleep)
        }
        let first = try await patient.equity("SPY")
        ahead.withLock { $0 = .seconds(7200) }
        ground.switchOn(.serverError)
        let old = try await patient.equity("SPY")
        var age: Duration?
        if case .stale(let told) = old.freshness { age = told }
        ground.expect(
            "an answer past its time is given with its age", (age ?? .zero) >= .seconds(7200),
            age.map { "\($0.components.seconds) s" } ?? "\(old.freshness)")
        ground.expect("it is the answer of before", old.value.symbol, is: first.value.symbol)
        let error = await ground.failure { try await patient.accounts() }
        ground.expect(
            "what was never answered fails as the venue's failure", error == .venueFailed(status: 500), error ?? "none")
        for _ in 0..<3 { _ = await ground.failure { try await patient.accounts() } }
        let budget = await patient.budget()
        let sent = ground.strikes(of: .serverError)
        ground.expect("the circuit breaker opened", budget.breaker != .closed, budget.breaker.rawValue)
        ground.expect("requests were refused here", budget.refused > 0, "\(budget.refused), \(sent) reached the venue")
        ground.switchOff(.serverError)
        try await ground.eventually("it closes by itself once the venue answers") {
            _ = try? await patient.accounts()
            return await patient.budget().breaker == .closed
        }
        try await ground.expectOneOrder(under: .serverError, .lost)
    }

    @Sendable private static func badGateway(_ ground: DrillGround) async throws {
        let session = try ground.session()
        try await repeated(ground, session, .badGateway)
        ground.switchOn(.badGateway)
        let error = await ground.failure { try await session.accounts() }
        ground.expect(
            "a lasting failure is told with its status", error == .venueFailed(status: 502), error ?? "none")
        try await ground.expectOneOrder(under: .badGateway, .lost)
    }

    @Sendable private static func slow(_ ground: DrillGround) async throws {
        let session = try ground.session(timeout: .seconds(1))
        _ = try await session.accounts()
        ground.switchOn(.slowResponse) {
            $0.count = 1
            $0.target = accounts
            $0.value = 0.2
        }
        let began = SystemClock.monotonic()
        _ = try await session.accounts()
        let took = SystemClock.monotonic() - began
        ground.expect(
            "an answer that takes 200 ms is waited for", took >= .milliseconds(200), "\(took / .milliseconds(1)) ms")
        ground.switchOn(.slowResponse) {
            $0.count = 1
            $0.target = accounts
            $0.value = 5
        }
        ground.expect("one that takes 5 s is asked for again", (try? await session.accounts()) != nil)
        let budget = await session.budget()
        ground.expect("the read left once more", budget.retries, is: 1)
        try await ground.expectOneOrder(under: .slowResponse, .taken, timeout: .seconds(1)) { $0.value = 5 }
    }

    @Sendable private static func noResponse(_ ground: DrillGround) async throws {
        let session = try ground.session(timeout: .milliseconds(500))
        try await repeated(ground, session, .noResponse, times: 1)
        ground.switchOn(.noResponse)
        let error = await ground.failure { try await session.accounts() }
        ground.expect("a lasting silence is told as a time-out", isTimeOut(error), error ?? "none")
        ground.switchOff(.noResponse)
        try await ground.expectOneOrder(under: .noResponse, .taken, timeout: .seconds(1))
    }

    @Sendable private static func cutResponse(_ ground: DrillGround) async throws {
        let session = try ground.session()
        try await repeated(ground, session, .cutResponse)
        ground.switchOn(.cutResponse)
        let error = await ground.failure { try await session.accounts() }
        var isConnection = false
        if case .connection? = error { isConnection = true }
        ground.expect("a lasting fault is told as a broken connection", isConnection, error ?? "none")
        ground.switchOff(.cutResponse)
        try await ground.expectOneOrder(under: .cutResponse, .taken)
    }

    private static func isTimeOut(_ error: TastytradeError?) -> Bool {
        if case .connection(.timedOut)? = error { true } else { false }
    }

    /// A read that fails some times and then succeeds.
    private static func repeated(
        _ ground: DrillGround, _ session: Session, _ fault: SimulatorFault, times: Int = 2
    ) async throws {
        _ = try await session.accounts()
        let before = await session.budget()
        ground.switchOn(fault) {
            $0.count = times
            $0.target = accounts
        }
        ground.expect(
            "a read that fails \(times == 1 ? "once" : "twice") succeeds", (try? await session.accounts()) != nil)
        let after = await session.budget()
        ground.expect("it was repeated as often", after.retries - before.retries, is: times)
        ground.expect("the failures were counted", after.failures - before.failures, is: times)
        ground.expect("no new token was asked for", after.renewals, is: before.renewals)
    }
}
