import MarketModel
import Tape
import TestSupport
import Testing

/// Counts what a recording holds.
private struct Tally {
    /// Contracts with quotes.
    var contracts: Set<RecordedContract> = []
    /// Contracts with any row.
    var listed: Set<RecordedContract> = []
    var quotes = 0
    var trades = 0
    var openInterest = 0
    var underlying = 0
    var crossed = 0
    var vendor = 0
    var days = 0

    mutating func take(_ row: ChainRow) {
        switch row {
        case .underlying: underlying += 1
        case .contract(let contract, let value, _):
            listed.insert(contract)
            switch value {
            case .quote(let bid, _, let ask, _):
                quotes += 1
                contracts.insert(contract)
                if let bid, let ask, bid > .zero, ask > .zero, bid > ask { crossed += 1 }
            case .trade: trades += 1
            case .day: days += 1
            case .openInterest: openInterest += 1
            case .vendor: vendor += 1
            }
        }
    }
}

/// The counts are those of the data's own description.
@Suite(.enabled(if: RecordedData.isExpected))
struct RecordedChainTests {
    private func tally(_ path: String) throws -> (Tally, ChainLedger, ChainRecording) {
        let recording = try ChainRecording(path: RecordedData.path("options/\(path)"))
        var tally = Tally()
        let ledger = try recording.read { tally.take($0) }
        #expect(ledger.excluded.isEmpty)
        #expect(ledger.received == ledger.delivered)
        return (tally, ledger, recording)
    }

    @Test(
        "minute bars with their trades, open interest and underlying",
        arguments: [
            ("indexoption/usa/minute/spxw/20210104_quote_european.zip", 12, 4_565, 0),
            ("indexoption/usa/minute/spxw/20210105_quote_european.zip", 8, 3_239, 0),
            ("indexoption/usa/minute/spxw/20210106_quote_european.zip", 16, 6_305, 7),
            ("option/usa/minute/twx/20140605_quote_american.zip", 184, 30_468, 0),
            ("option/usa/minute/spy/20230803_quote_american.zip", 4, 1_620, 0),
        ])
    func minutes(path: String, contracts: Int, quotes: Int, crossed: Int) throws {
        let (tally, _, recording) = try tally("lean/\(path)")
        #expect(recording.interval == .minute && recording.hasQuotes)
        #expect(tally.contracts.count == contracts)
        #expect(tally.quotes == quotes)
        #expect(tally.crossed == crossed)
    }

    @Test("the first morning of SPXW with index prices, trades and open interest of oddly named archives")
    func companions() throws {
        let (tally, _, recording) = try tally("lean/indexoption/usa/minute/spxw/20210104_quote_european.zip")
        #expect(recording.files.count == 4)
        #expect(tally.openInterest == 12)
        #expect(tally.underlying > 300)
        #expect(tally.trades > 1000)
    }

    @Test("ES options quote plain points, in UTC, and name their future; a folder holds both days")
    func futureOptions() throws {
        let (tally, _, _) = try tally("lean/futureoption/cme/minute/es/202003")
        #expect(tally.quotes == 5_244 + 111_789)
        #expect(tally.contracts.count == 104)
        let contract = try #require(tally.contracts.first)
        #expect(contract.market == .futureOption && contract.root == "ES")
        #expect(contract.futureMonth?.description == "H20")
        #expect(contract.isAmerican == true)
    }

    @Test("AAPL hours over the split: both sets of strikes")
    func hours() throws {
        let (tally, _, recording) = try tally("lean/option/usa/hour/aapl_2014_quote_american.zip")
        #expect(recording.interval == .hour)
        #expect(tally.contracts.count == 4_532)
        #expect(tally.quotes == 31_407)
        #expect(tally.crossed == 4)
        #expect(tally.trades == 8_346)
        #expect(tally.contracts.contains { $0.strike == Price("92.14") })
    }

    @Test("end-of-day tables")
    func endOfDay() throws {
        let spxw = try tally("eod/spxw_eod_201801.csv.gz")
        #expect(spxw.2.interval == .daily)
        #expect(spxw.1.delivered == 7_588)
        #expect(spxw.0.quotes == 7_588 && spxw.0.vendor == 7_588 && spxw.0.crossed == 0)
        let spy = try tally("eod/spy_eod_20210104_20210831.csv.gz")
        #expect(spy.1.delivered == 3_340)
        #expect(spy.0.quotes == 3_340 && spy.0.openInterest == 3_340 && spy.0.days == 3_340)
    }

    @Test("universes have the vendor's figures but no quotes")
    func universes() throws {
        let (tally, _, recording) = try tally("lean/option/usa/universes/spy")
        #expect(!recording.hasQuotes)
        #expect(tally.quotes == 0)
        #expect(tally.vendor == 173)
        let index = try self.tally("lean/indexoption/usa/universes/spx/20210104.csv.gz").0
        #expect(index.underlying == 1 && index.listed.count == 6)
    }

    @Test("a bar is known at its end, on the clock of its market")
    func clocks() throws {
        var first: [String: Timestamp] = [:]
        try ChainRecording(
            path: RecordedData.path("options/lean/indexoption/usa/minute/spxw/20210104_quote_european.zip")
        ).read { row in
            let name =
                switch row {
                case .underlying(let symbol, _, _): symbol
                case .contract(let contract, .quote, _): contract.root
                case .contract: "other"
                }
            first[name] = min(first[name] ?? row.time, row.time)
        }
        // 9:30 in New York and 8:30 in Chicago are both 14:30 UTC; their bars end a minute later.
        #expect(first["SPXW"] == Timestamp("2021-01-04T14:31:00Z"))
        #expect(first["SPX"] == Timestamp("2021-01-04T14:31:00Z"))
    }
}
