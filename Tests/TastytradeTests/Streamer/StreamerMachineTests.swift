import JSON
import MarketModel
import TestSupport
import Testing

@testable import Tastytrade

struct StreamerMachineTests {
    private static let start = Timestamp("2026-11-20T15:00:00Z")!

    private static func answer(_ action: String, ok: Bool = true, _ message: String? = nil, id: Int? = nil)
        -> StreamerMachine.Input
    {
        .frame([.answer(StreamerAnswer(action: action, isOK: ok, message: message, requestID: id, sessionID: "s"))])
    }

    /// A machine whose `connect` was answered.
    private static func running(_ configuration: StreamerConfiguration = .init(accounts: ["5WT00001"]))
        -> StreamerMachine
    {
        var machine = StreamerMachine(configuration)
        #expect(machine.handle(.start, at: start) == [.dial])
        _ = machine.handle(.opened, at: start)
        _ = machine.handle(answer("connect", id: 1), at: start)
        #expect(machine.phase == .running)
        return machine
    }

    @Test("connect first, then subscriptions and a snapshot, then heartbeats, numbered")
    func order() {
        var machine = StreamerMachine(.init(accounts: ["A", "B"], topics: [.quoteAlerts, .publicWatchlists]))
        #expect(machine.handle(.start, at: Self.start) == [.dial])
        #expect(machine.handle(.timePassed, at: Self.start + .seconds(9)) == [])
        #expect(
            machine.handle(.opened, at: Self.start) == [
                .send(StreamerMessage(action: .connect(["A", "B"]), requestID: 1))
            ])
        // No heartbeat before the answer.
        #expect(machine.handle(.timePassed, at: Self.start + .seconds(5)) == [])
        #expect(
            machine.handle(Self.answer("connect", id: 1), at: Self.start + .seconds(5)) == [
                .notice(.connected), .send(StreamerMessage(action: .subscribe(.publicWatchlists), requestID: 2)),
                .send(StreamerMessage(action: .subscribe(.quoteAlerts), requestID: 3)), .takeSnapshot,
            ])
        #expect(machine.deadline == Self.start + .seconds(25))
        #expect(
            machine.handle(.timePassed, at: Self.start + .seconds(25)) == [
                .send(StreamerMessage(action: .heartbeat, requestID: 4))
            ])
    }

    @Test("every message carries Bearer and its number")
    func bytes() throws {
        let connect = try JSONReader.read(
            StreamerMessage(action: .connect(["A"]), requestID: 7).bytes(authorization: "Bearer t"))
        #expect(connect["auth-token"]?.string == "Bearer t")
        #expect(connect["value"]?.array?.map(\.string) == ["A"])
        #expect(connect["request-id"]?.int == 7)
        let beat = try JSONReader.read(
            StreamerMessage(action: .heartbeat, requestID: 8).bytes(authorization: "Bearer t"))
        #expect(beat["value"] == nil && beat["action"]?.string == "heartbeat")
        let user = try JSONReader.read(
            StreamerMessage(action: .subscribe(.userMessages(userID: "U1")), requestID: 9).bytes(
                authorization: "Bearer t"))
        #expect(user["value"]?.string == "U1")
    }

    @Test("no answer in two intervals means a dead connection, notifications or not")
    func watchdog() throws {
        var machine = Self.running()
        let order = try OrderFixture.decoded(OrderFixture.order(1))
        _ = machine.handle(.timePassed, at: Self.start + .seconds(20))
        _ = machine.handle(
            .frame([.notification(StreamerNotification(content: .order(order), sentAt: nil, sequence: nil))]),
            at: Self.start + .seconds(39))
        let actions = machine.handle(.timePassed, at: Self.start + .seconds(40))
        #expect(actions.first == .hangUp)
        guard case .waiting(let until) = machine.phase else {
            Issue.record("\(machine.phase)")
            return
        }
        #expect(machine.deadline == until)
        #expect(machine.handle(.timePassed, at: until) == [.dial])
    }

    @Test("answers keep a connection alive, and every connect is followed by a snapshot")
    func reconnect() {
        var machine = Self.running()
        for beat in 1...10 {
            let now = Self.start + .seconds(20 * beat)
            _ = machine.handle(.snapshotTaken, at: now)
            _ = machine.handle(.timePassed, at: now)
            _ = machine.handle(Self.answer("heartbeat"), at: now)
        }
        #expect(machine.phase == .running)
        _ = machine.handle(.closed(code: 1000, reason: "Bye"), at: Self.start + .seconds(201))
        let until = machine.deadline!
        #expect(machine.handle(.timePassed, at: until) == [.dial])
        let hello = machine.handle(.opened, at: until)
        guard case .send(let message)? = hello.first else {
            Issue.record("\(hello)")
            return
        }
        // A late answer to the first connect is not taken for the second's.
        #expect(machine.handle(Self.answer("connect", id: 1), at: until) == [])
        #expect(machine.handle(Self.answer("connect", id: message.requestID), at: until).contains(.takeSnapshot))
        #expect(machine.counts.connects == 2 && machine.counts.disconnects == 1)
    }

    @Test("delays grow up to the longest with jitter, and begin anew after a success")
    func delays() {
        var machine = StreamerMachine(.init(accounts: ["A"], backOff: (.seconds(1), .seconds(8)), seed: 3))
        var now = Self.start
        _ = machine.handle(.start, at: now)
        var delays: [Duration] = []
        for _ in 0..<8 {
            _ = machine.handle(.closed(code: 1006, reason: ""), at: now)
            delays.append(machine.deadline! - now)
            now = machine.deadline!
            _ = machine.handle(.timePassed, at: now)
        }
        for (place, delay) in delays.enumerated() {
            let step = min(Duration.seconds(1) * (1 << place), .seconds(8))
            #expect(delay >= step / 2 && delay <= step)
        }
        #expect(Set(delays).count == delays.count)
        _ = machine.handle(.opened, at: now)
        _ = machine.handle(Self.answer("connect"), at: now)
        _ = machine.handle(.closed(code: 1006, reason: ""), at: now)
        #expect(machine.deadline! - now <= .seconds(1))
    }

    @Test("a refused connect is tried again, refused accounts end the session")
    func refusals() {
        for message in ["Unknown domain", "not-implemented"] {
            var machine = StreamerMachine(.init(accounts: ["A"]))
            _ = machine.handle(.start, at: Self.start)
            _ = machine.handle(.opened, at: Self.start)
            let actions = machine.handle(Self.answer("connect", ok: false, message), at: Self.start)
            #expect(actions.contains(.notice(.refused(action: "connect", message: message))))
            #expect(actions.contains(.hangUp))
        }
        var machine = StreamerMachine(.init(accounts: ["A"]))
        _ = machine.handle(.start, at: Self.start)
        _ = machine.handle(.opened, at: Self.start)
        _ = machine.handle(Self.answer("connect", ok: false, "value missing or not valid"), at: Self.start)
        #expect(machine.phase == .ended(.accountsRefused(message: "value missing or not valid")))
        #expect(machine.deadline == nil)
    }

    @Test("a failed snapshot is tried again, and a taken one is repeated from time to time")
    func snapshots() {
        var machine = Self.running(
            .init(accounts: ["A"], heartbeatInterval: .seconds(60), reconcileEvery: .seconds(30)))
        _ = machine.handle(.snapshotFailed(reason: "x"), at: Self.start)
        #expect(machine.handle(.timePassed, at: Self.start + .seconds(2)) == [.takeSnapshot])
        // Not twice at a time.
        #expect(machine.handle(.timePassed, at: Self.start + .seconds(20)) == [])
        _ = machine.handle(.snapshotTaken, at: Self.start + .seconds(20))
        #expect(machine.handle(.timePassed, at: Self.start + .seconds(49)) == [])
        #expect(machine.handle(.timePassed, at: Self.start + .seconds(50)) == [.takeSnapshot])
    }

    @Test("without a token a heartbeat is left out, but connect begins anew")
    func tokens() {
        var machine = Self.running()
        #expect(machine.handle(.tokenFailed(reason: "down"), at: Self.start) == [.notice(.tokenFailed(reason: "down"))])
        #expect(machine.phase == .running)
        var fresh = StreamerMachine(.init(accounts: ["A"]))
        _ = fresh.handle(.start, at: Self.start)
        _ = fresh.handle(.opened, at: Self.start)
        #expect(fresh.handle(.tokenFailed(reason: "down"), at: Self.start).contains(.hangUp))
    }

    @Test("unknown types and malformed frames are counted and never end the session")
    func counted() {
        var machine = Self.running()
        let frames = StreamerFrame.read(
            Array(#"{"results":[{"type":"Comet","data":{}},{"type":"Comet","data":1},{"x":1}]}"#.utf8))
        #expect(machine.handle(.frame(frames), at: Self.start).count == 3)
        #expect(machine.counts.unknown == ["Comet": 2] && machine.counts.malformed == 1)
        #expect(machine.counts.notifications == 2)
        #expect(machine.phase == .running)
    }

    @Test("whatever happens in whatever order, the rules hold", arguments: UInt64(0)..<100)
    func anything(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var machine = StreamerMachine(.init(accounts: ["A"], seed: seed))
        var now = Self.start
        _ = machine.handle(.start, at: now)
        var isIntroduced = false
        for _ in 0..<300 {
            now = now + .milliseconds(Int.random(in: 0...15_000, using: &random))
            let input: StreamerMachine.Input =
                switch Int.random(in: 0..<9, using: &random) {
                case 0: .opened
                case 1: .closed(code: 1006, reason: "")
                case 2: Self.answer("connect", ok: Bool.random(using: &random), "Unknown domain")
                case 3: Self.answer("heartbeat")
                case 4: .tokenFailed(reason: "")
                case 5: .snapshotTaken
                case 6: .snapshotFailed(reason: "")
                case 7: .frame([.malformed(reason: "", sample: "")])
                default: .timePassed
                }
            for action in machine.handle(input, at: now) {
                switch action {
                case .dial: isIntroduced = false
                case .send(let message):
                    if case .connect = message.action { isIntroduced = true }
                    #expect(isIntroduced, "something before connect")
                default: break
                }
            }
            if case .waiting = machine.phase { #expect(machine.deadline != nil) }
        }
    }
}
