import MarketModel
import TestSupport
import Testing

struct SymbolParserTests {
    static let today = TradingDay(daysSince1970: 20_777)  // 2026-11-20

    @Test(
        "symbols as people type them",
        arguments: [
            ("ES", "/ES", "/ESZ26:XCME", [SymbolHint.readAsFuture]), ("es", "/ES", "/ESZ26:XCME", [.readAsFuture]),
            ("/ES", "/ES", "/ESZ26:XCME", []), (" /es ", "/ES", "/ESZ26:XCME", []),
            ("ESZ26", "/ESZ6", "/ESZ26:XCME", []), ("/ESZ6", "/ESZ6", "/ESZ26:XCME", [.year(2026)]),
            ("esz6", "/ESZ6", "/ESZ26:XCME", [.year(2026)]), ("/ESZ26:XCME", "/ESZ6", "/ESZ26:XCME", []),
            ("ESZ26:XCME", "/ESZ6", "/ESZ26:XCME", []), ("/ESH5", "/ESH5", "/ESH25:XCME", [.year(2025)]),
            ("/ESH4", "/ESH4", "/ESH34:XCME", [.year(2034)]), ("/6EZ6", "/6EZ6", "/6EZ26:XCME", [.year(2026)]),
            ("M2KZ26", "/M2KZ6", "/M2KZ26:XCME", []), ("/GCZ26", "/GCZ6", "/GCZ26:XCEC", []),
            ("/ZNZ26", "/ZNZ6", "/ZNZ26:XCBT", []), ("/VXX26", "/VXX26", "/VXX26:XCBF", []),
            ("/VXX6", "/VXX26", "/VXX26:XCBF", [.year(2026)]), ("/ABCZ26:XCME", "/ABCZ6", "/ABCZ26:XCME", []),
            ("SPY", "SPY", "SPY", []), ("brk/b", "BRK/B", "BRK/B", []), ("BRK.B", "BRK/B", "BRK/B", [.slashForDot]),
            ("$VIX", "VIX", "VIX", [.dollarDropped]), ("SPX", "SPX", "SPX", []),
            ("$ES", "ES", "ES", [.dollarDropped]), ("BTC/USD", "BTC/USD", "BTC/USD:CXTALP", []),
            ("BTC/USD:CXTALP", "BTC/USD", "BTC/USD:CXTALP", []),
            ("SPY   261120P00680000", "SPY   261120P00680000", ".SPY261120P680", []),
            ("AAPL  260612C00257500", "AAPL  260612C00257500", ".AAPL260612C257.5", []),
            ("F     270115C00012350", "F     270115C00012350", ".F270115C12.35", []),
            ("XYZ   261120C00000500", "XYZ   261120C00000500", ".XYZ261120C0.5", []),
            ("spxw261120p06500000", "SPXW  261120P06500000", ".SPXW261120P6500", []),
            (".SPXW261120P6500", "SPXW  261120P06500000", ".SPXW261120P6500", []),
            (".AAPL1261218C262.5", "AAPL1 261218C00262500", ".AAPL1261218C262.5", []),
        ])
    func typed(text: String, tastytrade: String, streamer: String, hints: [SymbolHint]) throws {
        let parsed = try SymbolParser(on: Self.today).parse(text)
        #expect(parsed.symbol.tastytradeSymbol == tastytrade)
        #expect(parsed.symbol.resolved(on: Self.today).streamerSymbol == streamer)
        #expect(parsed.hints == hints)
    }

    @Test("a bare root is a stock when asked for")
    func stockWithAFuturesRoot() throws {
        #expect(try SymbolParser(on: Self.today, bareRoot: .equity).parse("ES").symbol == .equity("ES"))
        #expect(try SymbolParser(on: Self.today, bareRoot: .equity).parse("/ES").symbol == .futuresProduct("ES"))
    }

