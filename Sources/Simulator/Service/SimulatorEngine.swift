import MarketModel
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The thread that owns the market and every session: letters in, frames out, time in between.
final class SimulatorEngine {
    /// What other threads tell the engine.
    enum Letter: Sendable {
        case opened(WebSocketConnection, Role)
        case message(connection: Int, [UInt8])
        case closed(connection: Int, code: Int, reason: String)
        case step(Int)
        /// The clock was moved.
        case tick
        /// Every stream is to be closed.
        case dropStreams
        /// An answer that is to come late, by the clock of the day.
        case respond(HTTPResponder, HTTPResponse, due: Timestamp)
        case stop
    }

    /// What a socket is for.
    enum Role: Sendable {
        case feed, accountStreamer
    }

    private struct Client {
        let connection: WebSocketConnection
        var feed: DXLinkServerSession?
        var account: AccountStreamerSession?
        /// Since when it is subscribed to prints with a history; whether it counts as one that waits for the start.
        var hearsHistorySince: Timestamp?
        var isReady = false
        /// Since when it has not read anything while much was waiting.
        var stalledSince: Timestamp?
        var stalledAt = 0
    }

    /// How long the engine waits when nothing is due.
    private static let beat = Duration.milliseconds(15)
    private static let idleBeat = Duration.milliseconds(100)
    /// How long a client must stay subscribed to a history to count as one that waits for the market.
    private static let historyStay = Duration.seconds(1)
    /// How far a virtual clock may jump without anything left out of the streams.
    private static let longestPlay = Duration.seconds(60)
    /// Events taken from the source in one step.
    private static let stepLimit = 4096
    /// At maximum speed the market waits for a client with more than this waiting.
    private static let highWater = 2 << 20
    /// At maximum speed a client that reads nothing for this long is cut off.
    private static let patience = Duration.seconds(20)

    let mailbox = Mailbox<Letter>()
    private let desk: MarketDesk
    private let access: SimulatorAccess
    private let clock: SimulatorClock
    private let faults: FaultBoard
    private let board: QuoteBoard
    /// Recorded symbols, whose quotes the board keeps for others.
    private let recorded: Set<NameID>
    private let accounts: [String]
    private let behavior: FeedBehavior
    private let start: SimulatorConfiguration.Start
    private let notify: @Sendable (SimulatorNotice) -> Void
    private let brokerage: SimulatedBrokerage
    private let accountStreamer: AccountStreamerBehavior
    private var messageFaults: AccountMessageFaults
    private var pace: MarketPace
    private var clients: [Client] = []
    /// What else has a clock: called with the moment, on this thread, a few times a second or more often. Set before the
    /// thread starts.
    var beats: [@Sendable (Timestamp) -> Void] = []
    /// Answers that wait for their moment.
    private var late: [(responder: HTTPResponder, response: HTTPResponse, due: Timestamp)] = []
    private var stepsAsked = 0
    private var hasEnded = false
    private var isStopping = false
    private var isHeldBack = false

    init(
        source: any MarketSource, options: SyntheticOptions?, names: NameTable, pace: MarketPace,
        access: SimulatorAccess, configuration: SimulatorConfiguration, brokerage: SimulatedBrokerage,
        faults: FaultBoard, board: QuoteBoard = QuoteBoard(),
        recorded: Set<NameID> = [], notify: @escaping @Sendable (SimulatorNotice) -> Void
    ) {
        let market = options.map {
            OptionMarket($0, names: names, withholdsGreeks: configuration.behavior.withholdsGreeks)
        }
        let clock = configuration.clock
        desk = MarketDesk(
            source: source, names: names, options: market,
            faults: MarketFaults(board: faults, names: names, now: { clock.now() }))
        self.faults = faults
        self.pace = pace
        self.access = access
        self.clock = clock
        self.board = board
        self.recorded = recorded
        self.notify = notify
        self.brokerage = brokerage
        messageFaults = AccountMessageFaults(faults)
        accountStreamer = configuration.accountStreamer
        accounts = configuration.accounts.map(\.number)
        behavior = configuration.behavior
        start = configuration.start
    }

    /// Runs until `stop` is posted.
    func run() {
        while !isStopping {
            for letter in mailbox.take(until: nextWake()) { take(letter) }
            answerLate()
            let now = clock.now()
            startIfReady(now)
            move(now)
            for beat in beats { beat(now) }
            if !clients.isEmpty, faults.isOn(.maintenance, at: now) { dropStreams() }
            tellAccounts(now)
            for place in clients.indices {
                clients[place].feed?.timePassed(now, desk: desk)
                clients[place].account?.timePassed(now)
            }
            drain()
        }
        for client in clients { client.connection.close(code: 1001, reason: "the simulator stops") }
    }

    private func nextWake() -> Timestamp {
        let now = SystemClock.now()
        let rest = now + (clients.isEmpty && late.isEmpty ? Self.idleBeat : isHeldBack ? .milliseconds(1) : Self.beat)
        if pace.isStarted, !hasEnded, pace.isMaximum, !isHeldBack { return now }
        return rest
    }

    // MARK: Letters

