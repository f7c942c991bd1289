public import MarketModel

/// A wish to be told once when a quote passes a threshold.
public struct QuoteAlert: Sendable, Equatable {
    /// Its identifier.
    public let id: String
    /// Whose it is.
    public let userExternalId: String?
    /// The venue's symbol.
    public let symbol: String?
    /// The symbol of the market-data stream.
    public let streamerSymbol: String?
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
    /// What is watched.
    public let field: AlertField?
    /// Which way it must pass.
    public let comparison: AlertOperator?
    /// The threshold: a price, or for volatility a figure as the venue writes it.
    public let threshold: Quantity?
    /// The same as a number.
    public let thresholdNumeric: Quantity?
    /// Who watches.
    public let provider: String?
    /// When it was made.
    public let createdAt: Timestamp?
    /// When it ends by itself.
    public let expiresAt: Timestamp?
    /// When it fired.
    public let triggeredAt: Timestamp?
    /// When it was done with.
    public let completedAt: Timestamp?
    /// When the user put it away.
    public let dismissedAt: Timestamp?
    /// When it ended.
    public let expiredAt: Timestamp?
}

extension QuoteAlert: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        userExternalId = fields.identifier("user-external-id")
        symbol = fields.text("symbol")
        streamerSymbol = fields.text("dx-symbol")
        instrumentType = fields.word("instrument-type")
        field = fields.word("field")
        comparison = fields.word("operator")
        threshold = fields.decimal("threshold")
        thresholdNumeric = fields.decimal("threshold-numeric")
        provider = fields.text("provider")
        createdAt = fields.moment("created-at")
        expiresAt = fields.moment("expires-at")
        triggeredAt = fields.moment("triggered-at")
        completedAt = fields.moment("completed-at")
        dismissedAt = fields.moment("dismissed-at")
        expiredAt = fields.moment("expired-at")
        id = try fields.requiredText("alert-external-id")
    }
}
