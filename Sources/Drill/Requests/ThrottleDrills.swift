import MarketModel
import Simulator
import Tastytrade
import Wire

/// Too many requests.
enum ThrottleDrills {
    static let all: [FaultDrill] = [
        FaultDrill(
            .rateLimit,
            "reads wait and are repeated, the whole family with them; the others go on; an order is never repeated",
            run: rateLimit),
        FaultDrill(
            .rateLimitRetryAfter, "nothing of the family leaves before the time is up; an order is never repeated",
            run: retryAfter),
    ]

    @Sendable private static func rateLimit(_ ground: DrillGround) async throws {
        let session = try ground.session()
        _ = try await session.accounts()
        ground.switchOn(.rateLimit) {
            $0.count = 2
            $0.target = "/customers/me/accounts"
        }
        ground.expect("a read that is refused twice succeeds", (try? await session.accounts()) != nil)
        let budget = await session.budget()
        ground.expect("two refusals were counted", budget.throttled, is: 2)
        ground.expect("the read was repeated twice", budget.retries, is: 2)
        ground.expect("the family sent four requests in all", budget.requests[.accounts, default: 0], is: 4)
        ground.expect("it waited for a pause", budget.waits > 0, "\(budget.waits) waits")
        ground.expect("the circuit breaker stays closed: the host answers", budget.breaker, is: .closed)
        ground.switchOn(.rateLimit) { $0.target = "/customers/me/accounts" }
        let impatient = try ground.session { $0.retry = .never }
        let error = await ground.failure { try await impatient.accounts() }
        ground.expect("who does not repeat is told", error == .throttled, error ?? "none")
        ground.expect("another family is not held up", (try? await impatient.customer()) != nil)
        try await ground.expectOneOrder(under: .rateLimit, .lost)
    }

    @Sendable private static func retryAfter(_ ground: DrillGround) async throws {
        let session = try ground.session()
        _ = try await session.accounts()
        ground.switchOn(.rateLimitRetryAfter) {
            $0.count = 1
            $0.target = "/customers/me/accounts"
            $0.value = 1
        }
        let began = SystemClock.monotonic()
        let read = try? await session.accounts()
        let took = SystemClock.monotonic() - began
        ground.expect("the read succeeds", read != nil)
        ground.expect(
            "not before the second it was asked to wait", took >= .seconds(1), "after \(took / .milliseconds(1)) ms")
        let budget = await session.budget()
        ground.expect("one refusal was counted", budget.throttled, is: 1)
        ground.expect("the read left twice", budget.requests[.accounts, default: 0], is: 3)

        ground.switchOn(.rateLimitRetryAfter) {
            $0.target = "/customers/me/accounts"
            $0.value = 3600
        }
        let error = await ground.failure { try await session.accounts() }
        ground.expect("a pause of an hour is told instead of waited for", error == .throttled, error ?? "none")
        try await ground.expectOneOrder(under: .rateLimitRetryAfter, .lost) { $0.value = 1 }
    }
}
