import DXLink
import Live
import MarketModel
import OrderFlow
import Simulator
import Wire

/// Prints that are wrong, changed, or missing.
enum PrintDrills {
    static let all: [FaultDrill] = [
        FaultDrill(
            .invertedAggressor, "the engine notices that sides are swapped, and shows the alarm", run: inverted),
        FaultDrill(
            .unknownAggressor, "sides come from the quote rule, and the grade says so", run: unknown),
        FaultDrill(
            .printCorrections, "a corrected print counts once, as corrected, and the totals follow", run: corrections),
        FaultDrill(.printCancels, "a cancelled print counts no more, and the totals follow", run: cancels),
        FaultDrill(.droppedPrints, "history fills what the stream left out, each print once", run: dropped),
    ]

    @Sendable private static func inverted(_ ground: DrillGround) async throws {
        ground.switchOn(.invertedAggressor)
        // The future prints most.
        try await ground.withFlow("ES") { flow in
            try await ground.eventually(
                "the alarm is raised", within: .seconds(30),
                { (try? flow.quality.polarity).map { "\($0.disagreeing) of \($0.compared) disagree" } ?? "" }
            ) {
                try flow.quality.polarity.alarm
            }
            ground.expect("no print is left out", try flow.quality.excludedCount, is: 0)
        }
    }

    @Sendable private static func unknown(_ ground: DrillGround) async throws {
        ground.switchOn(.unknownAggressor)
        try await ground.withFlow("ES") { flow in
            try await ground.eventually("prints are counted", { (try? flow.quality.used) ?? 0 }) {
                try flow.quality.used >= 50
            }
            let tiers = try flow.quality.tiers
            ground.expect("none has the exchange's side", tiers[.exchange], is: 0)
            ground.expect("the grade is lower than the exchange's", tiers.grade > .exchange, tiers.grade.name)
            ground.expect("every print is graded", try flow.quality.used, is: tiers.total)
        }
    }

    @Sendable private static func corrections(_ ground: DrillGround) async throws {
        ground.switchOn(.printCorrections) { $0.target = DrillGround.share }
        try await revised(ground, "corrections", .printCorrections) { $0.corrected }
    }

    @Sendable private static func cancels(_ ground: DrillGround) async throws {
        ground.switchOn(.printCancels) {
            $0.target = DrillGround.share
            $0.probability = 0.5
        }
        try await revised(ground, "cancellations", .printCancels) { $0.cancelled }
    }

    /// Counts a stream with changed prints, and compares the totals with a count of what stands in the end.
    private static func revised(
        _ ground: DrillGround, _ what: String, _ fault: SimulatorFault, _ count: @escaping (FlowQuality) -> Int
    ) async throws {
        let tally = ReferenceLock(PrintTally())
        try await ground.withFlow { flow in
            try await ground.eventually(
                "\(what) take effect", within: .seconds(30), { (try? count(flow.quality)) ?? 0 }
            ) {
                try count(flow.quality) >= 5
            }
            let quality = try flow.quality
            ground.expect("each of them found its print", quality.excludedCount, is: 0)
            ground.expect(
                "what stands is what was told less what was taken back", quality.tiers.total,
                is: quality.used - quality.corrected - 2 * quality.cancelled)
        }
        // The same stream once more, counted by hand beside the engine's rules.
        try await ground.withFeed { feed in
            let before = ground.strikes(of: fault)
            try await ground.eventually("more \(what) arrive", within: .seconds(20)) {
                ground.strikes(of: fault) >= before + 5 && feed.prints.contains { $0.kind != .new }
            }
            var engine = FlowEngine(FlowConfiguration(tick: Price(billionths: 10_000_000), bar: .time(.seconds(300))))
            for print in feed.prints {
                engine.ingest(print)
                tally.withLock { $0.take(print) }
            }
            let wanted = tally.withLock { $0.volume }
            ground.expect(
                "the engine's volume is that of the prints that stand", engine.quality.volume.total, is: wanted)
        }
    }

    @Sendable private static func dropped(_ ground: DrillGround) async throws {
        ground.switchOn(.droppedPrints) {
            $0.target = DrillGround.share
            $0.probability = 0.5
        }
        let began = SystemClock.now()
        let live = ReferenceLock([Int64]())
        try await ground.withFeed { feed in
            try await ground.eventually("prints are left out, and others arrive", { feed.prints.count }) {
                ground.strikes(of: .droppedPrints) >= 10 && feed.prints.count >= 5
            }
            live.withLock { $0 = feed.prints.map(\.index) }
        }
        let indices = live.withLock { $0 }
        ground.expect("each of those once, in order", indices == Set(indices).sorted(), "\(indices.count) prints")
        guard let first = indices.first, let last = indices.last else { return }
        let history = MarketSubscription(.timeAndSale, DrillGround.share, fromTime: began - .seconds(1))
        try await ground.withFeed([history]) { feed in
            try await ground.eventually("history is whole") {
                feed.notices.contains { if case .snapshotComplete = $0 { true } else { false } }
            }
            let whole = Set(feed.prints.map(\.index).filter { (first...last).contains($0) })
            ground.expect(
                "it holds all that the stream told", whole.isSuperset(of: indices), "\(indices.count) of \(whole.count)"
            )
            ground.expect(
                "and what the stream left out", whole.count > indices.count, "\(whole.count - indices.count) more")
        }
    }
}

/// Prints counted in the plainest way: by index, the last word stands.
struct PrintTally {
    private var sizes: [Int64: Quantity] = [:]

    mutating func take(_ print: TimeAndSale) {
        sizes[print.index] = print.kind == .cancel ? nil : print.size
    }

    var volume: Volume { sizes.values.reduce(into: Volume.zero) { $0 += $1 } }
}
