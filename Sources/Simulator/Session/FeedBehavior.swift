/// How the simulator's DXLink endpoint behaves: the vendor's rules by default, and what clients must survive by switch.
public struct FeedBehavior: Sendable, Equatable {
    /// How strictly the order of the handshake is enforced.
    public enum Handshake: Sendable, Equatable {
        /// SETUP first, AUTHORIZED before channels: what the vendor enforces.
        case strict
        /// Messages sent ahead of their answers are accepted.
        case lenient
    }

    /// How a silent client is sent away.
    public enum SilenceAnswer: Sendable, Equatable {
        /// Close code 1000 with the reason "Bye", as recorded.
        case bye
        /// `ERROR TIMEOUT`, then the close, as the specification says.
        case timeoutError
    }

    /// How many types one frame of data holds.
    public enum Framing: Sendable, Equatable {
        /// One pair of type and rows a frame, as recorded.
        case onePair
        /// Several pairs where several types are due.
        case severalPairs
    }

    /// The order of the fields the server answers with.
    public enum FieldAnswer: Sendable, Equatable {
        /// As requested.
        case asRequested
        /// The same fields backwards.
        case reversed
    }

    /// Order of the handshake.
    public var handshake = Handshake.strict
    /// How a silent client is sent away.
    public var silence = SilenceAnswer.bye
    /// Types in one frame.
    public var framing = Framing.onePair
    /// Order of the fields.
    public var fieldAnswer = FieldAnswer.asRequested
    /// Fields the server never sends, by their names, such as `VWAP`.
    public var withheldFields: Set<String> = []
    /// Whether a request for `FULL` is answered with `COMPACT`, as the sandbox does.
    public var answersCompactToFull = false
    /// Whether options on indices and futures come without Greeks.
    public var withholdsGreeks = false
    /// Pairs of symbol and type a session may subscribe to.
    public var subscriptionLimit = 25_000
    /// Candle, Order and Series subscriptions of a session, each.
    public var indexedLimit = 100
    /// Subscription changes a session may make in a minute.
    public var changesPerMinute = 10_000
    /// The largest message taken, in bytes; a larger one closes the connection with 1009.
    public var maximumMessageBytes = 65_536
    /// Seconds of silence after which a client is sent away, unless its SETUP asks for fewer.
    public var keepaliveTimeout = 60.0
    /// Rows of one history snapshot; more are cut off with SNAPSHOT_SNIP.
    public var snapshotLimit = 100_000
    /// Rows in one frame of data.
    public var rowsPerFrame = 100
    /// Bytes that may wait for one session; more cut it off as a slow consumer.
    public var maximumPendingBytes = 64 << 20

    /// The vendor's rules as far as they are known.
    public init() {}
}
