/// The feed's theoretical price of an option.
@frozen
public struct TheoPrice: Sendable, BitwiseCopyable, Equatable {
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
    /// Theoretical price.
    public var price: Double
    /// Price of the underlying used.
    public var underlyingPrice: Double
    /// Per point of the underlying.
    public var delta: Double
    /// Change of delta per point of the underlying.
    public var gamma: Double
    /// Dividend yield used, as a fraction.
    public var dividend: Double
    /// Rate used, as a fraction.
    public var interest: Double

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
        underlyingPrice: Double = .nan,
        delta: Double = .nan,
        gamma: Double = .nan,
        dividend: Double = .nan,
        interest: Double = .nan
    ) {
        self.symbol = symbol
        self.eventTime = eventTime
        self.flags = flags
        self.index = index
        self.time = time
        self.sequence = sequence
        self.price = price
        self.underlyingPrice = underlyingPrice
        self.delta = delta
        self.gamma = gamma
        self.dividend = dividend
        self.interest = interest
    }
}
