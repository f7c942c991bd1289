public import MarketModel

/// The market of one instrument at one moment. Prices are per unit; a side without a quote is absent.
public struct MarketSnapshot: Sendable, Equatable {
    /// The venue's symbol.
    public let symbol: String
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
    /// As of when.
    public let updatedAt: Timestamp?
    /// The best bid.
    public let bid: Price?
    /// How much is bid.
    public let bidSize: Quantity?
    /// The best offer.
    public let ask: Price?
    /// How much is offered.
    public let askSize: Quantity?
    /// Between bid and ask.
    public let mid: Price?
    /// The price the venue values positions at.
    public let mark: Price?
    /// The last trade.
    public let last: Price?
    /// The last trade outside regular hours.
    public let lastExt: Price?
    /// The last trade of the market, as the venue names it.
    public let lastMkt: Price?
    /// When it was.
    public let lastTradeTime: Timestamp?
    /// What was traded today.
    public let volume: Quantity?
    /// What was traded today outside regular hours.
    public let volumeExt: Quantity?
    /// Today's opening.
    public let open: Price?
    /// Today's close.
    public let close: Price?
    /// How firm the close is.
    public let closePriceType: ClosePriceType?
    /// Today's highest trade.
    public let dayHighPrice: Price?
    /// Today's lowest trade.
    public let dayLowPrice: Price?
    /// The close of the day before.
    public let previousClose: Price?
    /// The day of it.
    public let previousCloseDay: TradingDay?
    /// How firm it is.
    public let previousClosePriceType: ClosePriceType?
    /// The day these sums belong to.
    public let summaryDate: TradingDay?
    /// The highest of a year.
    public let yearHighPrice: Price?
    /// The lowest of a year.
    public let yearLowPrice: Price?
    /// Below this it may not trade.
    public let lowLimitPrice: Price?
    /// Above this it may not trade.
    public let highLimitPrice: Price?
    /// How much it moves with the market; 1 moves like it.
    public let beta: Double?
    /// The dividend a share.
    public let dividendAmount: Money?
    /// Dividends a year.
    public let dividendFrequency: Quantity?
    /// Contracts open.
    public let openInterest: Quantity?
    /// Whether trading is halted. The venue writes `trading-halted` as well.
    public let isTradingHalted: Bool?
    /// Why.
    public let tradingHaltedReason: String?
    /// When the halt began.
    public let haltStartTime: Timestamp?
    /// When it ended.
    public let haltEndTime: Timestamp?
    /// The instrument, told a second time.
    public let instrument: MarketInstrument?
    /// An older name of `open`.
    public let dayOpen: Price?
    /// An older name of `day-high-price`.
    public let dayHigh: Price?
    /// An older name of `day-low-price`.
    public let dayLow: Price?
    /// An older name of `close`.
    public let dayClose: Price?
    /// An older name of `prev-close`.
    public let prevDayClose: Price?
}

extension MarketSnapshot: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        instrumentType = fields.word("instrument-type")
        updatedAt = fields.moment("updated-at")
        bid = fields.decimal("bid")
        bidSize = fields.decimal("bid-size")
        ask = fields.decimal("ask")
        askSize = fields.decimal("ask-size")
        mid = fields.decimal("mid")
        mark = fields.decimal("mark")
        last = fields.decimal("last")
        lastExt = fields.decimal("last-ext")
        lastMkt = fields.decimal("last-mkt")
        lastTradeTime = fields.moment("last-trade-time")
        volume = fields.decimal("volume")
        volumeExt = fields.decimal("volume-ext")
        open = fields.decimal("open")
        close = fields.decimal("close")
        closePriceType = fields.word("close-price-type")
        dayHighPrice = fields.decimal("day-high-price")
        dayLowPrice = fields.decimal("day-low-price")
        previousClose = fields.decimal("prev-close")
        previousCloseDay = fields.day("prev-close-date")
        previousClosePriceType = fields.word("prev-close-price-type")
        summaryDate = fields.day("summary-date")
        yearHighPrice = fields.decimal("year-high-price")
        yearLowPrice = fields.decimal("year-low-price")
        lowLimitPrice = fields.decimal("low-limit-price")
        highLimitPrice = fields.decimal("high-limit-price")
        beta = fields.estimate("beta")
        dividendAmount = fields.decimal("dividend-amount")
        dividendFrequency = fields.decimal("dividend-frequency")
        openInterest = fields.decimal("open-interest")
        // The venue writes one of them or both.
        let spellings = ["is-trading-halted", "trading-halted"].filter { fields.has($0) }
        let flags = (spellings.isEmpty ? ["is-trading-halted"] : spellings).map { fields.flag($0) }
        isTradingHalted = flags.compactMap { $0 }.first
        tradingHaltedReason = fields.text("trading-halted-reason")
        haltStartTime = fields.moment("halt-start-time")
        haltEndTime = fields.moment("halt-end-time")
        instrument = fields.record("instrument")
        dayOpen = fields.decimal("day-open")
        dayHigh = fields.decimal("day-high")
        dayLow = fields.decimal("day-low")
        dayClose = fields.decimal("day-close")
        prevDayClose = fields.decimal("prev-day-close")
        symbol = try fields.requiredText("symbol")
    }
}

/// The instrument of a market snapshot.
public struct MarketInstrument: Sendable, Equatable {
    /// The venue's symbol.
    public let symbol: String?
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
    /// The venue's key of it, as the venue sent it: text, or an object of symbol and type.
    public let instrumentKey: VerbatimJSON?
    /// The root.
    public let rootSymbol: String?
    /// The exchange.
    public let exchange: String?
    /// The underlying, as the venue sent it.
    public let underlyingInstrument: VerbatimJSON?
}

extension MarketInstrument: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        symbol = fields.text("symbol")
        instrumentType = fields.word("instrument-type")
        instrumentKey = fields.verbatim("instrument-key")
        rootSymbol = fields.text("root-symbol")
        exchange = fields.text("exchange")
        underlyingInstrument = fields.verbatim("underlying-instrument")
    }
}
