import TestSupport
import Testing

@testable import Tape

struct ZipArchiveTests {
    /// "hello" as one stored block of deflate.
    private static let packed: [UInt8] = [0x01, 5, 0, 0xFA, 0xFF] + Array("hello".utf8)
    private static let checksum: UInt32 = 0x3610_A686  // CRC-32 of "hello", as `cksum -a crc32b` prints it

    private struct Member {
        var name = "a.csv"
        var method: UInt16 = 8
        var flags: UInt16 = 0
        var checksum = ZipArchiveTests.checksum
        var size: UInt32 = 5
        var packed = ZipArchiveTests.packed
    }

    private static func bytes(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func bytes(_ value: UInt32) -> [UInt8] {
        bytes(UInt16(value & 0xFFFF)) + bytes(UInt16(value >> 16))
    }

    /// An archive as a zip tool would write it.
    private static func archive(_ members: [Member], comment: String = "") -> [UInt8] {
        var content: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let offset = UInt32(content.count)
            let common =
                bytes(member.flags) + bytes(member.method) + bytes(UInt32(0)) + bytes(member.checksum)
                + bytes(UInt32(member.packed.count)) + bytes(member.size) + bytes(UInt16(member.name.utf8.count))
                + bytes(UInt16(0))
            content += [0x50, 0x4B, 3, 4] + bytes(UInt16(20)) + common + Array(member.name.utf8) + member.packed
            directory += [0x50, 0x4B, 1, 2] + bytes(UInt16(20)) + bytes(UInt16(20)) + common
            directory += bytes(UInt16(0)) + bytes(UInt16(0)) + bytes(UInt16(0)) + bytes(UInt32(0)) + bytes(offset)
            directory += Array(member.name.utf8)
        }
        let count = bytes(UInt16(members.count))
        let end =
            [0x50, 0x4B, 5, 6] + bytes(UInt16(0)) + bytes(UInt16(0)) + count + count
            + bytes(UInt32(directory.count)) + bytes(UInt32(content.count)) + bytes(UInt16(comment.utf8.count))
        return content + directory + end + Array(comment.utf8)
    }

    private func content(_ member: Member) throws -> [UInt8] {
        let archive = try ZipArchive(bytes: Self.archive([member]))
        return try archive.content(of: #require(archive.entries.first))
    }

    @Test("reads deflated and stored files, behind a comment too, and leaves folders out")
    func reading() throws {
        let stored = Member(name: "b.csv", method: 0, packed: Array("hello".utf8))
        let folder = Member(name: "dir/", method: 0, checksum: 0, size: 0, packed: [])
        let archive = try ZipArchive(bytes: Self.archive([Member(), folder, stored], comment: "PK\u{5}\u{6} no end"))
        #expect(archive.entries.map(\.name) == ["a.csv", "b.csv"])
        #expect(archive.entries.map(\.size) == [5, 5])
        for entry in archive.entries { #expect(try archive.content(of: entry) == Array("hello".utf8)) }
        #expect(try ZipArchive(bytes: Self.archive([])).entries.isEmpty)
    }

    @Test("reads 64-bit sizes and the 64-bit end record")
    func wideFields() throws {
        let member = Member()
        let plain = Self.archive([member])
        // Header and content take 30 + 5 + 10 bytes, the directory entry 46 + 5.
        let (directory, end) = (45, 45 + 51)
        var bytes = Array(plain[..<end])
        bytes[directory + 20..<directory + 28] = ArraySlice([UInt8](repeating: 0xFF, count: 8))
        let extra: [UInt8] = [1, 0, 16, 0, 5, 0, 0, 0, 0, 0, 0, 0, UInt8(member.packed.count), 0, 0, 0, 0, 0, 0, 0]
        bytes[directory + 30] = UInt8(extra.count)
        bytes += extra
        func wide(_ value: Int) -> [UInt8] { Self.bytes(UInt32(value)) + Self.bytes(UInt32(0)) }
        let record = bytes.count
        bytes += [0x50, 0x4B, 6, 6] + wide(44) + [45, 0, 45, 0] + wide(0) + wide(1) + wide(1)
        bytes += wide(51 + extra.count) + wide(directory)
        bytes += [0x50, 0x4B, 6, 7] + Self.bytes(UInt32(0)) + wide(record) + Self.bytes(UInt32(1))
        bytes += [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0xFF, count: 16) + [0, 0]
        let archive = try ZipArchive(bytes: bytes)
        #expect(try archive.content(of: #require(archive.entries.first)) == Array("hello".utf8))
    }

    @Test("refuses what does not fit together")
    func damage() throws {
        var wrongSum = Member()
        wrongSum.checksum ^= 1
        #expect(throws: TapeError.self) { try content(wrongSum) }
        var longer = Member()
        longer.size = 6
        #expect(throws: TapeError.self) { try content(longer) }
        var shorter = Member()
        shorter.size = 4
        #expect(throws: TapeError.self) { try content(shorter) }
        var method = Member()
        method.method = 12
        #expect(throws: TapeError.self) { try content(method) }
        var broken = Member()
        broken.packed[0] = 0x07
        #expect(throws: TapeError.self) { try content(broken) }
        var encrypted = Member()
        encrypted.flags = 1
        #expect(throws: TapeError.self) { try content(encrypted) }
    }

    @Test("does not believe sizes that deflate cannot reach")
    func bombs() throws {
        var bomb = Member()
        bomb.size = 200_000_000
        #expect(throws: TapeError.self) { try content(bomb) }
        bomb.size = .max
        #expect(throws: TapeError.self) { try content(bomb) }
    }

    @Test("no zip archive at all")
    func unrecognised() {
        for bytes in [[], Array("PK".utf8), [UInt8](repeating: 0, count: 100)] {
            #expect(throws: TapeError.unrecognised(reason: "it has no zip directory")) { try ZipArchive(bytes: bytes) }
        }
    }

    @Test("answers every cut and every changed byte with content or an error", arguments: UInt64(0)..<8)
    func hostileBytes(seed: UInt64) {
        let whole = Self.archive([Member(), Member(name: "b.csv", method: 0, packed: Array("hello".utf8))])
        func readAll(_ bytes: [UInt8]) {
            guard let archive = try? ZipArchive(bytes: bytes) else { return }
            for entry in archive.entries {
                if let content = try? archive.content(of: entry) { #expect(content == Array("hello".utf8)) }
            }
        }
        for length in whole.indices { readAll(Array(whole[..<length])) }
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            readAll(bytes)
        }
    }
}
