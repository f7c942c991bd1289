package import MarketModel

/// How long to look for an order whose answer was lost.
public struct LookSchedule: Sendable, Equatable {
    /// When to look, counted from the moment of doubt; rising.
    public var looks: [Duration]
    /// How long a request without an answer may still be under way: not finding it proves something only after that.
    /// *Inferred*: no document says how long the venue or a proxy may hold a request.
    public var settling: Duration
    /// The same for a request that was answered, only not by a yes or no.
    public var settlingAnswered: Duration

    /// Creates a schedule; by default nine looks over a minute.
    public init(
        looks: [Duration] = [0, 1, 2, 4, 8, 15, 30, 45, 60].map { .seconds($0) }, settling: Duration = .seconds(30),
        settlingAnswered: Duration = .seconds(3)
    ) {
        self.looks = looks
        self.settling = settling
        self.settlingAnswered = settlingAnswered
    }
}

/// The rules of a request that places, replaces or cancels: sent once, and after any doubt looked up until it is clear,
/// never sent again. Free of I/O: what happened goes in, what to do comes out.
///
/// `Found` is what a look can find that proves the request arrived.
package struct PlacementMachine<Found: Sendable & Equatable>: Sendable {
    /// What came of sending.
    package enum Reply: Equatable {
        /// The venue did it.
        case done(Found)
        /// The venue said no, for good.
        case refused(OrderRefusal)
        /// Nothing left this machine.
        case notSent(String)
        /// Anything else.
        case doubt(DoubtCause)
    }

    /// What came of looking.
    package enum Look: Equatable {
        case found(Found)
        /// The whole of what the venue has was read, and it is not there.
        case absent
        /// Not everything could be read.
        case failed
    }

    /// What to do next.
    package enum Action: Equatable {
        case send
        case look
        case wait(until: Timestamp)
        case finish(Verdict)
    }

    /// How it ends.
    package enum Verdict: Equatable {
        case done(Found, byLooking: Bool)
        case notDone(NotPlacedReason)
        case unknown(DoubtCause, looks: Int, failedLooks: Int)
    }

    private enum State {
        case idle
        case sending
        case doubting(DoubtCause, since: Timestamp)
        case looking(DoubtCause, since: Timestamp, began: Timestamp)
        case finished(Verdict)
    }

    private let schedule: LookSchedule
    private var state = State.idle
    private var looks = 0
    private var failedLooks = 0

    package init(schedule: LookSchedule) { self.schedule = schedule }

    /// Begins: the one and only time that `.send` comes out.
    package mutating func start() -> Action {
        guard case .idle = state else { preconditionFailure("a placement starts once") }
        state = .sending
        return .send
    }

    /// Takes what came of sending.
    package mutating func replied(_ reply: Reply, at now: Timestamp) -> Action {
        guard case .sending = state else { preconditionFailure("a reply follows the sending") }
        switch reply {
        case .done(let found): return finish(.done(found, byLooking: false))
        case .refused(let refusal): return finish(.notDone(.refused(refusal)))
        case .notSent(let reason): return finish(.notDone(.nothingSent(reason)))
        case .doubt(let cause):
            state = .doubting(cause, since: now)
            return next(at: now)
        }
    }

    /// Takes what came of a look.
    package mutating func looked(_ look: Look, at now: Timestamp) -> Action {
        guard case .looking(let cause, let since, let began) = state else {
            preconditionFailure("a look's result follows the look")
        }
        looks += 1
        switch look {
        case .found(let found): return finish(.done(found, byLooking: true))
        case .absent:
            let settling = cause.isAnswered ? schedule.settlingAnswered : schedule.settling
            if !cause.wasTaken, began >= since + settling { return finish(.notDone(.neverArrived(looks: looks))) }
        case .failed: failedLooks += 1
        }
        state = .doubting(cause, since: since)
        return next(at: now)
    }

    /// The time of a wait has passed.
    package mutating func timePassed(at now: Timestamp) -> Action { next(at: now) }

    private mutating func next(at now: Timestamp) -> Action {
        guard case .doubting(let cause, let since) = state else { preconditionFailure("nothing to wait for") }
        guard looks < schedule.looks.count else {
            return finish(.unknown(cause, looks: looks, failedLooks: failedLooks))
        }
        let due = since + schedule.looks[looks]
        if now < due { return .wait(until: due) }
        state = .looking(cause, since: since, began: now)
        return .look
    }

    private mutating func finish(_ verdict: Verdict) -> Action {
        state = .finished(verdict)
        return .finish(verdict)
    }
}
