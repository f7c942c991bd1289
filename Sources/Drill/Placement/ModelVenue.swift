import MarketModel
import Tastytrade

/// A venue as seen by one trader who wants one order: it takes requests, loses them, holds them back, answers or not, and
/// shows orders late. What it really has is known here. Its time is told to it.
struct ModelVenue {
    /// What happens to one request.
    enum Fate: CaseIterable {
        case answered
        /// A certain no, before anything left.
        case nothingSent
        /// Taken; the answer is lost, cut, a 5xx, unreadable, a refusal of a token that was renewed, or a proxy's page.
        case takenReplyLost, takenCut, takenFailure, takenUnreadable, takenTokenRenewed, takenPage
        /// Taken, but only after the sender has given up waiting.
        case takenLate
        /// Never taken.
        case lost, lostFailure, lostTokenRenewed, lostThrottled
    }

    /// When each order got in, by its identifier. No order is ever taken out.
    private(set) var taken: [String: Timestamp] = [:]
    /// How often each identifier was sent.
    private(set) var sends: [String: Int] = [:]
    private var late: String?
    private let schedule: LookSchedule
    private let failsLooks: Double
    private let lag: Duration

    /// - Parameter schedule: What is still under way gets in before its settling time is over, lists and all: the
    ///   client's one assumption about venues.
    init(schedule: LookSchedule, _ chance: inout DrillChance) {
        self.schedule = schedule
        lag = .milliseconds(Int.random(in: 0...2500, using: &chance))
        failsLooks = [0, 0.3, 0.9, 1].randomElement(using: &chance) ?? 0
    }

    mutating func take(
        _ identifier: String, at now: Timestamp, _ chance: inout DrillChance
    ) -> PlacementMachine<String>.Reply {
        sends[identifier, default: 0] += 1
        let fate = Fate.allCases.randomElement(using: &chance) ?? .answered
        switch fate {
        case .answered, .takenReplyLost, .takenCut, .takenFailure, .takenUnreadable, .takenTokenRenewed, .takenPage:
            put(identifier, at: now)
        case .takenLate: late = identifier
        case .nothingSent, .lost, .lostFailure, .lostTokenRenewed, .lostThrottled: break
        }
        return switch fate {
        case .answered: .done(identifier)
        case .nothingSent: .notSent("no connection")
        case .takenReplyLost, .takenLate, .lost: .doubt(.timedOut)
        case .takenCut: .doubt(.cutOff)
        case .takenFailure, .lostFailure: .doubt(.venueFailed(status: 502))
        case .takenUnreadable: .doubt(.unreadableAnswer(status: 201))
        case .takenTokenRenewed, .lostTokenRenewed: .doubt(.tokenRefused)
        case .takenPage: .doubt(.strangeAnswer(status: 403))
        case .lostThrottled: .doubt(.throttled)
        }
    }

    /// The sender has given up waiting: what is still under way gets in from now on.
    mutating func doubted(at now: Timestamp, _ chance: inout DrillChance) {
        guard let identifier = late else { return }
        late = nil
        let room = max((schedule.settling - lag).wholeNanoseconds, 1)
        put(identifier, at: now + .nanoseconds(Int64.random(in: 0..<room, using: &chance)))
    }

    /// What a look for an identifier finds.
    func look(
        for identifier: String, at now: Timestamp, _ chance: inout DrillChance
    ) -> PlacementMachine<String>.Look {
        if Double.random(in: 0..<1, using: &chance) < failsLooks { return .failed }
        return taken[identifier].map { $0 + lag <= now } == true ? .found(identifier) : .absent
    }

    private mutating func put(_ identifier: String, at moment: Timestamp) {
        // A request that comes twice is two orders: the venue knows no idempotency.
        taken[identifier + String(repeating: "'", count: taken.keys.count { $0.hasPrefix(identifier) })] = moment
    }
}
