public import MarketModel

/// Something a reader of the feed should know, in order with the events around it.
public enum FeedNotice: Sendable, Equatable {
    /// The feed changed its state.
    case state(FeedState)
    /// Authorized and ready to subscribe. `attempt` counts connections of the session from 1.
    case connected(attempt: Int)
    /// The connection ended; the session connects again after `retryAfter`, or never when it is `nil`.
    case disconnected(DXLinkError, retryAfter: Duration?)
    /// The server refused a contract: its subscriptions moved to AUTO, so the server picks how it treats them.
    case contractFellBack(FeedContract, reason: String)
    /// The server refused AUTO too: these subscriptions are not served on this connection.
    case contractRefused(FeedContract, reason: String)
    /// History is asked for again after a reconnect, from here: the snapshot that follows begins here, and records
    /// before it stay valid.
    case seriesResumed(MarketSubscription.Key, from: Timestamp)
    /// A snapshot is complete; a snipped one was cut off at a limit of the server.
    case snapshotComplete(MarketSubscription.Key, isSnipped: Bool)
    /// Subscriptions that do not fit the session's limits were left out: the lowest priorities.
    case parked([MarketSubscription])
    /// Subscriptions that were left out fit again.
    case restored([MarketSubscription])
    /// The server said `ERROR` without closing. Channel 0 is the connection.
    case serverError(channel: Int, code: String, text: String)
    /// A frame could not be read. The connection stays.
    case frameFault(FrameFault)
}
