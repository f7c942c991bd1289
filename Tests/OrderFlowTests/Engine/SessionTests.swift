import MarketModel
import OrderFlow
import Testing

struct SessionTests {
    /// Two sessions of 60 minutes with regular hours from minute 20 to 50, and 10 minutes of pause after each.
    static let sessions: [FlowSession] = (0..<2).map { number in
        let start = HandTape.start + .seconds(number * 4200)
        return FlowSession(
            day: TradingDay(daysSince1970: Int32(19_000 + number)), start: start, end: start + .seconds(3600),
            nextStart: start + .seconds(4200),
            pause: start + .seconds(3000)..<start + .seconds(3060),
            regularStart: start + .seconds(1200), regularEnd: start + .seconds(3000))
    }

    static func engine(_ reset: CVDReset, bar: String = "5m", _ minutes: [(Int, String)]) throws -> FlowEngine {
        let tape = minutes.map { "\($0.0 * 60_000) \($0.1)" }.joined(separator: "\n")
        return try HandTape.engine(tape, bar: bar) { configuration in
            configuration.sessions = FixedSessions(sessions)
            configuration.reset = reset
        }
    }

    @Test("cumulative delta starts again where its reset says")
    func resets() throws {
        // One buy each: evening, regular hours, after them, in the pause between sessions, then the next session.
        let minutes = [
            (0, "100 1 B"), (20, "100 2 B"), (55, "100 4 B"), (65, "100 8 B"), (70, "100 16 B"), (95, "100 32 B"),
        ]
        func cvd(_ reset: CVDReset) throws -> [String] {
            try Self.engine(reset, minutes).bars().map(\.cvd.description)
        }
        #expect(try cvd(.none) == ["1", "3", "7", "15", "31", "63"])
        #expect(try cvd(.session) == ["1", "3", "7", "15", "16", "48"])
        // Regular hours begin at minutes 20 and 90; the evening before the second still belongs to the first.
        #expect(try cvd(.regularHours) == ["1", "2", "6", "14", "30", "32"])
        #expect(try cvd(.anchor(HandTape.at(milliseconds: 3_300_000))) == ["0", "0", "4", "12", "28", "60"])
    }

    @Test("a print outside the session is used for the session just ended, and counted")
    func outside() throws {
        let engine = try Self.engine(.session, [(0, "100 1 B"), (50, "100 2 B"), (65, "100 8 B")])
        #expect(engine.quality.outsideSession == 2)
        #expect(engine.quality.used == 3)
        #expect(engine.sessionTotals.day == TradingDay(daysSince1970: 19_000))
        #expect(engine.sessionTotals.volume.total.description == "11")
        #expect(engine.bars().map(\.outsideSession) == [0, 1, 1])
    }

    @Test("no bar crosses a session, whatever its kind", arguments: ["100t", "1000v", "1h", "500r"])
    func noBarCrosses(bar: String) throws {
        let engine = try Self.engine(
            .none, bar: bar, [(55, "100 1 B"), (65, "100 2 B"), (70, "101 4 S"), (71, "101 8 S")])
        let sums = engine.bars().reduce(into: [Int32: Volume]()) { sums, bar in
            sums[bar.session?.daysSince1970 ?? 0, default: .zero] =
                (sums[bar.session?.daysSince1970 ?? 0] ?? .zero) + bar.volume.total
        }
        #expect(sums.mapValues(\.description) == [19_000: "3", 19_001: "12"])
    }

    @Test("time bars can be aligned to the session")
    func alignment() throws {
        let start = HandTape.start + .seconds(60)
        var configuration = FlowConfiguration(tick: Price(billionths: 250_000_000), bar: .time(.seconds(300)))
        configuration.alignment = .session
        configuration.sessions = FixedSessions([
            FlowSession(
                day: TradingDay(daysSince1970: 1), start: start, end: start + .seconds(3600),
                nextStart: start + .seconds(3600))
        ])
        var engine = FlowEngine(configuration)
        engine.ingest(try HandTape.prints("70000 100 1 B\n359999 100 1 B\n360000 100 1 B"))
        #expect(engine.bars().map(\.start) == [start, start + .seconds(300)])
    }

    @Test("a late print of the session before counts there, and not in the running sums")
    func lateAcrossSessions() throws {
        var engine = try Self.engine(.session, [(0, "100 1 B"), (10, "100 1 B"), (70, "101 4 B")])
        engine.ingest(try HandTape.print("60000 102 16 S"))
        #expect(engine.bars().map(\.cvd.description) == ["-15", "-14", "4"])
        #expect(engine.cumulativeDelta.value.description == "4")
        #expect(engine.cumulativeDelta.low.description == "0")
        #expect(engine.sessionTotals.volume.total.description == "4")
        #expect(engine.pastSessionProfiles.map(\.totals.volume.total.description) == ["18"])
        #expect(engine.pastSessionProfiles.first?.profile.pointOfControl?.description == "102")
    }

    @Test("a point of control stays naked until a later session trades at it or across it")
    func naked() throws {
        var engine = try Self.engine(.session, [(0, "100 5 B"), (1, "101 1 B"), (70, "101 4 B")])
        #expect(engine.nakedPointsOfControl.map(\.price.description) == ["100"])
        #expect(engine.nakedPointsOfControl.first?.session == TradingDay(daysSince1970: 19_000))
        engine.ingest(try HandTape.print("4260000 99.50 1 S"))
        #expect(engine.nakedPointsOfControl.isEmpty)
    }

    @Test("totals and cumulative delta start anew on request, bars and profile go on")
    func restart() throws {
        var engine = try Self.engine(.session, [(0, "100 5 B"), (1, "101 1 B")])
        engine.restartTotals()
        #expect(engine.sessionTotals.volume.total == .zero)
        #expect(engine.sessionTotals.trades == 0)
        #expect(engine.cumulativeDelta.value == .zero)
        engine.ingest(try HandTape.print("120000 101 3 S"))
        #expect(engine.sessionTotals.volume.total.description == "3")
        #expect(engine.cumulativeDelta.value.description == "-3")
        #expect(engine.bars().map(\.volume.total.description) == ["9"])
        #expect(engine.sessionProfile.footprint.volume.total.description == "9")
        #expect(engine.quality.volume.total.description == "9")
    }

    @Test("the sessions of the futures calendar begin at 18:00 New York and are found once each")
    func calendar() throws {
        let sessions = CalendarSessions(.cmeEquityFutures)
        // Thursday 16 November 2023, 18:00 New York, is 23:00 UTC.
        let opening = try #require(Timestamp("2023-11-16T23:00:00Z"))
        let friday = try #require(sessions.session(owning: opening))
        #expect(friday.day.description == "2023-11-17")
        #expect(friday.start == opening)
        #expect(friday.end == Timestamp("2023-11-17T22:00:00Z"))
        #expect(friday.nextStart == Timestamp("2023-11-19T23:00:00Z"))
        #expect(friday.regularStart == Timestamp("2023-11-17T14:30:00Z"))
        // The weekend belongs to the session just ended.
        #expect(sessions.session(owning: try #require(Timestamp("2023-11-18T12:00:00Z"))) == friday)
        #expect(sessions.session(owning: friday.nextStart)?.day.description == "2023-11-20")
    }
}
