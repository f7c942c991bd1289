import MarketModel
import Options
import TestSupport
import Testing

@testable import piquant

@Suite(.enabled(if: RecordedData.isExpected))
struct RecordedChainSourceTests {
    private func shown(_ path: String, _ at: String, symbol: String? = nil) throws -> ChainReading {
        try RecordedChainSource(
            path: RecordedData.path("options/\(path)"), at: ChainMoment(at), symbol: symbol, rates: .flat(0),
            ratesOrigin: "test"
        ).reading()
    }

    private func expiration(_ chain: ChainReading, _ day: String) throws -> ExpirationSnapshot {
        try chain.snapshot.expiration(ExpirationQuery(.day(try #require(TradingDay(day))))).expiration
    }

    @Test("SPXW 2018 at the close: forward near the index, a condor of ten deltas, a smile without arbitrage")
    func endOfDay() throws {
        let chain = try shown("eod/spxw_eod_201801.csv.gz", "2018-01-16")
        let expiration = try expiration(chain, "2018-01-31")
        let forward = try #require(expiration.forward)
        // The data's own description: the parity forward is 1.4 points over the index on average, at most a few.
        #expect(abs(forward.forward - 2776.43) < 8)
        #expect(forward.rateSource == .parity && abs(forward.rate - 0.015) < 0.005)
        let condor = try chain.snapshot.findIronCondor(dte: 15, delta: 0.10, wing: Price(billionths: 30_000_000_000))
        #expect(condor.contracts.map(\.strike.description) == ["2660", "2690", "2840", "2870"])
        // Mids of the file's rows: 3.45 + 2.25 - 2.3 - 0.525.
        #expect(condor.creditAtMid == Price("2.875"))
        #expect(condor.creditNatural == Price("2.45"))
        #expect(condor.maximumLoss == Money("2712.5"))
        #expect(condor.breakevens == [Price("2687.125"), Price("2842.875")])
        #expect(condor.buyingPower?.requirement.total == Money("3000"))
        let fit = try SmileFit(expiration)
        #expect(fit.rootMeanSquare < 0.005 && fit.shareWithinSpread > 0.8)
        #expect(SmileChecks(fit).isFreeOfButterflies && SmileChecks(fit).hasBoundedWings)
        #expect(SkewMeasures(fit).riskReversal25 < -0.01)
    }

    @Test("ES 2020: the future's price is the forward, and parity agrees within its error")
    func futureOptions() throws {
        let chain = try shown(
            "lean/futureoption/cme/minute/es/202003/20200106_quote_american.zip", "2020-01-06T20:00:00Z")
        let expiration = try expiration(chain, "2020-03-20")
        #expect(chain.snapshot.underlying == "/ES")
        #expect(expiration.series.underlying == "/ESH0" && expiration.series.settlement == .am)
        #expect(expiration.series.multiplier == Quantity(whole: 50))
        #expect(expiration.forward?.forwardSource == .future)
        // The data's own description: parity gives 3240.00 against a print of 3240.50.
        #expect(abs((expiration.forward?.forward ?? 0) - 3240) < 1)
        let fit = try SmileFit(expiration)
        #expect(fit.rootMeanSquare < 0.001)
        let condor = try chain.snapshot.findIronCondor(
            IronCondorQuery(
                expiration: ExpirationQuery(.days(74)), delta: 0.2, wing: Price(billionths: 30_000_000_000),
                tolerance: 0.07))
        #expect(condor.contracts.map(\.strike.description) == ["3010", "3040", "3400", "3430"])
        // Mids of the last rows before the moment: 30.25 + 9.75 - 26.375 - 5.875, at 50 dollars a point.
        #expect(condor.creditAtMid == Price("7.75"))
        #expect(condor.maximumLoss == Money("1112.5"))
        #expect(condor.buyingPower?.requirement.groups.map(\.basis) == [.scenarios])
    }

    @Test("AAPL over its split: volatility barely moves while the price is divided by seven")
    func split() throws {
        let file = "lean/option/usa/hour/aapl_2014_quote_american.zip"
        let before = try expiration(try shown(file, "2014-06-06 16:00"), "2014-07-19")
        let after = try expiration(try shown(file, "2014-06-09 16:00"), "2014-07-19")
        let ratio = try #require(before.forward?.forward) / (try #require(after.forward?.forward))
        #expect(abs(ratio - 6.89) < 0.05)
        let (first, second) = (SkewMeasures(try SmileFit(before)), SkewMeasures(try SmileFit(after)))
        #expect(abs(first.atTheMoney - 0.221) < 0.005 && abs(second.atTheMoney - 0.202) < 0.005)
        // Saturday expiration: trading and worth end on the Friday.
        #expect(before.series.expiration == TradingDay("2014-07-19"))
        #expect(before.series.expiresAt == Timestamp("2014-07-18T20:00:00Z"))
        #expect(before.series.kind == .regular)
    }

    @Test("SPXW on the day of expiry: valued to the minute, too few strikes for a condor or a smile")
    func dayOfExpiry() throws {
        let chain = try shown(
            "lean/indexoption/usa/minute/spxw/20210104_quote_european.zip", "2021-01-04 15:00")
        let expiration = try expiration(chain, "2021-01-04")
        #expect(expiration.daysToExpiration == 0)
        #expect(abs(expiration.years * 365 * 24 - 1) < 1e-9)
        // The data's own description: parity gives 3693.3 against an index of 3693.23.
        #expect(abs((expiration.forward?.forward ?? 0) - 3693.5) < 1)
        #expect(expiration.contract(.call, Price(billionths: 3_700_000_000_000))?.valuation?.source == .quote)
        #expect(throws: SelectionFailure.self) {
            try chain.snapshot.findIronCondor(dte: 0, delta: 0.10, wing: Price(billionths: 30_000_000_000))
        }
        #expect(throws: NoSmile.self) { try SmileFit(expiration) }
    }

    @Test("nothing after the moment is seen")
    func noLookAhead() throws {
        let file = "lean/indexoption/usa/minute/spxw/20210104_quote_european.zip"
        let early = try shown(file, "2021-01-04 10:00")
        let ages = early.snapshot.expirations.flatMap(\.strikes).flatMap { [$0.call, $0.put] }
            .compactMap { $0?.quoteAge }
        #expect(!ages.isEmpty && ages.allSatisfy { $0 >= .zero })
        #expect((early.snapshot.underlyingPrice?.age ?? .seconds(-1)) >= .zero)
    }

    @Test("a universe shows the vendor's volatility and no quotes")
    func universe() throws {
        let chain = try shown("lean/indexoption/usa/universes/spx/20210104.csv.gz", "2021-01-04")
        let contract = try #require(
            chain.snapshot.expirations.first?.contract(.call, Price(billionths: 3_700_000_000_000)))
        #expect(contract.valuation?.source == .feed)
        #expect(contract.volatility == 0.1400472)
        #expect(contract.bid == nil && contract.last == Price("68.4") && contract.exclusion == .absentQuote)
    }

    @Test("moments and symbols that the recording does not have are failures that say what it has")
    func failures() throws {
        func failure(_ path: String, _ at: String, symbol: String? = nil) -> Failure? {
            do {
                _ = try shown(path, at, symbol: symbol)
                return nil
            } catch { return error as? Failure }
        }
        let file = "eod/spxw_eod_201801.csv.gz"
        #expect(failure(file, "2019-01-02")?.code == "P206")
        #expect(failure(file, "2019-01-02")?.message.contains("2018-01-31") == true)
        #expect(failure(file, "2018-01-16", symbol: "AAPL")?.code == "P202")
        #expect(try shown(file, "2018-01-16", symbol: "SPX").snapshot.underlying == "SPX")
        #expect(failure("README.md", "2018-01-16")?.code == "P201")
    }
}
