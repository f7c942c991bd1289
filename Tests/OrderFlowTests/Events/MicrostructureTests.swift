import MarketModel
import OrderFlow
import Testing

struct MicrostructureTests {
    static func quote(_ bid: String?, _ ask: String?) -> Quote {
        Quote(symbol: .none, bidPrice: bid.flatMap { Price($0) }, askPrice: ask.flatMap { Price($0) })
    }

    @Test("rates, spread and lag over the window, by the events' own time")
    func reading() throws {
        var engine = try HandTape.engine("") { $0.microstructureWindow = .seconds(10) }
        for second in 0...10 {
            let time = HandTape.at(milliseconds: Int64(second) * 1000)
            engine.observe(Self.quote("100", second % 2 == 0 ? "100.25" : "100.75"), at: time)
            engine.ingest(
                TimeAndSale(
                    symbol: .none, index: Int64(second), time: time, price: Price("100"), size: Quantity(whole: 1)),
                receivedAt: time + .milliseconds(second))
        }
        let reading = engine.microstructureReading
        // Ten whole seconds: the first second has left the window of the last ten.
        #expect(reading.printsPerSecond == 1)
        #expect(reading.quotesPerSecond == 1)
        #expect(reading.spreadMean?.description == "0.5")
        #expect(abs(try #require(reading.spreadDeviation) - 0.25) < 1e-12)
        #expect(reading.lagMean == .microseconds(5500))
        #expect(reading.lagMaximum == .milliseconds(10))
    }

    @Test("without quotes the prints' own are measured; crossed and one-sided ones are not")
    func printQuotes() throws {
        let engine = try HandTape.engine(
            "0 100 1 B @99.75/100\n1 100 1 B @100/99\n2 100 1 B @99/\n3 100 1 B @99.50/100")
        #expect(engine.microstructureReading.spreadMean?.description == "0.375")
        #expect(engine.microstructureReading.quotesPerSecond == 0)
        #expect(engine.microstructureReading.lagMean == nil)
    }

    @Test("nothing seen is absent, not zero")
    func empty() throws {
        let reading = try HandTape.engine("").microstructureReading
        #expect(reading.spreadMean == nil)
        #expect(reading.spreadDeviation == nil)
        #expect(reading.printsPerSecond == 0)
    }
}
