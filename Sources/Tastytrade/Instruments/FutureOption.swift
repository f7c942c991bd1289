public import MarketModel

/// An option on a future. One point is worth `notionalValue / displayFactor` of currency, *inferred*: 0.5 / 0.01 = 50
/// for ES.
public struct FutureOption: Sendable, Equatable {
    /// The venue's symbol: `./ESZ6 EW4X6 261127P5800`.
    public let symbol: String
    /// The future it delivers: `/ESZ6`.
    public let underlyingSymbol: String?
    /// The product: `ES`.
    public let productCode: String?
    /// The root of the future: `/ES`.
    public let rootSymbol: String?
    /// The root of the option: `EW4`.
    public let optionRootSymbol: String?
    /// Call or put.
    public let optionType: OptionKind?
    /// The strike.
    public let strikePrice: Price?
    /// The day it expires.
    public let expirationDate: TradingDay?
    /// The same day, in the venue's other spelling.
    public let maturityDate: TradingDay?
    /// `American` or `European`.
    public let exerciseStyle: String?
    /// The exchange.
    public let exchange: String?
    /// The exchange's symbol.
    public let exchangeSymbol: String?
    /// The symbol of the market-data stream; missing for new strikes in the sandbox.
    public let streamerSymbol: String?
    /// Whether it is a plain option.
    public let isVanilla: Bool?
    /// Whether its future is the one usually delivered.
    public let isPrimaryDeliverable: Bool?
    /// How many futures' prices one price of the option stands for.
    public let futurePriceRatio: Quantity?
    /// Always 1; not the contract's multiplier.
    public let multiplier: Quantity?
    /// How many futures one option delivers.
    public let underlyingCount: Quantity?
    /// Whether the exchange confirmed it.
    public let isConfirmed: Bool?
    /// The contract's worth per displayed point.
    public let notionalValue: Quantity?
    /// What prices are multiplied by to show them.
    public let displayFactor: Quantity?
    /// What strikes are multiplied by to show them.
    public let strikeFactor: Quantity?
    /// `Future` or `Cash`.
    public let settlementType: String?
    /// Whether it can be exercised weekly.
    public let isExercisableWeekly: Bool?
    /// The time of day at which trading ends; `0` when not told.
    public let lastTradeTime: String?
    /// Days left.
    public let daysToExpiration: Int?
    /// Whether positions may only be closed.
    public let isClosingOnly: Bool?
    /// Whether it trades.
    public let isActive: Bool?
    /// When it stops trading.
    public let stopsTradingAt: Timestamp?
    /// When it expires.
    public let expiresAt: Timestamp?
    /// The exchange's code of itself.
    public let securityExchange: String?
    /// The exchange's number.
    public let securityId: String?
    /// Another number of the exchange.
    public let sxId: String?
    /// Its product.
    public let product: FutureOptionProduct?
}

extension FutureOption: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        underlyingSymbol = fields.text("underlying-symbol")
        productCode = fields.text("product-code")
        rootSymbol = fields.text("root-symbol")
        optionRootSymbol = fields.text("option-root-symbol")
        optionType = fields.word("option-type")
        strikePrice = fields.decimal("strike-price")
        expirationDate = fields.day("expiration-date")
        maturityDate = fields.day("maturity-date")
        exerciseStyle = fields.text("exercise-style")
        exchange = fields.text("exchange")
        exchangeSymbol = fields.text("exchange-symbol")
        streamerSymbol = fields.text("streamer-symbol")
        isVanilla = fields.flag("is-vanilla")
        isPrimaryDeliverable = fields.flag("is-primary-deliverable")
        futurePriceRatio = fields.decimal("future-price-ratio")
        multiplier = fields.decimal("multiplier")
        underlyingCount = fields.decimal("underlying-count")
        isConfirmed = fields.flag("is-confirmed")
        notionalValue = fields.decimal("notional-value")
        displayFactor = fields.decimal("display-factor")
        strikeFactor = fields.decimal("strike-factor")
        settlementType = fields.text("settlement-type")
        isExercisableWeekly = fields.flag("is-exercisable-weekly")
        lastTradeTime = fields.identifier("last-trade-time")
        daysToExpiration = fields.integer("days-to-expiration")
        isClosingOnly = fields.flag("is-closing-only")
        isActive = fields.flag("active")
        stopsTradingAt = fields.moment("stops-trading-at")
        expiresAt = fields.moment("expires-at")
        securityExchange = fields.text("security-exchange")
        securityId = fields.identifier("security-id")
        sxId = fields.identifier("sx-id")
        product = fields.record("future-option-product")
        symbol = try fields.requiredText("symbol")
    }
}

/// What all options of one root on a future have in common. The root symbol is the key.
public struct FutureOptionProduct: Sendable, Equatable {
    /// The root: `EW4`.
    public let rootSymbol: String
    /// A code; not unique.
    public let code: String?
    /// The exchange.
    public let exchange: String?
    /// `Financial` or `Physical`.
    public let productType: String?
    /// What it is more closely.
    public let productSubtype: String?
    /// `Regular`, `Weekly`, `End-Of-Month` and others.
    public let expirationType: String?
    /// Whether it settles in cash.
    public let isCashSettled: Bool?
    /// Whether it settles on the opening.
    public let isAmSettled: Bool?
    /// Whether it follows another.
    public let isRollover: Bool?
    /// Days from expiry to settlement.
    public let settlementDelayDays: Int?
    /// What prices are multiplied by to show them.
    public let displayFactor: Quantity?
    /// The sector.
    public let marketSector: String?
    /// The clearing house's code.
    public let clearingCode: String?
    /// The clearing house's code of the exchange.
    public let clearingExchangeCode: String?
    /// What the clearing house multiplies prices by.
    public let clearingPriceMultiplier: Quantity?
    /// The code for trades agreed elsewhere.
    public let clearportCode: String?
    /// A code from before.
    public let legacyCode: String?
    /// What counts as in the money at expiry.
    public let itmRule: String?
    /// Whether it can be traded here.
    public let isSupported: Bool?
    /// When trading ends early.
    public let cutoffTimes: [TradingCutoff]
    /// The future's product.
    public let futureProduct: FutureProduct?
}

extension FutureOptionProduct: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        code = fields.text("code")
        exchange = fields.text("exchange")
        productType = fields.text("product-type")
        productSubtype = fields.text("product-subtype")
        expirationType = fields.text("expiration-type")
        isCashSettled = fields.flag("cash-settled")
        isAmSettled = fields.flag("is-am-settled")
        isRollover = fields.flag("is-rollover")
        settlementDelayDays = fields.integer("settlement-delay-days")
        displayFactor = fields.decimal("display-factor")
        marketSector = fields.text("market-sector")
        clearingCode = fields.text("clearing-code")
        clearingExchangeCode = fields.text("clearing-exchange-code")
        clearingPriceMultiplier = fields.decimal("clearing-price-multiplier")
        clearportCode = fields.text("clearport-code")
        legacyCode = fields.text("legacy-code")
        itmRule = fields.text("itm-rule")
        isSupported = fields.flag("supported")
        cutoffTimes = fields.records("futures-trading-cutoff-times") ?? []
        futureProduct = fields.record("future-product")
        rootSymbol = try fields.requiredText("root-symbol")
    }
}
