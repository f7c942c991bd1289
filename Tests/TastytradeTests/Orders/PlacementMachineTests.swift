import MarketModel
import TestSupport
import Testing

@testable import Tastytrade

/// A venue that does what venues do to requests: it takes them, loses them, holds them back, answers or not, and shows
/// orders in its lists with a delay. What it really has is known here.
private struct ModelVenue {
    /// What happens to the request.
    enum Fate: CaseIterable {
        case answered, refused, nothingSent
        case takenAnswerLost, takenLate, takenFailure, takenUnreadable, takenTokenRefused, takenStrange
        case lost, lostFailure, lostTokenRefused, lostThrottled
    }

    let fate: Fate
    /// When an order that is taken late gets in, after the sender has given up.
    let arrival: Duration
    /// How long after it is in the lists show it.
    let listLag: Duration
    let lookFailureChance: Double
    private(set) var sends = 0
    private(set) var inSince: Timestamp?

    init(seed: UInt64, schedule: LookSchedule, _ random: inout SeededGenerator) {
        fate = Fate.allCases.randomElement(using: &random)!
        listLag = .milliseconds(Int.random(in: 0...2500, using: &random))
        // What is still under way gets in before the schedule's settling time, list and all.
        let latest = max(schedule.settling - listLag, .zero)
        arrival = .nanoseconds(Int64.random(in: 0...max(latest.wholeNanoseconds, 1), using: &random))
        lookFailureChance = [0, 0.3, 0.9, 1].randomElement(using: &random)!
    }

    mutating func send(at now: Timestamp) -> PlacementMachine<Int>.Reply {
        sends += 1
        switch fate {
        case .answered: inSince = now
        case .takenAnswerLost, .takenFailure, .takenUnreadable, .takenTokenRefused, .takenStrange: inSince = now
        case .takenLate, .refused, .nothingSent, .lost, .lostFailure, .lostTokenRefused, .lostThrottled: break
        }
        return switch fate {
        case .answered: .done(1)
        case .refused:
            .refused(OrderRefusal(status: 422, code: "margin_check_failed", message: "", reasons: [], buyingPower: nil))
        case .nothingSent: .notSent("refused")
        case .takenAnswerLost, .lost, .takenLate: .doubt(.timedOut)
        case .takenFailure, .lostFailure: .doubt(.venueFailed(status: 502))
        case .takenUnreadable: .doubt(.unreadableAnswer(status: 201))
        case .takenTokenRefused, .lostTokenRefused: .doubt(.tokenRefused)
        case .takenStrange: .doubt(.strangeAnswer(status: 403))
        case .lostThrottled: .doubt(.throttled)
        }
    }

    /// The sender has given up waiting: what is still under way gets in before the settling time ends.
    mutating func doubted(at now: Timestamp) { if fate == .takenLate { inSince = now + arrival } }

    func look(at now: Timestamp, _ random: inout SeededGenerator) -> PlacementMachine<Int>.Look {
        if Double.random(in: 0..<1, using: &random) < lookFailureChance { return .failed }
        return inSince.map { $0 + listLag <= now } == true ? .found(1) : .absent
    }
}

struct PlacementMachineTests {
    private static let start = Timestamp("2026-11-20T15:00:00Z")!

    /// Runs one placement against a model venue; the time of a look is when the request is handled at the venue.
    private static func run(
        _ venue: inout ModelVenue, _ schedule: LookSchedule, _ random: inout SeededGenerator
    ) -> (verdict: PlacementMachine<Int>.Verdict, steps: Int) {
        var now = start
        var machine = PlacementMachine<Int>(schedule: schedule)
        var action = machine.start()
        var steps = 0
        while steps < 1000 {
            steps += 1
            switch action {
            case .send:
                let reply = venue.send(at: now)
                now = now + .milliseconds(Int.random(in: 1...30_000, using: &random))
                venue.doubted(at: now)
                action = machine.replied(reply, at: now)
            case .look:
                now = now + .milliseconds(Int.random(in: 0...400, using: &random))
                let look = venue.look(at: now, &random)
                now = now + .milliseconds(Int.random(in: 0...400, using: &random))
                action = machine.looked(look, at: now)
            case .wait(let moment):
                // A sleep may end late, and by a cancelled sleeper early.
                now = Bool.random(using: &random) ? moment : max(now + .milliseconds(1), moment - .milliseconds(1))
                action = machine.timePassed(at: now)
            case .finish(let verdict): return (verdict, steps)
            }
        }
        return (.unknown(.cutOff, looks: -1, failedLooks: -1), steps)
    }

