/// The best bid and ask of one symbol.
@frozen
public struct Quote: Sendable, BitwiseCopyable, Equatable {
    /// The instrument, by the `NameTable` of its session.
    public var symbol: NameID
    /// When the feed sent it; the epoch when the feed does not say (the usual case).
    public var eventTime: Timestamp
    /// Order within the same moment.
    public var sequence: Int32
    /// Nanoseconds within the millisecond of the newer side.
    public var timeNanoPart: Int32
    /// When the bid last changed, to the second; often the epoch.
    public var bidTime: Timestamp
    /// Where the bid is.
    public var bidExchangeCode: ExchangeCode
    /// Best bid; `nil` when there is none.
    @inlinable public var bidPrice: Price? {
        get { Price(packed: packedBidPrice) }
        set { packedBidPrice = newValue.packed }
    }
    @usableFromInline var packedBidPrice: Int64
    /// Amount at the bid; `nil` where none is sent (indices).
    @inlinable public var bidSize: Quantity? {
        get { Quantity(packed: packedBidSize) }
        set { packedBidSize = newValue.packed }
    }
    @usableFromInline var packedBidSize: Int64
    /// When the ask last changed, to the second; often the epoch.
    public var askTime: Timestamp
    /// Where the ask is.
    public var askExchangeCode: ExchangeCode
    /// Best ask; `nil` when there is none.
    @inlinable public var askPrice: Price? {
        get { Price(packed: packedAskPrice) }
        set { packedAskPrice = newValue.packed }
    }
    @usableFromInline var packedAskPrice: Int64
    /// Amount at the ask; `nil` where none is sent (indices).
    @inlinable public var askSize: Quantity? {
        get { Quantity(packed: packedAskSize) }
        set { packedAskSize = newValue.packed }
    }
    @usableFromInline var packedAskSize: Int64

    /// Creates the event from its fields; what is left out takes the feed's "unset".
    @inlinable
    public init(
        symbol: NameID,
        eventTime: Timestamp = .epoch,
        sequence: Int32 = 0,
        timeNanoPart: Int32 = 0,
        bidTime: Timestamp = .epoch,
        bidExchangeCode: ExchangeCode = .none,
        bidPrice: Price? = nil,
        bidSize: Quantity? = nil,
        askTime: Timestamp = .epoch,
        askExchangeCode: ExchangeCode = .none,
        askPrice: Price? = nil,
        askSize: Quantity? = nil
    ) {
        self.symbol = symbol
        self.eventTime = eventTime
        self.sequence = sequence
        self.timeNanoPart = timeNanoPart
        self.bidTime = bidTime
        self.bidExchangeCode = bidExchangeCode
        packedBidPrice = bidPrice.packed
        packedBidSize = bidSize.packed
        self.askTime = askTime
        self.askExchangeCode = askExchangeCode
        packedAskPrice = askPrice.packed
        packedAskSize = askSize.packed
    }
}
