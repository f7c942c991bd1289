public import MarketModel

/// What all contracts of one future have in common. What the venue leaves out is `nil`.
public struct FutureProduct: Sendable, Equatable {
    /// The root with its slash: `/ES`.
    public let rootSymbol: String
    /// The code: `ES`.
    public let code: String?
    /// What it is.
    public let description: String?
    /// `CME`, `CFE`, `CBOED` or `SMALLS`.
    public let exchange: String?
    /// A code of the exchange from before.
    public let legacyExchangeCode: String?
    /// `Financial` or `Physical`.
    public let productType: String?
    /// What it is more closely.
    public let productSubtype: String?
    /// The letters of the months that are listed.
    public let listedMonths: [String]
    /// The letters of the months that become active.
    public let activeMonths: [String]
    /// Currency per full point.
    public let notionalMultiplier: Quantity?
    /// The smallest price step.
    public let tickSize: Price?
    /// What prices are multiplied by to show them.
    public let displayFactor: Quantity?
    /// The denominator of a fractional price.
    public let baseTick: Int?
    /// The denominator within it.
    public let subTick: Int?
    /// How prices are shown.
    public let priceFormat: String?
    /// How many contracts may be held.
    public let contractLimit: Int?
    /// The exchange in the market-data stream: `XCME`.
    public let streamerExchangeCode: String?
    /// Whether it counts as a small contract.
    public let isSmallNotional: Bool?
    /// Whether a calendar spread names the later month first.
    public let backMonthFirstCalendarSymbol: Bool?
    /// Whether delivery may be demanded before the end.
    public let firstNotice: Bool?
    /// Whether it settles in cash.
    public let isCashSettled: Bool?
    /// Whether it can be traded here.
    public let isSupported: Bool?
    /// The exchange's group.
    public let securityGroup: String?
    /// The sector.
    public let marketSector: String?
    /// The clearing house's code.
    public let clearingCode: String?
    /// The clearing house's code of the exchange.
    public let clearingExchangeCode: String?
    /// The code for trades agreed elsewhere.
    public let clearportCode: String?
    /// A code from before.
    public let legacyCode: String?
    /// The code of what it is a future on.
    public let trueUnderlyingCode: String?
    /// What it is a future on.
    public let underlyingDescription: String?
    /// The identifier of what it is a future on.
    public let underlyingIdentifier: String?
    /// When trading ends early.
    public let cutoffTimes: [TradingCutoff]
    /// How contracts follow each other.
    public let roll: FutureRoll?
    /// Its options.
    public let optionProducts: [FutureOptionProduct]
}

extension FutureProduct: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        code = fields.text("code")
        description = fields.text("description")
        exchange = fields.text("exchange")
        legacyExchangeCode = fields.text("legacy-exchange-code")
        productType = fields.text("product-type")
        productSubtype = fields.text("product-subtype")
        listedMonths = fields.texts("listed-months") ?? []
        activeMonths = fields.texts("active-months") ?? []
        notionalMultiplier = fields.decimal("notional-multiplier")
        tickSize = fields.decimal("tick-size")
        displayFactor = fields.decimal("display-factor")
        baseTick = fields.integer("base-tick")
        subTick = fields.integer("sub-tick")
        priceFormat = fields.text("price-format")
        contractLimit = fields.integer("contract-limit")
        streamerExchangeCode = fields.text("streamer-exchange-code")
        isSmallNotional = fields.flag("small-notional")
        backMonthFirstCalendarSymbol = fields.flag("back-month-first-calendar-symbol")
        firstNotice = fields.flag("first-notice")
        isCashSettled = fields.flag("cash-settled")
        isSupported = fields.flag("supported")
        securityGroup = fields.text("security-group")
        marketSector = fields.text("market-sector")
        clearingCode = fields.text("clearing-code")
        clearingExchangeCode = fields.text("clearing-exchange-code")
        clearportCode = fields.text("clearport-code")
        legacyCode = fields.text("legacy-code")
        trueUnderlyingCode = fields.text("true-underlying-code")
        underlyingDescription = fields.text("underlying-description")
        underlyingIdentifier = fields.text("underlying-identifier")
        cutoffTimes = fields.records("futures-trading-cutoff-times") ?? []
        roll = fields.record("roll")
        optionProducts = fields.records("option-products") ?? []
        rootSymbol = try fields.requiredText("root-symbol")
    }
}

/// When trading of a future ends before its contract does.
public struct TradingCutoff: Sendable, Equatable {
    /// Seconds from the start of the day.
    public let offsetSeconds: Int?
    /// The time zone of that day.
    public let timezone: String?
    /// Which day.
    public let timing: String?
}

extension TradingCutoff: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        offsetSeconds = fields.integer("offset-seconds")
        timezone = fields.text("timezone")
        timing = fields.text("timing")
    }
}

/// How the contracts of a product follow each other.
public struct FutureRoll: Sendable, Equatable {
    /// The rule.
    public let name: String?
    /// How many contracts are active.
    public let activeCount: Int?
    /// Whether it settles in cash.
    public let isCashSettled: Bool?
    /// Business days before the end.
    public let businessDaysOffset: Int?
    /// Whether the first day of notice counts as the end.
    public let firstNotice: Bool?
}

extension FutureRoll: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        name = fields.text("name")
        activeCount = fields.integer("active-count")
        isCashSettled = fields.flag("cash-settled")
        businessDaysOffset = fields.integer("business-days-offset")
        firstNotice = fields.flag("first-notice")
    }
}
