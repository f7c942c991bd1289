/// The feed's implied volatility and Greeks of an option.
@frozen
public struct Greeks: Sendable, BitwiseCopyable, Equatable {
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
    /// Option price the values were computed from.
    public var price: Double
    /// Implied volatility, annual, as a fraction: 0.35 is 35 %.
    public var volatility: Double
    /// Per point of the underlying.
    public var delta: Double
    /// Change of delta per point of the underlying.
    public var gamma: Double
    /// Per calendar day.
    public var thetaPerDay: Double
    /// Per percentage point of the rate.
    public var rhoPerPoint: Double
    /// Per percentage point of volatility.
    public var vegaPerPoint: Double

    /// Creates the event from its fields; what is left out takes the feed's "unset".
    @inlinable
    public init(
        symbol: NameID,
        eventTime: Timestamp = .epoch,
        flags: EventFlags = [],
        index: Int64 = 0,
        time: Timestamp = .epoch,
        sequence: Int32 = 0,
        price: Double = .nan,
        volatility: Double = .nan,
        delta: Double = .nan,
        gamma: Double = .nan,
        thetaPerDay: Double = .nan,
        rhoPerPoint: Double = .nan,
        vegaPerPoint: Double = .nan
    ) {
        self.symbol = symbol
        self.eventTime = eventTime
        self.flags = flags
        self.index = index
        self.time = time
        self.sequence = sequence
        self.price = price
        self.volatility = volatility
        self.delta = delta
        self.gamma = gamma
        self.thetaPerDay = thetaPerDay
        self.rhoPerPoint = rhoPerPoint
        self.vegaPerPoint = vegaPerPoint
    }
}
