import DXLink
import JSON
import MarketModel

/// The server's side of one DXLink connection, free of I/O: what arrived goes in, what to send comes out.
///
/// Strict by default: SETUP first, AUTHORIZED before channels, odd channels. It answers a violation with `ERROR` and
/// lives on; it ends only for a frame that is too large, a silent client, too many sessions or a client that does
/// not read.
struct DXLinkServerSession {
    /// What to do on the socket, in order.
    enum Output: Equatable {
        case send([UInt8])
        case close(code: Int, reason: String)
    }

    /// What a token is worth.
    enum Verdict: Equatable {
        case authorized(user: String)
        case unauthorized
        /// The user has as many sessions as allowed.
        case tooManySessions
    }

    private enum Stage {
        case fresh, setUp, authorized, closed
    }

    /// The server's version text, in the shape the vendor's has.
    static let version = "1.0-1.2.1-piquant"
    static let tooBig = "Your subscription size is too big"
    static let evenChannel = "Protocol violation with an even channel usage."

    let behavior: FeedBehavior
    let faults: FeedFaults
    private let authorize: (String) -> Verdict
    private var stage = Stage.fresh
    /// Open channels by number, in ascending order.
    var channels: [FeedChannel] = []
    private var outputs: [Output] = []
    /// Bytes handed out by `takeOutputs` do not count; only what still waits here.
    private(set) var pendingBytes = 0
    private var lastReceived: Timestamp
    private var lastSent: Timestamp
    private var clientTimeout: Double
    private var sendInterval: Double
    private var budget: ChangeBudget
    /// Messages that were not understood, and those of a type nobody knows.
    private(set) var ignoredMessages = 0

    /// - Parameter authorize: Judges a token, and takes a place among the user's sessions when it is good.
    init(
        behavior: FeedBehavior, faults: FaultBoard = FaultBoard(), openedAt now: Timestamp,
        authorize: @escaping (String) -> Verdict
    ) {
        self.behavior = behavior
        self.faults = FeedFaults(board: faults)
        self.authorize = authorize
        (lastReceived, lastSent) = (now, now)
        clientTimeout = behavior.keepaliveTimeout
        sendInterval = behavior.keepaliveTimeout / 2
        budget = ChangeBudget(perMinute: behavior.changesPerMinute)
    }

    /// Whether the token was accepted at some time, so that a place among its user's sessions is to be given back.
    private(set) var holdsPlace = false

    /// Whether the session has ended; nothing more comes out of it.
    var isClosed: Bool { stage == .closed }

    /// What is to be done, in order; empty afterwards.
    mutating func takeOutputs() -> [Output] {
        defer {
            outputs.removeAll(keepingCapacity: true)
            pendingBytes = 0
        }
        return outputs
    }

    // MARK: Sending

    /// Sends a frame of data.
    mutating func sendData(_ frame: [UInt8], on place: Int, at now: Timestamp) {
        let channel = channels[place]
        for bytes in faults.frames(for: frame, channel: channel.number, channel.format, at: now) {
            send(bytes, at: now)
        }
    }

    mutating func send(_ bytes: [UInt8], at now: Timestamp) {
        guard stage != .closed, !faults.isSilent(at: now) else { return }
        guard pendingBytes + bytes.count <= behavior.maximumPendingBytes else {
            outputs.removeAll()
            close(code: 1008, reason: "slow consumer: \(pendingBytes) bytes were waiting")
            return
        }
        pendingBytes += bytes.count
        outputs.append(.send(bytes))
        lastSent = now
    }

    mutating func send(_ message: DXLinkMessage, at now: Timestamp) { send(message.bytes, at: now) }

    mutating func refuse(_ channel: Int, _ text: String, code: String = "BAD_ACTION", at now: Timestamp) {
        send(.error(channel: channel, code: code, text: text), at: now)
    }

    private mutating func close(code: Int, reason: String) {
        guard stage != .closed else { return }
        stage = .closed
        outputs.append(.close(code: code, reason: reason))
    }

