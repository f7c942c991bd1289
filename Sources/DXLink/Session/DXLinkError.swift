/// What can go wrong with a DXLink session, by what the caller can do about it.
public enum DXLinkError: Error, Equatable, Sendable {
    /// The server refused the token and the provider gave the same one again. Fix the credentials.
    case unauthorized(reason: String)

    /// No token could be had. The session tries again by itself; look at the credentials if it lasts.
    case tokenUnavailable(reason: String)

    /// The socket could not be opened, or broke. Connecting again is safe: subscriptions are replayed.
    case connectionFailed(reason: String)

    /// The server closed the connection with this code. Connecting again is safe.
    case closedByServer(code: Int, reason: String)

    /// The server did not answer this step in time. Connecting again is safe.
    case stepTimedOut(HandshakeStep, after: Duration)

    /// Nothing at all arrived for this long. Connecting again is safe: subscriptions are replayed.
    case keepaliveTimeout(Duration)

    /// Messages arrived but no market data for this long, and the configuration asked for a new connection then.
    case staleData(Duration)

    /// The server does not speak this version of the protocol. Trying again will not help.
    case unsupportedProtocol(reason: String)

    /// The address for the feed is not a WebSocket address. Correct it.
    case invalidAddress(String)

    /// Our own messages were not taken by the socket: the server does not read. Connecting again is safe.
    case sendQueueFull

    /// The session was stopped by its owner.
    case stopped
}

/// A step of getting in that the server has to answer.
public enum HandshakeStep: String, Sendable, CaseIterable {
    /// The socket opens.
    case connect
    /// The server's `SETUP`.
    case setup
    /// The server's first `AUTH_STATE`.
    case authState
    /// `AUTHORIZED` after our token.
    case authorization
    /// `CHANNEL_OPENED` after our request.
    case channelOpened
}
