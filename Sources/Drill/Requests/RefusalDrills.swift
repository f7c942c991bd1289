import MarketModel
import Simulator
import Tastytrade

/// Refusals that nothing can be done about by asking again.
enum RefusalDrills {
    static let all: [FaultDrill] = [
        FaultDrill(.forbidden, "the refusal is told with its code, and neither a read nor an order is sent again") {
            try await refused($0, .forbidden) { error in
                if case .notPermitted(let code)? = error { code == "not_permitted" } else { false }
            }
        },
        FaultDrill(.notFound, "the refusal is told with its code, and neither a read nor an order is sent again") {
            try await refused($0, .notFound) { error in
                if case .notFound(let code)? = error { code == "record_not_found" } else { false }
            }
        },
        FaultDrill(
            .notAcceptable, "a code that is a number is read as text, and neither a read nor an order is sent again"
        ) {
            try await refused($0, .notAcceptable) { error in
                if case .refused(406, let code, _)? = error { Int(code) != nil } else { false }
            }
        },
        FaultDrill(
            .unprocessable, "the refusal is told with the venue's code, and neither a read nor an order is sent again"
        ) {
            try await refused($0, .unprocessable) { error in
                if case .refused(422, let code, let message)? = error {
                    code == "preflight_check_failure" && !message.isEmpty
                } else {
                    false
                }
            }
        },
    ]

    /// A read under a fault that refuses everything.
    private static func refused(
        _ ground: DrillGround, _ fault: SimulatorFault, _ isRight: (TastytradeError?) -> Bool
    ) async throws {
        let session = try ground.session()
        _ = try await session.accounts()
        ground.switchOn(fault)
        let error = await ground.failure { try await session.customer() }
        ground.expect("the right error comes", isRight(error), error ?? "none")
        ground.expect("it says that waiting does not help", error?.isTransient == false, "isTransient")
        ground.expect("the read was sent once", ground.strikes(of: fault), is: 1)
        let budget = await session.budget()
        ground.expect("nothing was repeated", budget.retries, is: 0)
        ground.expect("the circuit breaker stays closed: the host answers", budget.breaker, is: .closed)
        ground.switchOff(fault)
        ground.expect("afterwards reads succeed", (try? await session.customer()) != nil)
        try await ground.expectOneOrder(under: fault, .refused)
    }
}
