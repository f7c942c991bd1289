import MarketModel
import Simulator
import Tastytrade
import Wire

/// Runs drills, some at a time, and tells of each in the order they were given.
public struct DrillRunner: Sendable {
    /// What chance is drawn from; the same seed switches faults on at the same chances.
    public var seed: UInt64
    /// How many seeds a drill over seeds runs.
    public var seeds: Int
    /// How many drills run at a time, one or more.
    public var atOnce: Int
    /// How long one drill may take before it is ended and counts as failed.
    public var limit: Duration
    /// How orders are submitted; another way than the product's is for tests of the drills.
    var submit: DrillGround.Submission = { await $0.submit($1) }

    /// Creates a runner: two at a time.
    public init(seed: UInt64 = 1, seeds: Int = 10_000, atOnce: Int = 2, limit: Duration = .seconds(60)) {
        self.seed = seed
        self.seeds = seeds
        self.atOnce = max(1, atOnce)
        self.limit = limit
    }

    /// Runs drills.
    ///
    /// - Parameter tell: Told of each report, in the order of `drills`, as soon as those before are there.
    /// - Returns: The reports, in the order of `drills`.
    public func run(
        _ drills: [FaultDrill], tell: @Sendable (DrillReport) -> Void = { _ in }
    ) async -> [DrillReport] {
        var reports: [DrillReport?] = Array(repeating: nil, count: drills.count)
        var told = 0
        await withTaskGroup(of: (Int, DrillReport).self) { group in
            var next = 0
            func startNext() {
                guard next < drills.count else { return }
                let place = next
                next += 1
                group.addTask { (place, await run(drills[place])) }
            }
            for _ in 0..<atOnce { startNext() }
            while let (place, report) = await group.next() {
                reports[place] = report
                startNext()
                while told < reports.count, let report = reports[told] {
                    tell(report)
                    told += 1
                }
            }
        }
        return reports.compactMap { $0 }
    }

    /// Runs one drill.
    public func run(_ drill: FaultDrill) async -> DrillReport {
        let began = SystemClock.monotonic()
        let findings = await findings(of: drill)
        return DrillReport(
            name: drill.name, explanation: drill.explanation, findings: findings,
            duration: SystemClock.monotonic() - began)
    }

    private func findings(of drill: FaultDrill) async -> [DrillFinding] {
        let ground: DrillGround
        do {
            ground = try await DrillGround(seed: seed, seeds: seeds, submit: submit)
        } catch {
            return [DrillFinding(text: "the simulator starts", holds: false, figure: "\(error)")]
        }
        defer { ground.close() }
        if let trouble = await perform(drill, on: ground) {
            ground.expect("the drill runs to its end", false, trouble)
        }
        for fault in drill.faults {
            let strikes = ground.strikes(of: fault)
            ground.expect("\(fault.rawValue) struck", strikes > 0, "\(strikes) times")
        }
        ground.log.searchForSecrets()
        return ground.log.redactedFindings()
    }

    /// Runs the drill's body within the limit; gives what kept it from its end.
    private func perform(_ drill: FaultDrill, on ground: DrillGround) async -> String? {
        await withTaskGroup(of: String?.self) { group in
            group.addTask {
                do {
                    try await drill.run(ground)
                    return nil
                } catch {
                    ground.log.heard(error)
                    return "\(error)"
                }
            }
            group.addTask { [limit] in
                try? await Task.sleep(for: limit)
                return "took longer than \(limit)"
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
