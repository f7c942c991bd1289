import DXLink
import MarketModel
import OrderFlow
import Simulator
import Tastytrade
import Wire

/// Answers that come, but not as they should be.
enum AnswerDrills {
    static let all: [FaultDrill] = [
        FaultDrill(
            .fieldDrift, "the rest of an answer is read, and every difference is a line of the drift report",
            run: fieldDrift),
        FaultDrill(
            .clockSkew, "a venue whose clock is wrong ends no token early, hides no order and no fill", run: clockSkew),
        FaultDrill(
            .missingStreamerSymbols, "streams are subscribed by symbols that the client spells itself",
            run: missingStreamerSymbols),
    ]

    @Sendable private static func fieldDrift(_ ground: DrillGround) async throws {
        let session = try ground.session()
        let whole = try await session.equity("SPY")
        ground.expect("before, nothing differs but what the simulator leaves out", whole.losses.isEmpty, "no losses")
        ground.switchOn(.fieldDrift)
        let other = try ground.session()
        let changed = try await other.equity("SPY")
        ground.expect("the record is read all the same", changed.value.symbol, is: "SPY")
        let drift = try await changed.drift + other.customer().drift + other.futureProducts().drift
        let kinds = Set(drift.map(kind))
        for wanted in ["new", "missing", "null", "retyped"] {
            ground.expect("a \(wanted) field is reported", kinds.contains(wanted), "\(drift.count) lines")
        }
        for line in drift { ground.log.heard(line) }
        var read = 0
        let reads: [@Sendable () async throws -> Void] = [
            { _ = try await other.accounts() }, { _ = try await other.customer() },
            { _ = try await other.futures(productCodes: ["ES"]) }, { _ = try await other.nestedChains(of: "SPY") },
        ]
        var strange: [String] = []
        for body in reads {
            do {
                try await body()
                read += 1
            } catch TastytradeError.unexpectedAnswer(let field) {
                strange.append(field)
            }
        }
        ground.expect(
            "every other read gives what it can, or says which field it cannot do without",
            read + strange.count == reads.count, "\(read) read, \(strange.count) refused \(strange)")
        ground.switchOff(.fieldDrift)
        let floor = try await OrderFloor(ground)
        let (receipt, outcome) = try await floor.place(floor.order(.buyToOpen, cents: -5000)) {
            ground.switchOn(.fieldDrift) { $0.target = floor.placing }
        }
        ground.switchOff(.fieldDrift)
        ground.expect(
            "an order whose answer has changed is placed, and that is known", outcome.isPlaced, outcome.summary)
        try await floor.expectBooked(1, receipt)
    }

    private static func kind(_ drift: FieldDrift) -> String {
        switch drift.kind {
        case .new: "new"
        case .missing: "missing"
        case .null: "null"
        case .retyped: "retyped"
        case .word: "word"
        case .unreadable: "unreadable"
        }
    }

    @Sendable private static func clockSkew(_ ground: DrillGround) async throws {
        ground.switchOn(.clockSkew) { $0.value = -3600 }
        let session = try ground.session()
        for _ in 0..<3 { _ = try await session.accounts() }
        let token = try await session.quoteToken()
        ground.log.keepSecret(token.token)
        let budget = await session.budget()
        ground.expect("an hour of skew asks for no token twice", budget.renewals, is: 1)
        try await ground.expectOneOrder(under: .noResponse, .taken, timeout: .seconds(1))
        let floor = try await OrderFloor(ground)
        try await floor.withStream { stream in
            let (_, outcome) = try await floor.place(floor.order(.buyToOpen))
            ground.expect("an order fills under it", outcome.isPlaced, outcome.summary)
            try await ground.eventually("its fill is told", { stream.filled }) {
                stream.filled == Quantity(whole: 10)
            }
        }
        try await floor.expectHeld(10)
    }

    @Sendable private static func missingStreamerSymbols(_ ground: DrillGround) async throws {
        ground.switchOn(.missingStreamerSymbols)
        let session = try ground.session()
        let contracts = try await session.futures(productCodes: ["ES"]).contracts
        let told = contracts.count { $0.streamerSymbol != nil }
        ground.expect(
            "the venue tells no streamer symbol", told == 0 && !contracts.isEmpty, "\(told) of \(contracts.count)")
        try await ground.withFlow("ES") { flow in
            try await ground.eventually("prints of a future arrive", { (try? flow.quality.used) ?? 0 }) {
                try flow.quality.used > 0
            }
        }
        let chains = try await session.nestedChains(of: "SPY")
        let symbols = chains.chains.flatMap(\.expirations).flatMap(\.strikes).compactMap(\.call)
        let parser = SymbolParser(on: USTimeZone.eastern.day(of: SystemClock.now()))
        let spelled = symbols.compactMap { try? parser.parse($0).symbol.streamerSymbol }
        ground.expect("every option's is spelled", spelled.count, is: symbols.count)
        let middle = spelled.count / 2
        let some = spelled[middle..<min(middle + 20, spelled.count)]
        try await ground.withFeed(some.map { MarketSubscription(.quote, $0) }) { feed in
            try await ground.expectData("quotes of options arrive", from: feed)
        }
    }
}