    // MARK: Time

    /// Keeps the connection alive, sends what is due and sends a silent client away.
    mutating func timePassed(_ now: Timestamp, desk: MarketDesk) {
        guard stage != .closed else { return }
        if now >= lastReceived + .nanoseconds(Int64(clientTimeout * 1e9)) {
            if behavior.silence == .timeoutError {
                let text =
                    "The timeout has been reached. The message was last received \(Int(clientTimeout)) seconds ago."
                refuse(0, text, code: "TIMEOUT", at: now)
            }
            close(code: 1000, reason: "Bye")
            return
        }
        for place in channels.indices where channels[place].isFlushDue(at: now) {
            flushTickers(place, at: now, desk: desk)
        }
        if stage != .fresh, now >= lastSent + .nanoseconds(Int64(sendInterval * 1e9)) { send(.keepalive, at: now) }
    }

    // MARK: Receiving

    /// Takes one text frame of the client.
    mutating func receive(_ bytes: [UInt8], at now: Timestamp, desk: MarketDesk) {
        guard stage != .closed else { return }
        lastReceived = now
        guard bytes.count <= behavior.maximumMessageBytes else {
            close(code: 1009, reason: "The message is larger than \(behavior.maximumMessageBytes) bytes")
            return
        }
        do throws(JSONFault) {
            let json = try JSONReader.read(bytes)
            do throws(MessageFault) {
                handle(try DXLinkMessage(json), at: now, desk: desk)
            } catch {
                refuse(error.channel, error.reason, code: "INVALID_MESSAGE", at: now)
            }
        } catch {
            refuse(0, "not JSON: \(error.reason) at byte \(error.offset)", code: "INVALID_MESSAGE", at: now)
        }
    }

    private mutating func handle(_ message: DXLinkMessage, at now: Timestamp, desk: MarketDesk) {
        if stage == .fresh, behavior.handshake == .strict {
            guard case .setup = message else {
                refuse(message.channel, "SETUP must be the first message.", at: now)
                return
            }
        }
        switch message {
        case .setup(let setup): takeSetup(setup, at: now)
        case .auth(let token): takeToken(token, at: now)
        case .keepalive: break
        case .channelRequest(let channel, let service, let parameters):
            openChannel(channel, service: service, parameters: parameters, at: now)
        case .channelCancel(let channel): closeChannel(channel, at: now, desk: desk)
        case .feedSetup(let channel, let setup):
            if let place = place(of: channel, at: now) { configure(place, setup, at: now, desk: desk) }
        case .feedSubscription(let channel, let subscription):
            if let place = place(of: channel, at: now) { subscribe(place, subscription, at: now, desk: desk) }
        case .error, .authState, .channelOpened, .channelClosed, .feedConfig, .feedData, .other:
            ignoredMessages += 1
        }
    }

    /// Loses the connection at a step of the handshake, when the board says so.
    mutating func isLost(at step: FeedFaults.Step, _ now: Timestamp) -> Bool {
        guard faults.disconnects(at: step, now) else { return false }
        close(code: 1011, reason: "Internal error")
        return true
    }

    private mutating func takeSetup(_ setup: ConnectionSetup, at now: Timestamp) {
        guard !isLost(at: .setup, now) else { return }
        let wanted = setup.keepaliveTimeout ?? behavior.keepaliveTimeout
        clientTimeout =
            wanted.isFinite && wanted > 0 ? min(wanted, behavior.keepaliveTimeout) : behavior.keepaliveTimeout
        let accepted = setup.acceptKeepaliveTimeout ?? behavior.keepaliveTimeout
        let own =
            accepted.isFinite && accepted > 0 ? min(accepted, behavior.keepaliveTimeout) : behavior.keepaliveTimeout
        sendInterval = own / 2
        let isFirst = stage == .fresh
        send(
            .setup(
                ConnectionSetup(
                    version: Self.version, keepaliveTimeout: own,
                    acceptKeepaliveTimeout: behavior.keepaliveTimeout)), at: now)
        if isFirst {
            stage = .setUp
            send(.authState(isAuthorized: false, userID: nil), at: now)
        }
    }

