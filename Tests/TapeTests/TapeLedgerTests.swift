import Testing

@testable import Tape

struct TapeLedgerTests {
    @Test("every reason has a place and a name of its own, damage comes last")
    func reasons() {
        let all = TapeExclusion.allCases
        #expect(all.map(\.index) == Array(0..<all.count))
        #expect(Set(all.map(\.rawValue)).count == all.count)
        #expect(all.drop { !$0.isDamage }.allSatisfy(\.isDamage) && all.contains { $0.isDamage })
    }

    @Test("received is used plus excluded, and few damaged rows are kept")
    func balance() {
        var ledger = TapeLedger()
        for row in 1...50 {
            ledger.exclude(.badPrice, row: row, text: "row \(row)")
            ledger.exclude(.add, row: row)
        }
        #expect(ledger.received == 100 && ledger.used == 0)
        #expect(ledger.excluded.map(\.reason) == [.add, .badPrice] && ledger.excluded.map(\.count) == [50, 50])
        #expect(ledger.samples.count == TapeLedger.sampleLimit && ledger.samples[1].text == "row 2")
    }
}
