public import MarketModel

/// The hours of one trading session.
public struct MarketSession: Sendable, Equatable {
    /// Whose hours these are: `Equity`, `CME`, `CFE`.
    public let instrumentCollection: String?
    /// The day it belongs to; told for the next and the previous session of a current one.
    public let sessionDate: TradingDay?
    /// When it begins: before the market, or the start of Globex.
    public let startAt: Timestamp?
    /// When regular hours begin.
    public let openAt: Timestamp?
    /// When regular hours end.
    public let closeAt: Timestamp?
    /// When trading after hours ends.
    public let closeAtExt: Timestamp?
}

extension MarketSession: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        instrumentCollection = fields.text("instrument-collection")
        sessionDate = fields.day("session-date")
        startAt = fields.moment("start-at")
        openAt = fields.moment("open-at")
        closeAt = fields.moment("close-at")
        closeAtExt = fields.moment("close-at-ext")
    }
}

/// The session of now. While the market is closed the times may be those of the coming session, or absent.
public struct CurrentMarketSession: Sendable, Equatable {
    /// Whose hours these are: `Equity`, `CME`, `CFE`.
    public let instrumentCollection: String?
    /// How the market stands now; what is not known is not open.
    public let state: SessionState?
    /// When it begins: before the market, or the start of Globex.
    public let startAt: Timestamp?
    /// When regular hours begin.
    public let openAt: Timestamp?
    /// When regular hours end.
    public let closeAt: Timestamp?
    /// When trading after hours ends.
    public let closeAtExt: Timestamp?
    /// The next one.
    public let nextSession: MarketSession?
    /// The one before.
    public let previousSession: MarketSession?
}

extension CurrentMarketSession: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        instrumentCollection = fields.text("instrument-collection")
        state = fields.word("state")
        startAt = fields.moment("start-at")
        openAt = fields.moment("open-at")
        closeAt = fields.moment("close-at")
        closeAtExt = fields.moment("close-at-ext")
        nextSession = fields.record("next-session")
        previousSession = fields.record("previous-session")
    }
}

/// The days on which a market is closed or closes early.
public struct MarketCalendar: Sendable, Equatable {
    /// Days without trading.
    public let marketHolidays: [TradingDay]
    /// Days that close early.
    public let marketHalfDays: [TradingDay]
}

extension MarketCalendar: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        marketHolidays = fields.days("market-holidays") ?? []
        marketHalfDays = fields.days("market-half-days") ?? []
    }
}
