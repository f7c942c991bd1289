import MarketModel

/// The rules of a DXLink session across connections, free of I/O: what happened goes in, what to do comes out.
///
/// Getting in, keepalive, channels and contracts, subscriptions and their replay, reconnecting, token renewal, and the
/// books on liveness and gaps. `DXLinkClient` turns the actions into I/O.
struct SessionMachine {
    enum Input: Equatable {
        case start
        /// The provider's answer to `fetchToken`.
        case tokenFetched(url: String, token: String)
        case tokenFailed(reason: String)
        /// The socket is up.
        case opened
        /// A message that is not market data.
        case message(DXLinkMessage)
        case frameFault(FrameFault)
        /// The socket is gone.
        case closed(code: Int, reason: String)
        /// Our own messages were not taken.
        case sendRefused
        case timePassed
        case stop
    }

    enum Action: Equatable {
        case fetchToken
        case connect(url: String)
        case send(DXLinkMessage)
        /// Close the socket. What it still says is no longer of interest.
        case close(code: Int, reason: String)
        /// Tell the decoder which fields were asked for.
        case expect([EventFields], channel: Int)
        /// Tell the decoder that a channel is gone.
        case forget(channel: Int)
        case notice(FeedNotice)
    }

    /// Where the session is.
    enum Phase: Equatable {
        case idle
        case fetchingToken
        case handshaking
        case ready
        /// Until the next attempt.
        case waiting(until: Timestamp)
        /// For good.
        case ended(DXLinkError)
    }

    struct Credentials: Equatable {
        var url: String
        var token: String
        var fetchedAt: Timestamp
    }

    let configuration: DXLinkConfiguration
    var phase = Phase.idle
    var credentials: Credentials?
    /// Tokens the server refused; never sent again.
    var refusedToken: String?
    var handshake: Handshake?
    var keepalive: KeepaliveMachine?
    var channels: [FeedChannelMachine] = []
    var nextChannel = 1
    /// Why a contract is served by AUTO on this connection.
    var fallbacks: [FeedContract: String] = [:]
    /// Contracts that nothing serves on this connection.
    var refusals: [FeedContract: String] = [:]
    /// How often a channel was asked for again on this connection, after the server closed it.
    var reopened: [FeedContract: Int] = [:]
    var book: SubscriptionBook
    var backoff: ReconnectBackoff
    var liveness: DataLiveness
    var gaps = GapLedger()
    var trail = EventTrail()
    /// Series asked for again whose snapshot has not ended; their gap is filled then.
    var resuming: Set<MarketSubscription.Key> = []
    var attempts = 0
    var lastError: DXLinkError?
    let names: NameTable

    init(configuration: DXLinkConfiguration, names: NameTable, at now: Timestamp) {
        self.configuration = configuration
        self.names = names
        book = SubscriptionBook(limits: configuration.limits)
        backoff = configuration.backoff
        liveness = DataLiveness(staleAfter: configuration.staleAfter, at: now)
    }

    // MARK: Inputs

    mutating func handle(_ input: Input, at now: Timestamp) -> [Action] {
        if case .ended = phase { return [] }
        switch input {
        case .start: return phase == .idle ? begin(now) : []
        case .tokenFetched(let url, let token): return tokenFetched(url, token, now)
        case .tokenFailed(let reason):
            return phase == .fetchingToken ? retry(.tokenUnavailable(reason: reason), now) : []
        case .opened: return opened(now)
        case .message(let message): return received(message, now)
        case .frameFault(let fault):
            keepalive?.frameReceived(at: now)
            return [.notice(.frameFault(fault))]
        case .closed(let code, let reason): return socketClosed(code, reason, now)
        case .sendRefused: return isConnected ? fail(.sendQueueFull, now) : []
        case .timePassed: return timePassed(now)
        case .stop: return stop(now)
        }
    }

    /// Whether a socket is open or opening.
    var isConnected: Bool { phase == .handshaking || phase == .ready }

    private mutating func begin(_ now: Timestamp) -> [Action] {
        var actions = state(liveness.connecting(at: now))
        if let credentials, now < credentials.fetchedAt + configuration.tokenLifetime,
            credentials.token != refusedToken
        {
            return actions + connect(credentials.url, token: credentials.token, now)
        }
        phase = .fetchingToken
        actions.append(.fetchToken)
        return actions
    }

