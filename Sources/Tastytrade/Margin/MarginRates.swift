public import MarketModel

/// The margin rates of one underlying in one account. Rates are fractions: 0.5 is half.
public struct EffectiveMarginRates: Sendable, Equatable {
    /// The underlying.
    public let underlyingSymbol: String
    /// The clearing firm's name for the rule.
    public let clearingIdentifier: String?
    /// Whether the rule is withdrawn.
    public let isDeleted: Bool?
    /// To buy shares.
    public let longEquityInitial: Double?
    /// To hold shares.
    public let longEquityMaintenance: Double?
    /// To sell shares short.
    public let shortEquityInitial: Double?
    /// To owe shares.
    public let shortEquityMaintenance: Double?
    /// To sell an option uncovered, of the underlying's worth.
    public let nakedOptionStandard: Double?
    /// The least for an uncovered option, of the strike or the underlying.
    public let nakedOptionMinimum: Double?
    /// The least for an uncovered option, in dollars a contract.
    public let nakedOptionFloor: Money?
}

extension EffectiveMarginRates: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        clearingIdentifier = fields.identifier("clearing-identifier")
        isDeleted = fields.flag("is-deleted")
        longEquityInitial = fields.estimate("long-equity-initial")
        longEquityMaintenance = fields.estimate("long-equity-maintenance")
        shortEquityInitial = fields.estimate("short-equity-initial")
        shortEquityMaintenance = fields.estimate("short-equity-maintenance")
        nakedOptionStandard = fields.estimate("naked-option-standard")
        nakedOptionMinimum = fields.estimate("naked-option-minimum")
        nakedOptionFloor = fields.decimal("naked-option-floor")
        underlyingSymbol = try fields.requiredText("underlying-symbol")
    }
}

/// What the venue's margin tells everyone.
public struct MarginConfiguration: Sendable, Equatable {
    /// The rate without risk, as a fraction a year: 0.0412 is 4.12 %.
    public let riskFreeRate: Double?
}

extension MarginConfiguration: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        riskFreeRate = fields.estimate("risk-free-rate")
    }
}

/// One row of an exchange's file of risk parameters.
public struct SpanRow: Sendable, Equatable {
    /// The day of the file.
    public let fileDate: TradingDay?
    /// Which row, from zero or one as the file counts.
    public let rowIndex: Int?
    /// `CME` or `CFE`.
    public let exchange: String?
    /// The row as the exchange wrote it.
    public let rowData: String
}

extension SpanRow: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        fileDate = fields.day("file-date")
        rowIndex = fields.integer("row-index")
        exchange = fields.text("exchange")
        rowData = try fields.requiredText("row-data")
    }
}
