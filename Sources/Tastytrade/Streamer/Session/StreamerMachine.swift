import MarketModel

/// The rules of an account-streamer session, free of I/O: what happened goes in, what to do comes out.
///
/// `connect` first, then the other subscriptions, then heartbeats: the venue refuses any other order. After every
/// connect a snapshot by REST, because the stream has no replay. No answer in two heartbeat intervals means that the
/// connection is dead, whatever TCP says.
struct StreamerMachine: Sendable {
    /// Where the session is.
    enum Phase: Equatable {
        case idle
        /// The socket is being opened.
        case dialling
        /// `connect` is sent and not answered.
        case introducing
        /// Notifications come.
        case running
        /// Connecting again at this moment.
        case waiting(until: Timestamp)
        case ended(StreamerFailure?)
    }

    enum Input {
        case start
        case opened
        case frame([StreamerFrame])
        case closed(code: Int, reason: String)
        case timePassed
        /// No token could be had for a message.
        case tokenFailed(reason: String)
        case snapshotTaken
        case snapshotFailed(reason: String)
        case stop
    }

    enum Action: Equatable {
        case dial
        case send(StreamerMessage)
        case hangUp
        case takeSnapshot
        case deliver(StreamerNotification)
        case notice(StreamerNotice)
    }

    private(set) var phase = Phase.idle
    private(set) var counts = StreamerCounts()
    private let configuration: StreamerConfiguration
    private var backOff: StreamerBackOff
    private var nextRequest = 1
    private var connectRequest = 0
    private var lastAnswer = Timestamp.epoch
    private var nextBeat: Timestamp?
    private var giveUpAt: Timestamp?
    private var snapshotDue: Timestamp?
    private var isTakingSnapshot = false

    init(_ configuration: StreamerConfiguration) {
        self.configuration = configuration
        backOff = StreamerBackOff(configuration.backOff, seed: configuration.seed)
    }

    /// When time must be told to have passed; `nil` while only something else can happen.
    var deadline: Timestamp? {
        if case .waiting(let moment) = phase { return moment }
        if case .ended = phase { return nil }
        return [nextBeat, giveUpAt, isTakingSnapshot ? nil : snapshotDue].compactMap { $0 }.min()
    }

    mutating func handle(_ input: Input, at now: Timestamp) -> [Action] {
        if case .ended = phase { return [] }
        switch input {
        case .start: return dial(at: now)
        case .opened: return opened(at: now)
        case .frame(let frames): return frames.flatMap { take($0, at: now) }
        case .closed(let code, let reason): return lost("closed with \(code) \(reason)", hangUp: false, at: now)
        case .timePassed: return timePassed(at: now)
        case .tokenFailed(let reason): return tokenFailed(reason, at: now)
        case .snapshotTaken:
            isTakingSnapshot = false
            snapshotDue = phase == .running ? configuration.reconcileEvery.map { now + $0 } : nil
            return []
        case .snapshotFailed(let reason):
            isTakingSnapshot = false
            snapshotDue = phase == .running ? now + configuration.snapshotRetry : nil
            return [.notice(.snapshotFailed(reason: reason))]
        case .stop:
            phase = .ended(nil)
            return [.hangUp, .notice(.ended(nil))]
        }
    }

    // MARK: Getting in

    private mutating func dial(at now: Timestamp) -> [Action] {
        phase = .dialling
        giveUpAt = now + configuration.connectTimeout
        return [.dial]
    }

    private mutating func opened(at now: Timestamp) -> [Action] {
        guard phase == .dialling else { return [] }
        phase = .introducing
        giveUpAt = now + configuration.connectTimeout
        connectRequest = nextRequest
        return [.send(message(.connect(configuration.accounts)))]
    }

    private mutating func connected(at now: Timestamp) -> [Action] {
        phase = .running
        giveUpAt = nil
        lastAnswer = now
        backOff.succeeded()
        counts.connects += 1
        nextBeat = now + configuration.heartbeatInterval
        isTakingSnapshot = true
        let topics = configuration.topics.sorted { $0.action < $1.action }
        return [.notice(.connected)] + topics.map { .send(message(.subscribe($0))) } + [.takeSnapshot]
    }

