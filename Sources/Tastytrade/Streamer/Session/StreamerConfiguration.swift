import MarketModel

/// How an account-streamer session behaves.
public struct StreamerConfiguration: Sendable {
    /// The accounts to be told about; at least one.
    public var accounts: [String]
    /// What to be told of besides the accounts.
    public var topics: Set<StreamerTopic>
    /// How often we say that we are there; the venue allows 2 to 60 seconds.
    public var heartbeatInterval: Duration
    /// How long the venue has to answer `connect`.
    public var connectTimeout: Duration
    /// How often to compare with REST although the stream runs: dropped messages are told by nothing else. `nil` only
    /// after a connect.
    public var reconcileEvery: Duration?
    /// How long a failed snapshot waits before it is tried again.
    public var snapshotRetry: Duration
    /// The first and the longest delay before connecting again.
    public var backOff: (initial: Duration, maximum: Duration)
    /// Makes the jitter of the delays the same in every run.
    public var seed: UInt64
    /// The largest frame taken, in bytes.
    public var maximumFrameBytes: Int

    /// Creates a configuration.
    public init(
        accounts: [String], topics: Set<StreamerTopic> = [], heartbeatInterval: Duration = .seconds(20),
        connectTimeout: Duration = .seconds(10), reconcileEvery: Duration? = .seconds(60),
        snapshotRetry: Duration = .seconds(2),
        backOff: (initial: Duration, maximum: Duration) = (.seconds(1), .seconds(60)),
        seed: UInt64 = 0, maximumFrameBytes: Int = 8 << 20
    ) {
        precondition(!accounts.isEmpty, "the venue refuses a stream about no account")
        self.accounts = accounts
        self.topics = topics
        self.heartbeatInterval = heartbeatInterval
        self.connectTimeout = connectTimeout
        self.reconcileEvery = reconcileEvery
        self.snapshotRetry = snapshotRetry
        self.backOff = backOff
        self.seed = seed
        self.maximumFrameBytes = maximumFrameBytes
    }
}

/// What a user can be told of besides the accounts.
public enum StreamerTopic: Sendable, Hashable {
    /// Changes of the venue's own lists.
    case publicWatchlists
    /// The user's quote alerts when they go off.
    case quoteAlerts
    /// Messages to the user with this external id.
    case userMessages(userID: String)

    var action: String {
        switch self {
        case .publicWatchlists: "public-watchlists-subscribe"
        case .quoteAlerts: "quote-alerts-subscribe"
        case .userMessages: "user-message-subscribe"
        }
    }
}
