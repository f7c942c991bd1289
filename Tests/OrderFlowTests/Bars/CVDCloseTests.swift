import MarketModel
import OrderFlow
import TestSupport
import Testing

struct CVDCloseTests {
    @Test(
        "each bar's bands add up to its CVD, and its error band is the unknown volume so far", arguments: UInt64(0)..<20
    )
    func closes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var configuration = FlowConfiguration(
            tick: Price(billionths: 250_000_000), bar: .time(.seconds(60)))
        configuration.classification = .flagOnly
        var engine = FlowEngine(configuration)
        let start = try #require(Timestamp("2026-11-20T15:00:00Z"))
        for number in 0..<2000 {
            // One in ten comes up to five minutes late, one in twenty corrects or cancels an earlier one.
            let late = Int.random(in: 0..<10, using: &random) == 0 ? Int.random(in: 0..<300, using: &random) : 0
            let kind: PrintKind =
                Int.random(in: 0..<20, using: &random) == 0
                ? (Bool.random(using: &random) ? .correction : .cancel) : .new
            let moment = start + .seconds(max(0, number - late))
            engine.ingest(
                Print(
                    time: moment,
                    index: kind == .new ? Int64(number) : Int64.random(in: 0...Int64(number), using: &random),
                    price: Price(billionths: 27_200 * 250_000_000),
                    size: Quantity(whole: .random(in: 1...40, using: &random)),
                    side: AggressorSide.allCases[Int.random(in: 0..<3, using: &random)], kind: kind))
        }
        var (delta, unknown) = (Volume.zero, Volume.zero)
        let bars = engine.bars()
        #expect(bars.count > 30)
        for bar in bars {
            delta = delta + bar.delta
            unknown = unknown + bar.volume.unknown
            #expect(bar.cvd == delta)
            #expect(bar.cvdErrorBand == unknown)
            #expect(bar.cvdBands.reduce(.zero, +) == delta)
        }
        let reading = engine.cumulativeDelta
        #expect(bars.last?.cvdBands == reading.bands.map(\.value))
        #expect(bars.last?.cvdErrorBand == reading.errorBand)
    }
}
