import MarketModel
import OrderFlow
import Testing

struct ZoneTests {
    /// A buy zone from 100.25 to 100.75 in the first minute, open at its end.
    static let buyZone = "0 100.25 40 B #1\n1 100.50 40 B #2\n2 100.75 40 B #3\n60000 101 1 B #4\n"
    /// A sell zone from 100.25 to 100.75 in the first minute.
    static let sellZone = "0 100.75 40 S\n1 100.50 40 S\n2 100.25 40 S\n60000 100 1 S\n"

    @Test(
        "a zone ends with the print through it, not with one inside",
        arguments: [
            (tape: buyZone + "61000 100.25 1 S", ends: [String?.none]),
            (tape: buyZone + "61000 100 1 S\n62000 99 1 S", ends: ["61"]),
            (tape: sellZone + "61000 100.75 1 B", ends: [nil]),
            (tape: sellZone + "61000 101 1 B", ends: ["61"]),
        ])
    func life(tape: String, ends: [String?]) throws {
        let zones = try HandTape.engine(tape).imbalanceZones
        #expect(zones.map { $0.end.map { "\(($0 - HandTape.start).components.seconds)" } } == ends)
        #expect(zones.map(\.low.description) == ["100.25"])
        #expect(zones.map(\.high.description) == ["100.75"])
    }

    @Test("a correction that takes the imbalance away takes zone and event with it")
    func corrected() throws {
        var engine = try HandTape.engine(Self.buyZone)
        let revision = engine.zonesRevision
        engine.ingest(try HandTape.print("1 100.50 40 B #2 cancel"))
        #expect(engine.imbalanceZones.isEmpty)
        #expect(engine.zonesRevision > revision)
        let event = try #require(engine.events().last { $0.kind == .stackedImbalance })
        #expect(event.isWithdrawn)
        #expect(engine.events(changedSince: revision).contains(event))
    }

    @Test("a late print can make a zone in a bar that later bars have gone through already")
    func late() throws {
        var engine = try HandTape.engine("0 100.25 40 B\n1 100.50 40 B\n60000 99 1 S\n120000 99 1 S")
        #expect(engine.imbalanceZones.isEmpty)
        engine.ingest(try HandTape.print("2 100.75 40 B"))
        #expect(engine.imbalanceZones.map(\.end) == [HandTape.at(milliseconds: 60_000)])
    }

    @Test("many zones: ended ones give way first")
    func bound() throws {
        var engine = try HandTape.engine("")
        for minute in 0..<500 {
            let base = minute * 60_000
            for row in 0..<3 {
                let price = Price(billionths: Int64(100 + minute * 4 + row) * 250_000_000)
                engine.ingest(try HandTape.print("\(base + row) \(price) 40 B"))
            }
        }
        #expect(engine.imbalanceZones.count == 400)
        #expect(engine.imbalanceZones.allSatisfy { $0.end == nil })
    }
}
