import MarketModel
import TestSupport
import Testing

struct GlobexSymbolTests {
    private static let day = TradingDay(daysSince1970: 19_570)  // 2023-08-01

    @Test("an outright says contract, right and strike")
    func outright() throws {
        let option = try #require(GlobexOption("ESH4 C0800", near: Self.day))
        #expect(option.root == "ES")
        #expect(option.month == ContractMonth(year: 2024, month: 3))
        #expect(option.right == .call)
        #expect(option.strikeUnits == 800)
        #expect(option.description == "ESH4 C0800")
        #expect(GlobexOption("E1AU3 P14500", near: Self.day)?.description == "E1AU3 P14500")
    }

    @Test(
        "what is neither is refused",
        arguments: [
            "", "ESH4", "ESH4 X0800", "ESH4 C", "ESH4 C80", "ESA4 C0800", "ESH4  C0800", "H4 C0800", "UD:", "UD:é",
        ])
    func refused(text: String) { #expect(GlobexSymbol(text, near: Self.day) == nil) }

    @Test("any outright round-trips", arguments: UInt64(0)..<100)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let roots = ["ES", "EW", "EW4", "E1A", "LO", "OZN", "6E"]
        let root = try #require(roots.randomElement(using: &random))
        let month = try #require(
            ContractMonth(year: .random(in: 2022...2031, using: &random), month: .random(in: 1...12, using: &random)))
        let option = try #require(
            GlobexOption(
                root: root, month: month,
                right: Bool.random(using: &random) ? .call : .put,
                strikeUnits: .random(in: 0...99_999, using: &random)))
        #expect(GlobexSymbol(option.description, near: Self.day) == .option(option))
    }

    @Test("every recorded symbol of ES options round-trips", .enabled(if: RecordedData.isExpected))
    func recorded() throws {
        let lines = try GzipText.read(RecordedData.path("brokerage/symbols/cme_es_option_symbols.csv.gz")).split(
            whereSeparator: \.isNewline)
        var (outrights, spreads) = (0, 0)
        for line in lines.dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let symbol = try #require(GlobexSymbol(fields[0], near: Self.day), "\(fields[0])")
            #expect(symbol.description == fields[0])
            switch symbol {
            case .option(let option):
                outrights += 1
                #expect(fields[1] == "outright_option")
                #expect("\(option.root)\(option.month.code)\(option.month.year % 10)" == fields[2])
                #expect(option.right.rawValue == fields[3])
                #expect(option.strikeUnits == Int(fields[4]))
            case .userDefinedSpread:
                spreads += 1
                #expect(fields[1] == "user_defined")
            }
        }
        #expect(outrights == 1296)
        #expect(spreads == 6234)
    }
}
