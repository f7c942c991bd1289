import Foundation
import Testing

@testable import Simulator

/// The page about the simulator and the code say the same.
struct SimulatorPageTests {
    private let page: String

    init() throws {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        page = try String(contentsOf: folder.appendingPathComponent("Docs/simulator.md"), encoding: .utf8)
    }

    @Test("every fault is in the table, with what it does and where it was seen", arguments: SimulatorFault.allCases)
    func faults(fault: SimulatorFault) {
        let row = page.split(separator: "\n").first { $0.hasPrefix("| `\(fault.rawValue)` |") }
        #expect(row?.contains(fault.card.explanation) == true && row?.contains(fault.card.report) == true)
        if let value = fault.card.value { #expect(row?.contains(value) == true) }
    }

    @Test("every route is in the table, and no other")
    func routes() throws {
        let table = try RESTBench(isLoggedIn: false).service.table
        let written = Set(
            page.split(separator: "\n").compactMap { line -> String? in
                guard line.hasPrefix("| `"), let end = line.dropFirst(3).firstIndex(of: "`") else { return nil }
                let text = String(line[line.index(line.startIndex, offsetBy: 3)..<end])
                return Route.Verb(rawValue: String(text.prefix { $0 != " " })) == nil ? nil : text
            })
        let known = Set(table.entries.map { "\($0.route.verb.rawValue) \($0.route.template.text)" })
        #expect(known.subtracting(written).sorted() == [] && written.subtracting(known).sorted() == [])
    }
}
