public import MarketModel

/// How the server treats the events of a channel.
public enum FeedContract: String, CaseIterable, Sendable {
    /// The latest value, conflated per aggregation period.
    case ticker = "TICKER"
    /// Every event.
    case stream = "STREAM"
    /// Indexed and time-series events: a snapshot, then updates.
    case history = "HISTORY"
    /// The server picks by type. Used only after it refused the right contract, and reported then.
    case auto = "AUTO"
}

/// What to subscribe: one event type of one symbol.
public struct MarketSubscription: Hashable, Sendable {
    /// The event type.
    public var type: MarketEventType
    /// The streamer symbol, normalised for candles: `/ESZ26:XCME`, `SPY{=5m,tho=true}`.
    public var symbol: String
    /// Asks for history from here; `nil` for what is current. Sent in milliseconds.
    public var fromTime: Timestamp?
    /// Which subscriptions stay when the session's limits do not hold all: higher stays.
    public var priority: Int
    /// The contract to ask for; `nil` chooses by `preferredContract`.
    public var contract: FeedContract?

    /// Creates a subscription.
    public init(
        _ type: MarketEventType, _ symbol: String, fromTime: Timestamp? = nil, priority: Int = 0,
        contract: FeedContract? = nil
    ) {
        self.type = type
        self.symbol = symbol
        self.fromTime = fromTime
        self.priority = priority
        self.contract = contract
    }

    /// The contract that fits: HISTORY for candles and whatever asks for history, STREAM for prints, TICKER else.
    public var preferredContract: FeedContract {
        if let contract { return contract }
        if type == .candle || (fromTime != nil && type.isIndexed) { return .history }
        return type == .timeAndSale ? .stream : .ticker
    }

    /// What is subscribed: one event type of one symbol, however it is asked for.
    public struct Key: Hashable, Sendable {
        /// The event type.
        public var type: MarketEventType
        /// The streamer symbol.
        public var symbol: String

        /// Creates a key.
        public init(_ type: MarketEventType, _ symbol: String) {
            self.type = type
            self.symbol = symbol
        }
    }

    /// The identity within a session: a second subscription with the same key replaces the first.
    public var key: Key { Key(type, symbol) }
}

/// What one session may hold, as measured at the venue.
public struct SubscriptionLimits: Sendable, Equatable {
    /// Pairs of symbol and type in all.
    public var pairs: Int
    /// Of these, candles.
    public var candles: Int
    /// Additions and removals within a rolling minute.
    public var changesPerMinute: Int
    /// The most bytes of one subscription message.
    public var frameBytes: Int

    /// Creates limits; the defaults are the venue's.
    public init(
        pairs: Int = 25_000, candles: Int = 100, changesPerMinute: Int = 10_000, frameBytes: Int = 8192
    ) {
        self.pairs = pairs
        self.candles = candles
        self.changesPerMinute = changesPerMinute
        self.frameBytes = frameBytes
    }
}
