import MarketModel
import OrderFlow
import Testing

struct BarSpecTests {
    @Test("reads and writes every kind", arguments: ["30s", "5m", "1h", "500t", "1000v", "200d", "8r"])
    func roundTrip(text: String) throws {
        #expect(try #require(BarSpec(text)).description == text)
    }

    @Test("writes time in the largest whole unit")
    func largestUnit() throws {
        #expect(try #require(BarSpec("120s")).description == "2m")
        #expect(try #require(BarSpec("60m")).description == "1h")
    }

    @Test(
        "refuses what is no bar",
        arguments: ["", "m", "0m", "-5m", "5", "5x", "5 m", "١m", "1000000001t", "2000000h", "99999999999999999999t"])
    func refused(text: String) {
        #expect(BarSpec(text) == nil)
    }

    static let tape = """
        0 100.00 5 B
        1000 100.25 5 B
        2000 100.50 5 S
        3000 100.25 5 S
        4000 100.00 20 S
        5000 100.75 1 B
        6000 101.25 1 B
        """

    @Test(
        "a bar ends where its kind says",
        arguments: [
            (bar: "3t", trades: [3, 3, 1]), (bar: "10v", trades: [2, 2, 1, 2]), (bar: "15v", trades: [3, 2, 2]),
            (bar: "10d", trades: [2, 2, 1, 2]), (bar: "2r", trades: [5, 2]), (bar: "1r", trades: [2, 2, 1, 1, 1]),
            (bar: "1h", trades: [7]), (bar: "2s", trades: [2, 2, 2, 1]),
        ])
    func ends(bar: String, trades: [Int]) throws {
        let engine = try HandTape.engine(Self.tape, bar: bar)
        #expect(engine.bars().map(\.trades) == trades)
        #expect(engine.bars().reduce(Volume.zero) { $0 + $1.volume.total } == engine.quality.volume.total)
        engine.expectConserved()
    }

    @Test("the bar that is full is complete at once, the others when the next begins")
    func completion() throws {
        #expect(try HandTape.engine("0 100 5 B\n1 100 5 B", bar: "2t").bars().map(\.isComplete) == [true])
        #expect(try HandTape.engine("0 100 5 B", bar: "2t").bars().map(\.isComplete) == [false])
        var engine = try HandTape.engine("0 100 5 B", bar: "1m")
        engine.advance(to: HandTape.at(milliseconds: 59_999))
        #expect(engine.bars().map(\.isComplete) == [false])
        engine.advance(to: HandTape.at(milliseconds: 60_000))
        #expect(engine.bars().map(\.isComplete) == [true])
        // A straggler of the completed bar still finds it, and no second bar of that minute appears.
        engine.ingest(try HandTape.print("59000 100 2 S"))
        engine.ingest(try HandTape.print("61000 100 1 B"))
        #expect(engine.bars().map(\.volume.total.description) == ["7", "1"])
        #expect(engine.bars().map(\.cvd.description) == ["3", "4"])
    }

    @Test("identities rise, and times span the prints")
    func identities() throws {
        let bars = try HandTape.engine(Self.tape, bar: "3t").bars()
        #expect(bars.map(\.id) == [1, 2, 3])
        #expect(bars[1].start == HandTape.at(milliseconds: 3000))
        #expect(bars[1].end == HandTape.at(milliseconds: 5000))
        #expect(bars[1].duration == .seconds(2))
    }

    @Test("bars older than the kept ones are forgotten, their sums stay")
    func forgotten() throws {
        var engine = try HandTape.engine("") { $0.keptBars = 3 }
        for minute in 0..<10 { engine.ingest(try HandTape.print("\(minute * 60_000) 100 2 B")) }
        #expect(engine.bars().map(\.id) == [7, 8, 9, 10])
        #expect(engine.bars().last?.cvd.description == "20")
        #expect(engine.quality.volume.total.description == "20")
        // Too old for any kept bar: counted in the totals, and so said.
        engine.ingest(try HandTape.print("1000 100 5 S"))
        #expect(engine.quality.lateBeyondKeptBars == 1)
        #expect(engine.quality.volume.total.description == "25")
        #expect(engine.bars().map(\.cvd.description) == ["9", "11", "13", "15"])
        #expect(engine.cumulativeDelta.value.description == "15")
        engine.expectConserved()
    }

    @Test("a late print makes the bar of its time where there was none, without moving others")
    func lateBar() throws {
        var engine = try HandTape.engine("0 100 1 B\n120000 100 1 B\n240000 100 1 B") { $0.keptBars = 2 }
        engine.ingest(try HandTape.print("60000 101 4 S"))
        #expect(
            engine.bars().map(\.start) == [60, 120, 240].map { HandTape.at(milliseconds: $0 * 1000) })
        #expect(engine.bars().map(\.cvd.description) == ["-3", "-2", "-1"])
    }
}
