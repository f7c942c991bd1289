import MarketModel
import OrderFlow
import Testing

struct PrintTests {
    @Test("is a plain record of 56 bytes")
    func layout() {
        #expect(MemoryLayout<Print>.stride == 56)
    }

    @Test("takes over a feed event's fields")
    func event() {
        let event = TimeAndSale(
            symbol: .none, index: 77, time: HandTape.start, price: Price("100.25"), size: Quantity("0.5"),
            bidPrice: Price("100"), aggressorSide: .sell, isSpreadLeg: true, extendedTradingHours: true,
            isValidTick: false, kind: .correction)
        let print = Print(event)
        #expect(print.time == HandTape.start)
        #expect(print.index == 77)
        #expect(print.price?.description == "100.25")
        #expect(print.size?.description == "0.5")
        #expect(print.bid?.description == "100")
        #expect(print.ask == nil)
        #expect(print.side == .sell)
        #expect(print.kind == .correction)
        #expect(print.flags == [.spreadLeg, .invalidTick, .extendedHours])
    }

    @Test("an event the feed removes is a cancellation")
    func removed() throws {
        let event = TimeAndSale(symbol: .none, flags: .removeEvent, index: 7)
        #expect(Print(event).kind == .cancel)
        var engine = try HandTape.engine("0 100 5 B #7")
        engine.ingest(event)
        #expect(engine.quality.cancelled == 1)
        #expect(engine.quality.volume.total == .zero)
    }

    @Test("events together count as one by one")
    func batches() throws {
        let events = (1...20).map { number in
            TimeAndSale(
                symbol: .none, index: Int64(number), time: HandTape.at(milliseconds: Int64(number) * 7000),
                price: Price(billionths: Int64(400 + number % 3) * 250_000_000), size: Quantity(whole: number))
        }
        var (together, single) = (try HandTape.engine(""), try HandTape.engine(""))
        together.ingest(events, receivedAt: HandTape.at(milliseconds: 200_000))
        for event in events { single.ingest(event, receivedAt: HandTape.at(milliseconds: 200_000)) }
        #expect(together.bars() == single.bars())
        #expect(together.quality == single.quality)
        #expect(together.microstructureReading == single.microstructureReading)
    }
}
