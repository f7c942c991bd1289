import MarketModel
import TestSupport
import Testing

struct EquityOptionSymbolTests {
    @Test(
        "every recorded OCC symbol of SPY reads as its columns say and round-trips",
        .enabled(if: RecordedData.isExpected))
    func recorded() throws {
        let parser = SymbolParser(on: TradingDay(daysSince1970: 19_570))
        let lines = try GzipText.read(RecordedData.path("brokerage/symbols/occ_spy_exp_2023.csv.gz")).split(
            whereSeparator: \.isNewline
        ).dropFirst()
        for line in lines {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard case .equityOption(let option) = try parser.parse(fields[0]).symbol else {
                Issue.record("\(fields[0]) is no option")
                continue
            }
            #expect(option.tastytradeSymbol == fields[0])
            #expect(option.root == fields[1])
            #expect(option.expiration == TradingDay(fields[2]))
            #expect(option.right.rawValue == fields[3])
            #expect(option.strike == Price(fields[4]))
            #expect(try parser.parse(option.streamerSymbol).symbol == .equityOption(option))
        }
        #expect(lines.count == 11_096)
    }

    @Test("a share class loses its slash in the root")
    func shareClass() {
        #expect(EquityOptionSymbol.root(ofUnderlying: "BRK/B") == "BRKB")
        #expect(EquityOptionSymbol.root(ofUnderlying: "SPY") == "SPY")
    }
}
