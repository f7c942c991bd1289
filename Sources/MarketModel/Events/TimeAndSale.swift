/// One print: a single reported trade, with the quote of its moment and, on CME, its aggressor.
@frozen
public struct TimeAndSale: Sendable, BitwiseCopyable, Equatable {
    /// The instrument, by the `NameTable` of its session.
    public var symbol: NameID
    /// When the feed sent it; the epoch when the feed does not say.
    public var eventTime: Timestamp
    /// Transaction and snapshot marks.
    public var flags: EventFlags
    /// Identity within symbol and type: the same index replaces.
    public var index: Int64
    /// When it traded, with the feed's nanosecond part.
    public var time: Timestamp
    /// Order within the same millisecond.
    public var sequence: Int32
    /// Where it traded.
    public var exchangeCode: ExchangeCode
    /// Price; `nil` only in records that void another.
    @inlinable public var price: Price? {
        get { Price(packed: packedPrice) }
        set { packedPrice = newValue.packed }
    }
    @usableFromInline var packedPrice: Int64
    /// Amount; fractions are valid.
    @inlinable public var size: Quantity? {
        get { Quantity(packed: packedSize) }
        set { packedSize = newValue.packed }
    }
    @usableFromInline var packedSize: Int64
    /// Best bid at the trade; `nil` when the feed sends none.
    @inlinable public var bidPrice: Price? {
        get { Price(packed: packedBidPrice) }
        set { packedBidPrice = newValue.packed }
    }
    @usableFromInline var packedBidPrice: Int64
    /// Best ask at the trade; `nil` when the feed sends none.
    @inlinable public var askPrice: Price? {
        get { Price(packed: packedAskPrice) }
        set { packedAskPrice = newValue.packed }
    }
    @usableFromInline var packedAskPrice: Int64
    /// The exchange's condition codes.
    public var exchangeSaleConditions: NameID
    /// The consolidated tape's exemption mark.
    public var tradeThroughExempt: ExchangeCode
    /// The side that crossed, from the exchange (CME) or computed by the vendor (equities).
    public var aggressorSide: AggressorSide
    /// Part of a spread trade; never set for CME.
    public var isSpreadLeg: Bool
    /// Outside the regular session; says nothing for CME products.
    public var extendedTradingHours: Bool
    /// Counts for last, high and low.
    public var isValidTick: Bool
    /// A new print, or the correction or cancellation of the one with the same index.
    public var kind: PrintKind
    /// Buyer's name; not sent to this feed's users.
    public var buyer: NameID
    /// Seller's name; not sent to this feed's users.
    public var seller: NameID

    /// Creates the event from its fields; what is left out takes the feed's "unset".
    @inlinable
    public init(
        symbol: NameID,
        eventTime: Timestamp = .epoch,
        flags: EventFlags = [],
        index: Int64 = 0,
        time: Timestamp = .epoch,
        sequence: Int32 = 0,
        exchangeCode: ExchangeCode = .none,
        price: Price? = nil,
        size: Quantity? = nil,
        bidPrice: Price? = nil,
        askPrice: Price? = nil,
        exchangeSaleConditions: NameID = .none,
        tradeThroughExempt: ExchangeCode = .none,
        aggressorSide: AggressorSide = .undefined,
        isSpreadLeg: Bool = false,
        extendedTradingHours: Bool = false,
        isValidTick: Bool = true,
        kind: PrintKind = .new,
        buyer: NameID = .none,
        seller: NameID = .none
    ) {
        self.symbol = symbol
        self.eventTime = eventTime
        self.flags = flags
        self.index = index
        self.time = time
        self.sequence = sequence
        self.exchangeCode = exchangeCode
        packedPrice = price.packed
        packedSize = size.packed
        packedBidPrice = bidPrice.packed
        packedAskPrice = askPrice.packed
        self.exchangeSaleConditions = exchangeSaleConditions
        self.tradeThroughExempt = tradeThroughExempt
        self.aggressorSide = aggressorSide
        self.isSpreadLeg = isSpreadLeg
        self.extendedTradingHours = extendedTradingHours
        self.isValidTick = isValidTick
        self.kind = kind
        self.buyer = buyer
        self.seller = seller
    }
}
