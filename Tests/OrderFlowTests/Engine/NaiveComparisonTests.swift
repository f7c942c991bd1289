import MarketModel
import OrderFlow
import TestSupport
import Testing

struct NaiveComparisonTests {
    /// Two sessions of an hour with a pause of ten minutes between and after.
    static let sessions: [FlowSession] = (0..<2).map { number in
        let start = HandTape.start + .seconds(number * 4200)
        return FlowSession(
            day: TradingDay(daysSince1970: Int32(19_000 + number)), start: start, end: start + .seconds(3600),
            nextStart: start + .seconds(4200))
    }

    /// New, late, repeated, corrected and cancelled prints over both sessions.
    static func stream(seed: UInt64, count: Int, changes: Bool) -> [Print] {
        var random = SeededGenerator(seed: seed)
        var made: [Print] = []
        var records: [Print] = []
        for number in 0..<count {
            let roll = changes ? Int.random(in: 0..<20, using: &random) : 19
            if roll < 4, let target = made.randomElement(using: &random) {
                var record = target
                if roll == 0 { record.kind = .cancel }
                if roll == 1 || roll == 2 {
                    record.kind = .correction
                    record.rawPrice += Int64.random(in: -3...3, using: &random) * 250_000_000
                    record.rawSize = Int64.random(in: 1...40, using: &random) * 500_000_000
                    record.side = [.buy, .sell, .undefined].randomElement(using: &random) ?? .buy
                }
                records.append(record)
                continue
            }
            var milliseconds = Int64(number) * 8_400_000 / Int64(count)
            if roll == 5 { milliseconds = max(0, milliseconds - Int64.random(in: 0...5_000_000, using: &random)) }
            var price = 100_000_000_000 + Int64.random(in: -20...20, using: &random) * 250_000_000
            if roll == 6 { price += 1 }
            let print = Print(
                time: HandTape.at(milliseconds: milliseconds), index: Int64(roll == 7 ? number / 2 : number) + 1,
                price: Price(billionths: price),
                size: Quantity(billionths: Int64.random(in: 1...40, using: &random) * 500_000_000),
                side: [.buy, .sell, .undefined].randomElement(using: &random) ?? .buy)
            made.append(print)
            records.append(print)
        }
        return records
    }

    @Test("bars, rows and cumulative delta equal a plain recount", arguments: UInt64(0)..<40)
    func equalsRecount(seed: UInt64) throws {
        var configuration = FlowConfiguration(tick: try #require(Price("0.25")), bar: .time(.seconds(300)))
        configuration.classification = .flagOnly
        configuration.reset = .session
        configuration.sessions = FixedSessions(Self.sessions)
        var engine = FlowEngine(configuration)
        var naive = NaiveFlow(span: 300_000_000_000, sessions: Self.sessions)
        for record in Self.stream(seed: seed, count: 400, changes: true) {
            engine.ingest(record)
            naive.take(record)
        }
        engine.expectConserved()
        compare(engine, naive)
    }

    @Test("the marks of cumulative delta are those of its path", arguments: UInt64(0)..<10)
    func marks(seed: UInt64) throws {
        var configuration = FlowConfiguration(tick: try #require(Price("0.25")), bar: .time(.seconds(300)))
        configuration.classification = .flagOnly
        var engine = FlowEngine(configuration)
        var (value, low, high, unknown) = (Volume.zero, Volume.zero, Volume.zero, Volume.zero)
        for print in Self.stream(seed: seed, count: 300, changes: false) {
            engine.ingest(print)
            let volume = NaiveFlow.volume(print.side, print.size ?? .zero)
            value = value + volume.delta
            unknown = unknown + volume.unknown
            (low, high) = (min(low, value), max(high, value))
        }
        let reading = engine.cumulativeDelta
        #expect(reading.value == value)
        #expect(reading.low == low)
        #expect(reading.high == high)
        #expect(reading.errorBand == unknown)
        #expect(reading.bands.reduce(.zero) { $0 + $1.value } == value)
    }

    private func compare(_ engine: FlowEngine, _ naive: NaiveFlow) {
        let (bars, expected) = (engine.bars(), naive.bars)
        #expect(bars.count == expected.count)
        for (bar, plain) in zip(bars, expected) {
            #expect(bar.start == plain.start)
            #expect(
                [bar.open, bar.high, bar.low, bar.close] == [plain.open, plain.high, plain.low, plain.close])
            #expect(bar.trades == plain.trades)
            #expect(bar.volume == plain.volume)
            #expect(bar.minimumDelta == plain.minimumDelta)
            #expect(bar.maximumDelta == plain.maximumDelta)
            #expect(bar.cvd == plain.cvd)
            #expect(bar.session == plain.session)
            #expect(bar.footprint.rows.map(\.price) == plain.rows.keys.sorted())
            for row in bar.footprint.rows { #expect(row.volume == plain.rows[row.price]) }
        }
        #expect(engine.cumulativeDelta.value == (expected.last?.cvd ?? .zero))
        let volume = expected.reduce(SideVolume()) { NaiveFlow.sum($0, $1.volume) }
        #expect(engine.quality.volume == volume)
        let session = expected.filter { $0.session == engine.currentSession?.day }
        #expect(engine.sessionTotals.volume == session.reduce(SideVolume()) { NaiveFlow.sum($0, $1.volume) })
        let positions = (0..<engine.barCount).filter { engine.bar(at: $0).session == engine.currentSession?.day }
        let range = (positions.first ?? 0)..<(positions.last ?? -1) + 1
        #expect(engine.sessionProfile == engine.profile(ofBarsAt: range))
    }
}
