import MarketModel
import Testing

@testable import DXLink

struct SeriesTransactionsTests {
    private func bar(_ index: Int64, _ flags: Int32 = 0, close: String? = "1") -> MarketEvent {
        .candle(
            Candle(
                symbol: NameID(rawValue: 1), flags: EventFlags(rawValue: flags), index: index,
                close: close.flatMap { Price($0) }, vwap: 0, impliedVolatility: 0))
    }

    private func feed(_ series: inout SeriesTransactions, _ events: [MarketEvent]) -> [SeriesTransactions.Change] {
        events.compactMap { series.handle($0) }
    }

    @Test("a snapshot comes newest first and shows as one, oldest first, without its marker row")
    func snapshot() {
        var series = SeriesTransactions()
        let changes = feed(&series, [bar(30, 4), bar(20), bar(10), bar(5, 10, close: nil)])
        #expect(changes == [.snapshot([bar(10), bar(20), bar(30, 4)], isSnipped: false)])
        #expect(!series.isInSnapshot)
    }

    @Test("begin and end in one event, an empty snapshot, a snipped one")
    func shortSnapshots() {
        var series = SeriesTransactions()
        #expect(feed(&series, [bar(1, 12)]) == [.snapshot([bar(1, 12)], isSnipped: false)])
        #expect(feed(&series, [bar(0, 14, close: nil)]) == [.snapshot([], isSnipped: false)])
        #expect(
            feed(&series, [bar(9, 4), bar(8, 16)]) == [.snapshot([bar(8, 16), bar(9, 4)], isSnipped: true)])
    }

    @Test("a transaction shows when its last event came, the last word on each index")
    func transaction() {
        var series = SeriesTransactions()
        let changes = feed(&series, [bar(1, 1), bar(2, 1), bar(1, 1, close: "2"), bar(2, 2, close: nil)])
        #expect(changes == [.update(changed: [bar(1, 1, close: "2")], removed: [2])])
        #expect(feed(&series, [bar(3)]) == [.update(changed: [bar(3)], removed: [])])
    }

    @Test("a snapshot whose end is pending waits for the transaction")
    func pendingEnd() {
        var series = SeriesTransactions()
        #expect(feed(&series, [bar(3, 4), bar(2, 9)]).isEmpty)
        #expect(feed(&series, [bar(3, 0, close: "5")]).count == 1)
    }

    @Test("a new snapshot forgets one that never ended")
    func restarted() {
        var series = SeriesTransactions()
        let changes = feed(&series, [bar(9, 4), bar(8), bar(7, 4), bar(6, 8)])
        #expect(changes == [.snapshot([bar(6, 8), bar(7, 4)], isSnipped: false)])
    }

    @Test("a resumed series keeps what was before")
    func resumed() {
        var series = SeriesTransactions()
        series.resume(from: MachineScript.start)
        let changes = feed(&series, [bar(9, 4), bar(8, 10, close: nil)])
        #expect(changes == [.resumed([bar(9, 4)], from: MachineScript.start, isSnipped: false)])
        #expect(feed(&series, [bar(9, 12)]) == [.snapshot([bar(9, 12)], isSnipped: false)])
    }

    @Test("a server that never ends a snapshot does not fill the memory")
    func bounded() {
        var series = SeriesTransactions(limit: 100)
        let changes = feed(&series, [bar(1000, 4)] + (0..<250).map { bar(Int64($0), 1) })
        #expect(changes.count >= 2)
        guard case .snapshot(let records, isSnipped: true)? = changes.first else {
            Issue.record("no snapshot")
            return
        }
        #expect(records.count == 100)
    }

    @Test("events without an index change nothing")
    func others() {
        var series = SeriesTransactions()
        #expect(series.handle(.quote(Quote(symbol: NameID(rawValue: 1)))) == nil)
    }
}
