public import MarketModel

/// What an account's positions require. Amounts are signed by their effect: credit above zero, debit below.
public struct MarginReport: Sendable, Equatable {
    /// The account.
    public let accountNumber: String
    /// `Total`.
    public let description: String?
    /// How margin is worked out, `Reg T`.
    public let marginCalculationType: String?
    /// What options may be traded.
    public let optionLevel: String?
    /// What is required.
    public let marginRequirement: Money?
    /// What must be kept.
    public let maintenanceRequirement: Money?
    /// What is required to open.
    public let initialRequirement: Money?
    /// Equity as margin counts it.
    public let marginEquity: Money?
    /// For how much options can be opened.
    public let optionBuyingPower: Money?
    /// The requirement of Regulation T.
    public let regTMarginRequirement: Money?
    /// Buying power for options under Regulation T.
    public let regTOptionBuyingPower: Money?
    /// What is there beyond the maintenance requirement.
    public let maintenanceExcess: Money?
    /// As of when.
    public let lastStateTimestamp: Timestamp?
    /// By underlying. The venue sends empty groups at times; they are left out.
    public let groups: [MarginGroup]
}

extension MarginReport: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        description = fields.text("description")
        marginCalculationType = fields.text("margin-calculation-type")
        optionLevel = fields.text("option-level")
        marginRequirement = fields.signed("margin-requirement")
        maintenanceRequirement = fields.signed("maintenance-requirement")
        initialRequirement = fields.signed("initial-requirement")
        marginEquity = fields.signed("margin-equity")
        optionBuyingPower = fields.signed("option-buying-power")
        regTMarginRequirement = fields.signed("reg-t-margin-requirement")
        regTOptionBuyingPower = fields.signed("reg-t-option-buying-power")
        maintenanceExcess = fields.signed("maintenance-excess")
        lastStateTimestamp = fields.moment("last-state-timestamp")
        groups = fields.records("groups", leavingOutEmpty: true) ?? []
        accountNumber = try fields.requiredText("account-number")
    }
}

/// What the positions on one underlying require.
public struct MarginGroup: Sendable, Equatable {
    /// The underlying in words.
    public let description: String?
    /// The underlying's code.
    public let code: String?
    /// The underlying.
    public let underlyingSymbol: String?
    /// What kind it is.
    public let underlyingType: String?
    /// How margin is worked out.
    public let marginCalculationType: String?
    /// What is required.
    public let marginRequirement: Money?
    /// What must be kept.
    public let maintenanceRequirement: Money?
    /// What is required to open.
    public let initialRequirement: Money?
    /// What it does to buying power.
    public let buyingPower: Money?
    /// How far the price is expected to rise, as the venue writes it; *inferred* to be a fraction.
    public let expectedPriceRangeUpPercent: Double?
    /// How far the price is expected to fall; *inferred* to be a fraction.
    public let expectedPriceRangeDownPercent: Double?
    /// The rise that the requirement covers; *inferred* to be a fraction.
    public let priceIncreasePercent: Double?
    /// The fall that the requirement covers; *inferred* to be a fraction.
    public let priceDecreasePercent: Double?
    /// The move that would use up the account; *inferred* to be a fraction.
    public let pointOfNoReturnPercent: Double?
    /// By strategy.
    public let groups: [MarginStrategy]
}

extension MarginGroup: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        description = fields.text("description")
        code = fields.text("code")
        underlyingSymbol = fields.text("underlying-symbol")
        underlyingType = fields.text("underlying-type")
        marginCalculationType = fields.text("margin-calculation-type")
        marginRequirement = fields.signed("margin-requirement")
        maintenanceRequirement = fields.signed("maintenance-requirement")
        initialRequirement = fields.signed("initial-requirement")
        buyingPower = fields.signed("buying-power")
        expectedPriceRangeUpPercent = fields.estimate("expected-price-range-up-percent")
        expectedPriceRangeDownPercent = fields.estimate("expected-price-range-down-percent")
        priceIncreasePercent = fields.estimate("price-increase-percent")
        priceDecreasePercent = fields.estimate("price-decrease-percent")
        pointOfNoReturnPercent = fields.estimate("point-of-no-return-percent")
        groups = fields.records("groups", leavingOutEmpty: true) ?? []
    }
}

/// What one strategy on one underlying requires.
public struct MarginStrategy: Sendable, Equatable {
    /// The strategy, `LONG_UNDERLYING`.
    public let description: String?
    /// What is required.
    public let marginRequirement: Money?
    /// What must be kept.
    public let maintenanceRequirement: Money?
    /// What is required to open.
    public let initialRequirement: Money?
    /// What it does to buying power.
    public let buyingPower: Money?
    /// Whether an order that works is counted in.
    public let includesWorkingOrder: Bool?
    /// The positions in it.
    public let positionEntries: [MarginPositionEntry]
}

extension MarginStrategy: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        description = fields.text("description")
        marginRequirement = fields.signed("margin-requirement")
        maintenanceRequirement = fields.signed("maintenance-requirement")
        initialRequirement = fields.signed("initial-requirement")
        buyingPower = fields.signed("buying-power")
        includesWorkingOrder = fields.flag("includes-working-order")
        positionEntries = fields.records("position-entries") ?? []
    }
}

/// A position as the margin report sees it.
public struct MarginPositionEntry: Sendable, Equatable {
    /// The instrument.
    public let instrumentSymbol: String
    /// What kind it is.
    public let instrumentType: InstrumentType?
    /// How much; below zero when owed, *inferred*.
    public let quantity: Quantity?
    /// The close of the day before.
    public let closePrice: Price?
    /// The price that settles it; the venue's `NaN` is `nil`.
    public let fixingPrice: Price?
    /// The strike of an option.
    public let strikePrice: Price?
    /// Call or put.
    public let optionType: OptionKind?
    /// The day it expires.
    public let expirationDate: TradingDay?
    /// How much one contract delivers.
    public let deliverableQuantity: Quantity?
}

extension MarginPositionEntry: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        instrumentType = fields.word("instrument-type")
        quantity = fields.decimal("quantity")
        closePrice = fields.decimal("close-price")
        fixingPrice = fields.decimal("fixing-price")
        strikePrice = fields.decimal("strike-price")
        optionType = fields.word("option-type")
        expirationDate = fields.day("expiration-date")
        deliverableQuantity = fields.decimal("deliverable-quantity")
        instrumentSymbol = try fields.requiredText("instrument-symbol")
    }
}
