import MarketModel
import Testing

@testable import Simulator

struct CombinedMarketTests {
    @Test("merges by time and loses nothing, in steps of any size", arguments: [1, 3, 1000])
    func merge(limit: Int) throws {
        let names = NameTable()
        let left = ScriptedMarket(symbols: ["/ESZ26:XCME"])
        let right = ScriptedMarket(symbols: ["SPY"])
        var random = SplitMix(seed: 5)
        var expected: [(Timestamp, String)] = []
        var times = [ScriptedMarket.start, ScriptedMarket.start]
        for _ in 0..<200 {
            let side = random.below(2)
            times[side] = times[side] + .milliseconds(random.below(4))
            let market = side == 0 ? left : right
            let symbol = side == 0 ? "/ESZ26:XCME" : "SPY"
            let id = try #require(names.id(for: symbol))
            market.pending.append((times[side], .timeAndSale(TimeAndSale(symbol: id, time: times[side]))))
            expected.append((times[side], symbol))
        }
        var combined = CombinedMarket([left, right], names: names)
        #expect(combined.listings.map(\.streamerSymbol) == ["/ESZ26:XCME", "SPY"])
        var seen: [TimeAndSale] = []
        while let next = combined.nextMoment() {
            var events: [MarketEvent] = []
            combined.advance(through: next + .milliseconds(random.below(3)), limit: limit, into: &events)
            try #require(!events.isEmpty)
            for case .timeAndSale(let print) in events { seen.append(print) }
        }
        #expect(seen.count == 200)
        #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.time <= $1.time })
        for symbol in ["/ESZ26:XCME", "SPY"] {
            let own = seen.filter { names.text(of: $0.symbol) == symbol }.map(\.time)
            #expect(own == expected.filter { $0.1 == symbol }.map(\.0))
        }
    }
}
