import MarketModel
import Simulator
import Tastytrade
import Wire

/// One account, the desk that trades it, and a look into the simulator's books that no fault concerns.
struct OrderFloor: Sendable {
    let ground: DrillGround
    /// The client that is tried.
    let desk: OrderDesk
    /// Asks for the truth once the faults are switched off.
    private let witness: OrderDesk

    init(
        _ ground: DrillGround, timeout: Duration = .seconds(5), change: (inout SessionConfiguration) -> Void = { _ in }
    ) async throws {
        self.ground = ground
        desk = OrderDesk(
            session: try ground.session(timeout: timeout, change: change), account: ground.account,
            policy: OrderPolicy(schedule: .hasty))
        witness = OrderDesk(session: try ground.session(), account: ground.account)
        _ = try await witness.session.accounts()
    }

    var session: Session { desk.session }

    /// The path that orders are sent to, as a fault's target.
    var placing: String { "POST /accounts/\(desk.account)/orders" }

    /// What is traded: a share that the account does not hold at first.
    static let symbol = "MSFT"

    /// An order for shares at a limit.
    ///
    /// - Parameter cents: How far above the offer for a purchase, or below the bid for a sale; below zero it waits.
    func order(_ action: OrderAction, _ shares: Int = 10, cents: Int64 = 100) throws -> OrderRequest {
        guard let (bid, ask) = ground.market(of: Self.symbol) else { throw NoQuote() }
        let away = cents * 10_000_000
        let price =
            action.direction > 0
            ? Price(billionths: -(ask.billionths + away)) : Price(billionths: bid.billionths - away)
        return OrderRequest(
            .limit(price),
            legs: [
                LegRequest(
                    action, Quantity(whole: shares),
                    of: OrderInstrument(.equity, Self.symbol, underlying: Self.symbol))
            ])
    }

    /// The market has no quote.
    struct NoQuote: Error {}

    /// Reviews and submits an order.
    ///
    /// - Parameter reviewed: Called between the two, to switch on what concerns the submission alone.
    func place(
        _ order: OrderRequest, reviewed: () -> Void = {}
    ) async throws -> (receipt: Receipt, outcome: PlacementOutcome) {
        let receipt = try await desk.review(order)
        reviewed()
        return (receipt, await submit(receipt))
    }

    /// Submits what was reviewed, as the client that is tried does it.
    func submit(_ receipt: Receipt) async -> PlacementOutcome {
        let outcome = await ground.submit(desk, receipt)
        ground.log.heard(outcome)
        return outcome
    }

    /// The orders that the venue has under an identifier.
    func booked(_ identifier: String) async throws -> [Order] {
        try await allBooked().filter { $0.externalIdentifier == identifier }
    }

    /// All orders that the venue has.
    func allBooked() async throws -> [Order] {
        try await witness.orders(since: USTimeZone.eastern.day(of: SystemClock.now()).advanced(by: -1)).orders
    }

    /// What the venue says is held.
    func held() async throws -> Quantity {
        try await witness.session.positions(of: desk.account).value
            .filter { $0.symbol == Self.symbol }.compactMap(\.signedQuantity).reduce(.zero, +)
    }

    /// Asserts how many orders the venue has under a receipt's identifier.
    func expectBooked(_ count: Int, _ receipt: Receipt) async throws {
        ground.expect(
            "the venue has the order \(count == 1 ? "once" : "not at all")",
            try await booked(receipt.externalIdentifier).count, is: count)
    }

    /// Asserts what is held in the end.
    func expectHeld(_ shares: Int) async throws {
        let wanted = Quantity(whole: shares)
        try await ground.eventually("the position is right at the end", { (try? await held()) ?? .zero }) {
            try await held() == wanted
        }
    }
}

extension LookSchedule {
    /// The rules of the product in a fraction of its time.
    static let hasty = LookSchedule(
        looks: [0, 50, 100, 200, 400, 800, 1200, 1600].map { .milliseconds($0) }, settling: .milliseconds(800),
        settlingAnswered: .milliseconds(200))
}

extension PlacementOutcome {
    /// Whether the venue has it, and by which way that is known.
    var isPlaced: Bool { if case .placed = self { true } else { false } }
    var wasFoundByLooking: Bool { if case .placed(let placement) = self { placement.wasFoundByLooking } else { false } }

    /// Whether it is known that the venue does not have it.
    var isNotPlaced: Bool { if case .notPlaced = self { true } else { false } }

    /// In a few words.
    var summary: String {
        switch self {
        case .placed(let placement):
            "placed, \(placement.wasFoundByLooking ? "found by looking" : "by its answer")"
        case .notPlaced(.neverArrived(let looks)): "not placed, after \(looks) looks"
        case .notPlaced(.refused(let refusal)): "refused: \(refusal.status) \(refusal.code)"
        case .notPlaced(.nothingSent(let reason)): "nothing sent: \(reason)"
        case .notPlaced(.receipt(let refusal)): "receipt: \(refusal)"
        case .unknown(let question): "unknown: \(question.cause), \(question.looks) looks"
        }
    }
}
