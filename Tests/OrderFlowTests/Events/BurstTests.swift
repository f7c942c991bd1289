import MarketModel
import OrderFlow
import Testing

struct BurstTests {
    static func text(_ bursts: [Burst]) -> [String] {
        bursts.map { "\($0.id) \($0.side) \($0.size) in \($0.trades) depth \($0.depth)" }
    }

    @Test("a burst is one millisecond, one side, unbroken in the stream")
    func bursts() throws {
        let tape = """
            10 100 1 B
            10 100.25 2 B
            11 100.50 4 B
            11 100.25 8 S
            11 100.50 16 B
            11 100.25 32 B
            """
        #expect(
            Self.text(try HandTape.engine(tape).bursts()) == [
                "1 buy 3 in 2 depth 2", "2 buy 4 in 1 depth 1", "3 sell 8 in 1 depth 1", "4 buy 48 in 2 depth 1",
            ])
    }

    @Test("the millisecond is the clock's, not a span since the first print")
    func clockMillisecond() throws {
        var engine = try HandTape.engine("")
        for nanoseconds in [900_000, 999_999, 1_000_000, 1_899_999] as [Int64] {
            engine.ingest(
                Print(
                    time: Timestamp(nanoseconds: HandTape.start.nanoseconds + nanoseconds), price: Price("100"),
                    size: Quantity(whole: 1), side: .buy))
        }
        #expect(engine.bursts().map(\.trades) == [2, 2])
    }

    @Test("what changed since a revision: the grown burst and the new ones")
    func since() throws {
        var engine = try HandTape.engine("10 100 1 B\n20 100 1 B")
        let revision = engine.revision
        #expect(engine.bursts(changedSince: revision).isEmpty)
        engine.ingest(try HandTape.prints("20 100 1 B\n30 100 1 S"))
        #expect(Self.text(engine.bursts(changedSince: revision)) == ["2 buy 2 in 2 depth 1", "3 sell 1 in 1 depth 1"])
        #expect(Self.text(engine.bursts(last: 1)) == ["3 sell 1 in 1 depth 1"])
        #expect(engine.bursts(last: 0).isEmpty)
    }

    @Test("the tape keeps the last so many")
    func bound() throws {
        var engine = try HandTape.engine("") { $0.keptBursts = 4 }
        for number in 0..<20 { engine.ingest(try HandTape.print("\(number) 100 1 B")) }
        #expect(engine.bursts().map(\.id) == [16, 17, 18, 19, 20])
    }

    @Test("off the quote and by which tier is kept with the burst")
    func marks() throws {
        let engine = try HandTape.engine("10 101 1 B @100/100.50\n10 100.50 1 - @100/100.50\n20 100.50 1 B @100/100.50")
        #expect(engine.bursts().map(\.isOffQuote) == [true, false])
        #expect(engine.bursts().map(\.tier) == [.quote, .exchange])
    }

    @Test("an event of a growing burst keeps its identity")
    func growing() throws {
        var engine = try HandTape.engine("10 100 60 B")
        let first = try #require(engine.events().first)
        engine.ingest(try HandTape.print("10 100.25 40 B"))
        #expect(engine.events().map(\.id) == [first.id])
        #expect(engine.events().map(\.volume.description) == ["100"])
        #expect(engine.events(changedSince: first.revision).count == 1)
        #expect(engine.events(changedSince: engine.revision).isEmpty)
    }
}
