public import MarketModel

/// How well a figure is known.
public enum FigureMark: String, Sendable, CaseIterable {
    /// Read from the broker's or regulator's own page.
    case sourced
    /// From second-hand knowledge; verify it before relying on it.
    case inferred
}

/// A rate that holds from a day on until the next one of its table.
public struct DatedRate: Hashable, Sendable {
    /// The first day it holds.
    public let from: TradingDay
    /// The rate, in dollars per whatever the table counts.
    public let rate: Price
    /// The most that one trade pays, where there is a limit.
    public let cap: Money?
    /// How well it is known.
    public let mark: FigureMark

    /// Creates a rate.
    public init(from: TradingDay, rate: Price, cap: Money? = nil, mark: FigureMark) {
        self.from = from
        self.rate = rate
        self.cap = cap
        self.mark = mark
    }
}

/// A table of rates by date.
public struct DatedRates: Hashable, Sendable {
    /// By rising first day.
    public let rates: [DatedRate]

    /// Creates a table, in any order.
    public init(_ rates: [DatedRate]) { self.rates = rates.sorted { $0.from < $1.from } }

    /// The rate in force on a day; `nil` before the first one known.
    public func rate(on day: TradingDay) -> DatedRate? { rates.last { $0.from <= day } }
}
