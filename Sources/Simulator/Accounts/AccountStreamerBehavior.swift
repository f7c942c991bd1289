/// How the account streamer behaves where the venue has been seen to differ, or nothing is known.
public struct AccountStreamerBehavior: Sendable, Equatable {
    /// Whether what happens in one moment comes as one frame, `{"results": […]}`.
    public var batchesResults = false
    /// Whether the answer to `connect` names the accounts, as in 2025, or not, as measured in 2026.
    public var tellsConnectedAccounts = true
    /// How long a socket may stay without a `connect`.
    public var connectPatience = Duration.seconds(60)
    /// How long a client may be silent.
    public var patience = Duration.seconds(60)
    /// What a token that is unknown, ended or without `Bearer ` is answered with.
    public var unknownTokenText = "Unknown domain"
    /// Whether heartbeats are checked for their token too; the venue answers them `ok` whatever they carry.
    public var checksHeartbeatTokens = false

    /// The venue's ways as far as they are known.
    public init() {}
}
