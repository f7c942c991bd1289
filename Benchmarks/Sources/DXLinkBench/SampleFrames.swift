import MarketModel

/// Seeded `FEED_DATA` frames of TimeAndSale rows, as a server sends them to the PyPI client `tastytrade`.
enum SampleFrames {
    /// The fields that client asks for, in its order.
    static let fields = [
        "eventSymbol", "eventTime", "eventFlags", "index", "time", "timeNanoPart", "sequence", "exchangeCode",
        "price", "size", "bidPrice", "askPrice", "tradeThroughExempt", "aggressorSide", "spreadLeg",
        "extendedTradingHours", "validTick", "type", "buyer", "seller", "exchangeSaleConditions",
    ]
    /// Rows in each frame.
    static let rows = 50

    private struct Market {
        let symbol: String
        let exchange: String
        let conditions: String
        /// In hundredths.
        var price: Int
        let tick: Int
    }

    /// So many frames of several markets, whose prints come in bursts as they do; the same seed gives the same bytes.
    static func make(count: Int, seed: UInt64) -> [[UInt8]] {
        var random = SplitMix(state: seed)
        var markets = [
            Market(symbol: "/ESZ26:XCME", exchange: "G", conditions: "null", price: 480_725, tick: 25),
            Market(symbol: "/NQZ26:XCME", exchange: "G", conditions: "null", price: 1_723_450, tick: 25),
            Market(symbol: "SPY", exchange: "P", conditions: "\"@  I\"", price: 48_012, tick: 1),
            Market(symbol: "AAPL", exchange: "Q", conditions: "\"@F\"", price: 19_077, tick: 1),
        ]
        var time = 1_795_000_000_000
        var sequence = 0
        var place = 0
        return (0..<count).map { _ in
            var text = "{\"type\":\"FEED_DATA\",\"channel\":1,\"data\":[\"TimeAndSale\",["
            for row in 0..<rows {
                if random.below(8) == 0 { place = random.below(markets.count) }
                let step = random.below(20)
                if step < 2 { markets[place].price += step == 0 ? markets[place].tick : -markets[place].tick }
                let isBuy = random.below(2) == 0
                let market = markets[place]
                let gap = random.below(4)
                if gap > 0 { (time, sequence) = (time + gap, 0) } else { sequence += 1 }
                let index = EventIndex.pack(milliseconds: Int64(time), sequence: Int64(sequence))
                let ask = isBuy ? market.price : market.price + market.tick
                let isQuoted = random.below(100) > 0
                text += row == 0 ? "" : ","
                text += "\"\(market.symbol)\",0,0,\(index),\(time),0,\(sequence),\"\(market.exchange)\","
                text += "\(hundredths(market.price)),\(1 + random.below(random.below(10) == 0 ? 200 : 9)),"
                text += isQuoted ? "\(hundredths(ask - market.tick)),\(hundredths(ask))," : "\"NaN\",\"NaN\","
                text += "\"\\u0000\",\"\(isBuy ? "BUY" : "SELL")\",false,false,true,\"NEW\",null,null,"
                text += market.conditions
            }
            return Array((text + "]]}").utf8)
        }
    }

    /// The shortest text of a number of hundredths.
    private static func hundredths(_ value: Int) -> String {
        let (whole, rest) = value.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// Random numbers that are the same for the same seed (SplitMix64).
private struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(mixed % UInt64(bound))
    }
}
