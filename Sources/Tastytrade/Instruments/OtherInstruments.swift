public import MarketModel

/// A coin against a currency.
public struct Cryptocurrency: Sendable, Equatable {
    /// Its identifier.
    public let id: String?
    /// The venue's symbol: `BTC/USD`.
    public let symbol: String
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
    /// Its name in few words.
    public let shortDescription: String?
    /// Its name.
    public let description: String?
    /// Whether it may only be sold.
    public let isClosingOnly: Bool?
    /// Whether it trades.
    public let isActive: Bool?
    /// The smallest price step.
    public let tickSize: Price?
    /// The symbol of the market-data stream: `BTC/USD:CXTALP`.
    public let streamerSymbol: String?
    /// Its symbols where it is traded.
    public let venueSymbols: [CryptocurrencyVenueSymbol]
}

extension Cryptocurrency: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.identifier("id")
        instrumentType = fields.word("instrument-type")
        shortDescription = fields.text("short-description")
        description = fields.text("description")
        isClosingOnly = fields.flag("is-closing-only")
        isActive = fields.flag("active")
        tickSize = fields.decimal("tick-size")
        streamerSymbol = fields.text("streamer-symbol")
        venueSymbols = fields.records("destination-venue-symbols") ?? []
        symbol = try fields.requiredText("symbol")
    }
}

/// A coin's symbol at one place where it is traded.
public struct CryptocurrencyVenueSymbol: Sendable, Equatable {
    /// Its identifier.
    public let id: String?
    /// The symbol there.
    public let symbol: String?
    /// The place.
    public let destinationVenue: String?
    /// Decimals of a quantity there.
    public let maxQuantityPrecision: Int?
    /// Decimals of a price there.
    public let maxPricePrecision: Int?
    /// Whether orders go there.
    public let isRoutable: Bool?
}

extension CryptocurrencyVenueSymbol: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.identifier("id")
        symbol = fields.text("symbol")
        destinationVenue = fields.text("destination-venue")
        maxQuantityPrecision = fields.integer("max-quantity-precision")
        maxPricePrecision = fields.integer("max-price-precision")
        isRoutable = fields.flag("routable")
    }
}

/// A warrant.
public struct Warrant: Sendable, Equatable {
    /// The venue's symbol.
    public let symbol: String
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
    /// Its number in the United States.
    public let cusip: String?
    /// The market it is listed on.
    public let listedMarket: String?
    /// Its name.
    public let description: String?
    /// Whether positions may only be closed.
    public let isClosingOnly: Bool?
    /// Whether it trades.
    public let isActive: Bool?
}

extension Warrant: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        instrumentType = fields.word("instrument-type")
        cusip = fields.text("cusip")
        listedMarket = fields.text("listed-market")
        description = fields.text("description")
        isClosingOnly = fields.flag("is-closing-only")
        isActive = fields.flag("active")
        symbol = try fields.requiredText("symbol")
    }
}

/// One currency in terms of another.
public struct CurrencyPair: Sendable, Equatable {
    /// Its identifier.
    public let id: String?
    /// The venue's symbol.
    public let symbol: String
    /// Its name.
    public let description: String?
    /// The symbol of the market-data stream.
    public let streamerSymbol: String?
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
}

extension CurrencyPair: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.identifier("id")
        description = fields.text("description")
        streamerSymbol = fields.text("dx-symbol")
        instrumentType = fields.word("instrument-type")
        symbol = try fields.requiredText("symbol")
    }
}

/// How many decimals a quantity may have.
public struct QuantityPrecision: Sendable, Equatable {
    /// For which kind of instrument.
    public let instrumentType: InstrumentType
    /// For which instrument; `nil` for all others of the kind.
    public let symbol: String?
    /// Decimals a quantity may have.
    public let decimals: Int?
    /// Decimals of the smallest step.
    public let minimumIncrementPrecision: Int?
}

extension QuantityPrecision: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        symbol = fields.text("symbol")
        decimals = fields.integer("value")
        minimumIncrementPrecision = fields.integer("minimum-increment-precision")
        instrumentType = try fields.required("instrument-type", fields.word("instrument-type"))
    }
}
