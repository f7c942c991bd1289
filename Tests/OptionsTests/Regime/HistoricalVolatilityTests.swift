import MarketModel
import Options
import TestSupport
import Testing

@Suite struct HistoricalVolatilityTests {
    /// The S&P 500 to 2018-12-31; reference values by numpy 2.4 from the papers' formulas.
    @Test(
        "four estimators of the S&P 500 at the end of 2018", .enabled(if: RecordedData.isExpected),
        arguments: [
            (
                HistoricalVolatility.closeToClose,
                [0.292_547_435_343_790_5, 0.267_084_608_968_204_96, 0.202_123_359_439_184_36, 0.170_718_062_584_214_99]
            ),
            (
                .parkinson,
                [0.256_367_106_995_726_3, 0.224_682_614_643_971_63, 0.169_182_466_645_883_16, 0.142_332_477_164_623_97]
            ),
            (
                .garmanKlass,
                [0.251_941_655_793_943_06, 0.220_014_269_313_903_2, 0.166_024_719_587_827_52, 0.138_143_925_171_301_3]
            ),
            (
                .yangZhang,
                [0.274_549_387_652_645_9, 0.243_866_700_220_326_25, 0.184_683_355_061_187_07, 0.154_827_402_605_242_63]
            ),
        ])
    func reference(estimator: HistoricalVolatility, expected: [Double]) throws {
        let bars = try Self.index()
        #expect(bars.count == 5031)
        for (window, wanted) in zip(HistoricalVolatility.usualWindows, expected) {
            let volatility = try estimator.annual(of: bars, window: window)
            #expect(abs(volatility - wanted) < 1e-13, "\(estimator) over \(window)")
        }
    }

    @Test("close to close reads closes alone", .enabled(if: RecordedData.isExpected))
    func closesAlone() throws {
        let bars = try Self.index()
        let both = try HistoricalVolatility.usualWindows.map { window in
            (
                try HistoricalVolatility.closeToClose(of: bars.map(\.close), window: window),
                try HistoricalVolatility.closeToClose.annual(of: bars, window: window)
            )
        }
        for (one, other) in both { #expect(one == other) }
    }

    private static func index() throws -> [DailyBar] {
        let table = try DailyTable("sp500_index_ohlcv_1999_2018.csv.gz")
        let columns = ["open", "high", "low", "close"].map(table.numbers)
        return try table.rows.indices.map { row in
            DailyBar(
                day: try #require(TradingDay(String(table.rows[row][0]))), open: try #require(columns[0][row]),
                high: try #require(columns[1][row]), low: try #require(columns[2][row]),
                close: try #require(columns[3][row]))
        }
    }

    private func bars(_ prices: [(open: Double, high: Double, low: Double, close: Double)]) -> [DailyBar] {
        prices.enumerated().map { index, price in
            DailyBar(
                day: TradingDay(daysSince1970: Int32(index)), open: price.open, high: price.high, low: price.low,
                close: price.close)
        }
    }

    @Test("a market that stands still has none; one that only gaps has none within its sessions")
    func limits() throws {
        let still = bars(Array(repeating: (100, 100, 100, 100), count: 12))
        for estimator in HistoricalVolatility.allCases {
            #expect(try estimator.annual(of: still, window: 10) == 0)
        }
        let gaps = bars((0..<12).map { $0 % 2 == 0 ? (100, 100, 100, 100) : (102, 102, 102, 102) })
        #expect(try HistoricalVolatility.parkinson.annual(of: gaps, window: 10) == 0)
        #expect(try HistoricalVolatility.garmanKlass.annual(of: gaps, window: 10) == 0)
        #expect(try HistoricalVolatility.yangZhang.annual(of: gaps, window: 10) > 0.3)
    }

    @Test("a constant drift is no volatility to close-to-close and Yang-Zhang, and scale does not matter")
    func laws() throws {
        var price = 50.0
        let drift = bars(
            (0..<40).map { _ in
                let open = price
                price *= 1.01
                return (open, price, open, price)
            })
        #expect(try HistoricalVolatility.closeToClose.annual(of: drift, window: 30) < 1e-12)
        #expect(try HistoricalVolatility.yangZhang.annual(of: drift, window: 30) < 1e-12)
        var random = SeededGenerator(seed: 5)
        let noisy = bars(
            (0..<60).map { _ in
                let (open, close) = (
                    Double.random(in: 95...105, using: &random), Double.random(in: 95...105, using: &random)
                )
                return (open, max(open, close) + 1, min(open, close) - 1, close)
            })
        let scaled = noisy.map { bar in
            DailyBar(day: bar.day, open: bar.open * 8, high: bar.high * 8, low: bar.low * 8, close: bar.close * 8)
        }
        for estimator in HistoricalVolatility.allCases {
            let (one, other) = (
                try estimator.annual(of: noisy, window: 20), try estimator.annual(of: scaled, window: 20)
            )
            #expect(abs(one - other) < 1e-12 * one)
        }
    }

    @Test("too little data and broken bars are refused by name")
    func refusals() throws {
        let few = bars(Array(repeating: (100, 101, 99, 100), count: 20))
        #expect(throws: VolatilityHistoryError.tooFewSessions(needed: 21, given: 20)) {
            try HistoricalVolatility.closeToClose.annual(of: few, window: 20)
        }
        #expect(throws: VolatilityHistoryError.tooFewSessions(needed: 21, given: 20)) {
            try HistoricalVolatility.yangZhang.annual(of: few, window: 20)
        }
        #expect(try HistoricalVolatility.parkinson.annual(of: few, window: 20) > 0)
        #expect(throws: VolatilityHistoryError.windowTooShort(least: 2, given: 1)) {
            try HistoricalVolatility.yangZhang.annual(of: few, window: 1)
        }
        var broken = few
        broken[15].high = 99.5
        #expect(throws: VolatilityHistoryError.brokenBar(day: broken[15].day)) {
            try HistoricalVolatility.garmanKlass.annual(of: broken, window: 10)
        }
        broken[15].high = .nan
        #expect(throws: VolatilityHistoryError.brokenBar(day: broken[15].day)) {
            try HistoricalVolatility.parkinson.annual(of: broken, window: 10)
        }
        #expect(throws: VolatilityHistoryError.notAPrice(index: 1)) {
            try HistoricalVolatility.closeToClose(of: [10, -1, 10, 11], window: 3)
        }
        #expect(VolatilityHistoryError.tooFewSessions(needed: 21, given: 20).description == "needs 21 sessions, has 20")
    }
}