    @Test("over 10,000 fault schedules an order is sent once, and what is said of it is true")
    func property() {
        var counts: [String: Int] = [:]
        // Gathered first: ten thousand expectations would take longer than the runs.
        var wrong: [String] = []
        for seed in UInt64(0)..<10_000 {
            var random = SeededGenerator(seed: seed)
            let schedule = LookSchedule()
            var venue = ModelVenue(seed: seed, schedule: schedule, &random)
            let (verdict, steps) = Self.run(&venue, schedule, &random)
            if venue.sends != 1 { wrong.append("seed \(seed): sent \(venue.sends) times") }
            if steps >= 1000 { wrong.append("seed \(seed): no end") }
            switch verdict {
            case .done:
                counts["placed", default: 0] += 1
                if venue.inSince == nil { wrong.append("seed \(seed): placed, but the venue has it not") }
            case .notDone:
                counts["not placed", default: 0] += 1
                if venue.inSince != nil { wrong.append("seed \(seed): not placed, but the venue has it") }
            case .unknown:
                counts["unknown", default: 0] += 1
                if venue.lookFailureChance == 0, venue.fate != .takenUnreadable {
                    wrong.append("seed \(seed): in doubt for no reason")
                }
            }
        }
        #expect(wrong == [])
        // All three ways are really taken.
        #expect(counts.count == 3 && counts.values.allSatisfy { $0 > 200 }, "\(counts)")
    }

    private static func machine(_ reply: PlacementMachine<Int>.Reply) -> (
        PlacementMachine<Int>, PlacementMachine<Int>.Action
    ) {
        var machine = PlacementMachine<Int>(schedule: LookSchedule())
        #expect(machine.start() == .send)
        let action = machine.replied(reply, at: start)
        return (machine, action)
    }

    @Test("definite answers end it at once")
    func definite() {
        #expect(Self.machine(.done(7)).1 == .finish(.done(7, byLooking: false)))
        let refusal = OrderRefusal(status: 422, code: "x", message: "", reasons: [], buyingPower: nil)
        #expect(Self.machine(.refused(refusal)).1 == .finish(.notDone(.refused(refusal))))
        #expect(Self.machine(.notSent("down")).1 == .finish(.notDone(.nothingSent("down"))))
    }

    @Test("absence proves nothing before a late request had its time, and ends the search after it")
    func settling() {
        var (machine, action) = Self.machine(.doubt(.timedOut))
        var now = Self.start
        var looks = 0
        while true {
            if case .wait(let moment) = action {
                now = moment
                action = machine.timePassed(at: now)
                continue
            }
            guard action == .look else { break }
            looks += 1
            action = machine.looked(.absent, at: now)
        }
        #expect(now == Self.start + .seconds(30))
        #expect(action == .finish(.notDone(.neverArrived(looks: looks))))
    }

    @Test("after a yes that cannot be read, absence never becomes a no")
    func unreadable() {
        var (machine, action) = Self.machine(.doubt(.unreadableAnswer(status: 201)))
        var now = Self.start
        while true {
            if case .wait(let moment) = action {
                now = moment
                action = machine.timePassed(at: now)
            } else if action == .look {
                action = machine.looked(.absent, at: now)
            } else {
                break
            }
        }
        #expect(action == .finish(.unknown(.unreadableAnswer(status: 201), looks: 9, failedLooks: 0)))
    }
}
