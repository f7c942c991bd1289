public import MarketModel

/// How a DXLink session behaves.
public struct DXLinkConfiguration: Sendable {
    /// What we call ourselves: `<protocol>-<implementation>/<version>`.
    public var clientVersion = "0.1-Piquant/0.1.0"
    /// How long we may be silent before we send a keepalive.
    public var keepaliveInterval: Duration = .seconds(30)
    /// How long the server may be silent before the connection counts as dead, unless it says so itself; also what
    /// we tell it of us.
    public var keepaliveTimeout: Duration = .seconds(60)
    /// How long the server has for each step of getting in.
    public var stepTimeout: Duration = .seconds(10)
    /// How often conflated values may come.
    public var aggregationPeriod: Duration = .milliseconds(100)
    /// How long without market data makes the feed stale while something is subscribed.
    public var staleAfter: Duration = .seconds(30)
    /// Connect again after this long without market data; `nil` never does: quiet markets are normal.
    public var reconnectWhenStaleFor: Duration?
    /// What a session may hold.
    public var limits = SubscriptionLimits()
    /// Delays between connections.
    public var backoff = ReconnectBackoff()
    /// How long a token is used for new connections before a fresh one is fetched. Tokens live 24 hours.
    public var tokenLifetime: Duration = .seconds(20 * 3600)
    /// The largest frame read, in bytes.
    public var maximumFrameBytes = 4 << 20
    /// Fields to ask for, by type, where not all are wanted. `eventSymbol` must be among them.
    public var eventFields: [MarketEventType: [String]] = [:]

    /// Creates the default configuration.
    public init() {}

    /// The fields asked for of a type.
    func fields(of type: MarketEventType) -> EventFields {
        EventFields(type: type.feedName, fields: eventFields[type] ?? type.feedFields.map(\.feedName))
    }
}