    private mutating func message(_ action: StreamerMessage.Action) -> StreamerMessage {
        defer { nextRequest += 1 }
        return StreamerMessage(action: action, requestID: nextRequest)
    }

    // MARK: Frames

    private mutating func take(_ frame: StreamerFrame, at now: Timestamp) -> [Action] {
        switch frame {
        case .malformed(let reason, _):
            counts.malformed += 1
            return [.notice(.malformed(reason: reason))]
        case .notification(let notification):
            counts.notifications += 1
            if case .unknown(let type, _) = notification.content { counts.unknown[type, default: 0] += 1 }
            return [.deliver(notification)]
        case .answer(let answer): return take(answer, at: now)
        }
    }

    private mutating func take(_ answer: StreamerAnswer, at now: Timestamp) -> [Action] {
        lastAnswer = now
        // An answer to an earlier connect of ours is of no interest; one without a number is taken for the current one.
        let isCurrent = answer.requestID.map { $0 == connectRequest } ?? true
        if answer.action == "connect", phase == .introducing, isCurrent {
            if answer.isOK { return connected(at: now) }
            let message = answer.message ?? ""
            if message.hasPrefix("value missing") {
                phase = .ended(.accountsRefused(message: message))
                return [.hangUp, .notice(.ended(.accountsRefused(message: message)))]
            }
            return [.notice(.refused(action: "connect", message: message))]
                + lost("connect was refused: \(message)", hangUp: true, at: now)
        }
        guard answer.isOK else { return [.notice(.refused(action: answer.action, message: answer.message ?? ""))] }
        return []
    }

    // MARK: Time

    private mutating func timePassed(at now: Timestamp) -> [Action] {
        switch phase {
        case .waiting(let moment): return now >= moment ? dial(at: now) : []
        case .dialling, .introducing:
            guard let giveUpAt, now >= giveUpAt else { return [] }
            return lost("no answer to connect within \(configuration.connectTimeout)", hangUp: true, at: now)
        case .running: return keepRunning(at: now)
        case .idle, .ended: return []
        }
    }

    private mutating func keepRunning(at now: Timestamp) -> [Action] {
        if now >= lastAnswer + configuration.heartbeatInterval * 2 {
            return lost("no answer in two heartbeat intervals", hangUp: true, at: now)
        }
        var actions: [Action] = []
        if let beat = nextBeat, now >= beat {
            nextBeat = now + configuration.heartbeatInterval
            actions.append(.send(message(.heartbeat)))
        }
        if let due = snapshotDue, now >= due, !isTakingSnapshot {
            isTakingSnapshot = true
            snapshotDue = nil
            actions.append(.takeSnapshot)
        }
        return actions
    }

    // MARK: Losing it

    private mutating func tokenFailed(_ reason: String, at now: Timestamp) -> [Action] {
        // A heartbeat without a token is left out: the next may have one, and the watchdog decides.
        let notice = Action.notice(.tokenFailed(reason: reason))
        return phase == .introducing ? [notice] + lost("no token: \(reason)", hangUp: true, at: now) : [notice]
    }

    private mutating func lost(_ reason: String, hangUp: Bool, at now: Timestamp) -> [Action] {
        if case .waiting = phase { return [] }
        let delay = backOff.next()
        phase = .waiting(until: now + delay)
        (nextBeat, giveUpAt, snapshotDue) = (nil, nil, nil)
        counts.disconnects += 1
        return (hangUp ? [.hangUp] : []) + [.notice(.disconnected(reason: reason, retryAfter: delay))]
    }
}

/// Longer delays after every failure, half of each by chance.
struct StreamerBackOff: Sendable {
    private let bounds: (initial: Duration, maximum: Duration)
    private var failures = 0
    private var state: UInt64

    init(_ bounds: (initial: Duration, maximum: Duration), seed: UInt64) {
        self.bounds = bounds
        state = seed
    }

    mutating func next() -> Duration {
        let step = min(bounds.initial * (1 << min(failures, 20)), bounds.maximum)
        failures += 1
        // SplitMix64, so that a seed gives the same delays again.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        let half = max(step.wholeNanoseconds / 2, 1)
        return .nanoseconds(half + Int64(mixed % UInt64(half)))
    }

    mutating func succeeded() { failures = 0 }
}
