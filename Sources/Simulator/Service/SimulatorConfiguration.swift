public import Brokerage
public import Wire

/// What to simulate and where to serve it.
public struct SimulatorConfiguration: Sendable {
    /// Where the market comes from.
    public enum Source: Sendable {
        /// A seeded market that runs on the wall clock.
        case synthetic(
            seed: UInt64, history: Duration = .seconds(4 * 3600), hours: SyntheticHours = .alwaysLively,
            correctionsPerMillion: Int = 0)
        /// A recording.
        case replay(ReplayMarket.Configuration, speed: ReplaySpeed = .times(1))
        /// A seeded market with a recording beside it, both on the wall clock. The recording should be rebased, and
        /// its symbol must not be one of the market's.
        case syntheticWithReplay(seed: UInt64, ReplayMarket.Configuration)
    }

    /// When the market begins to move.
    public enum Start: Sendable, Equatable {
        /// At once.
        case immediately
        /// When so many clients are subscribed to TimeAndSale of a listed symbol, so that they see every print.
        case onSubscribe(clients: Int)
    }

    /// The numeric address to listen on.
    public var address: String
    /// The port; 0 picks a free one.
    public var port: Int
    /// TLS, or `nil` for plain `http` and `ws`.
    public var tls: WireServer.TLS?
    /// Where the market comes from.
    public var source: Source
    /// When the market begins to move.
    public var start: Start
    /// How the feed endpoint behaves.
    public var behavior: FeedBehavior
    /// DXLink sessions a user may have at a time.
    public var sessionsPerUser: Int
    /// Whether token errors have the standard's shape in place of the recorded one.
    public var usesStandardTokenErrors: Bool
    /// The customer's accounts.
    public var accounts: [SimulatedAccount]
    /// Credentials to accept; `nil` makes some.
    public var credentials: SimulatorCredentials?
    /// Makes credentials and tokens the same on every start; `nil` for random ones.
    public var credentialSeed: UInt64?
    /// Whether a User-Agent must look like `product/version`, as the venue's front proxy insists; otherwise any does.
    public var requiresProductUserAgent = false
    /// Whether `POST /sessions` opens sessions with a password, which the venue has ended.
    public var allowsPasswordSessions = false
    /// Whether the first account comes with some days of small trades, so that no list is empty.
    public var opensWithHistory = true
    /// How the broker behaves; its hours follow the market's.
    public var brokerage = BrokerageRules()
    /// How the account streamer behaves.
    public var accountStreamer = AccountStreamerBehavior()
    /// What it takes the time from.
    public var clock = SimulatorClock.wall
    /// What it gets wrong from the start.
    public var faults: [FaultOrder] = []

    /// Creates a configuration: loopback, a free port, a lively synthetic market, the vendor's rules.
    public init(
        source: Source = .synthetic(seed: 1), start: Start = .immediately, address: String = "127.0.0.1",
        port: Int = 0, tls: WireServer.TLS? = nil, behavior: FeedBehavior = FeedBehavior(), sessionsPerUser: Int = 5,
        usesStandardTokenErrors: Bool = false, accounts: [SimulatedAccount] = SimulatedAccount.standard,
        credentials: SimulatorCredentials? = nil, credentialSeed: UInt64? = nil
    ) {
        self.source = source
        self.start = start
        self.address = address
        self.port = port
        self.tls = tls
        self.behavior = behavior
        self.sessionsPerUser = sessionsPerUser
        self.usesStandardTokenErrors = usesStandardTokenErrors
        self.accounts = accounts
        self.credentials = credentials
        self.credentialSeed = credentialSeed
    }
}

/// How fast a recording plays.
public enum ReplaySpeed: Sendable, Equatable {
    /// So many times as fast as it happened; above zero.
    case times(Double)
    /// As fast as the clients read.
    case maximum
    /// Only as many events as `SimulatorService.step` asks for.
    case stepped
}

/// Something the simulator tells whoever runs it.
public enum SimulatorNotice: Sendable, Equatable {
    /// A client is on the feed.
    case sessionOpened
    /// A client has left the feed, or was cut off.
    case sessionClosed(code: Int, reason: String)
    /// The market begins to move, after it waited for its subscribers.
    case marketStarted
    /// A recording has come to its end.
    case replayEnded(ReplayMarket.Report)
}
