import MarketModel
import TestSupport
import Testing

struct InstrumentSpecificationTests {
    @Test(
        "dollars per tick, as the exchanges state them",
        arguments: [
            ("ES", "12.5"), ("MES", "1.25"), ("NQ", "5"), ("MNQ", "0.5"), ("RTY", "5"), ("M2K", "0.5"), ("YM", "5"),
            ("MYM", "0.5"), ("NKD", "25"), ("CL", "10"), ("MCL", "1"), ("QM", "12.5"), ("NG", "10"), ("QG", "12.5"),
            ("RB", "4.2"), ("HO", "4.2"), ("GC", "10"), ("MGC", "1"), ("SI", "25"), ("SIL", "5"), ("HG", "12.5"),
            ("MHG", "1.25"), ("PL", "5"), ("PA", "50"), ("ZB", "31.25"), ("UB", "31.25"), ("ZN", "15.625"),
            ("TN", "15.625"), ("ZF", "7.8125"), ("ZT", "7.8125"), ("6E", "6.25"), ("M6E", "1.25"), ("6B", "6.25"),
            ("M6B", "0.625"), ("6A", "5"), ("M6A", "1"), ("6C", "5"), ("6J", "6.25"), ("6S", "6.25"), ("6M", "5"),
            ("6N", "5"), ("ZC", "12.5"), ("ZS", "12.5"), ("ZW", "12.5"), ("ZM", "10"), ("ZL", "6"), ("LE", "10"),
            ("HE", "10"), ("GF", "12.5"), ("BTC", "25"), ("MBT", "0.5"), ("ETH", "25"), ("MET", "0.05"), ("VX", "50"),
            ("VXM", "1"),
        ])
    func tickValue(root: String, dollars: String) throws {
        let product = try #require(InstrumentSpecification.future(root))
        let value = Money(product.tick, times: Quantity(whole: 1), multiplier: product.multiplier)
        #expect(value.description == dollars)
    }

    @Test("every product is listed once, with months, and its active months are listed ones")
    func table() {
        let futures = InstrumentSpecification.futures
        #expect(futures.count == 55 && Set(futures.map(\.root)).count == 55)
        for product in futures {
            #expect(!product.activeMonths.isEmpty && Set(product.activeMonths).isSubset(of: product.listedMonths))
            #expect(product.expiry != nil && product.roll != nil && product.kind != .equity)
        }
        #expect(InstrumentSpecification.future("SPY") == nil)
    }

    @Test("a stock below a dollar has the finer step")
    func stockTick() {
        let stock = InstrumentSpecification.equity("SPY")
        #expect(stock.tick(at: Price(billionths: 1_000_000_000)).description == "0.01")
        #expect(stock.tick(at: Price(billionths: 999_900_000)).description == "0.0001")
        #expect(stock.calendar == .nyse && stock.frontContract(on: TradingDay(daysSince1970: 20_000)) == nil)
    }

    @Test(
        "prices as people write them",
        arguments: [
            ("ZN", "112.515625", "112'16.5"), ("ZN", "112", "112'00"), ("ZB", "117.03125", "117'01"),
            ("ZF", "107.2421875", "107'07.75"), ("ZT", "102.98828125", "102'31.625"), ("ZN", "-0.25", "-0'08"),
            ("ES", "6801.25", "6801.25"), ("ES", "6801", "6801.00"), ("ES", "6801.125", "6801.125"),
            ("YM", "46000", "46000"), ("6J", "0.0067215", "0.0067215"), ("NG", "4.1", "4.100"),
        ])
    func display(root: String, price: String, text: String) throws {
        let display = try #require(InstrumentSpecification.future(root)).display
        let price = try #require(Price(price))
        #expect(display.text(price) == text)
        #expect(display.price(text) == price)
    }

    @Test("32nds round-trip for any price on the finest grid", arguments: UInt64(0)..<100)
    func thirtySeconds(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let price = Price(billionths: .random(in: -1_000_000...1_000_000, using: &random) * 3_906_250)
        #expect(PriceDisplay.thirtySeconds.price(PriceDisplay.thirtySeconds.text(price)) == price)
    }

    @Test(
        "what is no price in 32nds is refused",
        arguments: [
            "112'32", "112'-1", "112'", "'16", "1a'16", "112'16'2", "99999999999999999999'00", "--1'00",
            "112'16.0000000001",
        ])
    func refuses(text: String) { #expect(PriceDisplay.thirtySeconds.price(text) == nil) }
}
