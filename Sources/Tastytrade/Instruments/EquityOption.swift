public import MarketModel

/// An option on a share, a fund or an index. What the venue leaves out is `nil`.
public struct EquityOption: Sendable, Equatable {
    /// The venue's symbol of 21 letters: `SPY   261218P00660000`.
    public let symbol: String
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
    /// Whether it trades.
    public let isActive: Bool?
    /// The strike.
    public let strikePrice: Price?
    /// The root, `SPXW`.
    public let rootSymbol: String?
    /// The underlying, `SPX`.
    public let underlyingSymbol: String?
    /// The day it expires.
    public let expirationDate: TradingDay?
    /// `American` or `European`.
    public let exerciseStyle: String?
    /// Shares a contract delivers.
    public let sharesPerContract: Int?
    /// Call or put.
    public let optionType: OptionKind?
    /// `Standard`, `Non-standard`, `Mini` and others.
    public let optionChainType: String?
    /// `Regular`, `Weekly`, `Quarterly`, `End-Of-Month`.
    public let expirationType: String?
    /// `PM` or `AM`.
    public let settlementType: String?
    /// When it stops trading.
    public let stopsTradingAt: Timestamp?
    /// When it expires.
    public let expiresAt: Timestamp?
    /// Days left.
    public let daysToExpiration: Int?
    /// Whose hours it keeps: `Equity Option`, `Cash Settled Equity Option`.
    public let marketTimeInstrumentCollection: String?
    /// Whether positions may only be closed.
    public let isClosingOnly: Bool?
    /// The symbol of the market-data stream.
    public let streamerSymbol: String?
    /// The market it is listed on.
    public let listedMarket: String?
    /// Since when it is halted.
    public let haltedAt: Timestamp?
    /// A number it had before.
    public let oldSecurityNumber: String?
}

extension EquityOption: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        instrumentType = fields.word("instrument-type")
        isActive = fields.flag("active")
        strikePrice = fields.decimal("strike-price")
        rootSymbol = fields.text("root-symbol")
        underlyingSymbol = fields.text("underlying-symbol")
        expirationDate = fields.day("expiration-date")
        exerciseStyle = fields.text("exercise-style")
        sharesPerContract = fields.integer("shares-per-contract")
        optionType = fields.word("option-type")
        optionChainType = fields.text("option-chain-type")
        expirationType = fields.text("expiration-type")
        settlementType = fields.text("settlement-type")
        stopsTradingAt = fields.moment("stops-trading-at")
        expiresAt = fields.moment("expires-at")
        daysToExpiration = fields.integer("days-to-expiration")
        marketTimeInstrumentCollection = fields.text("market-time-instrument-collection")
        isClosingOnly = fields.flag("is-closing-only")
        streamerSymbol = fields.text("streamer-symbol")
        listedMarket = fields.text("listed-market")
        haltedAt = fields.moment("halted-at")
        oldSecurityNumber = fields.text("old-security-number")
        symbol = try fields.requiredText("symbol")
    }
}