    private mutating func takeToken(_ token: String, at now: Timestamp) {
        guard stage != .authorized, !isLost(at: .auth, now) else { return }
        switch faults.refusesToken(at: now) ? .unauthorized : authorize(token) {
        case .authorized(let user):
            stage = .authorized
            holdsPlace = true
            send(.authState(isAuthorized: true, userID: user), at: now)
        case .unauthorized:
            refuse(0, "The token is invalid or has expired.", code: "UNAUTHORIZED", at: now)
            send(.authState(isAuthorized: false, userID: nil), at: now)
        case .tooManySessions:
            refuse(0, "Too many sessions of this user.", at: now)
            close(code: 1008, reason: "too many sessions")
        }
    }

    private mutating func openChannel(_ number: Int, service: String, parameters: JSONValue, at now: Timestamp) {
        guard stage == .authorized else {
            refuse(number, "The connection is not authorized.", code: "UNAUTHORIZED", at: now)
            return
        }
        guard !isLost(at: .channel, now) else { return }
        guard number > 0, number % 2 == 1 else {
            refuse(number, number % 2 == 0 ? Self.evenChannel : "A channel is above 0.", at: now)
            return
        }
        guard !channels.contains(where: { $0.number == number }) else {
            refuse(number, "The channel is open already.", at: now)
            return
        }
        guard channels.count < 64 else {
            refuse(number, "Too many channels.", at: now)
            return
        }
        guard service == "FEED" else {
            refuse(number, "The service \(service.prefix(32)) is not available.", at: now)
            return
        }
        let name = parameters["contract"]?.string ?? "AUTO"
        guard let contract = FeedChannel.Contract(rawValue: name) else {
            refuse(number, "The contract \(name.prefix(32)) is unknown.", at: now)
            return
        }
        let place = channels.firstIndex { $0.number > number } ?? channels.count
        channels.insert(FeedChannel(number: number, contract: contract), at: place)
        send(
            .channelOpened(
                channel: number, service: service,
                parameters: .object([
                    .init("contract", .string(name)), .init("subFormat", .string("LIST")),
                ])), at: now)
    }

    private mutating func closeChannel(_ number: Int, at now: Timestamp, desk: MarketDesk) {
        guard let place = place(of: number, at: now) else { return }
        unsubscribeAll(place, desk: desk)
        channels.remove(at: place)
        send(.channelClosed(channel: number), at: now)
    }

    /// Where an open channel is, or an answer that it is not.
    private mutating func place(of number: Int, at now: Timestamp) -> Int? {
        if let place = channels.firstIndex(where: { $0.number == number }) { return place }
        refuse(number, "The channel is not open.", at: now)
        return nil
    }

    /// Whether prints of this symbol are subscribed to, and whether only with a history before them.
    func hearing(of symbol: NameID) -> Hearing {
        var hearing = Hearing.nothing
        for channel in channels {
            for (key, entry) in channel.subscriptions.entries where entry.type == .timeAndSale {
                guard entry.id == symbol || key.symbol == SubscriptionBook.wildcard else { continue }
                switch entry.delivery {
                case .stream, .ticker: return .prints
                case .history: hearing = .history
                case .silent: break
                }
            }
        }
        return hearing
    }

    /// What a session hears of a symbol's prints.
    enum Hearing {
        case nothing
        /// Asked for with a `fromTime`: perhaps only to read what was.
        case history
        case prints
    }

    /// Takes so many subscription changes out of the minute's budget; false when they do not fit.
    mutating func spend(_ changes: Int, at now: Timestamp) -> Bool { budget.spend(changes, at: now) }

    /// Gives up everything the session holds of the market, when its connection is gone.
    mutating func end(desk: MarketDesk) {
        for place in channels.indices { unsubscribeAll(place, desk: desk) }
        channels = []
    }
}
