import MarketModel
import Tape
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Content that breaks off or is damaged: an error or a counted row, never a trap, never a wrong price.
struct HostileInputTests {
    static let files = [
        "cme/esu4_20240701.timesales.csv.gz", "cme/futures_trades_2024-07-01T23-58_2024-07-02T00-02.dbn.zst",
        "formats/dbn/test_data.mbo.v3.dbn", "formats/dbn/test_data.mbp-1.v2.dbn.zst",
        "formats/dbn/test_data.definition.v1.dbn.zst",
    ]

    static func bytes(_ name: String) throws -> [UInt8] {
        let path = try RecordedData.path("orderflow/\(name)")
        let file = open(path, O_RDONLY)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 2_000_000)
        let count = read(file, &bytes, bytes.count)
        return Array(bytes[..<max(0, count)])
    }

    /// The prints before the end or the error.
    static func prints(_ bytes: [UInt8]) -> (prints: [RecordedPrint], error: (any Error)?) {
        var prints: [RecordedPrint] = []
        do {
            let tape = try TapeReader(bytes: bytes)
            while let row = try tape.next() {
                if case .print(let print) = row { prints.append(print) }
            }
            let ledger = tape.ledger
            #expect(ledger.received == ledger.used + ledger.excluded.reduce(0) { $0 + $1.count })
            return (prints, nil)
        } catch {
            return (prints, error)
        }
    }

    @Test(
        "cut anywhere: the rows before are the recording's, then an error", .enabled(if: RecordedData.isExpected),
        arguments: files)
    func truncated(name: String) throws {
        let bytes = try Self.bytes(name)
        let whole = Self.prints(bytes)
        #expect(whole.error == nil)
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
            let cut = Self.prints(Array(bytes[..<length]))
            #expect(whole.prints.starts(with: cut.prints))
            // An uncompressed recording may be cut between two records.
            #expect(cut.error != nil || name.hasSuffix(".dbn"))
        }
    }

    @Test("any byte changed: an error or rows, no trap", .enabled(if: RecordedData.isExpected), arguments: files)
    func damaged(name: String) throws {
        let bytes = try Self.bytes(name)
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            _ = Self.prints(damaged)
        }
    }

    @Test("random bytes behind every magic number", arguments: UInt64(0)..<60)
    func noise(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let magics: [[UInt8]] = [
            [], Array("DBN".utf8), [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD], [0x50, 0x2A, 0x4D, 0x18],
            Array("time_ns,price,size\n".utf8),
        ]
        let noise = (0..<4000).map { _ in UInt8.random(in: 0...255, using: &random) }
        for magic in magics { _ = Self.prints(magic + noise) }
    }
}
