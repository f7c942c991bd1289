import JSON
import MarketModel
import Simulator
import Testing

@testable import Drill

/// The frame that drills run in, with drills made up for it.
@Suite(.serialized)
struct DrillRunnerTests {
    private let runner = DrillRunner(seeds: 10, limit: .seconds(20))

    @Test("a drill passes when its fault struck and all it asserts holds")
    func passes() async {
        let report = await runner.run(
            FaultDrill("made-up", [], "holds") { $0.expect("one is one", 1, is: 1) })
        #expect(report.hasPassed)
        #expect(report.findings.map(\.text) == ["one is one", "no message holds a secret"])
    }

    @Test("a drill in which its fault never struck fails, whatever it asserts")
    func nothingHappened() async {
        let report = await runner.run(FaultDrill(.rateLimit, "holds") { $0.expect("one is one", 1, is: 1) })
        #expect(!report.hasPassed)
        #expect(report.findings.filter { !$0.holds }.map(\.text) == ["rate-limit struck"])
    }

    @Test("a secret in a message fails the drill and is not shown")
    func secret() async {
        let report = await runner.run(
            FaultDrill("made-up", [], "leaks") { ground in
                ground.expect("it is told", true, ground.simulator.endpoints.credentials.refreshToken)
            })
        #expect(!report.hasPassed)
        #expect(!report.text.contains("eyJ"))
        #expect(report.text.contains("(held a secret)"))
    }

    @Test("a drill that throws or never ends fails, and the others run")
    func trouble() async {
        struct Trouble: Error {}
        let hasty = DrillRunner(seeds: 1, limit: .milliseconds(200))
        let reports = await hasty.run([
            FaultDrill("hangs", [], "never ends") { _ in try await Task.sleep(for: .seconds(3600)) },
            FaultDrill("throws", [], "throws") { _ in throw Trouble() },
            FaultDrill("fine", [], "holds") { $0.expect("one is one", 1, is: 1) },
        ])
        #expect(reports.map(\.name) == ["hangs", "throws", "fine"])
        #expect(reports.map(\.hasPassed) == [false, false, true])
    }

    @Test("reports are told in the order of the drills, however many run at a time")
    func order() async {
        let told = ReferenceLock([String]())
        let drills = (0..<6).map { place in
            FaultDrill("drill-\(place)", [], "holds") { ground in
                try await Task.sleep(for: .milliseconds(30 * (6 - place)))
                ground.expect("one is one", 1, is: 1)
            }
        }
        let many = DrillRunner(seeds: 1, atOnce: 3)
        let reports = await many.run(drills) { report in told.withLock { $0.append(report.name) } }
        #expect(told.withLock { $0 } == drills.map(\.name))
        #expect(reports.map(\.name) == drills.map(\.name))
    }

    @Test("the JSON tells every finding, and whether all passed")
    func json() async throws {
        let drills = [
            FaultDrill("fine", [], "holds") { $0.expect("one is one", 1, is: 1) },
            FaultDrill("bad", [], "does not hold") { $0.expect("one is two", 1, is: 2) },
        ]
        let reports = await runner.run(drills)
        let json = try JSONReader.read(Array(DrillReport.json(of: reports, took: .seconds(1)).utf8))
        #expect(json["passed"] == .bool(false))
        let findings = json["drills"]?.array?.last?["findings"]?.array ?? []
        #expect(findings.first?["text"]?.string == "one is two")
        #expect(findings.first?["holds"] == .bool(false))
        #expect(findings.first?["figure"]?.string == "1 in place of 2")
        #expect(DrillReport.summary(of: reports, took: .seconds(1)) == "2 drills, 4 assertions, 1 failed: bad (1.00 s)")
    }
}
