/// What changes rarely about an instrument: description, trading status, limits, dividends.
@frozen
public struct Profile: Sendable, BitwiseCopyable, Equatable {
    /// The instrument, by the `NameTable` of its session.
    public var symbol: NameID
    /// When the feed sent it; the epoch when the feed does not say.
    public var eventTime: Timestamp
    /// Name of the instrument.
    public var description: NameID
    /// Whether short sales are restricted today.
    public var shortSaleRestriction: ShortSaleRestriction
    /// Whether it trades.
    public var tradingStatus: TradingStatus
    /// Why it is halted, in the exchange's words.
    public var statusReason: NameID
    /// Start of the halt; the epoch when none.
    public var haltStartTime: Timestamp
    /// End of the halt; the epoch when none.
    public var haltEndTime: Timestamp
    /// No trade above this today.
    @inlinable public var highLimitPrice: Price? {
        get { Price(packed: packedHighLimitPrice) }
        set { packedHighLimitPrice = newValue.packed }
    }
    @usableFromInline var packedHighLimitPrice: Int64
    /// No trade below this today.
    @inlinable public var lowLimitPrice: Price? {
        get { Price(packed: packedLowLimitPrice) }
        set { packedLowLimitPrice = newValue.packed }
    }
    @usableFromInline var packedLowLimitPrice: Int64
    /// Highest price in 52 weeks.
    @inlinable public var high52WeekPrice: Price? {
        get { Price(packed: packedHigh52WeekPrice) }
        set { packedHigh52WeekPrice = newValue.packed }
    }
    @usableFromInline var packedHigh52WeekPrice: Int64
    /// Lowest price in 52 weeks.
    @inlinable public var low52WeekPrice: Price? {
        get { Price(packed: packedLow52WeekPrice) }
        set { packedLow52WeekPrice = newValue.packed }
    }
    @usableFromInline var packedLow52WeekPrice: Int64
    /// Against the market; NaN when unknown.
    public var beta: Double
    /// Currency a share; NaN when unknown.
    public var earningsPerShare: Double
    /// Payments a year; NaN when unknown.
    public var dividendFrequency: Double
    /// Currency a share of the last dividend; NaN when unknown.
    public var exDividendAmount: Double
    /// Its ex-day.
    public var exDividendDay: TradingDay
    /// Shares outstanding; NaN when unknown.
    public var shares: Double
    /// Shares in free float; NaN when unknown.
    public var freeFloat: Double

    /// Creates the event from its fields; what is left out takes the feed's "unset".
    @inlinable
    public init(
        symbol: NameID,
        eventTime: Timestamp = .epoch,
        description: NameID = .none,
        shortSaleRestriction: ShortSaleRestriction = .undefined,
        tradingStatus: TradingStatus = .undefined,
        statusReason: NameID = .none,
        haltStartTime: Timestamp = .epoch,
        haltEndTime: Timestamp = .epoch,
        highLimitPrice: Price? = nil,
        lowLimitPrice: Price? = nil,
        high52WeekPrice: Price? = nil,
        low52WeekPrice: Price? = nil,
        beta: Double = .nan,
        earningsPerShare: Double = .nan,
        dividendFrequency: Double = .nan,
        exDividendAmount: Double = .nan,
        exDividendDay: TradingDay = TradingDay(daysSince1970: 0),
        shares: Double = .nan,
        freeFloat: Double = .nan
    ) {
        self.symbol = symbol
        self.eventTime = eventTime
        self.description = description
        self.shortSaleRestriction = shortSaleRestriction
        self.tradingStatus = tradingStatus
        self.statusReason = statusReason
        self.haltStartTime = haltStartTime
        self.haltEndTime = haltEndTime
        packedHighLimitPrice = highLimitPrice.packed
        packedLowLimitPrice = lowLimitPrice.packed
        packedHigh52WeekPrice = high52WeekPrice.packed
        packedLow52WeekPrice = low52WeekPrice.packed
        self.beta = beta
        self.earningsPerShare = earningsPerShare
        self.dividendFrequency = dividendFrequency
        self.exDividendAmount = exDividendAmount
        self.exDividendDay = exDividendDay
        self.shares = shares
        self.freeFloat = freeFloat
    }
}
