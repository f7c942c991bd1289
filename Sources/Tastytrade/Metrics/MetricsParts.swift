public import MarketModel

/// What the measure of liquidity is averaged from.
public struct LiquidityState: Sendable, Equatable {
    /// The sum.
    public let sum: Double?
    /// Of how many.
    public let count: Int?
    /// Since when.
    public let startedAt: Timestamp?
    /// Until when.
    public let updatedAt: Timestamp?
}

extension LiquidityState: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        sum = fields.estimate("sum")
        count = fields.integer("count")
        startedAt = fields.moment("started-at")
        updatedAt = fields.moment("updated-at")
    }
}

/// The implied volatility of one expiration.
public struct ExpirationVolatility: Sendable, Equatable {
    /// The expiration.
    public let expirationDate: TradingDay
    /// `Standard` and others.
    public let optionChainType: String?
    /// `AM` or `PM`.
    public let settlementType: String?
    /// Annual, as a fraction; `nil` when it could not be worked out.
    public let impliedVolatility: Double?
}

extension ExpirationVolatility: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        optionChainType = fields.text("option-chain-type")
        settlementType = fields.text("settlement-type")
        impliedVolatility = fields.estimate("implied-volatility")
        expirationDate = try fields.required("expiration-date", fields.day("expiration-date"))
    }
}

/// When a company reports next and what is expected.
public struct EarningsOutlook: Sendable, Equatable {
    /// Whether the venue shows it.
    public let isVisible: Bool?
    /// Whether the day is a guess.
    public let isEstimated: Bool?
    /// Above zero when the report is late.
    public let lateFlag: Int?
    /// The day.
    public let expectedReportDate: TradingDay?
    /// The end of the quarter it is about.
    public let quarterEndDate: TradingDay?
    /// What was earned a share.
    public let actualEps: Money?
    /// What is expected a share.
    public let consensusEstimate: Money?
    /// `BTO` before the open, `AMC` after the close.
    public let timeOfDay: String?
    /// When this was last changed.
    public let updatedAt: Timestamp?
}

extension EarningsOutlook: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        isVisible = fields.flag("visible")
        isEstimated = fields.flag("estimated")
        lateFlag = fields.integer("late-flag")
        expectedReportDate = fields.day("expected-report-date")
        quarterEndDate = fields.day("quarter-end-date")
        actualEps = fields.decimal("actual-eps")
        consensusEstimate = fields.decimal("consensus-estimate")
        timeOfDay = fields.text("time-of-day")
        updatedAt = fields.moment("updated-at")
    }
}

/// A dividend that was paid.
public struct DividendEvent: Sendable, Equatable {
    /// The day.
    public let day: TradingDay
    /// The amount a share.
    public let amount: Money?
}

extension DividendEvent: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        amount = fields.decimal("amount")
        day = try fields.required("occurred-date", fields.day("occurred-date"))
    }
}

/// Earnings that were reported.
public struct EarningsEvent: Sendable, Equatable {
    /// The day.
    public let day: TradingDay
    /// Earnings a share; below zero for a loss.
    public let eps: Money?
}

extension EarningsEvent: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        eps = fields.decimal("eps")
        day = try fields.required("occurred-date", fields.day("occurred-date"))
    }
}
