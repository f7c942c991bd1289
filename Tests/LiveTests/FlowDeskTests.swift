import MarketModel
import OrderFlow
import TestSupport
import Testing

@testable import Live

struct FlowDeskTests {
    private let names = NameTable()
    private let instrument = FlowInstrument(
        symbol: "/ESZ26:XCME", product: "ES", description: "E-mini", tick: Price(billionths: 250_000_000),
        calendar: .cmeEquityFutures)
    private let start = Timestamp("2026-11-20T15:00:00Z")!

    private func desk(_ configuration: FlowDesk.Configuration = .init()) -> FlowDesk {
        let desk = FlowDesk(names: names, configuration: configuration)
        desk.watch(instrument, expectsHistory: false, at: start)
        return desk
    }

    /// `count` prints, one a second, of one to nine lots around 6800.
    private func prints(_ count: Int, seed: UInt64 = 1) -> [MarketEvent] {
        var random = SeededGenerator(seed: seed)
        let symbol = names.id(for: instrument.symbol)!
        return (0..<count).map { number in
            let moment = start + .seconds(number)
            return .timeAndSale(
                TimeAndSale(
                    symbol: symbol, index: EventIndex.pack(milliseconds: moment.milliseconds, sequence: 0),
                    time: moment,
                    price: Price(billionths: (27_200 + Int64.random(in: -8...8, using: &random)) * 250_000_000),
                    size: Quantity(whole: Int.random(in: 1...9, using: &random)),
                    aggressorSide: Bool.random(using: &random) ? .buy : .sell))
        }
    }

    @Test("a view opened late equals one that saw every print")
    func lateView() throws {
        let desk = desk()
        let early = FlowViewKey(symbol: instrument.symbol, bar: .time(.seconds(60)), reset: .none)
        _ = try desk.read(early, at: start) { $0.engine.revision }
        for event in prints(3000) { desk.ingest(EventBatch(receivedAt: start, events: [event])) }
        let seen = try desk.read(early, at: start) { $0.engine.bars() }
        let other = self.desk()
        other.ingest(EventBatch(receivedAt: start, events: prints(3000)))
        let late = try other.read(early, at: start) { $0.engine.bars() }
        #expect(seen.count == 50)
        #expect(seen.map(\.footprint) == late.map(\.footprint))
        #expect(seen.map(\.cvd) == late.map(\.cvd))
    }

    @Test("every event is used or counted by what it was not used for")
    func ledger() {
        let desk = desk()
        let stranger = names.id(for: "STRANGER")!
        var events = prints(10)
        events.append(.timeAndSale(TimeAndSale(symbol: stranger)))
        events.append(.quote(Quote(symbol: stranger)))
        events.append(.summary(Summary(symbol: stranger)))
        desk.ingest(EventBatch(receivedAt: start, events: events))
        let ledger = desk.ledger
        #expect(ledger.received == 13)
        #expect((ledger.used, ledger.unwatched, ledger.other) == (10, 2, 1))
        #expect(ledger.received == ledger.used + ledger.unwatched + ledger.other)
    }

    @Test("without time and sales, trades and quotes are counted at a lower grade, and given up when prints come")
    func degrades() throws {
        let desk = desk(.init(patience: .seconds(20)))
        let symbol = names.id(for: instrument.symbol)!
        let key = FlowViewKey(symbol: instrument.symbol, reset: .none)
        _ = try desk.read(key, at: start) { _ in }
        func trade(_ second: Int, size: Int) -> MarketEvent {
            .trade(
                Trade(
                    symbol: symbol, time: start + .seconds(second), price: Price("6800.25"),
                    size: Quantity(whole: size)))
        }
        func feed(_ events: [MarketEvent], at second: Int) {
            desk.ingest(EventBatch(receivedAt: start + .seconds(second), events: events))
        }
        feed([.quote(Quote(symbol: symbol, bidPrice: Price("6800"), askPrice: Price("6800.25")))], at: 0)
        // The first trade is the state of before; the next come while patience lasts.
        feed([trade(0, size: 1)], at: 0)
        feed([trade(5, size: 2)], at: 5)
        #expect(try desk.read(key, at: start) { $0.engine.quality.received } == 0)
        feed([trade(21, size: 3)], at: 21)
        try desk.read(key, at: start) { view in
            #expect(view.engine.grade == .tradeQuote)
            #expect(view.engine.sessionTotals.volume.buy == Volume(Quantity(whole: 3)))
        }
        desk.ingest(EventBatch(receivedAt: start + .seconds(30), events: prints(5)))
        try desk.read(key, at: start) { view in
            #expect(view.engine.grade == .exchange)
            #expect(view.engine.quality.received == 5)
        }
    }

    @Test("views are bounded, and unused ones give way")
    func boundedViews() throws {
        let desk = desk(.init(maximumViews: 2))
        func open(_ ticks: Int, at moment: Timestamp) throws {
            try desk.read(FlowViewKey(symbol: instrument.symbol, bar: .ticks(ticks)), at: moment) { _ in }
        }
        try open(1, at: start)
        try open(2, at: start)
        #expect(throws: FlowDesk.Refusal.tooManyViews(limit: 2)) { try open(3, at: start) }
        try open(3, at: start + .seconds(6))
        #expect(throws: FlowDesk.Refusal.unknownSymbol("X")) {
            try desk.read(FlowViewKey(symbol: "X"), at: start) { _ in }
        }
    }

    @Test("a time bar ends by the venue's clock, not by the wall's")
    func endsBars() throws {
        let desk = desk()
        let key = FlowViewKey(symbol: instrument.symbol, bar: .time(.seconds(60)), reset: .none)
        let wall = Timestamp("2030-01-01T00:00:00Z")!
        _ = try desk.read(key, at: wall) { _ in }
        desk.ingest(EventBatch(receivedAt: wall, events: prints(10)))
        desk.timePassed(at: wall + .seconds(20))
        #expect(try desk.read(key, at: wall) { $0.engine.bars().last?.isComplete } == false)
        desk.timePassed(at: wall + .seconds(51))
        #expect(try desk.read(key, at: wall) { $0.engine.bars().last?.isComplete } == true)
    }

    @Test("the archive is bounded and counts what gave way")
    func archive() {
        var archive = PrintArchive(capacity: 20_000)
        for number in 0..<50_000 {
            archive.append(Print(TimeAndSale(symbol: NameID(rawValue: 1), index: Int64(number))))
        }
        var seen: [Int64] = []
        archive.forEach { seen.append($0.index) }
        #expect(seen == Array(Int64(archive.forgotten)..<50_000))
        #expect(seen.count <= 20_000 && archive.count == seen.count)
    }
}
