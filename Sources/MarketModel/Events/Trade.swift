/// The last trade and the totals of its day. Conflated: not every print becomes one.
@frozen
public struct Trade: Sendable, BitwiseCopyable, Equatable {
    /// The instrument, by the `NameTable` of its session.
    public var symbol: NameID
    /// When the feed sent it; the epoch when the feed does not say.
    public var eventTime: Timestamp
    /// When the trade happened, with the feed's nanosecond part.
    public var time: Timestamp
    /// Order within the same moment.
    public var sequence: Int32
    /// Where it traded.
    public var exchangeCode: ExchangeCode
    /// Price of the last trade.
    @inlinable public var price: Price? {
        get { Price(packed: packedPrice) }
        set { packedPrice = newValue.packed }
    }
    @usableFromInline var packedPrice: Int64
    /// Change against the previous close, in points; NaN when unknown.
    public var change: Double
    /// Amount of the last trade.
    @inlinable public var size: Quantity? {
        get { Quantity(packed: packedSize) }
        set { packedSize = newValue.packed }
    }
    @usableFromInline var packedSize: Int64
    /// The trading day the totals belong to.
    public var day: TradingDay
    /// Volume of the day so far, an estimate in `Double` as the feed sends it; NaN when unknown.
    public var dayVolume: Double
    /// Price × volume summed over the day; NaN when unknown.
    public var dayTurnover: Double
    /// Against the previous different price.
    public var tickDirection: TickDirection
    /// Outside the regular session; says nothing for CME products.
    public var extendedTradingHours: Bool

    /// Creates the event from its fields; what is left out takes the feed's "unset".
    @inlinable
    public init(
        symbol: NameID,
        eventTime: Timestamp = .epoch,
        time: Timestamp = .epoch,
        sequence: Int32 = 0,
        exchangeCode: ExchangeCode = .none,
        price: Price? = nil,
        change: Double = .nan,
        size: Quantity? = nil,
        day: TradingDay = TradingDay(daysSince1970: 0),
        dayVolume: Double = .nan,
        dayTurnover: Double = .nan,
        tickDirection: TickDirection = .undefined,
        extendedTradingHours: Bool = false
    ) {
        self.symbol = symbol
        self.eventTime = eventTime
        self.time = time
        self.sequence = sequence
        self.exchangeCode = exchangeCode
        packedPrice = price.packed
        self.change = change
        packedSize = size.packed
        self.day = day
        self.dayVolume = dayVolume
        self.dayTurnover = dayTurnover
        self.tickDirection = tickDirection
        self.extendedTradingHours = extendedTradingHours
    }
}