    private mutating func tokenFetched(_ url: String, _ token: String, _ now: Timestamp) -> [Action] {
        guard phase == .fetchingToken else { return [] }
        if token == refusedToken {
            return end(.unauthorized(reason: "the provider gave the refused token again"), now)
        }
        credentials = Credentials(url: url, token: token, fetchedAt: now)
        return connect(url, token: token, now)
    }

    private mutating func connect(_ url: String, token: String, _ now: Timestamp) -> [Action] {
        let timeout = configuration.keepaliveTimeout.fractionalSeconds
        phase = .handshaking
        attempts += 1
        keepalive = nil
        handshake = Handshake(
            setup: ConnectionSetup(
                version: configuration.clientVersion, keepaliveTimeout: timeout, acceptKeepaliveTimeout: timeout),
            token: token, stepTimeout: configuration.stepTimeout, at: now)
        return [.connect(url: url)]
    }

    private mutating func opened(_ now: Timestamp) -> [Action] {
        guard phase == .handshaking, let actions = handshake?.opened(at: now) else { return [] }
        keepalive = KeepaliveMachine(
            interval: configuration.keepaliveInterval, timeout: configuration.keepaliveTimeout, openedAt: now)
        return perform(actions, now)
    }

    private mutating func received(_ message: DXLinkMessage, _ now: Timestamp) -> [Action] {
        guard isConnected else { return [] }
        keepalive?.frameReceived(at: now)
        if case .setup(let theirs) = message { keepalive?.received(theirs) }
        if let steps = handshake?.received(message, at: now), !steps.isEmpty { return perform(steps, now) }
        switch message {
        case .error(0, "TIMEOUT", let text): return fail(.closedByServer(code: 1000, reason: text), now)
        case .channelOpened, .channelClosed, .feedConfig, .error: return channelMessage(message, now)
        default: return []
        }
    }

    private mutating func perform(_ steps: [Handshake.Action], _ now: Timestamp) -> [Action] {
        var actions: [Action] = []
        for step in steps {
            switch step {
            case .send(let message): actions += send(message, now)
            case .authorized:
                phase = .ready
                actions.append(.notice(.connected(attempt: attempts)))
                actions += serveSubscriptions(now)
            case .tokenRefused(let reason): actions += tokenRefused(reason, now)
            case .fail(.unsupportedProtocol(let reason)): actions += end(.unsupportedProtocol(reason: reason), now)
            case .fail(let error): actions += fail(error, now)
            }
        }
        return actions
    }

    /// A refused token is never sent again; a new one is fetched after the back-off.
    private mutating func tokenRefused(_ reason: String, _ now: Timestamp) -> [Action] {
        refusedToken = credentials?.token
        credentials = nil
        return fail(.unauthorized(reason: reason), now)
    }

    private mutating func socketClosed(_ code: Int, _ reason: String, _ now: Timestamp) -> [Action] {
        guard isConnected else { return [] }
        let neverOpened = handshake?.state == .opening
        return retry(
            neverOpened ? .connectionFailed(reason: reason) : .closedByServer(code: code, reason: reason), now)
    }

    private mutating func timePassed(_ now: Timestamp) -> [Action] {
        switch phase {
        case .waiting(let until): return now >= until ? begin(now) : []
        case .handshaking, .ready: break
        case .idle, .fetchingToken, .ended: return []
        }
        if let steps = handshake?.timePassed(at: now), !steps.isEmpty { return perform(steps, now) }
        var actions: [Action] = []
        switch keepalive?.timePassed(at: now) {
        case .send(let message): actions += send(message, now)
        case .fail(let error): return fail(error, now)
        case nil: break
        }
        if hasOverdueChannel(at: now) {
            return actions + fail(.stepTimedOut(.channelOpened, after: configuration.stepTimeout), now)
        }
        if let lastData = liveness.lastData, let next = liveness.timePassed(at: now) {
            actions += state(next)
            openGaps(because: .stale, from: lastData)
        } else {
            actions += state(liveness.timePassed(at: now))
        }
        if let limit = configuration.reconnectWhenStaleFor, liveness.state == .stale,
            let silence = liveness.silence(at: now), silence >= limit
        {
            return actions + fail(.staleData(silence), now)
        }
        if phase == .ready { actions += serveSubscriptions(now) }
        return actions
    }

