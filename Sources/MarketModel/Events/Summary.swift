/// The open, high, low and close of a day, and open interest.
@frozen
public struct Summary: Sendable, BitwiseCopyable, Equatable {
    /// The instrument, by the `NameTable` of its session.
    public var symbol: NameID
    /// When the feed sent it; the epoch when the feed does not say.
    public var eventTime: Timestamp
    /// The day these belong to.
    public var day: TradingDay
    /// First price of the day.
    @inlinable public var dayOpenPrice: Price? {
        get { Price(packed: packedDayOpenPrice) }
        set { packedDayOpenPrice = newValue.packed }
    }
    @usableFromInline var packedDayOpenPrice: Int64
    /// Highest price of the day.
    @inlinable public var dayHighPrice: Price? {
        get { Price(packed: packedDayHighPrice) }
        set { packedDayHighPrice = newValue.packed }
    }
    @usableFromInline var packedDayHighPrice: Int64
    /// Lowest price of the day.
    @inlinable public var dayLowPrice: Price? {
        get { Price(packed: packedDayLowPrice) }
        set { packedDayLowPrice = newValue.packed }
    }
    @usableFromInline var packedDayLowPrice: Int64
    /// Closing or settlement price of the day, once known.
    @inlinable public var dayClosePrice: Price? {
        get { Price(packed: packedDayClosePrice) }
        set { packedDayClosePrice = newValue.packed }
    }
    @usableFromInline var packedDayClosePrice: Int64
    /// How final the close is.
    public var dayClosePriceType: PriceType
    /// The day before.
    public var previousDay: TradingDay
    /// Its closing or settlement price.
    @inlinable public var previousDayClosePrice: Price? {
        get { Price(packed: packedPreviousDayClosePrice) }
        set { packedPreviousDayClosePrice = newValue.packed }
    }
    @usableFromInline var packedPreviousDayClosePrice: Int64
    /// How final that close is.
    public var previousDayClosePriceType: PriceType
    /// Its volume; NaN when unknown.
    public var previousDayVolume: Double
    /// Open contracts at the previous clearing.
    public var openInterest: Int64

    /// Creates the event from its fields; what is left out takes the feed's "unset".
    @inlinable
    public init(
        symbol: NameID,
        eventTime: Timestamp = .epoch,
        day: TradingDay = TradingDay(daysSince1970: 0),
        dayOpenPrice: Price? = nil,
        dayHighPrice: Price? = nil,
        dayLowPrice: Price? = nil,
        dayClosePrice: Price? = nil,
        dayClosePriceType: PriceType = .regular,
        previousDay: TradingDay = TradingDay(daysSince1970: 0),
        previousDayClosePrice: Price? = nil,
        previousDayClosePriceType: PriceType = .regular,
        previousDayVolume: Double = .nan,
        openInterest: Int64 = 0
    ) {
        self.symbol = symbol
        self.eventTime = eventTime
        self.day = day
        packedDayOpenPrice = dayOpenPrice.packed
        packedDayHighPrice = dayHighPrice.packed
        packedDayLowPrice = dayLowPrice.packed
        packedDayClosePrice = dayClosePrice.packed
        self.dayClosePriceType = dayClosePriceType
        self.previousDay = previousDay
        packedPreviousDayClosePrice = previousDayClosePrice.packed
        self.previousDayClosePriceType = previousDayClosePriceType
        self.previousDayVolume = previousDayVolume
        self.openInterest = openInterest
    }
}
