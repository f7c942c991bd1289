import MarketModel
import Simulator
import Tastytrade

/// What a fault may do to the sending of an order.
enum OrderFate {
    /// The venue took it, and the answer did not tell.
    case taken
    /// The venue did not get it, and the answer left that open.
    case lost
    /// The venue said no.
    case refused
}

extension DrillGround {
    /// Sends one order under a fault that concerns nothing else, and asserts that it went out once and that what is
    /// said of it is true.
    func expectOneOrder(
        under fault: SimulatorFault, _ fate: OrderFate, timeout: Duration = .seconds(5),
        change: (inout FaultSettings) -> Void = { _ in }
    ) async throws {
        switchOff(fault)
        let floor = try await OrderFloor(self, timeout: timeout)
        let before = strikes(of: fault)
        let (receipt, outcome) = try await floor.place(floor.order(.buyToOpen, cents: -5000)) {
            switchOn(fault) {
                $0.target = floor.placing
                change(&$0)
            }
        }
        switchOff(fault)
        switch fate {
        case .taken:
            expect("an order under it is found by its identifier", outcome.wasFoundByLooking, outcome.summary)
        case .lost:
            expect("an order under it is known not to be placed, by looking", outcome.isNotPlaced, outcome.summary)
        case .refused:
            var isRefused = false
            if case .notPlaced(.refused) = outcome { isRefused = true }
            expect("an order under it is refused, which is told at once", isRefused, outcome.summary)
        }
        expect("the order was sent once", strikes(of: fault) - before, is: 1)
        try await floor.expectBooked(fate == .taken ? 1 : 0, receipt)
        var isSpent = false
        if case .notPlaced(.receipt(.alreadySubmitted)) = await floor.desk.submit(receipt) { isSpent = true }
        expect("its receipt cannot be submitted again", isSpent)
    }
}

/// Orders whose answers lie, and orders that are refused late.
enum PlacementDrills {
    static let all: [FaultDrill] = [
        FaultDrill(
            .replyLost, "the order is found by its identifier, never sent again, and the position is right",
            run: replyLost),
        FaultDrill(
            .lateReject, "an order that was taken and then rejected is shown rejected, and nothing is held",
            run: lateReject),
        FaultDrill(
            .sessionOffline, "the order is shown rejected with the venue's reason, and nothing is held",
            run: sessionOffline),
        FaultDrill(
            .closeSeenAsOpen, "a sale to close never ends in a short position", run: closeSeenAsOpen),
    ]

    @Sendable private static func replyLost(_ ground: DrillGround) async throws {
        try await ground.expectOneOrder(under: .replyLost, .taken, timeout: .seconds(1))
        let floor = try await OrderFloor(ground, timeout: .seconds(1))
        let (receipt, outcome) = try await floor.place(floor.order(.buyToOpen)) { ground.switchOn(.replyLost) }
        ground.switchOff(.replyLost)
        ground.expect("one that fills meanwhile is found, too", outcome.wasFoundByLooking, outcome.summary)
        try await floor.expectBooked(1, receipt)
        try await floor.expectHeld(10)
    }

    @Sendable private static func lateReject(_ ground: DrillGround) async throws {
        ground.switchOn(.lateReject)
        try await rejected(ground)
    }

    @Sendable private static func sessionOffline(_ ground: DrillGround) async throws {
        ground.switchOn(.sessionOffline)
        let order = try await rejected(ground)
        ground.expect(
            "the reason is the venue's", order?.rejectReason?.contains("offline") == true, order?.rejectReason ?? "none"
        )
    }

    /// An order that the venue takes and then rejects.
    @discardableResult
    private static func rejected(_ ground: DrillGround) async throws -> Order? {
        let floor = try await OrderFloor(ground)
        let life = ReferenceLock(Order?.none)
        try await floor.withStream { stream in
            let (receipt, outcome) = try await floor.place(floor.order(.buyToOpen))
            guard case .placed(let placement) = outcome, let id = placement.order?.id else {
                return ground.expect("the venue takes the order", false, outcome.summary)
            }
            ground.expect("the venue takes the order", true, outcome.summary)
            try await ground.eventually(
                "the stream shows it rejected", { stream.book.orders[id]?.order.status.rawValue ?? "unknown" }
            ) {
                stream.book.orders[id]?.order.status == .rejected
            }
            life.withLock { $0 = stream.book.orders[id]?.order }
            ground.expect("no fill was told", stream.fills.count, is: 0)
            try await floor.expectBooked(1, receipt)
        }
        try await floor.expectHeld(0)
        return life.withLock { $0 }
    }

    @Sendable private static func closeSeenAsOpen(_ ground: DrillGround) async throws {
        let floor = try await OrderFloor(ground)
        try await floor.withStream { stream in
            let (_, bought) = try await floor.place(floor.order(.buyToOpen))
            ground.expect("ten shares are bought", bought.isPlaced, bought.summary)
            try await ground.eventually("the ledger shows them before they are sold") {
                stream.book.positions.canClose(Quantity(whole: 10), of: OrderFloor.symbol, by: .sellToClose)
            }
            ground.switchOn(.closeSeenAsOpen)
            let receipt = try? await floor.desk.review(floor.order(.sellToClose))
            if let receipt {
                let outcome = await floor.submit(receipt)
                ground.expect(
                    "the sale is refused rather than taken for one that opens", outcome.isNotPlaced, outcome.summary)
            } else {
                ground.expect("the sale is refused in its review", true)
            }
            try await floor.expectHeld(10)
            ground.switchOff(.closeSeenAsOpen)
            let (_, sold) = try await floor.place(floor.order(.sellToClose))
            ground.expect("afterwards they are sold", sold.isPlaced, sold.summary)
        }
        try await floor.expectHeld(0)
    }
}
