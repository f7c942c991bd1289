public import MarketModel

/// A backtest of the venue's service.
public struct Backtest: Sendable, Equatable {
    /// Its identifier.
    public let id: String
    /// How far it is.
    public let status: BacktestStatus?
    /// How far, 0 to 1.
    public let progress: Double?
    /// Seconds it will take still.
    public let secondsLeft: Double?
    /// The underlying.
    public let symbol: String?
    /// The first day.
    public let startDate: TradingDay?
    /// The last day.
    public let endDate: TradingDay?
    /// The legs, as they were asked for.
    public let legs: VerbatimJSON?
    /// When trades begin, as it was asked for.
    public let entryConditions: VerbatimJSON?
    /// When trades end, as it was asked for.
    public let exitConditions: VerbatimJSON?
    /// The service's figures, as it sent them.
    public let statistics: VerbatimJSON?
    /// The trades.
    public let trials: [BacktestTrial]
    /// The course of profit.
    public let snapshots: [BacktestSnapshot]
    /// What the service remarks.
    public let notices: [String]
}

extension Backtest: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        status = fields.word("status")
        progress = fields.estimate("progress")
        secondsLeft = fields.estimate("ETA")
        symbol = fields.text("symbol")
        startDate = fields.day("startDate")
        endDate = fields.day("endDate")
        legs = fields.verbatim("legs")
        entryConditions = fields.verbatim("entryConditions")
        exitConditions = fields.verbatim("exitConditions")
        statistics = fields.verbatim("statistics")
        trials = fields.records("trials") ?? []
        snapshots = fields.records("snapshots") ?? []
        notices = fields.texts("notices") ?? []
        id = try fields.required("id", fields.identifier("id"))
    }
}

/// One trade of a backtest.
public struct BacktestTrial: Sendable, Equatable {
    /// When it began.
    public let openDateTime: Timestamp?
    /// When it ended.
    public let closeDateTime: Timestamp?
    /// What it brought; below zero for a loss.
    public let profitLoss: Money?
}

extension BacktestTrial: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        openDateTime = fields.moment("openDateTime")
        closeDateTime = fields.moment("closeDateTime")
        profitLoss = fields.decimal("profitLoss")
    }
}

/// Profit at one moment of a backtest.
public struct BacktestSnapshot: Sendable, Equatable {
    /// When.
    public let dateTime: Timestamp
    /// Profit so far; below zero for a loss.
    public let profitLoss: Money?
    /// The underlying's price.
    public let underlyingPrice: Price?
}

extension BacktestSnapshot: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        profitLoss = fields.decimal("profitLoss")
        underlyingPrice = fields.decimal("underlyingPrice")
        dateTime = try fields.required("dateTime", fields.moment("dateTime"))
    }
}

/// From when to when an underlying can be tested.
public struct BacktestRange: Sendable, Equatable {
    /// The underlying.
    public let symbol: String
    /// The first day.
    public let startDate: TradingDay?
    /// The last day.
    public let endDate: TradingDay?
}

extension BacktestRange: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        startDate = fields.day("startDate")
        endDate = fields.day("endDate")
        symbol = try fields.requiredText("symbol")
    }
}

/// The price of a simulated trade at one moment.
public struct SimulatedTradePoint: Sendable, Equatable {
    /// When.
    public let dateTime: Timestamp
    /// What opening it pays or costs: a credit above zero, a debit below.
    public let price: Money?
    /// The underlying's price.
    public let underlyingPrice: Price?
    /// Its delta.
    public let delta: Double?
}

extension SimulatedTradePoint: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        price = fields.signed("price", effect: "effect")
        underlyingPrice = fields.decimal("underlyingPrice")
        delta = fields.estimate("delta")
        dateTime = try fields.required("dateTime", fields.moment("dateTime"))
    }
}
