import Brokerage
import MarketModel
import Testing

struct TradableInstrumentTests {
    @Test("takes the step whose bound lies above the price, and the last one beyond all bounds")
    func ticks() throws {
        let nickel = try #require(Price("0.05"))
        let dime = try #require(Price("0.1"))
        let three = try #require(Price("3"))
        let option = TradableInstrument(
            symbol: "X", kind: .cryptocurrency, underlying: "X", multiplier: Quantity(whole: 1),
            ticks: [.init(nickel, below: three), .init(dime)], calendar: .nyse)
        #expect(option.tick(at: try #require(Price("2.99"))) == nickel)
        #expect(option.tick(at: three) == dime)
    }

    @Test("marks at the middle, then at the side that is there, then at the last")
    func mark() throws {
        let one = try #require(Price("1"))
        let two = try #require(Price("2"))
        #expect(VenueQuote(bid: one, ask: two).mark == Price("1.5"))
        #expect(VenueQuote(bid: nil, ask: two, last: one).mark == two)
        #expect(VenueQuote(bid: nil, ask: nil, last: one).mark == one)
        #expect(VenueQuote(bid: nil, ask: nil).mark == nil)
    }
}
