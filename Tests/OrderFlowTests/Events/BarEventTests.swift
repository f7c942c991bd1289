import MarketModel
import OrderFlow
import Testing

/// The other side of what the guide shows, and what just misses it.
struct BarEventTests {
    static func events(_ tape: String) throws -> [String] {
        try HandTape.engine(tape + "\n60000 100 1 -").events()
            .filter { $0.kind == .absorption || $0.kind == .exhaustion }
            .map { "\($0.kind) \($0.side) \($0.price) \($0.volume) \($0.extent)" }
    }

    @Test(
        "absorption at the high, and its thresholds",
        arguments: [
            (tape: "0 100 10 B\n1 100.50 100 B\n2 100 5 S", events: ["absorption sell 100.5 100 2"]),
            (tape: "0 100 10 B\n1 100.50 99 B\n2 100 5 S", events: []),
            (tape: "0 100 10 B\n1 100.50 100 B\n2 100.25 5 S", events: []),
            (tape: "0 100 301 B\n1 100.50 100 B\n2 100 5 S", events: []),
            (tape: "0 100 300 B\n1 100.50 100 B\n2 100 5 S", events: ["absorption sell 100.5 100 2"]),
        ])
    func absorption(tape: String, events: [String]) throws {
        #expect(try Self.events(tape) == events)
    }

    @Test(
        "exhaustion at the low, and its thresholds",
        arguments: [
            (tape: "0 100.50 40 S\n1 100.25 20 S\n2 100 10 S\n3 100.25 1 B", events: ["exhaustion buy 100 10 3"]),
            (tape: "0 100.50 40 S\n1 100.25 20 S\n2 100 11 S\n3 100.25 1 B", events: []),
            (tape: "0 100.50 29 S\n1 100.25 20 S\n2 100 1 S\n3 100.25 1 B", events: []),
            (tape: "0 100.50 40 S\n1 100.25 40 S\n2 100 1 S\n3 100.25 1 B", events: []),
            (tape: "0 100.75 40 S\n1 100.25 20 S\n2 100 1 S\n3 100.25 1 B", events: []),
            (tape: "0 100.50 40 S\n1 100.25 20 S\n2 100 1 S", events: []),
        ])
    func exhaustion(tape: String, events: [String]) throws {
        #expect(try Self.events(tape) == events)
    }

    @Test("pivot lows diverge the other way, and not across a reset")
    func divergence() throws {
        let prices = ["102", "101.75", "101", "101.50", "101.75", "101.25", "100.75", "101.25", "101.50", "101.50"]
        let flows = ["10 S", "10 S", "30 S", "10 B", "20 B", "5 S", "5 S", "10 B", "10 B", "1 B"]
        let tape = zip(prices, flows).enumerated().map { "\($0.offset * 60_000) \($0.element.0) \($0.element.1)" }
            .joined(separator: "\n")
        let found = try HandTape.engine(tape).events().filter { $0.kind == .deltaDivergence }
        #expect(found.map { "\($0.side) \($0.price) \($0.volume) \($0.extent)" } == ["buy 100.75 20 4"])
        #expect(found.first?.from?.price.description == "101")
        #expect(found.first?.from?.cvd.description == "-50")
        // With an anchor between the pivots they count from different origins.
        let anchored = try HandTape.engine(tape) { $0.reset = .anchor(HandTape.at(milliseconds: 200_000)) }
        #expect(anchored.events().filter { $0.kind == .deltaDivergence }.isEmpty)
    }
}
