/// Something to know about the account streamer between its notifications.
public enum StreamerNotice: Sendable, Equatable {
    /// The venue took the accounts; notifications come from now on, and a snapshot follows.
    case connected
    /// The connection is gone. What happens until it is back is told by the next snapshot.
    case disconnected(reason: String, retryAfter: Duration)
    /// The venue refused one of our messages.
    case refused(action: String, message: String)
    /// Something came that is no message; it is counted and left out.
    case malformed(reason: String)
    /// There was no token for a message.
    case tokenFailed(reason: String)
    /// The snapshot could not be taken; it is tried again.
    case snapshotFailed(reason: String)
    /// Nothing more comes; `nil` when it was stopped.
    case ended(StreamerFailure?)
}

/// Why a session cannot go on, however often it tries.
public enum StreamerFailure: Error, Sendable, Equatable {
    /// The venue refuses the accounts: they are not the user's, or the list is empty.
    case accountsRefused(message: String)
    /// The address is none.
    case invalidAddress(String)
}

/// What came over an account-streamer session. Everything is counted somewhere.
public struct StreamerCounts: Sendable, Equatable {
    /// Times the venue took the accounts.
    public internal(set) var connects = 0
    /// Times the connection was lost or not had.
    public internal(set) var disconnects = 0
    /// Notifications, those of unknown types included.
    public internal(set) var notifications = 0
    /// Notifications of types this client does not know, by type.
    public internal(set) var unknown: [String: Int] = [:]
    /// Frames, or parts of a batch, that were no message.
    public internal(set) var malformed = 0
}
