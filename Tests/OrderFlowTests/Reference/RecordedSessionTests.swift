import MarketModel
import OrderFlow
import TestSupport
import Testing

/// What the recordings' notes say beyond the reference files.
@Suite(.enabled(if: RecordedData.isExpected))
struct RecordedSessionTests {
    static let christmas = ReferenceSet(name: "cme/esh4_20231225", tick: "0.25")

    static func live(_ set: ReferenceSet, swapped: Bool = false) throws -> FlowEngine {
        var configuration = FlowConfiguration(tick: try #require(Price(set.tick)))
        configuration.sessions = CalendarSessions(.cmeEquityFutures)
        configuration.reset = .session
        var engine = FlowEngine(configuration)
        for print in try set.prints() {
            var print = print
            if swapped, print.side != .undefined { print.side = print.side == .buy ? .sell : .buy }
            engine.ingest(print)
        }
        return engine
    }

    @Test("the evening of Christmas belongs to the session of the 26th")
    func christmasEvening() throws {
        let engine = try Self.live(Self.christmas)
        #expect(engine.currentSession?.day.description == "2023-12-26")
        #expect(engine.quality.outsideSession == 0)
        #expect(engine.sessionTotals.trades == 2973)
        #expect(engine.cumulativeDelta.value.description == "796")
        #expect(engine.cumulativeDelta.origin == Timestamp("2023-12-25T23:00:00Z"))
    }

    @Test("the opening auction has no side and its crossed quote decides none")
    func openingAuction() throws {
        let quality = try Self.live(Self.christmas).quality
        #expect(quality.tiers[.exchange] == 2972)
        #expect(quality.tiers[.unknown] == 1)
        #expect(quality.volume.unknown.description == "44")
    }

    @Test("the exchange's sides agree with the quotes, swapped ones raise the alarm")
    func polarity() throws {
        let sound = try Self.live(Self.christmas).quality.polarity
        #expect(sound.disagreeing == 0)
        #expect(sound.compared > 2900)
        #expect(!sound.alarm)
        let swapped = try Self.live(Self.christmas, swapped: true).quality.polarity
        #expect(swapped.agreeing == 0)
        #expect(swapped.alarm)
    }

    @Test("the same prints give the same bars, events and bursts every time")
    func repeated() throws {
        let (first, second) = (try Self.live(Self.christmas), try Self.live(Self.christmas))
        #expect(first.bars() == second.bars())
        #expect(first.events() == second.events())
        #expect(first.bursts() == second.bursts())
        #expect(first.imbalanceZones == second.imbalanceZones)
        #expect(!first.events().isEmpty)
    }
}
