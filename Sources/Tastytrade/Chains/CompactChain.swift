/// The options of one root as plain lists of symbols.
public struct CompactChain: Sendable, Equatable {
    /// The underlying: `SPX`.
    public let underlyingSymbol: String?
    /// The root: `SPXW`.
    public let rootSymbol: String
    /// `Standard`, `Non-standard`, `Mini` and others.
    public let optionChainType: String?
    /// `AM` or `PM`.
    public let settlementType: String?
    /// Shares a contract delivers.
    public let sharesPerContract: Int?
    /// `Regular`, `Weekly` and others.
    public let expirationType: String?
    /// What a contract delivers.
    public let deliverables: [EquityDeliverable]
    /// The venue's symbols.
    public let symbols: [String]
    /// The symbols of the market-data stream, in the same order where the venue tells them.
    public let streamerSymbols: [String]
}

extension CompactChain: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        underlyingSymbol = fields.text("underlying-symbol")
        optionChainType = fields.text("option-chain-type")
        settlementType = fields.text("settlement-type")
        sharesPerContract = fields.integer("shares-per-contract")
        expirationType = fields.text("expiration-type")
        deliverables = fields.records("deliverables") ?? []
        symbols = fields.texts("symbols") ?? []
        streamerSymbols = fields.texts("streamer-symbols") ?? []
        rootSymbol = try fields.requiredText("root-symbol")
    }
}