    @Test(
        "what names no instrument is refused with a remedy",
        arguments: [
            ("", SymbolError.noSymbol), ("  ", .noSymbol), (String(repeating: "A", count: 65), .noSymbol),
            ("/", .unknownProduct("")), ("/XYZ", .unknownProduct("XYZ")), ("/ZN6", .unknownProduct("Z")),
            ("/XYZZ26", .unknownProduct("XYZ")), ("ESX26", .unlistedMonth(root: "ES", code: "X", listed: "H M U Z")),
            ("/GCZ25:XCME", .wrongExchange(root: "GC", given: "XCME", expected: "XCEC")),
            ("/ESZ26:NYSE", .unknownExchange("NYSE")), ("/ESZ26:", .unknownExchange("")),
            ("/ESZ126", .unrecognised("/ESZ126")), ("/ESA26", .unrecognised("/ESA26")), ("SPY1", .unrecognised("SPY1")),
            ("SP Y", .unrecognised("SP Y")), ("ÉS", .unrecognised("ÉS")), ("TOOLONGNAME", .unrecognised("TOOLONGNAME")),
            ("A/B/C", .unrecognised("A/B/C")), ("$", .unrecognised("$")),
            (".SPY261320C600", .malformedOption(".SPY261320C600")),
            (".SPY261218X600", .malformedOption(".SPY261218X600")), (".", .malformedOption(".")),
            (".SPY261218C0", .malformedOption(".SPY261218C0")),
            (".SPY261218C1.2345", .malformedOption(".SPY261218C1.2345")),
            (".LONGROOT261218C600", .malformedOption(".LONGROOT261218C600")),
            ("SPY   261320P00680000", .malformedOption("SPY   261320P00680000")), ("./", .malformedOption("./")),
            ("./ESZ6", .malformedOption("./ESZ6")), ("./EW4X26P5800:XLON", .unknownExchange("XLON")),
            ("./XYZ6 EW4X6 261127P5800", .unknownProduct("XY")),
            ("./EW4X26P0:XCME", .malformedOption("./EW4X26P0:XCME")),
            ("./ESZ6 EW4X6 261327P5800", .malformedOption("./ESZ6 EW4X6 261327P5800")),
            ("./EW4A26P5800:XCME", .malformedOption("./EW4A26P5800:XCME")),
            ("./26P5800:XCME", .malformedOption("./26P5800:XCME")), ("./:", .unknownExchange("")),
        ])
    func refuses(text: String, error: SymbolError) {
        #expect(throws: error) { try SymbolParser(on: Self.today).parse(text) }
        #expect(!error.description.isEmpty)
    }

    @Test(
        "every contract round-trips through the broker's, the feed's and the exchange's form",
        arguments: InstrumentSpecification.futures)
    func contractRoundTrip(product: InstrumentSpecification) throws {
        guard case .future(let exchange) = product.kind else { return }
        for reference in ["2005-01-03", "2026-11-20", "2039-12-30"] {
            let day = try #require(TradingDay(reference))
            let parser = SymbolParser(on: day)
            for year in day.year - 1...day.year + 8 {
                for number in product.listedMonths {
                    let month = try #require(ContractMonth(year: year, month: number))
                    let contract = FutureContract(root: product.root, month: month, exchange: exchange)
                    for text in [contract.tastytradeSymbol, contract.streamerSymbol, contract.exchangeSymbol] {
                        #expect(try parser.parse(text).symbol == .future(contract))
                    }
                }
            }
        }
    }

    @Test("every option round-trips through both forms", arguments: UInt64(0)..<200)
    func optionRoundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let root = String(
            (0..<Int.random(in: 1...6, using: &random)).map { _ in
                Character(UnicodeScalar(UInt8.random(in: 65...90, using: &random)))
            })
        let option = try #require(
            EquityOptionSymbol(
                root: root, expiration: TradingDay(daysSince1970: .random(in: 10_957...47_481, using: &random)),
                right: Bool.random(using: &random) ? .call : .put,
                strike: Price(billionths: .random(in: 1...99_999_999, using: &random) * 1_000_000)))
        let parser = SymbolParser(on: Self.today)
        #expect(option.tastytradeSymbol.utf8.count == 21)
        #expect(try parser.parse(option.tastytradeSymbol).symbol == .equityOption(option))
        #expect(try parser.parse(option.streamerSymbol).symbol == .equityOption(option))
    }

    @Test("any text gives a symbol or an error", arguments: UInt64(0)..<40)
    func noise(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("/.:$ ESZNC0123456789PXCMEéBTUSD{}=")
        for _ in 0..<200 {
            let text = String(
                (0..<Int.random(in: 0...24, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "E" })
            _ = try? SymbolParser(on: Self.today).parse(text)
            _ = CandleSymbol(text)?.description
        }
    }
}
