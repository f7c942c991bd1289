import MarketModel
import OrderFlow
import Testing

struct GradeTests {
    @Test("trades and quotes become prints of their own grade")
    func tradeQuote() throws {
        var maker = TradeQuotePrints()
        func trade(_ seconds: Int, _ price: String?, _ size: Int?, day: Double = .nan) -> Trade {
            Trade(
                symbol: .none, time: HandTape.start + .seconds(seconds), price: price.flatMap { Price($0) },
                size: size.map { Quantity(whole: $0) }, day: TradingDay(daysSince1970: 19_000), dayVolume: day)
        }
        let trades = [
            trade(0, "100", 1, day: 10), trade(1, "100.25", 3, day: 20), trade(1, "100.25", 3, day: 20),
            trade(2, nil, 3), trade(3, "100", 2, day: 22),
        ]
        var configuration = FlowConfiguration(tick: Price(billionths: 250_000_000))
        configuration.source = .tradeAndQuote
        var engine = FlowEngine(configuration)
        maker.observe(MicrostructureTests.quote("100", "100.25"))
        for trade in trades {
            if let print = maker.print(from: trade) { engine.ingest(print) }
        }
        #expect(maker.received == 5)
        #expect(maker.used == 2)
        #expect(maker.excluded.map { "\($0.reason) \($0.count)" } == ["initialState 1", "repeated 1", "incomplete 1"])
        #expect(maker.missedVolume == 7)
        #expect(engine.quality.volume.buy.description == "3")
        #expect(engine.quality.volume.sell.description == "2")
        #expect(engine.grade == .tradeQuote)
        #expect(engine.grade.rawValue == "trade-quote")
    }

    @Test(
        "the grade is the lowest tier that decided one print in twenty",
        arguments: [
            (exchange: 20, quote: 0, grade: FlowGrade.exchange), (exchange: 20, quote: 1, grade: .exchange),
            (exchange: 19, quote: 1, grade: .quote), (exchange: 0, quote: 0, grade: .unknown),
        ])
    func grade(exchange: Int, quote: Int, grade: FlowGrade) throws {
        var engine = try HandTape.engine("")
        for _ in 0..<exchange { engine.ingest(try HandTape.print("0 100 1 B")) }
        for _ in 0..<quote { engine.ingest(try HandTape.print("0 100 1 - @99/100")) }
        #expect(engine.grade == grade)
    }

    @Test("candles with bid and ask volume become bars")
    func candles() throws {
        var maker = CandleBars(span: .seconds(60))
        func candle(_ minute: Int, close: String?, volume: Int, bid: Int?, ask: Int?, flags: EventFlags = []) -> Candle
        {
            let price = close.flatMap { Price($0) }
            return Candle(
                symbol: .none, flags: flags, time: HandTape.start + .seconds(60 * minute), count: 4, open: price,
                high: price, low: price, close: price, volume: Quantity(whole: volume),
                bidVolume: bid.map { Quantity(whole: $0) }, askVolume: ask.map { Quantity(whole: $0) })
        }
        // A snapshot comes newest first; the live bar is renewed.
        maker.take(candle(2, close: "102", volume: 5, bid: 5, ask: 0))
        maker.take(candle(1, close: "101", volume: 10, bid: 3, ask: 6))
        maker.take(candle(0, close: "100", volume: 9, bid: nil, ask: nil))
        maker.take(candle(0, close: nil, volume: 0, bid: nil, ask: nil))
        maker.take(candle(2, close: "103", volume: 8, bid: 5, ask: 4))
        #expect(maker.received == 5)
        #expect(maker.used == 4)
        #expect(maker.excluded.map(\.count) == [1])
        #expect(maker.inconsistent == 1)
        #expect(maker.grade == .candle)
        let bars = maker.bars
        #expect(
            bars.map(\.summary) == [
                "100 100 100 100 9 0 0 0 0", "101 101 101 101 10 3 0 3 3", "103 103 103 103 9 -1 -1 0 2",
            ])
        #expect(bars.map(\.volume.unknown.description) == ["9", "1", "0"])
        #expect(bars.map(\.isComplete) == [true, true, false])
        #expect(bars.map(\.id) == bars.map(\.id).sorted())
        maker.take(candle(1, close: nil, volume: 0, bid: nil, ask: nil, flags: .removeEvent))
        #expect(maker.bars.count == 2)
        #expect(maker.received == maker.used + maker.excluded.reduce(0) { $0 + $1.count })
    }
}
