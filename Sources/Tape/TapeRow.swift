public import MarketModel

/// One recorded trade, as its source wrote it down.
public struct RecordedPrint: Equatable, Sendable {
    /// When it traded.
    public var time: Timestamp
    /// The source's own order number; may repeat, step back and outgrow 32 bits. 0 where the source has none.
    public var sequence: Int64
    /// Price per unit.
    public var price: Price
    /// Amount; zero and fractions occur, negative amounts do not.
    public var size: Quantity
    /// Best bid immediately before the trade; `nil` when the source has none.
    public var bid: Price?
    /// Best ask immediately before the trade; `nil` when the source has none.
    public var ask: Price?
    /// The side that crossed, as recorded.
    public var side: AggressorSide
    /// The instrument as the source names it (a raw symbol, or an id in decimal where no name is known);
    /// `nil` in recordings that hold a single unnamed instrument.
    public var instrument: String?

    /// Creates a print.
    public init(
        time: Timestamp, sequence: Int64, price: Price, size: Quantity, bid: Price? = nil, ask: Price? = nil,
        side: AggressorSide, instrument: String? = nil
    ) {
        self.time = time
        self.sequence = sequence
        self.price = price
        self.size = size
        self.bid = bid
        self.ask = ask
        self.side = side
        self.instrument = instrument
    }
}

/// One recorded change of the best bid and ask.
public struct RecordedQuote: Equatable, Sendable {
    /// When it was so: the event's time, or the end of the interval in sampled quotes.
    public var time: Timestamp
    /// The source's own order number; see `RecordedPrint.sequence`.
    public var sequence: Int64
    /// Best bid; `nil` when there is none.
    public var bid: Price?
    /// Best ask; `nil` when there is none.
    public var ask: Price?
    /// Amount at the bid.
    public var bidSize: Quantity
    /// Amount at the ask.
    public var askSize: Quantity
    /// The instrument; see `RecordedPrint.instrument`.
    public var instrument: String?

    /// Creates a quote.
    public init(
        time: Timestamp, sequence: Int64, bid: Price?, ask: Price?, bidSize: Quantity, askSize: Quantity,
        instrument: String? = nil
    ) {
        self.time = time
        self.sequence = sequence
        self.bid = bid
        self.ask = ask
        self.bidSize = bidSize
        self.askSize = askSize
        self.instrument = instrument
    }
}

/// A row of a recording, in file order.
public enum TapeRow: Equatable, Sendable {
    /// A trade.
    case print(RecordedPrint)
    /// A change of the best bid and ask.
    case quote(RecordedQuote)
}
