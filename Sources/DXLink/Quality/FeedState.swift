import MarketModel

/// How the feed is, seen from the data: a socket that beats but delivers nothing is not live.
public enum FeedState: String, Sendable, CaseIterable {
    /// Getting in, or in and waiting for the first data.
    case connecting
    /// Data arrives.
    case live
    /// Connected and beating, but without data for longer than allowed.
    case stale
    /// No connection.
    case down
}

/// Whether data arrives, apart from whether the connection beats.
struct DataLiveness {
    /// How long without data makes a feed stale.
    let staleAfter: Duration
    private(set) var state = FeedState.down
    /// When the state began.
    private(set) var since: Timestamp
    /// When data last arrived; `nil` before the first.
    private(set) var lastData: Timestamp?
    /// From when silence counts: the last data, or when something was first subscribed on this connection.
    private(set) var quietSince: Timestamp?

    init(staleAfter: Duration, at now: Timestamp) {
        self.staleAfter = staleAfter
        since = now
    }

    /// Takes a change; gives the new state when it changed.
    mutating func connecting(at now: Timestamp) -> FeedState? {
        quietSince = nil
        return move(to: .connecting, now)
    }

    mutating func disconnected(at now: Timestamp) -> FeedState? {
        quietSince = nil
        return move(to: .down, now)
    }

    /// Subscriptions went out: from now on data is expected.
    mutating func subscribed(at now: Timestamp) {
        if quietSince == nil { quietSince = now }
    }

    /// Nothing is subscribed any more: silence is right.
    mutating func unsubscribed() { quietSince = nil }

    mutating func dataArrived(at now: Timestamp) -> FeedState? {
        lastData = now
        quietSince = now
        return state == .live ? nil : move(to: .live, now)
    }

    mutating func timePassed(at now: Timestamp) -> FeedState? {
        guard let deadline, now >= deadline else { return nil }
        return move(to: .stale, now)
    }

    /// When silence becomes staleness.
    var deadline: Timestamp? {
        guard state == .live || state == .connecting, let quietSince else { return nil }
        return quietSince + staleAfter
    }

    /// How long there has been silence where data is expected.
    func silence(at now: Timestamp) -> Duration? { quietSince.map { now - $0 } }

    private mutating func move(to next: FeedState, _ now: Timestamp) -> FeedState? {
        guard next != state else { return nil }
        state = next
        since = now
        return next
    }
}
