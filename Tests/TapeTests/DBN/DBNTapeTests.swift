import MarketModel
import Tape
import Testing

/// Bytes of DBN content, written by hand.
struct DBNBytes {
    var bytes: [UInt8] = []

    init() {}

    /// A header of this version that maps one symbol to one id for 2024.
    init(version: UInt8, symbol: String = "ESU4", id: UInt32 = 118) {
        var body = DBNBytes()
        let textLength = version == 1 ? 22 : 71
        body.add("GLBX.MDP3", 16)
        body.add(UInt16.max)
        for _ in 0..<(version == 1 ? 4 : 3) { body.add(UInt64(0)) }
        body.bytes += [0, 0, 0]
        if version > 1 { body.add(UInt16(textLength)) }
        body.bytes += [UInt8](repeating: 0, count: version == 1 ? 47 : 53)
        body.add(UInt32(0))
        body.add(UInt32(1))
        body.add(symbol, textLength)
        body.add(UInt32(0))
        body.add(UInt32(0))
        body.add(UInt32(1))
        body.add(symbol, textLength)
        body.add(UInt32(1))
        body.add(UInt32(20_240_101))
        body.add(UInt32(20_250_101))
        body.add(String(id), textLength)
        bytes = Array("DBN".utf8) + [version]
        add(UInt32(body.bytes.count))
        bytes += body.bytes
    }

    mutating func add(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes += Array($0) }
    }

    mutating func add(_ text: String, _ length: Int) {
        bytes += Array(text.utf8) + [UInt8](repeating: 0, count: length - text.utf8.count)
    }

    mutating func addHeader(length: Int, kind: UInt8, id: UInt32 = 118, time: UInt64 = 1_719_878_281_000_000_000) {
        bytes += [UInt8(length / 4), kind]
        add(UInt16(1))
        add(id)
        add(time)
    }

    mutating func addTrade(
        price: Int64 = 5_000_250_000_000, side: String = "B", action: String = "T", id: UInt32 = 118,
        time: UInt64 = 1_719_878_281_000_000_000, length: Int = 48
    ) {
        addHeader(length: length, kind: 0, id: id, time: time)
        add(price)
        add(UInt32(3))
        bytes += Array(action.utf8) + Array(side.utf8) + [0, 0]
        add(UInt64(0))
        add(UInt32(0))
        add(UInt32.max)
        bytes += [UInt8](repeating: 0, count: length - 48)
    }
}

struct DBNTapeTests {
    static func read(_ content: DBNBytes) throws -> ([RecordedPrint], TapeLedger) {
        let tape = try TapeReader(bytes: content.bytes)
        return (try tape.remainingPrints(), tape.ledger)
    }

    @Test("a trade of every version, with and without a sending time", arguments: UInt8(1)...3)
    func trade(version: UInt8) throws {
        var content = DBNBytes(version: version)
        content.addTrade()
        content.addTrade(side: "A", length: 56)
        content.addTrade(side: "N", id: 7)
        let (prints, _) = try Self.read(content)
        #expect(prints.map(\.side) == [.buy, .sell, .undefined])
        #expect(prints.map(\.instrument) == ["ESU4", "ESU4", "7"])
        #expect(prints[0].price.description == "5000.25" && prints[0].size == Quantity(whole: 3))
        #expect(prints[0].sequence == 4_294_967_295 && prints[0].time.description == "2024-07-01T23:58:01Z")
    }

    @Test("a damaged record is counted and never takes its neighbours")
    func damage() throws {
        var content = DBNBytes(version: 2)
        content.addTrade()
        content.addTrade(price: .max)
        content.addTrade(side: "?")
        content.addTrade(time: .max)
        content.addHeader(length: 16, kind: 0)
        content.addHeader(length: 20, kind: 0xEE)
        content.bytes += [1, 2, 3, 4]
        content.addTrade()
        let (prints, ledger) = try Self.read(content)
        #expect(prints.count == 2 && ledger.received == 7)
        let reasons: [TapeExclusion] = [.otherRecord, .badTime, .badPrice, .badSide, .badRecordLength]
        #expect(ledger.excluded.map(\.reason) == reasons)
        #expect(ledger.samples.map(\.row) == [2, 3, 4, 5])
    }

    @Test("a mapping record names the trades after it", arguments: [(80, 38), (176, 89)])
    func mapping(length: Int, textAt: Int) throws {
        var content = DBNBytes(version: length == 80 ? 1 : 2)
        content.addTrade(id: 9)
        content.addHeader(length: length, kind: 0x16, id: 9)
        content.bytes += [UInt8](repeating: 0, count: textAt - 16)
        content.add("NQU4", length - textAt)
        content.addTrade(id: 9)
        let (prints, ledger) = try Self.read(content)
        #expect(prints.map(\.instrument) == ["9", "NQU4"])
        #expect(ledger.excluded(for: .symbolMapping) == 1)
    }

    @Test("the only mapping of an instrument names it outside its days too")
    func mappingDays() throws {
        var content = DBNBytes(version: 1)
        content.addTrade(time: 1_800_000_000_000_000_000)
        // The only mapping there is: taken, although its interval has passed.
        #expect(try Self.read(content).0.map(\.instrument) == ["ESU4"])
    }

    @Test("a record of no length ends the recording with its place; what came before is delivered")
    func noLength() throws {
        var content = DBNBytes(version: 1)
        content.addTrade()
        let place = UInt64(content.bytes.count)
        content.bytes += [0, 0, 0, 0]
        let tape = try TapeReader(bytes: content.bytes)
        #expect(try tape.next() != nil)
        #expect(throws: TapeError.corrupt(offset: place, reason: "a record of 0 bytes")) { try tape.next() }
        #expect(try tape.next() == nil)
    }

    @Test("metadata that lies about its lengths is refused without taking memory", arguments: 0..<120)
    func hostileMetadata(position: Int) {
        var bytes = DBNBytes(version: 2).bytes
        for place in position..<min(position + 4, bytes.count) where place > 2 { bytes[place] = 0xFF }
        _ = try? TapeReader(bytes: bytes).remainingPrints()
        bytes[3] = 9
        #expect(throws: TapeError.self) { try TapeReader(bytes: bytes) }
    }
}
