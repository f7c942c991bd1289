/// One bar made by the feed.
@frozen
public struct Candle: Sendable, BitwiseCopyable, Equatable {
    /// The instrument, by the `NameTable` of its session.
    public var symbol: NameID
    /// When the feed sent it; the epoch when the feed does not say.
    public var eventTime: Timestamp
    /// Transaction and snapshot marks.
    public var flags: EventFlags
    /// Identity within symbol and type: the same index replaces.
    public var index: Int64
    /// Start of the bar.
    public var time: Timestamp
    /// Order within the same millisecond.
    public var sequence: Int32
    /// Trades in the bar.
    public var count: Int64
    /// First price; `nil` in a marker row.
    @inlinable public var open: Price? {
        get { Price(packed: packedOpen) }
        set { packedOpen = newValue.packed }
    }
    @usableFromInline var packedOpen: Int64
    /// Highest price.
    @inlinable public var high: Price? {
        get { Price(packed: packedHigh) }
        set { packedHigh = newValue.packed }
    }
    @usableFromInline var packedHigh: Int64
    /// Lowest price.
    @inlinable public var low: Price? {
        get { Price(packed: packedLow) }
        set { packedLow = newValue.packed }
    }
    @usableFromInline var packedLow: Int64
    /// Last price.
    @inlinable public var close: Price? {
        get { Price(packed: packedClose) }
        set { packedClose = newValue.packed }
    }
    @usableFromInline var packedClose: Int64
    /// Amount traded; `nil` when unknown.
    @inlinable public var volume: Quantity? {
        get { Quantity(packed: packedVolume) }
        set { packedVolume = newValue.packed }
    }
    @usableFromInline var packedVolume: Int64
    /// Volume-weighted average price.
    public var vwap: Double
    /// Amount traded at the bid: sellers crossed.
    @inlinable public var bidVolume: Quantity? {
        get { Quantity(packed: packedBidVolume) }
        set { packedBidVolume = newValue.packed }
    }
    @usableFromInline var packedBidVolume: Int64
    /// Amount traded at the ask: buyers crossed.
    @inlinable public var askVolume: Quantity? {
        get { Quantity(packed: packedAskVolume) }
        set { packedAskVolume = newValue.packed }
    }
    @usableFromInline var packedAskVolume: Int64
    /// As a fraction; NaN when unknown.
    public var impliedVolatility: Double
    /// Open contracts.
    public var openInterest: Int64

    /// Creates the event from its fields; what is left out takes the feed's "unset".
    @inlinable
    public init(
        symbol: NameID,
        eventTime: Timestamp = .epoch,
        flags: EventFlags = [],
        index: Int64 = 0,
        time: Timestamp = .epoch,
        sequence: Int32 = 0,
        count: Int64 = 0,
        open: Price? = nil,
        high: Price? = nil,
        low: Price? = nil,
        close: Price? = nil,
        volume: Quantity? = nil,
        vwap: Double = .nan,
        bidVolume: Quantity? = nil,
        askVolume: Quantity? = nil,
        impliedVolatility: Double = .nan,
        openInterest: Int64 = 0
    ) {
        self.symbol = symbol
        self.eventTime = eventTime
        self.flags = flags
        self.index = index
        self.time = time
        self.sequence = sequence
        self.count = count
        packedOpen = open.packed
        packedHigh = high.packed
        packedLow = low.packed
        packedClose = close.packed
        packedVolume = volume.packed
        self.vwap = vwap
        packedBidVolume = bidVolume.packed
        packedAskVolume = askVolume.packed
        self.impliedVolatility = impliedVolatility
        self.openInterest = openInterest
    }
}
