public import MarketModel

/// What all options of one root and one expiration share.
public struct OptionSeries: Hashable, Sendable {
    /// The broker's symbol of what the options are on: `SPX`, `AAPL`, `/ESZ6`.
    public var underlying: String
    /// The option root, which need not be the underlying's symbol: `SPXW`, `EW4`.
    public var root: String
    /// The expiration day.
    public var expiration: TradingDay
    /// The cycle it belongs to.
    public var kind: ExpirationKind
    /// When it may be exercised.
    public var style: ExerciseStyle
    /// When its worth is fixed on the expiration day.
    public var settlement: SettlementTime
    /// What changes hands at exercise.
    public var delivery: Delivery
    /// Dollars per point of one contract: 100 for most options on stocks, 50 for those on /ES.
    public var multiplier: Quantity
    /// The moment its worth is fixed: time to expiry runs until here.
    public var expiresAt: Timestamp
    /// When its trading ends, at `expiresAt` or before.
    public var stopsTradingAt: Timestamp
    /// The month in the name of an option on a future, which need not be its future's; `nil` for others.
    public var contractMonth: ContractMonth?

    /// Creates a series from all that is known of it.
    public init(
        underlying: String, root: String, expiration: TradingDay, kind: ExpirationKind, style: ExerciseStyle,
        settlement: SettlementTime, delivery: Delivery, multiplier: Quantity, expiresAt: Timestamp,
        stopsTradingAt: Timestamp, contractMonth: ContractMonth? = nil
    ) {
        self.underlying = underlying
        self.root = root
        self.expiration = expiration
        self.kind = kind
        self.style = style
        self.settlement = settlement
        self.delivery = delivery
        self.multiplier = multiplier
        self.expiresAt = expiresAt
        self.stopsTradingAt = stopsTradingAt
        self.contractMonth = contractMonth
    }

    /// Whether the options are on a future, so that the underlying has no cost of carry (Black-76).
    public var isOnFuture: Bool { delivery == .future }

    /// Time to expiry in years of 365 days, to the nanosecond; zero once expired.
    public func years(at moment: Timestamp) -> Double {
        max(0, Double(expiresAt.nanoseconds - moment.nanoseconds) / (365 * 86_400 * 1e9))
    }

    /// Calendar days from a day in the exchange's time to the expiration; negative once expired.
    public func daysToExpiration(from day: TradingDay) -> Int { day.distance(to: expiration) }
}
