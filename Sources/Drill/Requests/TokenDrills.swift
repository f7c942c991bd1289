import MarketModel
import Simulator
import Tastytrade

/// Access tokens that cannot be had, end early, or are refused.
enum TokenDrills {
    static let all: [FaultDrill] = [
        FaultDrill(
            .tokenOutage,
            "a good token goes on reading and cancelling; without one nothing leaves, and one renewal serves all who wait",
            run: tokenOutage),
        FaultDrill(
            .tokenExpiry, "reads go on after one renewal for all of them; an order is looked for, never sent again",
            run: tokenExpiry),
        FaultDrill(
            .grantRevoked, "the error asks to authorise again, and the token endpoint is left alone afterwards",
            run: grantRevoked),
        FaultDrill(
            .unauthorized, "a read is repeated once with a new token, an order never", run: unauthorized),
        FaultDrill(
            .unauthorizedPage,
            "a proxy's page is taken for what it is: no renewal, no repetition, and an order is looked for",
            run: unauthorizedPage),
    ]

    @Sendable private static func tokenOutage(_ ground: DrillGround) async throws {
        let holder = try ground.session()
        _ = try await holder.accounts()
        ground.switchOn(.tokenOutage)
        let accounts = try await holder.accounts()
        ground.expect("who holds a good token reads on", !accounts.value.isEmpty, "\(accounts.value.count) accounts")

        let newcomer = try ground.session { $0.retry = .never }
        let errors = await withTaskGroup(of: TastytradeError?.self) { group in
            for _ in 0..<20 { group.addTask { await ground.failure { try await newcomer.accounts() } } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let told = errors.count { error in
            guard case .tokenUnavailable(.venueFailed(503), _) = error else { return false }
            return error?.isTransient == true && error?.provesNothingSent == true
        }
        ground.expect("20 who have none are told that nothing left and that it may pass", told == 20, "\(told) of 20")
        let budget = await newcomer.budget()
        ground.expect("one renewal served them all", budget.renewals == 1, "\(budget.renewals) renewals")
        ground.expect("no request of theirs left", budget.requests[.accounts, default: 0], is: 0)

        ground.switchOff(.tokenOutage)
        try await cancelled(ground)
        try await ground.eventually("after the outage they read without anybody's doing") {
            (try? await newcomer.accounts()) != nil
        }
    }

    /// An order that works is cancelled in an outage by a token that is still good.
    private static func cancelled(_ ground: DrillGround) async throws {
        let floor = try await OrderFloor(ground)
        let (_, outcome) = try await floor.place(floor.order(.buyToOpen, cents: -5000))
        guard case .placed(let placement) = outcome, let id = placement.order?.id else {
            return ground.expect("an order works", false, outcome.summary)
        }
        ground.switchOn(.tokenOutage)
        let cancel = await floor.desk.cancel(id)
        ground.switchOff(.tokenOutage)
        var isTaken = false
        if case .taken = cancel { isTaken = true }
        ground.expect("an order is cancelled by a token that is still good", isTaken)
        try await ground.eventually("the venue has it cancelled") {
            try await floor.desk.order(id).status == .cancelled
        }
    }

    @Sendable private static func tokenExpiry(_ ground: DrillGround) async throws {
        let session = try ground.session()
        _ = try await session.accounts()
        ground.switchOn(.tokenExpiry) {
            $0.count = 1
            $0.target = "/customers/*"
        }
        let read = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { (try? await session.customer()) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        ground.expect("20 reads across the end of the token succeed", read == 20, "\(read) of 20")
        let budget = await session.budget()
        ground.expect("one renewal more than the login", budget.renewals, is: 2)
        try await ground.expectOneOrder(under: .tokenExpiry, .lost)
    }

    @Sendable private static func grantRevoked(_ ground: DrillGround) async throws {
        ground.switchOn(.grantRevoked)
        let session = try ground.session()
        let error = await ground.failure { try await session.accounts() }
        var asksToAuthorise = false
        if case .grantRefused? = error { asksToAuthorise = true }
        ground.expect("the error is that the grant is gone: authorise again", asksToAuthorise, error ?? "none")
        ground.expect("it says that waiting does not help", error?.isTransient == false, "isTransient")
        for _ in 0..<5 { _ = await ground.failure { try await session.accounts() } }
        ground.expect("five more reads do not ask the token endpoint again", ground.strikes(of: .grantRevoked), is: 1)
        let budget = await session.budget()
        ground.expect("nothing but the one renewal left", budget.total, is: 1)
    }

    @Sendable private static func unauthorized(_ ground: DrillGround) async throws {
        ground.switchOn(.unauthorized)
        let session = try ground.session()
        let error = await ground.failure { try await session.accounts() }
        ground.expect("the refusal is told", error == .unauthorized, error ?? "none")
        let budget = await session.budget()
        ground.expect("the read left twice, with two tokens", budget.requests[.accounts, default: 0], is: 2)
        ground.expect("tokens were asked for twice", budget.renewals, is: 2)
        ground.switchOff(.unauthorized)
        ground.expect("afterwards reads succeed", (try? await session.accounts()) != nil)
        try await ground.expectOneOrder(under: .unauthorized, .lost)
    }

    @Sendable private static func unauthorizedPage(_ ground: DrillGround) async throws {
        let session = try ground.session()
        _ = try await session.accounts()
        ground.switchOn(.unauthorizedPage)
        let error = await ground.failure { try await session.customer() }
        ground.expect("the error is that the proxy refused the program", error == .agentRefused, error ?? "none")
        let budget = await session.budget()
        ground.expect("the good token was kept", budget.renewals, is: 1)
        ground.expect("the read left once", ground.strikes(of: .unauthorizedPage), is: 1)
        try await ground.expectOneOrder(under: .unauthorizedPage, .lost)
    }
}
