public import MarketModel

/// A futures contract as the venue lists it. What the venue leaves out is `nil`.
public struct FutureInstrument: Sendable, Equatable {
    /// The venue's symbol: `/ESZ6`.
    public let symbol: String
    /// The symbol of the market-data stream: `/ESZ26:XCME`.
    public let streamerSymbol: String?
    /// The product: `ES`.
    public let productCode: String?
    /// How much one contract delivers.
    public let contractSize: Quantity?
    /// The smallest price step.
    public let tickSize: Price?
    /// Currency per full point: profit is the price difference times this times the quantity.
    public let notionalMultiplier: Quantity?
    /// The fraction that prices are shown in, such as 0.03125; zero for decimals.
    public let mainFraction: Quantity?
    /// The part of that fraction.
    public let subFraction: Quantity?
    /// What prices are multiplied by to show them.
    public let displayFactor: Quantity?
    /// Whether it is the product's active month; exactly one contract of a product is.
    public let isActiveMonth: Bool
    /// Whether it will be the active month next.
    public let isNextActiveMonth: Bool?
    /// Whether it trades.
    public let isActive: Bool?
    /// Whether positions may only be closed.
    public let isClosingOnly: Bool?
    /// Whether it can be traded here.
    public let isTradeable: Bool?
    /// The last day it trades.
    public let lastTradeDate: TradingDay?
    /// The day it expires.
    public let expirationDate: TradingDay?
    /// Since when positions may only be closed.
    public let closingOnlyDate: TradingDay?
    /// The first day on which delivery may be demanded.
    public let firstNoticeDate: TradingDay?
    /// When it stops trading.
    public let stopsTradingAt: Timestamp?
    /// When it expires.
    public let expiresAt: Timestamp?
    /// Days left; told sometimes.
    public let daysToExpiration: Int?
    /// The group of its product.
    public let productGroup: String?
    /// `CME` for all of CME Group, `CFE`, `CBOED`, `SMALLS`.
    public let exchange: String?
    /// The exchange's symbol.
    public let exchangeSymbol: String?
    /// The contract to roll into.
    public let rollTargetSymbol: String?
    /// The exchange in the market-data stream: `XCME`.
    public let streamerExchangeCode: String?
    /// Whether a calendar spread names the later month first.
    public let backMonthFirstCalendarSymbol: Bool?
    /// The exchange's number.
    public let securityId: String?
    /// What it is a future on.
    public let trueUnderlyingSymbol: String?
    /// The fund it can be compared with.
    public let etfEquivalent: FutureETFEquivalent?
    /// Its product.
    public let product: FutureProduct?
    /// Its price steps.
    public let tickSizes: [TickSize]
    /// The price steps of its options.
    public let optionTickSizes: [TickSize]
    /// The price steps of its spreads; each names the other contract.
    public let spreadTickSizes: [TickSize]
}

extension FutureInstrument: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        streamerSymbol = fields.text("streamer-symbol")
        productCode = fields.text("product-code")
        contractSize = fields.decimal("contract-size")
        tickSize = fields.decimal("tick-size")
        notionalMultiplier = fields.decimal("notional-multiplier")
        mainFraction = fields.decimal("main-fraction")
        subFraction = fields.decimal("sub-fraction")
        displayFactor = fields.decimal("display-factor")
        isActiveMonth = fields.flag("active-month") ?? false
        isNextActiveMonth = fields.flag("next-active-month")
        isActive = fields.flag("active")
        isClosingOnly = fields.flag("is-closing-only")
        isTradeable = fields.flag("is-tradeable")
        lastTradeDate = fields.day("last-trade-date")
        expirationDate = fields.day("expiration-date")
        closingOnlyDate = fields.day("closing-only-date")
        firstNoticeDate = fields.day("first-notice-date")
        stopsTradingAt = fields.moment("stops-trading-at")
        expiresAt = fields.moment("expires-at")
        daysToExpiration = fields.integer("days-to-expiration")
        productGroup = fields.text("product-group")
        exchange = fields.text("exchange")
        exchangeSymbol = fields.text("exchange-symbol")
        rollTargetSymbol = fields.text("roll-target-symbol")
        streamerExchangeCode = fields.text("streamer-exchange-code")
        backMonthFirstCalendarSymbol = fields.flag("back-month-first-calendar-symbol")
        securityId = fields.identifier("security-id")
        trueUnderlyingSymbol = fields.text("true-underlying-symbol")
        etfEquivalent = fields.record("future-etf-equivalent")
        product = fields.record("future-product")
        tickSizes = fields.records("tick-sizes") ?? []
        optionTickSizes = fields.records("option-tick-sizes") ?? []
        spreadTickSizes = fields.records("spread-tick-sizes") ?? []
        symbol = try fields.requiredText("symbol")
    }
}

/// How many shares of a fund move like one contract.
public struct FutureETFEquivalent: Sendable, Equatable {
    /// The fund.
    public let symbol: String?
    /// Shares.
    public let shareQuantity: Int?
}

extension FutureETFEquivalent: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        symbol = fields.text("symbol")
        shareQuantity = fields.integer("share-quantity")
    }
}
