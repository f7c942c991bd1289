import MarketModel
import OrderFlow
import Tape
import TestSupport
import Testing

/// A recording with reference results, and how its sides were decided.
struct ReferenceSet: CustomTestStringConvertible, Sendable {
    var name: String
    var tick: String
    /// The rule that gives the reference's sides from the prints alone; `nil` where the exchange gave them.
    var rule: ClassificationPolicy?

    var testDescription: String { name }

    static let all = [
        ReferenceSet(name: "cme/esh4_20231225", tick: "0.25"),
        ReferenceSet(name: "cme/esh2_20220124", tick: "0.25"),
        ReferenceSet(name: "cme/esu4_20240701", tick: "0.25"),
        ReferenceSet(name: "cme/esu3_20130901_20130903am", tick: "0.25", rule: .tickRule),
        ReferenceSet(name: "cme/gcz3_20131007", tick: "0.1", rule: .tickRule),
        ReferenceSet(name: "cme/gcz3_20131008", tick: "0.1", rule: .tickRule),
        ReferenceSet(name: "equities/amzn_20120621", tick: "0.01"),
        ReferenceSet(name: "equities/bac_20131008", tick: "0.01", rule: .quoteRule),
        ReferenceSet(name: "equities/aig_20131007", tick: "0.01", rule: .quoteRule),
        ReferenceSet(name: "equities/ibm_20131007", tick: "0.01", rule: .quoteRule),
        ReferenceSet(name: "equities/ibm_20131008", tick: "0.01", rule: .quoteRule),
        ReferenceSet(name: "equities/ibm_20131009", tick: "0.01", rule: .quoteRule),
        ReferenceSet(name: "crypto/btcusdt_usdm_20240808", tick: "0.1"),
        ReferenceSet(name: "crypto/btcusdt_spot_20240808_09", tick: "0.01"),
        ReferenceSet(name: "crypto/btcusd_perp_cm_20240808_09", tick: "0.1"),
    ]

    func prints() throws -> [Print] {
        let path = try RecordedData.path("orderflow/\(name).timesales.csv.gz")
        return try TapeReader(path: path).remainingPrints().map { row in
            Print(time: row.time, price: row.price, size: row.size, bid: row.bid, ask: row.ask, side: row.side)
        }
    }

    func configuration(bar: String, policy: ClassificationPolicy = .flagOnly) throws -> FlowConfiguration {
        var configuration = FlowConfiguration.recorded(
            tick: try #require(Price(tick)), bar: try #require(BarSpec(bar)))
        configuration.classification = policy
        return configuration
    }

    /// The reference file, unpacked.
    func reference(_ kind: String) throws -> String {
        try GzipText.read(RecordedData.path("orderflow/\(name).\(kind).csv.gz"))
    }
}

@Suite(.enabled(if: RecordedData.isExpected))
struct ReferenceFileTests {
    @Test("bars and footprints equal the reference files, text for text", arguments: ReferenceSet.all)
    func given(set: ReferenceSet) throws {
        try compare(set, prints: set.prints(), policy: .flagOnly)
    }

    @Test(
        "the rules give the reference sides from the prints alone",
        arguments: ReferenceSet.all.filter { $0.rule != nil })
    func ruled(set: ReferenceSet) throws {
        try compare(set, prints: set.prints(), policy: #require(set.rule))
    }

    @Test("every part switched on changes no number", arguments: ReferenceSet.all)
    func withEveryPart(set: ReferenceSet) throws {
        let prints = try set.prints()
        var configuration = try set.configuration(bar: "5m")
        configuration.features = .all
        var engine = FlowEngine(configuration)
        for (position, print) in prints.enumerated() {
            var numbered = print
            numbered.index = Int64(position)
            engine.ingest(numbered)
        }
        #expect(FlowCSV.bars(engine.bars()) == (try set.reference("bars_5m")))
        #expect(FlowCSV.footprint(engine.bars()) == (try set.reference("footprint_5m")))
        #expect(engine.quality.received == engine.quality.used + engine.quality.excludedCount)
    }

    private func compare(_ set: ReferenceSet, prints: [Print], policy: ClassificationPolicy) throws {
        for bar in ["1m", "5m"] {
            var engine = FlowEngine(try set.configuration(bar: bar, policy: policy))
            engine.ingest(prints)
            let bars = engine.bars()
            expectEqual(FlowCSV.bars(bars), try set.reference("bars_\(bar)"))
            if bar == "5m" { expectEqual(FlowCSV.footprint(bars), try set.reference("footprint_5m")) }
            let quality = engine.quality
            #expect(quality.received == prints.count)
            #expect(quality.received == quality.used + quality.excludedCount)
            #expect(quality.tiers.total == quality.used)
        }
    }

    /// Compares texts and shows the first line that differs.
    private func expectEqual(_ text: String, _ reference: String) {
        guard text != reference else { return }
        let (lines, expected) = (text.split(separator: "\n"), reference.split(separator: "\n"))
        let different = zip(lines, expected).first { $0 != $1 }
        Issue.record(
            "\(lines.count) lines, expected \(expected.count); first difference: \(String(describing: different))")
    }
}
