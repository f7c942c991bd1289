import MarketModel
import TestSupport
import Testing

@testable import DXLink

struct SubscriptionSpreadTests {
    private func key(_ number: Int, _ type: MarketEventType = .quote) -> MarketSubscription.Key {
        MarketSubscription.Key(type, "S\(number)")
    }

    @Test("a session is filled with what goes out at once, then the next is opened, then the emptiest takes the rest")
    func fills() {
        var spread = SubscriptionSpread(limits: SubscriptionLimits(pairs: 7, changesPerMinute: 3), most: 2)
        #expect(spread.sessions == 0)
        let first = (0..<6).map { spread.place(key($0)) }
        #expect(first == [0, 0, 0, 1, 1, 1])
        let rest = (6..<10).map { spread.place(key($0)) }
        #expect(rest == [0, 1, 0, 1] && spread.sessions == 2)
        let again = spread.place(key(4))
        #expect(again == 1, "a subscription stays where it is")
        let dropped = (6..<10).map { spread.drop(key($0)) }
        #expect(dropped == [0, 1, 0, 1])
        let twice = spread.drop(key(6))
        #expect(twice == nil)
        let early = spread.drop(key(1))
        #expect(early == 0)
        let next = spread.place(key(11))
        #expect(next == 0, "room is used again")
    }

    @Test("candles have a limit of their own, and what fits nowhere goes to the emptiest")
    func candles() {
        var spread = SubscriptionSpread(limits: SubscriptionLimits(candles: 2), most: 2)
        let places = (0..<5).map { spread.place(key($0, .candle)) }
        #expect(places == [0, 0, 1, 1, 0])
        let quote = spread.place(key(9))
        #expect(quote == 0)
    }

    @Test("whatever is asked for and dropped, no session gets more than it may hold while the sessions have room")
    func property() {
        let limits = SubscriptionLimits(pairs: 20, changesPerMinute: 8)
        for seed in UInt64(0)..<50 {
            var random = SeededGenerator(seed: seed)
            var spread = SubscriptionSpread(limits: limits, most: 3)
            var held: [MarketSubscription.Key: Int] = [:]
            for _ in 0..<400 {
                let key = key(Int.random(in: 0..<60, using: &random))
                if Int.random(in: 0..<4, using: &random) > 0 {
                    let place = spread.place(key)
                    #expect(held[key] == nil || held[key] == place)
                    held[key] = place
                } else {
                    let (place, known) = (spread.drop(key), held.removeValue(forKey: key))
                    #expect(place == known)
                }
                let pairs = (0..<3).map { place in held.values.count { $0 == place } }
                #expect(pairs.allSatisfy { $0 <= limits.pairs })
            }
        }
    }
}