    private func take(_ letter: Letter) {
        let now = clock.now()
        switch letter {
        case .opened(let connection, let role):
            var client = Client(connection: connection)
            switch role {
            case .feed:
                client.feed = DXLinkServerSession(behavior: behavior, faults: faults, openedAt: now) {
                    [access, clock] token in
                    access.openSession(quoteToken: token, at: clock.now())
                }
                notify(.sessionOpened)
            case .accountStreamer:
                client.account = AccountStreamerSession(
                    id: connection.id, accounts: accounts, behavior: accountStreamer, faults: faults, openedAt: now
                ) { [access, clock] authorization in
                    access.caller(authorization, at: clock.now()) != nil
                }
            }
            clients.append(client)
        case .message(let id, let bytes):
            guard let place = clients.firstIndex(where: { $0.connection.id == id }) else { return }
            clients[place].feed?.receive(bytes, at: now, desk: desk)
            clients[place].account?.receive(bytes, at: now)
            drain(place)
            clients[place].connection.resumeReceiving()
        case .closed(let id, let code, let reason): leave(id, code: code, reason: reason)
        case .step(let count): stepsAsked += count
        case .tick: break
        case .dropStreams: dropStreams()
        case .respond(let responder, let response, let due): late.append((responder, response, due))
        case .stop: isStopping = true
        }
    }

    private func leave(_ id: Int, code: Int, reason: String) {
        guard let place = clients.firstIndex(where: { $0.connection.id == id }) else { return }
        if var feed = clients[place].feed {
            feed.end(desk: desk)
            if feed.holdsPlace { access.closeSession() }
            notify(.sessionClosed(code: code, reason: reason))
        }
        clients.remove(at: place)
    }

    private func drain() { for place in clients.indices { drain(place) } }

    private func drain(_ place: Int) {
        let connection = clients[place].connection
        let outputs = (clients[place].feed?.takeOutputs() ?? []) + (clients[place].account?.takeOutputs() ?? [])
        for output in outputs {
            switch output {
            case .send(let bytes): connection.send(bytes)
            case .close(let code, let reason): connection.close(code: code, reason: reason)
            }
        }
    }

    private func dropStreams() {
        for client in clients { client.connection.close(code: 1001, reason: "Going Away") }
    }

    private func answerLate() {
        guard !late.isEmpty else { return }
        let wall = SystemClock.now()
        for answer in late where answer.due <= wall { answer.responder.respond(answer.response) }
        late.removeAll { $0.due <= wall }
    }

    /// Moves the books on and tells the account streamer what happened, every socket the same.
    private func tellAccounts(_ now: Timestamp) {
        let messages = messageFaults.apply(to: brokerage.takeMessages(at: now), at: now)
        guard !messages.isEmpty else { return }
        for place in clients.indices { clients[place].account?.deliver(messages, at: now) }
    }

    // MARK: The market

    private func startIfReady(_ now: Timestamp) {
        guard !pace.isStarted else { return }
        if case .onSubscribe(let wanted) = start {
            for place in clients.indices { noteHearing(place, now) }
            guard clients.count(where: \.isReady) >= wanted else { return }
            notify(.marketStarted)
        }
        pace.start(at: desk.nextMoment() ?? now, wall: now)
    }

    /// Notes whether a client hears the market. One that asked for history counts once it has stayed for it: others
    /// only read what was and leave.
    private func noteHearing(_ place: Int, _ now: Timestamp) {
        let hearings = desk.symbols.map { clients[place].feed?.hearing(of: $0) ?? .nothing }
        if hearings.contains(.history) {
            clients[place].hearsHistorySince = clients[place].hearsHistorySince ?? now
        } else {
            clients[place].hearsHistorySince = nil
        }
        let hasStayed = clients[place].hearsHistorySince.map { now >= $0 + Self.historyStay } ?? false
        clients[place].isReady = hearings.contains(.prints) || hasStayed
    }

    private func move(_ now: Timestamp) {
        guard pace.isStarted, !hasEnded else { return }
        isHeldBack = false
        if pace.isStepped {
            while stepsAsked > 0, let moved = advance(through: Timestamp(nanoseconds: .max), limit: 1, now) {
                stepsAsked -= moved
            }
        } else if pace.isMaximum {
            isHeldBack = holdsBack(now)
            if !isHeldBack { advance(through: Timestamp(nanoseconds: .max), limit: Self.stepLimit, now) }
        } else if let moment = pace.market(at: now) {
            // A virtual clock may jump for days: what nobody can have watched is not played.
            if clock.isVirtual, let next = desk.nextMoment(), moment > next + Self.longestPlay {
                desk.skip(to: moment - Self.longestPlay)
            }
            while let moved = advance(through: moment, limit: Self.stepLimit, now), moved >= Self.stepLimit {}
        }
        if desk.nextMoment() == nil {
            hasEnded = true
            if let replay = desk.source as? ReplayMarket { notify(.replayEnded(replay.report)) }
        }
    }

    /// Moves the market and gives every session its part; returns how many events the source gave.
    @discardableResult
    private func advance(through moment: Timestamp, limit: Int, _ now: Timestamp) -> Int? {
        guard let step = desk.advance(through: moment, limit: limit) else { return nil }
        if !recorded.isEmpty { board.note(step.batch.events[...], of: recorded) }
        for place in clients.indices {
            clients[place].feed?.deliver(step.batch, at: now, desk: desk)
            drain(place)
        }
        return step.sourceEvents
    }

    /// Whether a client is so far behind that the market waits; one that stays there is cut off.
    private func holdsBack(_ now: Timestamp) -> Bool {
        var isAnyoneBehind = false
        for place in clients.indices {
            let waiting = clients[place].connection.pendingBytes
            guard waiting > Self.highWater else {
                clients[place].stalledSince = nil
                continue
            }
            if clients[place].stalledSince == nil || waiting != clients[place].stalledAt {
                clients[place].stalledSince = now
                clients[place].stalledAt = waiting
            } else if let since = clients[place].stalledSince, now >= since + Self.patience {
                clients[place].connection.close(code: 1008, reason: "slow consumer: nothing read for 20 seconds")
                continue
            }
            isAnyoneBehind = true
        }
        return isAnyoneBehind
    }
}
