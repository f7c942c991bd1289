public import MarketModel

/// What a search for a symbol found.
public struct SymbolHit: Sendable, Equatable {
    /// The venue's symbol.
    public let symbol: String
    /// Its name.
    public let description: String?
    /// The market it is listed on.
    public let listedMarket: String?
    /// Its price steps in words.
    public let priceIncrements: String?
    /// Its hours in words.
    public let tradingHours: String?
    /// Whether options on it are listed.
    public let hasOptions: Bool?
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
}

extension SymbolHit: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        description = fields.text("description")
        listedMarket = fields.text("listed-market")
        priceIncrements = fields.text("price-increments")
        tradingHours = fields.text("trading-hours")
        hasOptions = fields.flag("options")
        instrumentType = fields.word("instrument-type")
        symbol = try fields.requiredText("symbol")
    }
}

/// What a search for an instrument found.
public struct InstrumentHit: Sendable, Equatable {
    /// The venue's symbol.
    public let symbol: String
    /// Its name.
    public let description: String?
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
    /// The exchange.
    public let exchange: String?
    /// The category.
    public let category: String?
    /// An identifier in other systems.
    public let externalId: String?
    /// The identifier of the event it is a contract on.
    public let eventProductExternalId: String?
    /// When it stops trading.
    public let stopsTradingAt: Timestamp?
    /// What is behind it.
    public let underlyingProduct: String?
    /// What kind that is.
    public let underlyingProductType: String?
}

extension InstrumentHit: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        description = fields.text("description")
        instrumentType = fields.word("instrument-type")
        exchange = fields.text("exchange")
        category = fields.text("category")
        externalId = fields.identifier("external-id")
        eventProductExternalId = fields.identifier("event-product-external-id")
        stopsTradingAt = fields.moment("stops-trading-at")
        underlyingProduct = fields.text("underlying-product")
        underlyingProductType = fields.text("underlying-product-type")
        symbol = try fields.requiredText("symbol")
    }
}
