import MarketModel

/// The keepalive rules of a connection: any message counts as a sign of life, `KEEPALIVE` is only filler.
struct KeepaliveMachine {
    enum Action: Equatable {
        case send(DXLinkMessage)
        case fail(DXLinkError)
    }

    /// How long we may be silent.
    private(set) var interval: Duration
    /// How long the server may be silent.
    private(set) var timeout: Duration
    private(set) var lastReceived: Timestamp
    private var lastSent: Timestamp

    init(interval: Duration, timeout: Duration, openedAt now: Timestamp) {
        self.interval = interval
        self.timeout = timeout
        (lastReceived, lastSent) = (now, now)
    }

    /// Takes what the server says of itself: how long it may be silent, and how long it lets us be.
    mutating func received(_ setup: ConnectionSetup) {
        if let theirs = setup.keepaliveTimeout, (1...3600).contains(theirs) { timeout = .seconds(theirs) }
        if let ours = setup.acceptKeepaliveTimeout, (1...3600).contains(ours) {
            interval = min(interval, .seconds(ours / 2))
        }
    }

    mutating func frameReceived(at now: Timestamp) { lastReceived = now }

    mutating func frameSent(at now: Timestamp) { lastSent = now }

    mutating func timePassed(at now: Timestamp) -> Action? {
        if now >= lastReceived + timeout { return .fail(.keepaliveTimeout(timeout)) }
        guard now >= lastSent + interval else { return nil }
        lastSent = now
        return .send(.keepalive)
    }

    /// When `timePassed` has something to do at the latest.
    var deadline: Timestamp { min(lastReceived + timeout, lastSent + interval) }
}
