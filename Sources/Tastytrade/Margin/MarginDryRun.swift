public import MarketModel

/// What an order would do to the requirement. The venue describes this answer only in part and advises the dry run of
/// an order instead.
public struct MarginDryRun: Sendable, Equatable {
    /// The result.
    public let lastResults: MarginResult?
    /// The orders that were judged, as the venue sent them.
    public let orders: VerbatimJSON?
}

extension MarginDryRun: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        lastResults = fields.record("last-results")
        orders = fields.verbatim("orders")
    }
}

/// The result of one margin calculation. Amounts are signed: credit above zero, debit below.
public struct MarginResult: Sendable, Equatable {
    /// What was judged.
    public let code: String?
    /// What is required.
    public let marginRequirement: Money?
    /// What must be kept.
    public let maintenanceRequirement: Money?
    /// What it does to buying power.
    public let buyingPowerImpact: Money?
    /// What is required before adjustments.
    public let baseMarginRequirement: Money?
    /// What cash takes off.
    public let cashAdjustment: Money?
    /// What working orders require.
    public let workingMargin: Money?
    /// What positions require.
    public let positionMargin: Money?
    /// The results by underlying, as the venue sent them.
    public let groupResults: VerbatimJSON?
}

extension MarginResult: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        code = fields.text("code")
        marginRequirement = fields.signed("margin-requirement")
        maintenanceRequirement = fields.signed("maintenance-requirement")
        buyingPowerImpact = fields.signed("buying-power-impact")
        baseMarginRequirement = fields.signed("base-margin-requirement")
        cashAdjustment = fields.signed("cash-adjustment")
        workingMargin = fields.signed("working-margin")
        positionMargin = fields.signed("position-margin")
        groupResults = fields.verbatim("group-results")
    }
}
