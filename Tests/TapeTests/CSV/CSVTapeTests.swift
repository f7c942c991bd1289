import MarketModel
import Tape
import Testing

struct CSVTapeTests {
    static let header = "time_ns,sequence,price,size,bidPrice,askPrice,aggressorSide\n"

    static func read(_ text: String) throws -> ([RecordedPrint], TapeLedger) {
        let tape = try TapeReader(bytes: Array(text.utf8))
        return (try tape.remainingPrints(), tape.ledger)
    }

    @Test("reads every column exactly")
    func columns() throws {
        let (prints, ledger) = try Self.read(
            Self.header + "1723161256322000000,5266583935,61800.3,0.006,61800.2,61800.3,BUY\n")
        let expected = RecordedPrint(
            time: Timestamp(nanoseconds: 1_723_161_256_322_000_000), sequence: 5_266_583_935,
            price: Price(billionths: 61_800_300_000_000), size: Quantity(billionths: 6_000_000),
            bid: Price(billionths: 61_800_200_000_000), ask: Price(billionths: 61_800_300_000_000), side: .buy)
        #expect(prints == [expected])
        #expect(ledger.received == 1 && ledger.used == 1 && ledger.excluded.isEmpty)
    }

    @Test("absent quotes, sides and sequences are absent, not errors")
    func absences() throws {
        let (prints, _) = try Self.read(Self.header + "1,,-1.5,0,,,\n2,3,1,1,NaN,2,UNDEFINED")
        try #require(prints.count == 2)
        #expect(prints[0].price.description == "-1.5" && prints[0].bid == nil && prints[0].ask == nil)
        #expect(prints[0].side == .undefined && prints[0].sequence == 0 && prints[0].size == .zero)
        #expect(prints[1].bid == nil && prints[1].ask?.description == "2")
    }

    @Test("columns are found by name; others are ignored; CRLF, a byte order mark and no header are fine")
    func layouts() throws {
        let named = "\u{FEFF}symbol,size,Price,time_ns,venue\r\nESZ6,2,5.25,7,X\r\n"
        #expect(
            try Self.read(named).0 == [
                RecordedPrint(
                    time: Timestamp(nanoseconds: 7), sequence: 0, price: Price(billionths: 5_250_000_000),
                    size: Quantity(whole: 2), side: .undefined, instrument: "ESZ6")
            ])
        #expect(try Self.read("1,2,3,4,5,6,SELL\n8,9,3,4,5,6,BUY\n").0.map(\.sequence) == [2, 9])
    }

    @Test(
        "a bad row is counted with its line and never takes its neighbours",
        arguments: [
            ("1,2,3", TapeExclusion.fieldCount), ("1,2,3,4,5,6,BUY,8", .fieldCount), ("x,2,3,4,5,6,BUY", .badTime),
            ("9223372036854775808,2,3,4,5,6,BUY", .badTime), ("1,2.5,3,4,5,6,BUY", .badSequence),
            ("1,2,,4,5,6,BUY", .badPrice), ("1,2,NaN,4,5,6,BUY", .badPrice), ("1,2,3.0000000001,4,5,6,BUY", .badPrice),
            ("1,2,99999999999999999999,4,5,6,BUY", .badPrice), ("1,2,3,-4,5,6,BUY", .badSize),
            ("1,2,3,,5,6,BUY", .badSize), ("1,2,3,4,five,6,BUY", .badQuote), ("1,2,3,4,5,6,BOUGHT", .badSide),
            ("", .blankLine), (String(repeating: "7", count: 10_000), .lineTooLong),
            (String(repeating: "7", count: 600_000), .lineTooLong), ("\u{0}\u{0}", .fieldCount),
        ])
    func badRows(line: String, reason: TapeExclusion) throws {
        let good = "1,2,3,4,5,6,SELL\n"
        let (prints, ledger) = try Self.read(Self.header + good + line + "\n" + good)
        #expect(prints.count == 2)
        #expect(ledger.received == 3 && ledger.used == 2)
        #expect(ledger.excluded(for: reason) == 1)
        #expect(ledger.samples.map(\.row) == [3] && ledger.samples.map(\.reason) == [reason])
        #expect(ledger.samples.first?.text == String(line.prefix(120)))
    }

    @Test("a row longer than one refill of the window is found whole", arguments: [1, 2, 3, 7, 100, 4095, 4096, 4097])
    func windowEdges(padding: Int) throws {
        let row = "1,2,3,4,5,6,SELL," + String(repeating: "x", count: padding) + "\n"
        let (prints, ledger) = try Self.read(
            "time_ns,sequence,price,size,bidPrice,askPrice,aggressorSide,note\n" + String(repeating: row, count: 500))
        let fits = row.utf8.count - 1 <= 4096
        #expect(prints.count == (fits ? 500 : 0))
        #expect(ledger.received == 500)
    }

    @Test(
        "what is no recording is refused",
        arguments: ["", "\n", "hello", "a,b,c\n1,2,3\n", "{\"time_ns\":1}", String(repeating: ",", count: 100_000)])
    func refuses(text: String) {
        #expect(throws: TapeError.self) { _ = try Self.read(text) }
    }

    @Test("a missing file is an error, a folder too")
    func noFile() {
        #expect(throws: TapeError.cannotOpen(path: "/no/such/file", code: 2)) {
            _ = try TapeReader(path: "/no/such/file")
        }
        #expect(throws: TapeError.self) { _ = try TapeReader(path: "/") }
    }
}
