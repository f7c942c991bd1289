import MarketModel
import Tastytrade

/// One trader who wants one order, by the client's own rules, at a model venue and in a time of its own.
struct PlacementTrial {
    /// What a trader does who is told that nobody knows.
    enum Trader {
        /// Sends again only after a certain no, and asks a person when nobody knows.
        case careful
        /// Sends the same request again on a doubt, as clients do that repeat whatever failed.
        case careless
    }

    /// How it ended.
    enum End: String, CaseIterable {
        case placed, notPlaced, unknown
    }

    private(set) var end = End.notPlaced
    /// Orders that the venue ends up with.
    private(set) var orders = 0
    /// The most often that one identifier was sent.
    private(set) var sends = 0
    /// Whether what was said is what is: placed and it is there, not placed and it is not.
    private(set) var isTrue = true

    /// Runs it. After a certain no the order is sent anew, with another identifier, up to three times.
    init(seed: UInt64, schedule: LookSchedule = LookSchedule(), trader: Trader = .careful) {
        var chance = DrillChance(seed: seed)
        var venue = ModelVenue(schedule: schedule, &chance)
        var now = Timestamp.epoch
        for attempt in 0..<3 {
            let identifier = "\(seed)-\(attempt)"
            let verdict = Self.place(identifier, at: &venue, schedule, trader, &now, &chance)
            let isThere = venue.taken[identifier] != nil
            switch verdict {
            case .done:
                end = .placed
                isTrue = isTrue && isThere
            case .notDone:
                end = .notPlaced
                isTrue = isTrue && !isThere
            case .unknown: end = .unknown
            }
            if end != .notPlaced { break }
        }
        orders = venue.taken.count
        sends = venue.sends.values.max() ?? 0
    }

    private static func place(
        _ identifier: String, at venue: inout ModelVenue, _ schedule: LookSchedule, _ trader: Trader,
        _ now: inout Timestamp, _ chance: inout DrillChance
    ) -> PlacementMachine<String>.Verdict {
        var machine = PlacementMachine<String>(schedule: schedule)
        var action = machine.start()
        while true {
            switch action {
            case .send:
                var reply = venue.take(identifier, at: now, &chance)
                now = now + .milliseconds(Int.random(in: 1...30_000, using: &chance))
                venue.doubted(at: now, &chance)
                if trader == .careless, case .doubt = reply { reply = venue.take(identifier, at: now, &chance) }
                action = machine.replied(reply, at: now)
            case .look:
                now = now + .milliseconds(Int.random(in: 0...400, using: &chance))
                let look = venue.look(for: identifier, at: now, &chance)
                now = now + .milliseconds(Int.random(in: 0...400, using: &chance))
                action = machine.looked(look, at: now)
            case .wait(let moment):
                now = max(now, moment)
                action = machine.timePassed(at: now)
            case .finish(let verdict): return verdict
            }
        }
    }
}
