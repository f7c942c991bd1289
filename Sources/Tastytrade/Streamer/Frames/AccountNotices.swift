public import MarketModel

/// A deposit or withdrawal on its way.
public struct ExternalTransaction: Sendable, Equatable {
    public let id: String
    public let accountNumber: String?
    /// Without a sign: `direction` says which way.
    public let amount: Money?
    public let direction: String?
    public let state: String?
    public let bankAccountType: String?
    public let bankingDate: TradingDay?
    public let disbursementType: String?
    public let externalTransferID: String?
    public let fundsAvailableDate: TradingDay?
    public let isCancelable: Bool?
    public let isClearingAccepted: Bool?
    public let transferMethod: String?
    public let createdAt: Timestamp?
    public let updatedAt: Timestamp?
}

/// What an underlying brought in a year. Gains are above zero, losses and costs below.
public struct UnderlyingYearGainSummary: Sendable, Equatable {
    public let year: Int?
    public let accountNumber: String?
    public let symbol: String
    public let instrumentType: InstrumentType?
    public let fees: Money?
    public let commissions: Money?
    public let yearlyRealizedGain: Money?
    public let realizedLotGain: Money?
}

/// The orders that belong together on an underlying. Only what is known of it is read.
public struct OrderChain: Sendable, Equatable {
    public let id: String
    public let accountNumber: String?
    public let description: String?
    public let underlyingSymbol: String?
    public let createdAt: Timestamp?
    public let updatedAt: Timestamp?
    public let computed: Computed?

    /// What the venue has summed up over the chain.
    public struct Computed: Sendable, Equatable {
        public let isOpen: Bool?
        public let updatedAt: Timestamp?
        /// Below zero when paid.
        public let totalFees: Money?
        /// Below zero when paid.
        public let totalCommissions: Money?
    }
}

/// A quote alert that went off.
public struct TriggeredQuoteAlert: Sendable, Equatable {
    public let id: String
    public let userID: String?
    public let symbol: String?
    public let streamerSymbol: String?
    /// Which value was watched: `Last`, `Bid`.
    public let field: String?
    /// `>` or `<`.
    public let comparison: String?
    public let threshold: Price?
    public let createdAt: Timestamp?
    public let triggeredAt: Timestamp?
    public let completedAt: Timestamp?
    public let expiresAt: Timestamp?
}

extension ExternalTransaction: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        accountNumber = fields.text("account-number")
        amount = fields.decimal("amount")
        direction = fields.text("direction")
        state = fields.text("state")
        bankAccountType = fields.text("bank-account-type")
        bankingDate = fields.day("banking-date")
        disbursementType = fields.text("disbursement-type")
        externalTransferID = fields.identifier("ext-transfer-id")
        fundsAvailableDate = fields.day("funds-available-date")
        isCancelable = fields.flag("is-cancelable")
        isClearingAccepted = fields.flag("is-clearing-accepted")
        transferMethod = fields.text("transfer-method")
        createdAt = fields.moment("created-at")
        updatedAt = fields.moment("updated-at")
        id = try fields.required("id", fields.identifier("id"))
    }
}

extension UnderlyingYearGainSummary: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        year = fields.integer("year")
        accountNumber = fields.text("account-number")
        instrumentType = fields.word("instrument-type")
        fees = fields.signed("fees")
        commissions = fields.signed("commissions")
        yearlyRealizedGain = fields.signed("yearly-realized-gain")
        realizedLotGain = fields.signed("realized-lot-gain")
        symbol = try fields.required("symbol", fields.text("symbol"))
    }
}

extension OrderChain: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        accountNumber = fields.text("account-number")
        description = fields.text("description")
        underlyingSymbol = fields.text("underlying-symbol")
        createdAt = fields.moment("created-at")
        updatedAt = fields.moment("updated-at")
        computed = fields.record("computed-data")
        id = try fields.required("id", fields.identifier("id"))
    }
}

extension OrderChain.Computed: Record {
    init(_ fields: RecordReader) {
        isOpen = fields.flag("open")
        updatedAt = fields.moment("updated-at")
        totalFees = fields.signed("total-fees")
        totalCommissions = fields.signed("total-commissions")
    }
}

extension TriggeredQuoteAlert: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        userID = fields.identifier("user-external-id")
        symbol = fields.text("symbol")
        streamerSymbol = fields.text("dx-symbol")
        field = fields.text("field")
        comparison = fields.text("operator")
        let numeric = fields.decimal("threshold-numeric", Price.self)
        let text = fields.decimal("threshold", Price.self)
        threshold = numeric ?? text
        createdAt = fields.moment("created-at")
        triggeredAt = fields.moment("triggered-at")
        completedAt = fields.moment("completed-at")
        expiresAt = fields.moment("expires-at")
        id = try fields.required("alert-external-id", fields.identifier("alert-external-id"))
    }
}
