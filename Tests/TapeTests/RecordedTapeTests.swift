import MarketModel
import Tape
import TestSupport
import Testing

@Test(
    .enabled(if: RecordedData.isExpected),
    arguments: [
        ("cme/esh2_20220124", 2026, [0, 1016, 1010]), ("cme/esh4_20231225", 2973, [1, 1542, 1430]),
        ("cme/esu4_20240701", 120, [0, 66, 54]), ("cme/esu3_20130901_20130903am", 276_462, [258, 139_398, 136_806]),
        ("cme/gcz3_20131007", 39_610, [2, 20_173, 19_435]), ("equities/amzn_20120621", 6818, [0, 3369, 3449]),
        ("equities/bac_20131008", 124_969, [0, 72_250, 52_719]),
        ("crypto/btcusdt_usdm_20240808", 21_313, [0, 9616, 11_697]),
        ("crypto/btcusdt_spot_20240808_09", 19_904, [0, 9093, 10_811]),
        ("crypto/btcusd_perp_cm_20240808_09", 5235, [0, 2565, 2670]),
    ])
func recordedTablesHoldWhatTheirDescriptionCounts(name: String, count: Int, sides: [Int]) throws {
    let tape = try TapeReader(path: RecordedData.path("orderflow/\(name).timesales.csv.gz"))
    let prints = try tape.remainingPrints()
    #expect(prints.count == count)
    #expect(AggressorSide.allCases.map { side in prints.count { $0.side == side } } == sides)
    #expect(tape.ledger.received == count && tape.ledger.used == count)
}

struct RecordedDBNTests {
    static let day = "orderflow/cme/esh4-glbx-mdp3-20231225.mbo.dbn.zst"
    static let trades = "orderflow/cme/futures_trades_2024-07-01T23-58_2024-07-02T00-02.dbn.zst"
    static let bars = "orderflow/cme/futures_ohlcv-1m_2024-07-01T23-40_2024-07-02T00-10.dbn.zst"
    static let bookTop = "orderflow/cme/futures_mbp-1_2024-07-01T23-58_2024-07-02T00-02.dbn.zst"

    @Test("orders: only trades are prints, the rest is counted", .enabled(if: RecordedData.isExpected))
    func orders() throws {
        let tape = try TapeReader(path: RecordedData.path(Self.day))
        let prints = try tape.remainingPrints()
        #expect(tape.ledger.received == 68_792 && tape.ledger.prints == 2973)
        let counts = tape.ledger.excluded.map { "\($0.reason.rawValue) \($0.count)" }
        #expect(counts == ["add 29216", "cancel 17999", "modify 12233", "fill 6371"])
        #expect(prints.allSatisfy { $0.instrument == "ESH4" })
    }

    @Test("trades from orders equal the table made from them", .enabled(if: RecordedData.isExpected))
    func ordersEqualTable() throws {
        let binary = try TapeReader(path: RecordedData.path(Self.day)).remainingPrints()
        let table = try TapeReader(path: RecordedData.path("orderflow/cme/esh4_20231225.timesales.csv.gz"))
            .remainingPrints()
        #expect(table.map(Self.bare) == binary.map(Self.bare))
    }

    @Test("trades and book tops equal the table made from them", .enabled(if: RecordedData.isExpected))
    func tradesEqualTable() throws {
        let table = try TapeReader(path: RecordedData.path("orderflow/cme/esu4_20240701.timesales.csv.gz"))
            .remainingPrints()
        let trades = try TapeReader(path: RecordedData.path(Self.trades)).remainingPrints()
        #expect(Set(trades.map(\.instrument)) == ["ESU4"])
        #expect(table.map(Self.bare) == trades.map(Self.bare))
        let top = try TapeReader(path: RecordedData.path(Self.bookTop), rows: .printsAndQuotes)
        let topPrints = try top.remainingPrints().map { print in
            var print = print
            print.instrument = nil
            return print
        }
        #expect(topPrints == table)
        #expect(top.ledger.received == 2288 && top.ledger.quotes == 2288 - topPrints.count)
    }

    @Test("metadata", .enabled(if: RecordedData.isExpected))
    func metadata() throws {
        guard case .dbn(let metadata) = try TapeReader(path: RecordedData.path(Self.bars)).format else {
            Issue.record("not recognised as DBN")
            return
        }
        #expect(metadata.version == 1 && metadata.dataset == "GLBX.MDP3" && metadata.schema == "ohlcv-1m")
        #expect(metadata.symbols == ["ESU4", "NQU4"])
        #expect(metadata.mappings.first?.intervals.first?.symbol == "118")
        #expect(metadata.mappings.first?.intervals.first?.start.description == "2024-07-01")
    }

    @Test(
        "every version and schema is read or counted", .enabled(if: RecordedData.isExpected),
        arguments: [
            "mbo.dbn", "mbo.v1.dbn.zst", "mbo.v2.dbn.zst", "mbo.v3.dbn", "mbo.v3.dbn.zst", "mbp-1.dbn",
            "mbp-1.v1.dbn.zst", "mbp-1.v2.dbn.zst", "mbp-1.v3.dbn.zst", "tbbo.dbn", "tbbo.v1.dbn.zst",
            "tbbo.v2.dbn.zst", "tbbo.v3.dbn.zst", "trades.dbn", "trades.v1.dbn.zst", "trades.v2.dbn.zst",
            "trades.v3.dbn.zst", "bbo-1m.dbn", "bbo-1m.v2.dbn.zst", "bbo-1m.v3.dbn.zst", "ohlcv-1m.dbn",
            "ohlcv-1m.v1.dbn.zst", "definition.dbn", "definition.v1.dbn.zst", "definition.v3.dbn.zst",
            "statistics.dbn", "statistics.v3.dbn.zst", "status.dbn", "status.v3.dbn.zst",
        ])
    func formats(name: String) throws {
        let tape = try TapeReader(
            path: RecordedData.path("orderflow/formats/dbn/test_data.\(name)"), rows: .printsAndQuotes)
        var rows = 0
        while try tape.next() != nil { rows += 1 }
        let ledger = tape.ledger
        #expect(ledger.received > 0 && ledger.used == rows)
        #expect(ledger.received == ledger.used + ledger.excluded.reduce(0) { $0 + $1.count })
        #expect(ledger.samples.isEmpty, "\(ledger.samples)")
        let schema = String(name.prefix { $0 != "." })
        if ["mbp-1", "tbbo", "trades", "bbo-1m"].contains(schema) { #expect(ledger.used == ledger.received) }
        if ["tbbo", "trades"].contains(schema) { #expect(ledger.prints == ledger.received) }
        if ["ohlcv-1m", "definition", "statistics", "status"].contains(schema) { #expect(ledger.used == 0) }
    }

    /// A print without what the other format does not have.
    static func bare(_ print: RecordedPrint) -> RecordedPrint {
        var print = print
        (print.bid, print.ask, print.instrument) = (nil, nil, nil)
        return print
    }
}
