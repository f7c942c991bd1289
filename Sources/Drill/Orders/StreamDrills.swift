import MarketModel
import Simulator
import Tastytrade

/// An account streamer that repeats, disorders, loses or withholds what it should tell.
enum StreamDrills {
    static let all: [FaultDrill] = [
        FaultDrill(
            .positionLag,
            "what is held is known from the fills at once, and nothing is closed before the ledger shows it",
            run: positionLag),
        FaultDrill(.duplicateNotifications, "every fill counts once") {
            try await traded($0, .duplicateNotifications, orders: 5)
        },
        FaultDrill(.reorderedNotifications, "orders and positions end as they would have in order") {
            try await traded($0, .reorderedNotifications, orders: 5) { $0.probability = 0.5 }
        },
        FaultDrill(
            .droppedFills,
            "with 80 % of the notifications of fills lost, the position ends right and every fill is told once"
        ) {
            try await traded($0, .droppedFills, orders: 20) { $0.probability = 0.8 }
        },
        FaultDrill(.filledBeforeFills, "an order told filled without its fills is awaited until they come") {
            try await traded($0, .filledBeforeFills, orders: 5)
        },
        FaultDrill(.unknownNotifications, "what nobody knows is counted by its type, and the rest goes on") { ground in
            try await traded(ground, .unknownNotifications, orders: 3) { _ in
            } then: { stream in
                let unknown = stream.client.counts.unknown
                ground.expect("unknown types are counted", unknown.values.reduce(0, +) > 0, unknown)
            }
        },
        FaultDrill(.accountConnectRefused, "the client connects again by itself, and a fill meanwhile is told") {
            try await interrupted($0, .accountConnectRefused, times: 2)
        },
        FaultDrill(.accountDisconnect, "the client connects again by itself, and a fill meanwhile is told") {
            try await interrupted($0, .accountDisconnect, times: 2)
        },
        FaultDrill(
            .accountSilence, "two heartbeats without an answer end the connection, and fills meanwhile are told",
            run: silence),
    ]

    @Sendable private static func positionLag(_ ground: DrillGround) async throws {
        ground.switchOn(.positionLag) { $0.value = 1.5 }
        let floor = try await OrderFloor(ground)
        try await floor.withStream { stream in
            let ten = Quantity(whole: 10)
            let (_, outcome) = try await floor.place(floor.order(.buyToOpen))
            ground.expect("ten shares are bought", outcome.isPlaced, outcome.summary)
            try await ground.eventually("the fill is known") { stream.filled == ten }
            let positions = stream.book.positions
            ground.expect("the ledger does not show it yet", positions.ledger(OrderFloor.symbol), is: .zero)
            ground.expect("what will be held is known", positions.expected(OrderFloor.symbol), is: ten)
            ground.expect(
                "nothing is closed against a ledger that lags",
                !positions.canClose(ten, of: OrderFloor.symbol, by: .sellToClose))
            try await ground.eventually("once the ledger shows it, it may be closed") {
                stream.book.positions.canClose(ten, of: OrderFloor.symbol, by: .sellToClose)
            }
            ground.expect("it counts once", stream.book.positions.expected(OrderFloor.symbol), is: ten)
        }
        try await floor.expectHeld(10)
    }

    /// Buys and sells under a fault of the stream, and compares what the stream says with the venue's books.
    private static func traded(
        _ ground: DrillGround, _ fault: SimulatorFault, orders: Int,
        change: @escaping @Sendable (inout FaultSettings) -> Void = { _ in },
        then check: (FollowedStream) throws -> Void = { _ in }
    ) async throws {
        let floor = try await OrderFloor(ground)
        try await floor.withStream { stream in
            ground.switchOn(fault, change)
            var wanted = 0
            var placed = 0
            for place in 0..<orders {
                // Three purchases, then a sale: the position never goes below zero.
                let isSale = place % 4 == 3
                if isSale {
                    let held = Quantity(whole: wanted)
                    try await waitToClose(held, stream)
                }
                let (_, outcome) = try await floor.place(
                    floor.order(isSale ? .sellToClose : .buyToOpen, isSale ? 5 : 10))
                if outcome.isPlaced { placed += 1 }
                wanted += isSale ? -5 : 10
            }
            ground.expect("\(orders) orders are placed", placed, is: orders)
            let held = Quantity(whole: wanted)
            try await ground.eventually("the fills that were told add up", { stream.filled }) { stream.filled == held }
            try await ground.eventually(
                "the account's book agrees", { stream.book.positions.expected(OrderFloor.symbol) }
            ) {
                stream.book.positions.expected(OrderFloor.symbol) == held
            }
            try await ground.eventually("every order is known to its end", { "\(stream.book.orders.open.count) open" })
            {
                stream.book.orders.open.isEmpty
            }
            try check(stream)
            try await floor.expectHeld(wanted)
        }
    }

    /// Waits until a sale would be taken for what it is: nothing works on the other side, and the ledger shows the shares.
    private static func waitToClose(_ held: Quantity, _ stream: FollowedStream) async throws {
        func mayClose() -> Bool {
            stream.filled == held && stream.book.orders.open.isEmpty
                && stream.book.positions.canClose(held, of: OrderFloor.symbol, by: .sellToClose)
        }
        for _ in 0..<1000 where !mayClose() { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// A stream that cannot be had for a while, in which an order fills.
    private static func interrupted(_ ground: DrillGround, _ fault: SimulatorFault, times: Int) async throws {
        let floor = try await OrderFloor(ground)
        ground.switchOn(fault) { $0.count = times }
        try await floor.withStream(isReadyFirst: false) { stream in
            try await ground.eventually("the account streamer connects in the end", { stream.notices }) {
                stream.client.counts.connects == 1
            }
            ground.expect("after as many failures", stream.client.counts.disconnects, is: times)
            try await ground.eventually("a snapshot follows") { stream.snapshots > 0 }
            let (_, outcome) = try await floor.place(floor.order(.buyToOpen))
            ground.expect("ten shares are bought", outcome.isPlaced, outcome.summary)
            try await ground.eventually("their fill is told", { stream.filled }) {
                stream.filled == Quantity(whole: 10)
            }
        }
        try await floor.expectHeld(10)
    }

    @Sendable private static func silence(_ ground: DrillGround) async throws {
        let floor = try await OrderFloor(ground)
        // Without comparisons in between: only the watchdog can notice.
        try await floor.withStream(reconcileEvery: nil) { stream in
            ground.switchOn(.accountSilence)
            let (_, outcome) = try await floor.place(floor.order(.buyToOpen))
            ground.expect("ten shares are bought meanwhile", outcome.isPlaced, outcome.summary)
            try await ground.eventually("the silence ends the connection", { stream.notices }) {
                stream.client.counts.disconnects > 0
            }
            ground.expect("nothing of it was told yet", stream.filled, is: .zero)
            ground.switchOff(.accountSilence)
            try await ground.eventually("a new connection tells what was missed", { stream.filled }) {
                stream.filled == Quantity(whole: 10)
            }
        }
        try await floor.expectHeld(10)
    }
}