    private mutating func stop(_ now: Timestamp) -> [Action] {
        let wasConnected = isConnected
        var actions: [Action] = []
        if wasConnected {
            actions += channels.map { .send(.channelCancel(channel: $0.number)) }
            actions.append(.close(code: 1000, reason: ""))
        }
        return actions + end(.stopped, now, closing: false)
    }

    // MARK: Ends

    /// Gives the connection up and connects again later.
    mutating func fail(_ error: DXLinkError, _ now: Timestamp) -> [Action] {
        [.close(code: 1000, reason: "")] + retry(error, now)
    }

    private mutating func retry(_ error: DXLinkError, _ now: Timestamp) -> [Action] {
        let actions = disconnected(error, now)
        let delay = backoff.nextDelay()
        phase = .waiting(until: now + delay)
        return actions + [.notice(.disconnected(error, retryAfter: delay))] + state(liveness.disconnected(at: now))
    }

    /// Ends the session for good.
    private mutating func end(_ error: DXLinkError, _ now: Timestamp, closing: Bool = true) -> [Action] {
        let close: [Action] = closing && isConnected ? [.close(code: 1000, reason: "")] : []
        let actions = close + disconnected(error, now)
        phase = .ended(error)
        return actions + [.notice(.disconnected(error, retryAfter: nil))] + state(liveness.disconnected(at: now))
    }

    /// The address for the feed is none: trying again will not help.
    mutating func refuseAddress(_ url: String, at now: Timestamp) -> [Action] {
        end(.invalidAddress(url), now, closing: false)
    }

    private mutating func disconnected(_ error: DXLinkError, _ now: Timestamp) -> [Action] {
        lastError = error
        // What its owner ends is covered to the end.
        if phase == .ready, error != .stopped {
            // Whatever was sent up to the last frame is here: the stream is in order.
            openGaps(because: .disconnected, from: keepalive?.lastReceived ?? now)
        }
        let forgotten = channels.map { Action.forget(channel: $0.number) }
        channels = []
        nextChannel = 1
        fallbacks = [:]
        refusals = [:]
        reopened = [:]
        resuming = []
        handshake = nil
        keepalive = nil
        book.connectionLost()
        trail.connectionLost()
        return forgotten
    }

    // MARK: Shared

    mutating func send(_ message: DXLinkMessage, _ now: Timestamp) -> [Action] {
        keepalive?.frameSent(at: now)
        return [.send(message)]
    }

    func state(_ next: FeedState?) -> [Action] { next.map { [.notice(.state($0))] } ?? [] }

    mutating func openGaps(because cause: FeedGap.Cause, from: Timestamp) {
        openGaps(book.told.map(\.key), because: cause, from: from)
    }

    mutating func openGaps(_ keys: [MarketSubscription.Key], because cause: FeedGap.Cause, from: Timestamp) {
        let trail = trail
        let names = names
        gaps.open(keys, because: cause, from: from) { key in
            names.existingID(for: key.symbol).flatMap { trail.mark(key.type, $0)?.lastIndex }
        }
    }

    /// When `timePassed` should come at the latest; `nil` when nothing waits for time.
    var deadline: Timestamp? {
        switch phase {
        case .idle, .fetchingToken, .ended: nil
        case .waiting(let until): until
        case .handshaking, .ready:
            [
                handshake?.deadline, keepalive?.deadline, liveness.deadline, channelDeadline, staleDeadline,
                canSendChanges ? book.nextChange(after: keepalive?.lastReceived ?? .epoch) : nil,
            ].compactMap { $0 }.min()
        }
    }

    private var canSendChanges: Bool { phase == .ready && channels.contains { $0.state == .open } }

    private var staleDeadline: Timestamp? {
        guard let limit = configuration.reconnectWhenStaleFor, liveness.state == .stale else { return nil }
        return liveness.quietSince.map { $0 + limit }
    }
}
