import MarketModel
import Options
import Testing

@testable import piquant

@Suite struct OptionFiguresTests {
    private static let now = Timestamp("2026-11-20T15:30:00Z") ?? .epoch

    private func figures(_ words: String...) throws -> OptionFigures {
        guard case .run(_, let arguments) = try Program.root.parse(["greeks"] + words) else {
            throw UsageError("help")
        }
        return try OptionFigures(try #require(arguments.words.first), arguments, now: Self.now)
    }

    @Test("an index option is European and valued to the second of its settlement")
    func european() throws {
        let figures = try figures(".SPXW261120P6800", "--spot", "6800", "--iv", "0.16", "--rate", "0.04")
        // 5.5 hours to 16:00 in New York.
        #expect(abs(figures.inputs.years - 5.5 / (24 * 365)) < 1e-15)
        let expected = BlackScholes.valuation(
            PricingInputs(
                right: .put, underlying: 6800, strike: 6800, years: 5.5 / (24 * 365), rate: 0.04, dividendYield: 0,
                volatility: 0.16))
        #expect(figures.valuation == expected)
        #expect(figures.secondOrder != nil)
        #expect(figures.valuation.greeks.thetaPerDay < -10)
    }

    @Test("a stock's put is American: worth more than the European one, and its volatility comes back from its price")
    func american() throws {
        let given = try figures(".AAPL270115P250", "--spot", "220", "--iv", "0.3", "--rate", "0.05")
        #expect(given.contract.series.style == .american)
        #expect(given.valuation.price > BlackScholes.price(given.inputs) + 0.01)
        #expect(given.secondOrder == nil)
        let price = Price(billionths: Int64((given.valuation.price * 1e9).rounded()))
        let solved = try figures(".AAPL270115P250", "--spot", "220", "--price", "\(price)", "--rate", "0.05")
        #expect(solved.isVolatilitySolved)
        #expect(abs(solved.inputs.volatility - 0.3) < 1e-6)
    }

    @Test("an option on a future has no carry, whatever yield is given")
    func onFuture() throws {
        let figures = try figures("./EW4X26P5800:XCME", "--spot", "5900", "--iv", "0.2", "--rate", "0.04")
        #expect(figures.contract.series.isOnFuture)
        #expect(figures.inputs.dividendYield == 0.04)
    }

    @Test("a price below exercise, an expired option, a symbol that is none and a missing volatility are refused")
    func refusals() throws {
        #expect(throws: Failure.self) { try figures(".AAPL270115P250", "--spot", "220", "--price", "20") }
        #expect(throws: Failure.self) { try figures(".SPXW261119P6800", "--spot", "6800", "--iv", "0.16") }
        for words in [["SPY", "--spot", "1"], ["NOPE!", "--spot", "1"]] {
            #expect(throws: UsageError.self) { try figures(words[0], words[1], words[2], "--iv", "0.2") }
        }
        #expect(throws: UsageError.self) { try figures(".AAPL270115P250", "--spot", "220") }
        #expect(throws: UsageError.self) {
            try figures(".AAPL270115P250", "--spot", "220", "--price", "30", "--iv", "0.2")
        }
        #expect(throws: UsageError.self) { try figures(".AAPL270115P250", "--iv", "0.2") }
    }
}
