public import MarketModel

/// The worth of an account over one stretch of time. The venue writes these fields dasherized or in camel case.
public struct NetLiqBar: Sendable, Equatable {
    /// The worth of the positions as the stretch began.
    public let open: Money?
    /// The highest.
    public let high: Money?
    /// The lowest.
    public let low: Money?
    /// As it ended.
    public let close: Money?
    /// Cash under way as it began.
    public let pendingCashOpen: Money?
    /// The highest.
    public let pendingCashHigh: Money?
    /// The lowest.
    public let pendingCashLow: Money?
    /// As it ended.
    public let pendingCashClose: Money?
    /// The worth with the cash under way, as it began.
    public let totalOpen: Money?
    /// The highest.
    public let totalHigh: Money?
    /// The lowest.
    public let totalLow: Money?
    /// As it ended.
    public let totalClose: Money?
    /// When it began, as the venue spells it: `2026-11-16 14:30:00 UTC`, with a zone in brackets, or plain.
    public let time: String
}

extension NetLiqBar: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        open = fields.decimal(fields.spelled("open"))
        high = fields.decimal(fields.spelled("high"))
        low = fields.decimal(fields.spelled("low"))
        close = fields.decimal(fields.spelled("close"))
        pendingCashOpen = fields.decimal(fields.spelled("pending-cash-open"))
        pendingCashHigh = fields.decimal(fields.spelled("pending-cash-high"))
        pendingCashLow = fields.decimal(fields.spelled("pending-cash-low"))
        pendingCashClose = fields.decimal(fields.spelled("pending-cash-close"))
        totalOpen = fields.decimal(fields.spelled("total-open"))
        totalHigh = fields.decimal(fields.spelled("total-high"))
        totalLow = fields.decimal(fields.spelled("total-low"))
        totalClose = fields.decimal(fields.spelled("total-close"))
        time = try fields.required(fields.spelled("time"), fields.text(fields.spelled("time")))
    }
}
