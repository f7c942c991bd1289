import MarketModel
import TestSupport
import Testing

struct FutureOptionSymbolTests {
    @Test(
        "the venue's own examples, in both forms",
        arguments: [
            ("./ESZ6 EW3U6 260918P9100", "./EW3U26P9100:XCME", "EW3", "9100"),
            ("./GCQ5 OGN5  250625P2095", "./OGN25P2095:XCEC", "OG", "2095"),
            ("./MNQZ5MNQZ5 251219P11000", "./MNQZ25P11000:XCME", "MNQ", "11000"),
            ("./ESZ6 EW4X6 261127P5800", "./EW4X26P5800:XCME", "EW4", "5800"),
            ("./ESU6 E1AN6 260706C7400", "./E1AN26C7400:XCME", "E1A", "7400"),
            ("./CLF7 LOF7  261216P60.5", "./LOF27P60.5:XNYM", "LO", "60.5"),
            ("./ZNZ6 OZNZ6 261120C111.5", "./OZNZ26C111.5:XCBT", "OZN", "111.5"),
            ("./6EZ6 EUUZ6 261204C1.165", "./EUUZ26C1.165:XCME", "EUU", "1.165"),
            ("./M2KZ6RTMZ6 261218C2500", "./RTMZ26C2500:XCME", "RTM", "2500"),
        ])
    func examples(broker: String, feed: String, root: String, strike: String) throws {
        let option = try FutureOptionSymbol(broker)
        #expect(option.tastytradeSymbol == broker)
        #expect(option.streamerSymbol == feed)
        #expect(option.root == root)
        #expect(option.strike == Price(strike))
        let streamed = try FutureOptionSymbol(feed)
        #expect(streamed.streamerSymbol == feed)
        #expect(streamed.tastytradeSymbol == nil, "the feed's form names neither future nor day")
        #expect(streamed.month == option.month)
        #expect(streamed.root == root)
    }

    @Test(
        "blanks and case do not matter to a reader",
        arguments: [
            "./ESZ6 EW4X6 261127P5800", "./esz6 ew4x6 261127p5800", "./ESZ6   EW4X6   261127P5800",
            "./ESZ6 EW4X6 261127P5800.00",
        ])
    func forgiving(text: String) throws {
        let day = try #require(TradingDay("2026-11-20"))
        let symbol = try SymbolParser(on: day).parse(text).symbol
        #expect(symbol.tastytradeSymbol == "./ESZ6 EW4X6 261127P5800")
        #expect(symbol.streamerSymbol == "./EW4X26P5800:XCME")
    }

    @Test("a crude option may expire in the year before its contract month")
    func yearsComeFromTheDay() throws {
        let option = try FutureOptionSymbol("./CLF0 LOF0  291216C60")
        #expect(option.month == ContractMonth(year: 2030, month: 1))
        #expect(option.underlying?.month == ContractMonth(year: 2030, month: 1))
    }

    @Test("any name round-trips through both forms", arguments: UInt64(0)..<200)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let products = InstrumentSpecification.futures.filter { $0.calendar != .cmeCurrencies || $0.root.count < 4 }
        let product = try #require(products.randomElement(using: &random))
        guard case .future(let exchange) = product.kind, exchange != .cfe else { return }
        let day = TradingDay(daysSince1970: .random(in: 10_957...47_000, using: &random))
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        let count = Int.random(in: 0...3, using: &random)
        let root = "E" + String((0..<count).map { _ in letters.randomElement(using: &random) ?? "E" })
        let listed = try #require(product.listedMonths.randomElement(using: &random))
        let future = try #require(ContractMonth(year: day.year + .random(in: 0...3, using: &random), month: listed))
        let month = try #require(
            ContractMonth(
                year: day.year + .random(in: 0...1, using: &random), month: .random(in: 1...12, using: &random)))
        let option = try #require(
            FutureOptionSymbol(
                root: root, month: month, right: Bool.random(using: &random) ? .call : .put,
                strike: Price(billionths: .random(in: 1...99_999_999_999, using: &random) * 1000),
                underlying: FutureContract(root: product.root, month: future, exchange: exchange), expiration: day,
                exchange: exchange))
        let broker = try #require(option.tastytradeSymbol)
        #expect(try FutureOptionSymbol(broker) == option)
        var streamed = try FutureOptionSymbol(option.streamerSymbol)
        #expect(streamed.underlying == nil && streamed.expiration == nil)
        (streamed.underlying, streamed.expiration) = (option.underlying, option.expiration)
        #expect(streamed == option)
    }

    @Test("names that cannot be are refused")
    func refusals() throws {
        let month = try #require(ContractMonth(year: 2026, month: 12))
        let strike = try #require(Price("100"))
        func name(_ root: String, _ strike: Price, _ day: TradingDay? = nil) -> FutureOptionSymbol? {
            FutureOptionSymbol(
                root: root, month: month, right: .call, strike: strike, underlying: nil, expiration: day,
                exchange: .cme)
        }
        #expect(name("ES", strike) != nil)
        #expect(name("", strike) == nil)
        #expect(name("TOOLONG", strike) == nil)
        #expect(name("12", strike) == nil)
        #expect(name("e1", strike) == nil)
        #expect(name("ES", .zero) == nil)
        #expect(name("ES", strike, TradingDay("1999-12-31")) == nil)
    }
}
