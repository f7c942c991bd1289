import Simulator
import Testing

@testable import Drill

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct DrillCatalogTests {
    @Test("every fault of the simulator has a drill of its own name", arguments: SimulatorFault.allCases)
    func complete(fault: SimulatorFault) {
        #expect(DrillCatalog.drill(named: fault.rawValue)?.faults == [fault])
    }

    @Test("every drill has a name of its own and says what it shows")
    func names() {
        let names = DrillCatalog.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count == SimulatorFault.allCases.count + 1)
        #expect(DrillCatalog.all.allSatisfy { !$0.promise.isEmpty && !$0.faults.isEmpty && !$0.explanation.isEmpty })
    }

    @Test("a name that is nearly right leads to those like it")
    func near() {
        #expect(DrillCatalog.names(like: "token") == ["token-outage", "token-expiry", "quote-token-refused"])
        #expect(DrillCatalog.names(like: "nothing").isEmpty)
    }

    @Test("the guide's table has a row for every drill, with what it shows, and no other")
    func guide() throws {
        let folder = "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")
        let rows = try lines(of: "/\(folder)/Docs/drills.md").filter { $0.hasPrefix("| `") }
        #expect(rows == DrillCatalog.all.map { "| `\($0.name)` | \($0.promise) |" })
    }

    private func lines(of path: String) throws -> [String] {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { break }
            bytes += piece[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
