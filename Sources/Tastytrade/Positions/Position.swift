public import MarketModel

/// What an account holds of one instrument. What the venue leaves out is `nil`.
public struct Position: Sendable, Equatable {
    /// The account.
    public let accountNumber: String?
    /// The venue's symbol: `AAPL`, `SPY   261218P00660000`, `/ESZ6`.
    public let symbol: String
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
    /// The underlying; for an option on a future the contract.
    public let underlyingSymbol: String?
    /// The symbol of the market-data stream.
    public let streamerSymbol: String?
    /// How much, never below zero; `direction` says which way.
    public let quantity: Quantity?
    /// Which way.
    public let direction: PositionDirection?
    /// The average price of opening, per unit; the unrealized gain counts from it.
    public let averageOpenPrice: Price?
    /// Yesterday's close, for lots of today their price; the day's gain counts from it.
    public let averageDailyMarketClosePrice: Price?
    /// The close of last year, for lots of this year their price; the year's gain counts from it.
    public let averageYearlyMarketClosePrice: Price?
    /// The close of the day before.
    public let closePrice: Price?
    /// What the position is worth, told only when marks are asked for. *Inferred*: per position, not per unit.
    public let mark: Money?
    /// The mark per unit, told only when marks are asked for. *Inferred.*
    public let markPrice: Price?
    /// The price that settles it.
    public let fixingPrice: Price?
    /// Currency per point and unit: 100 for an option on shares, 50 for /ES and its options.
    public let multiplier: Quantity?
    /// Which way cash goes when the position is closed: `Credit` for long, `Debit` for short.
    public let costEffect: CashEffect?
    /// Not used by the venue.
    public let isSuppressed: Bool?
    /// Whether it may not be traded.
    public let isFrozen: Bool?
    /// How much of it may not be traded.
    public let restrictedQuantity: Quantity?
    /// Gain realized today against the day's opening mark; below zero for a loss. Means nothing unless its date is
    /// today.
    public let realizedDayGain: Money?
    /// The day of it.
    public let realizedDayGainDate: TradingDay?
    /// Gain realized today against the opening price; below zero for a loss.
    public let realizedToday: Money?
    /// The day of it.
    public let realizedTodayDate: TradingDay?
    /// When it expires.
    public let expiresAt: Timestamp?
    /// What special instruments deliver.
    public let deliverableType: String?
    /// The face of a bond.
    public let faceValue: Money?
    /// The size of a bond's par.
    public let parSize: Quantity?
    /// The order it came from.
    public let orderId: String?
    /// What the stream says of it.
    public let updateType: String?
    /// When it was opened.
    public let createdAt: Timestamp?
    /// When this was last changed.
    public let updatedAt: Timestamp?
}

extension Position: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        accountNumber = fields.text("account-number")
        instrumentType = fields.word("instrument-type")
        underlyingSymbol = fields.text("underlying-symbol")
        streamerSymbol = fields.text("streamer-symbol")
        quantity = fields.decimal("quantity")
        direction = fields.word("quantity-direction")
        averageOpenPrice = fields.decimal("average-open-price")
        averageDailyMarketClosePrice = fields.decimal("average-daily-market-close-price")
        averageYearlyMarketClosePrice = fields.decimal("average-yearly-market-close-price")
        closePrice = fields.decimal("close-price")
        mark = fields.decimal("mark")
        markPrice = fields.decimal("mark-price")
        fixingPrice = fields.decimal("fixing-price")
        multiplier = fields.decimal("multiplier")
        costEffect = fields.word("cost-effect")
        isSuppressed = fields.flag("is-suppressed")
        isFrozen = fields.flag("is-frozen")
        restrictedQuantity = fields.decimal("restricted-quantity")
        realizedDayGain = fields.signed("realized-day-gain")
        realizedDayGainDate = fields.day("realized-day-gain-date")
        realizedToday = fields.signed("realized-today")
        realizedTodayDate = fields.day("realized-today-date")
        expiresAt = fields.moment("expires-at")
        deliverableType = fields.text("deliverable-type")
        faceValue = fields.decimal("face-value")
        parSize = fields.decimal("par-size")
        orderId = fields.identifier("order-id")
        updateType = fields.text("update-type")
        createdAt = fields.moment("created-at")
        updatedAt = fields.moment("updated-at")
        symbol = try fields.requiredText("symbol")
    }
}
