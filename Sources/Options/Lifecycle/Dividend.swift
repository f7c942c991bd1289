public import MarketModel

/// A cash dividend.
public struct Dividend: Hashable, Sendable {
    /// The first day on which a buyer of the shares does not get it.
    public let exDay: TradingDay
    /// Dollars per share.
    public let amount: Price

    /// Creates a dividend.
    public init(exDay: TradingDay, amount: Price) {
        self.exDay = exDay
        self.amount = amount
    }

    /// What shares held at the close before `exDay` receive, above zero, or owe when they are short.
    public func cash(forShares shares: Quantity) -> Money { Money(amount, times: shares) }

    /// The last session on which an early exercise still gets the dividend.
    public var lastExerciseDay: TradingDay {
        ExchangeCalendar.nyse.previousSession(before: exDay)?.day ?? exDay.advanced(by: -1)
    }
}
