public import MarketModel

/// What a brokerage asks of the market it trades in: which instruments there are and what they are quoted at.
///
/// Handed in, so that the same books and the same matching run on the simulator's market, on recorded data and on
/// live data.
public protocol VenueMarket {
    /// The instrument that a symbol of the broker names, `/ESZ6`, `SPY   261120P00660000`; `nil` when it is not listed.
    func instrument(_ symbol: String) -> TradableInstrument?

    /// What an instrument is quoted at; `nil` while there is nothing to tell.
    func quote(of symbol: String, at moment: Timestamp) -> VenueQuote?

    /// The price that settles an instrument on a day, for expiries and daily marks: the closing price, or for series
    /// that settle in the morning the opening one. `nil` before it is known.
    func settlement(of symbol: String, on day: TradingDay, atOpen: Bool) -> Price?
}

/// What a brokerage needs to know of the quote of one instrument.
public struct VenueQuote: Hashable, Sendable {
    /// The best bid; `nil` when nobody bids.
    public var bid: Price?
    /// The best offer; `nil` when nobody offers.
    public var ask: Price?
    /// Quantity wanted at the bid.
    public var bidSize: Quantity
    /// Quantity offered at the ask.
    public var askSize: Quantity
    /// The last traded price.
    public var last: Price?
    /// The last day's settlement or close.
    public var previousClose: Price?
    /// Whether trading in it is halted.
    public var isHalted: Bool

    /// Creates a quote.
    public init(
        bid: Price?, ask: Price?, bidSize: Quantity = .zero, askSize: Quantity = .zero, last: Price? = nil,
        previousClose: Price? = nil, isHalted: Bool = false
    ) {
        self.bid = bid
        self.ask = ask
        self.bidSize = bidSize
        self.askSize = askSize
        self.last = last
        self.previousClose = previousClose
        self.isHalted = isHalted
    }

    /// What a position is valued at: the middle of bid and ask, the side that is there, the last, the previous close.
    public var mark: Price? {
        if let bid, let ask { return Price(billionths: bid.billionths + (ask.billionths - bid.billionths) / 2) }
        return bid ?? ask ?? last ?? previousClose
    }
}
