public import MarketModel

/// A share, a fund or an index. What the venue leaves out is `nil`.
public struct Equity: Sendable, Equatable {
    /// Its identifier.
    public let id: String?
    /// The venue's symbol: `AAPL`, `BRK/B`, `SPX`.
    public let symbol: String
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
    /// What it is more closely.
    public let instrumentSubType: String?
    /// Its number in the United States.
    public let cusip: String?
    /// Its name in few words.
    public let shortDescription: String?
    /// Its name.
    public let description: String?
    /// The market it is listed on: `XNAS`, `ARCX`, `OTC`.
    public let listedMarket: String?
    /// How easily it can be borrowed.
    public let lendability: Lendability?
    /// What borrowing costs a year, as the venue writes it; whether it is a fraction is not documented.
    public let borrowRate: Double?
    /// Whose hours it keeps: `Equity`, `Equity Index`.
    public let marketTimeInstrumentCollection: String?
    /// Whether it is an index, which cannot be traded itself.
    public let isIndex: Bool?
    /// Whether it is a fund.
    public let isEtf: Bool?
    /// Whether positions may only be closed.
    public let isClosingOnly: Bool?
    /// Whether its options may only be closed.
    public let isOptionsClosingOnly: Bool?
    /// Whether it trades. An index is not active.
    public let isActive: Bool?
    /// Whether parts of a share can be bought.
    public let isFractionalQuantityEligible: Bool?
    /// Whether it trades little.
    public let isIlliquid: Bool?
    /// Whether it trades overnight.
    public let overnightTradingPermitted: Bool?
    /// Whether orders need no look by the desk.
    public let bypassManualReview: Bool?
    /// Since when it is halted.
    public let haltedAt: Timestamp?
    /// When it stops trading.
    public let stopsTradingAt: Timestamp?
    /// The symbol of the market-data stream.
    public let streamerSymbol: String?
    /// Its price steps.
    public let tickSizes: [TickSize]
    /// The price steps of its options.
    public let optionTickSizes: [TickSize]
    /// Where it was founded.
    public let countryOfIncorporation: String?
    /// Where it pays tax.
    public let countryOfTaxation: String?
    /// What kind of product is behind it.
    public let underlyingProductType: String?
}

extension Equity: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.identifier("id")
        instrumentType = fields.word("instrument-type")
        instrumentSubType = fields.text("instrument-sub-type")
        cusip = fields.text("cusip")
        shortDescription = fields.text("short-description")
        description = fields.text("description")
        listedMarket = fields.text("listed-market")
        lendability = fields.word("lendability")
        borrowRate = fields.estimate("borrow-rate")
        marketTimeInstrumentCollection = fields.text("market-time-instrument-collection")
        isIndex = fields.flag("is-index")
        isEtf = fields.flag("is-etf")
        isClosingOnly = fields.flag("is-closing-only")
        isOptionsClosingOnly = fields.flag("is-options-closing-only")
        isActive = fields.flag("active")
        isFractionalQuantityEligible = fields.flag("is-fractional-quantity-eligible")
        isIlliquid = fields.flag("is-illiquid")
        overnightTradingPermitted = fields.flag("overnight-trading-permitted")
        bypassManualReview = fields.flag("bypass-manual-review")
        haltedAt = fields.moment("halted-at")
        stopsTradingAt = fields.moment("stops-trading-at")
        streamerSymbol = fields.text("streamer-symbol")
        tickSizes = fields.records("tick-sizes") ?? []
        optionTickSizes = fields.records("option-tick-sizes") ?? []
        countryOfIncorporation = fields.text("country-of-incorporation")
        countryOfTaxation = fields.text("country-of-taxation")
        underlyingProductType = fields.text("underlying-product-type")
        symbol = try fields.requiredText("symbol")
    }
}

/// What an option on shares delivers, when it is not a hundred shares.
public struct EquityDeliverable: Sendable, Equatable {
    /// Its identifier.
    public let id: String?
    /// The root of the options.
    public let rootSymbol: String?
    /// `Shares`, `Cash` and others.
    public let deliverableType: String?
    /// What it is in words.
    public let description: String?
    /// How many shares, or how much cash.
    public let amount: Quantity?
    /// The share.
    public let symbol: String?
    /// What kind it is.
    public let instrumentType: InstrumentType?
    /// Its part of the whole; 100 is all of it.
    public let percent: Quantity?
}

extension EquityDeliverable: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.identifier("id")
        rootSymbol = fields.text("root-symbol")
        deliverableType = fields.text("deliverable-type")
        description = fields.text("description")
        amount = fields.decimal("amount")
        symbol = fields.text("symbol")
        instrumentType = fields.word("instrument-type")
        percent = fields.decimal("percent")
    }
}
