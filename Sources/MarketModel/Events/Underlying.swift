/// The feed's volatility and option volumes of an underlying.
@frozen
public struct Underlying: Sendable, BitwiseCopyable, Equatable {
    /// The instrument, by the `NameTable` of its session.
    public var symbol: NameID
    /// When the feed sent it; the epoch when the feed does not say.
    public var eventTime: Timestamp
    /// Transaction and snapshot marks.
    public var flags: EventFlags
    /// Identity within symbol and type: the same index replaces.
    public var index: Int64
    /// When it was computed.
    public var time: Timestamp
    /// Order within the same millisecond.
    public var sequence: Int32
    /// 30-day implied volatility by the VIX method, as a fraction.
    public var volatility: Double
    /// Of the front month, as a fraction.
    public var frontVolatility: Double
    /// Of the back month, as a fraction.
    public var backVolatility: Double
    /// Calls traded today.
    public var callVolume: Double
    /// Puts traded today.
    public var putVolume: Double
    /// Put volume over call volume.
    public var putCallRatio: Double

    /// Creates the event from its fields; what is left out takes the feed's "unset".
    @inlinable
    public init(
        symbol: NameID,
        eventTime: Timestamp = .epoch,
        flags: EventFlags = [],
        index: Int64 = 0,
        time: Timestamp = .epoch,
        sequence: Int32 = 0,
        volatility: Double = .nan,
        frontVolatility: Double = .nan,
        backVolatility: Double = .nan,
        callVolume: Double = .nan,
        putVolume: Double = .nan,
        putCallRatio: Double = .nan
    ) {
        self.symbol = symbol
        self.eventTime = eventTime
        self.flags = flags
        self.index = index
        self.time = time
        self.sequence = sequence
        self.volatility = volatility
        self.frontVolatility = frontVolatility
        self.backVolatility = backVolatility
        self.callVolume = callVolume
        self.putVolume = putVolume
        self.putCallRatio = putCallRatio
    }
}
