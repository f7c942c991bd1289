import MarketModel
import TestSupport
import Testing

@testable import Options

struct OptionRootTests {
    @Test(
        "roots of indices, classes and adjusted series",
        arguments: [
            ("SPX", "SPX", ExerciseStyle.european, SettlementTime.am), ("SPXW", "SPX", .european, .pm),
            ("XSP", "XSP", .european, .pm), ("NDX", "NDX", .european, .am), ("NDXP", "NDX", .european, .pm),
            ("RUT", "RUT", .european, .am), ("RUTW", "RUT", .european, .pm), ("VIX", "VIX", .european, .am),
            ("VIXW", "VIX", .european, .am), ("SPY", "SPY", .american, .pm), ("AAPL1", "AAPL", .american, .pm),
            ("BRKB", "BRK/B", .american, .pm),
        ])
    func terms(root: String, underlying: String, style: ExerciseStyle, settlement: SettlementTime) {
        let terms = OptionRoot.named(root)
        #expect(terms.root == root)
        #expect(terms.underlying == underlying)
        #expect(terms.style == style)
        #expect(terms.settlement == settlement)
        #expect(terms.delivery == (style == .european ? .cash : .shares))
        #expect(terms.isAdjusted == (root == "AAPL1"))
    }

    @Test("an underlying's roots, mornings first")
    func rootsOfAnUnderlying() {
        #expect(OptionRoot.roots(of: "SPX").map(\.root) == ["SPX", "SPXW"])
        #expect(OptionRoot.roots(of: "NDX").map(\.root) == ["NDX", "NDXP"])
        #expect(OptionRoot.roots(of: "VIX").map(\.root) == ["VIX", "VIXW"])
        #expect(OptionRoot.roots(of: "BRK/B").map(\.root) == ["BRKB"])
        #expect(OptionRoot.roots(of: "SPY").map(\.root) == ["SPY"])
    }

    @Test("the weekly options on the VIX are weeklies although they settle in the morning")
    func volatilityWeeklies() throws {
        let day = try #require(TradingDay("2026-12-02"))
        let series = OptionRoot.named("VIXW").series(expiring: day)
        #expect(series.kind == .weekly)
        #expect(series.expiresAt == Timestamp("2026-12-02T14:30:00Z"))
    }

    @Test("any equity option's contract and symbols agree", arguments: UInt64(0)..<100)
    func contractRoundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let root = try #require(["SPY", "SPXW", "SPX", "AAPL1", "BRKB", "VIX", "F"].randomElement(using: &random))
        let day = TradingDay(daysSince1970: .random(in: 18_000...25_000, using: &random))
        let contract = OptionContract(
            series: OptionRoot.named(root).series(expiring: day), right: Bool.random(using: &random) ? .call : .put,
            strike: Price(billionths: .random(in: 1...9_999_999, using: &random) * 1_000_000))
        let parser = SymbolParser(on: day)
        for text in [contract.tastytradeSymbol, contract.streamerSymbol] {
            let symbol = try parser.parse(try #require(text)).symbol
            #expect(OptionContract(symbol) == contract)
        }
    }

    @Test("a contract that no symbol can name has none")
    func unnameable() throws {
        let day = try #require(TradingDay("2026-12-18"))
        let series = OptionRoot.named("SPY").series(expiring: day)
        let strike = try #require(Price("1.00001"))
        #expect(OptionContract(series: series, right: .call, strike: strike).tastytradeSymbol == nil)
        #expect(OptionContract(.equity("SPY")) == nil)
    }
}
