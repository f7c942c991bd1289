public import MarketModel

/// One booking of an account. Amounts are signed: in above zero, out below.
public struct Transaction: Sendable, Equatable {
    /// Its number.
    public let id: Int
    /// The account.
    public let accountNumber: String?
    /// What kind of booking it is.
    public let type: TransactionType?
    /// What it is more closely; of a trade the action.
    public let subType: TransactionSubType?
    /// What the venue says of it.
    public let description: String?
    /// When it happened.
    public let executedAt: Timestamp?
    /// The day it is booked on.
    public let transactionDate: TradingDay?
    /// When it was booked.
    public let createdAt: Timestamp?
    /// The currency, `USD`.
    public let currency: String?
    /// The instrument.
    public let symbol: String?
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
    /// The underlying.
    public let underlyingSymbol: String?
    /// `Buy to Open` and the like.
    public let action: String?
    /// How much, never below zero.
    public let quantity: Quantity?
    /// The price per unit.
    public let price: Price?
    /// The amount before fees.
    public let value: Money?
    /// The amount after fees.
    public let netValue: Money?
    /// The broker's fee.
    public let commission: Money?
    /// The clearing house's fee.
    public let clearingFees: Money?
    /// The regulators' and exchanges' fees.
    public let regulatoryFees: Money?
    /// The index owner's fee.
    public let proprietaryIndexOptionFees: Money?
    /// The fee of changing money.
    public let currencyConversionFees: Money?
    /// Another fee.
    public let otherCharge: Money?
    /// What it is.
    public let otherChargeDescription: String?
    /// Whether the fees may still change.
    public let isEstimatedFee: Bool?
    /// The order.
    public let orderId: String?
    /// How many legs the order has.
    public let legCount: Int?
    /// The fill.
    public let execId: String?
    /// The fill, as the exchange names it.
    public let extExecId: String?
    /// The order, as the exchange names it.
    public let extExchangeOrderNumber: String?
    /// The order, as the clearing firm names it.
    public let extGlobalOrderNumber: String?
    /// The group of fills.
    public let extGroupId: String?
    /// The fill within the group.
    public let extGroupFillId: String?
    /// The exchange.
    public let exchange: String?
    /// An identifier of the exchange.
    public let exchangeAffiliationIdentifier: String?
    /// Where the order went.
    public let destinationVenue: String?
    /// The booking that this one undoes.
    public let reversesId: String?
    /// When the cost basis was reconciled.
    public let costBasisReconciliationDate: TradingDay?
    /// The lots it opened or closed.
    public let lots: [TransactionLot]
    /// The price as agent.
    public let agencyPrice: Price?
    /// The price as principal.
    public let principalPrice: Price?
}

extension Transaction: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        accountNumber = fields.text("account-number")
        type = fields.word("transaction-type")
        subType = fields.word("transaction-sub-type")
        description = fields.text("description")
        executedAt = fields.moment("executed-at")
        transactionDate = fields.day("transaction-date")
        createdAt = fields.moment("created-at")
        currency = fields.text("currency")
        symbol = fields.text("symbol")
        instrumentType = fields.word("instrument-type")
        underlyingSymbol = fields.text("underlying-symbol")
        action = fields.text("action")
        quantity = fields.decimal("quantity")
        price = fields.decimal("price")
        value = fields.signed("value")
        netValue = fields.signed("net-value")
        commission = fields.signed("commission")
        clearingFees = fields.signed("clearing-fees")
        regulatoryFees = fields.signed("regulatory-fees")
        proprietaryIndexOptionFees = fields.signed("proprietary-index-option-fees")
        currencyConversionFees = fields.signed("currency-conversion-fees")
        otherCharge = fields.signed("other-charge")
        otherChargeDescription = fields.text("other-charge-description")
        isEstimatedFee = fields.flag("is-estimated-fee")
        orderId = fields.identifier("order-id")
        legCount = fields.integer("leg-count")
        execId = fields.identifier("exec-id")
        extExecId = fields.identifier("ext-exec-id")
        extExchangeOrderNumber = fields.identifier("ext-exchange-order-number")
        extGlobalOrderNumber = fields.identifier("ext-global-order-number")
        extGroupId = fields.identifier("ext-group-id")
        extGroupFillId = fields.identifier("ext-group-fill-id")
        exchange = fields.text("exchange")
        exchangeAffiliationIdentifier = fields.identifier("exchange-affiliation-identifier")
        destinationVenue = fields.text("destination-venue")
        reversesId = fields.identifier("reverses-id")
        costBasisReconciliationDate = fields.day("cost-basis-reconciliation-date")
        lots = fields.records("lots") ?? []
        agencyPrice = fields.decimal("agency-price")
        principalPrice = fields.decimal("principal-price")
        id = try fields.required("id", fields.integer("id"))
    }
}

/// One lot of a booking.
public struct TransactionLot: Sendable, Equatable {
    /// Its identifier.
    public let id: String?
    /// The booking.
    public let transactionId: String?
    /// How much, never below zero.
    public let quantity: Quantity?
    /// The price per unit.
    public let price: Price?
    /// Which way.
    public let direction: PositionDirection?
    /// When it happened.
    public let executedAt: Timestamp?
    /// The day it is booked on.
    public let transactionDate: TradingDay?
}

extension TransactionLot: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.identifier("id")
        transactionId = fields.identifier("transaction-id")
        quantity = fields.decimal("quantity")
        price = fields.decimal("price")
        direction = fields.word("quantity-direction")
        executedAt = fields.moment("executed-at")
        transactionDate = fields.day("transaction-date")
    }
}

/// The fees of one day.
public struct TotalFees: Sendable, Equatable {
    /// All fees together: below zero when paid.
    public let totalFees: Money?
}

extension TotalFees: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        totalFees = fields.signed("total-fees")
    }
}
