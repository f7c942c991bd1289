import MarketModel
import TestSupport
import Testing

@testable import OrderFlow

struct ClassificationTests {
    @Test(
        "the quote rule, the tick rule and unknown, in this order",
        arguments: [
            // Line by line what each print's side is, by the default policy.
            (tape: "0 100 1 B @99/101", sides: "B", tiers: "exchange"),
            (tape: "0 100.5 1 - @99/101", sides: "B", tiers: "quote"),
            (tape: "0 99.5 1 - @99/101", sides: "S", tiers: "quote"),
            (tape: "0 100 1 - @99/101", sides: "-", tiers: "unknown"),
            (tape: "0 100 1 -\n1 101 1 -\n2 101 1 -\n3 100 1 -", sides: "-BBS", tiers: "unknown tick tick tick"),
            // At the midpoint the tick rule decides.
            (tape: "0 99 1 - @98/99\n1 100 1 - @99/101", sides: "BB", tiers: "quote tick"),
            // Ask = bid is a valid midpoint.
            (tape: "0 100 1 - @99/99\n1 99 1 - @100/100", sides: "BS", tiers: "quote quote"),
            // A crossed or one-sided quote decides nothing.
            (tape: "0 100 1 - @101/99\n1 99 1 - @98/\n2 100 1 - @/101", sides: "-SB", tiers: "unknown tick tick"),
        ])
    func tiers(tape: String, sides: String, tiers: String) throws {
        var engine = FlowEngine(FlowConfiguration(tick: try #require(Price("0.25"))))
        var found: [String] = []
        var before = SideVolume()
        var sideText = ""
        for print in try HandTape.prints(tape) {
            let tiersBefore = engine.quality.tiers
            engine.ingest(print)
            let quality = engine.quality
            found += ClassificationTier.allCases.filter { quality.tiers[$0] > tiersBefore[$0] }.map(\.name)
            sideText += quality.volume.buy > before.buy ? "B" : quality.volume.sell > before.sell ? "S" : "-"
            before = quality.volume
        }
        #expect(sideText == sides)
        #expect(found.joined(separator: " ") == tiers)
    }

    @Test("a policy reads only what it allows")
    func policies() throws {
        let tape = "0 100 1 B @99/101\n1 100.75 1 S @99/101\n2 100.5 1 - @99/101"
        func volume(_ policy: ClassificationPolicy) throws -> SideVolume {
            try HandTape.engine(tape) { $0.classification = policy }.quality.volume
        }
        let one = Volume(Quantity(whole: 1))
        #expect(try volume(.flagOnly) == SideVolume(buy: one, sell: one, unknown: one))
        #expect(try volume(.quoteRule) == SideVolume(buy: one + one, unknown: one))
        #expect(try volume(.tickRule) == SideVolume(buy: one, sell: one, unknown: one))
    }

    @Test("hostile prices decide nothing and overflow nothing", arguments: [Int64.min + 1, .max, .max / 2, -.max / 2])
    func hostileQuotes(raw: Int64) {
        #expect(Classifier.quoteRule(price: 0, bid: raw, ask: raw) == 0)
        #expect(Classifier.quoteRule(price: 0, bid: -1, ask: raw) == 0)
        #expect(Classifier.quoteRule(price: 0, bid: raw, ask: 1) == 0)
    }

    @Test("the branch-free rule equals the written one", arguments: UInt64(0)..<20)
    func quoteRuleEqualsItsDefinition(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let (bid, price, ask) = (
                Int64.random(in: -5...5, using: &random), Int64.random(in: -5...5, using: &random),
                Int64.random(in: -5...5, using: &random)
            )
            let expected: UInt8 = ask < bid ? 0 : 2 * price > bid + ask ? 1 : 2 * price < bid + ask ? 2 : 0
            #expect(Classifier.quoteRule(price: price, bid: bid, ask: ask) == expected)
        }
    }

    @Test("a source that swaps the sides raises the alarm, and it ends when the source is right again")
    func polarity() throws {
        var engine = FlowEngine(FlowConfiguration(tick: try #require(Price("0.25"))))
        func feed(_ count: Int, side: String) throws {
            for _ in 0..<count { engine.ingest(try HandTape.print("0 101 1 \(side) @100/101")) }
        }
        try feed(300, side: "B")
        #expect(!engine.quality.polarity.alarm)
        try feed(99, side: "S")
        #expect(!engine.quality.polarity.alarm)
        try feed(1, side: "S")
        #expect(engine.quality.polarity.alarm)
        #expect(engine.quality.polarity.compared == 400)
        #expect(engine.quality.polarity.agreeing == 300)
        try feed(500, side: "S")
        try feed(100, side: "B")
        #expect(engine.quality.polarity.alarm)
        try feed(1, side: "B")
        #expect(!engine.quality.polarity.alarm)
    }
}
