import MarketModel
import Options
import TestSupport
import Testing

@testable import piquant

/// The model's deltas against the columns that came with recorded chains.
@Suite(.enabled(if: RecordedData.isExpected))
struct VendorDeltaTests {
    private func comparison(_ file: String, _ days: [TradingDay]) throws -> VendorComparison {
        let path = try RecordedData.path("options/eod/\(file)")
        let rows = try RecordedRows(path)
        let shown = try days.map { day in
            try rows.shown(
                RecordedChainSource(path: path, at: .lastOf(day), rates: .flat(0.0005), ratesOrigin: "test"))
        }
        return try #require(VendorComparison(shown))
    }

    /// Sessions from one day to another, one in `step`.
    private func sessions(_ first: String, _ last: String, every step: Int) throws -> [TradingDay] {
        var day = try #require(TradingDay(first))
        let end = try #require(TradingDay(last))
        var found: [TradingDay] = []
        while day <= end {
            if ExchangeCalendar.nyse.session(on: day) != nil { found.append(day) }
            day = day.advanced(by: 1)
        }
        return found.indices.filter { $0 % step == 0 }.map { found[$0] }
    }

    @Test("SPY 2021: the median difference is at most 0.01")
    func spy() throws {
        let found = try comparison(
            "spy_eod_20210104_20210831.csv.gz", sessions("2021-01-04", "2021-08-31", every: 7))
        print("SPY 2021, every seventh session: \(found.text)")
        #expect(found.count > 300)
        #expect(found.median <= 0.01)
        #expect(found.percentile95 <= 0.03)
    }

    @Test("SPXW January 2018: index options, valued at the parity forward")
    func spxw() throws {
        let found = try comparison("spxw_eod_201801.csv.gz", sessions("2018-01-02", "2018-01-30", every: 4))
        print("SPXW 2018, every fourth session: \(found.text)")
        #expect(found.count > 1000)
        #expect(found.median <= 0.01)
    }
}
