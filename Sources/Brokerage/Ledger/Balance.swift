public import MarketModel

/// What an account is worth and what it may spend. Values are signed: what is owed lies below zero.
public struct Balance: Hashable, Sendable, Codable {
    /// The account.
    public var account: String
    /// Dollars, below zero when borrowed.
    public var cash: Money = .zero
    /// Cash, what positions are worth and the profit of futures since their last settlement.
    public var netLiq: Money = .zero
    /// Cash and shares: what margin rules count as the customer's own.
    public var marginEquity: Money = .zero
    /// What can be spent on shares.
    public var equityBuyingPower: Money = .zero
    /// What can be spent on options and futures.
    public var derivativeBuyingPower: Money = .zero
    /// Buying power that options and futures and working orders hold.
    public var usedDerivativeBuyingPower: Money = .zero
    /// What must be held to open.
    public var initialRequirement: Money = .zero
    /// What must be held to keep.
    public var maintenanceRequirement: Money = .zero
    /// What futures and options on them need.
    public var futuresRequirement: Money = .zero
    /// What coins need: they are paid in full.
    public var cryptoRequirement: Money = .zero
    /// Buying power held by orders that still work.
    public var workingOrders: Money = .zero
    /// Profit of futures since their last settlement, open and closed.
    public var intradayFutures: Money = .zero
    /// Worth of shares held, above zero.
    public var longEquity: Money = .zero
    /// Worth of shares owed, above zero.
    public var shortEquity: Money = .zero
    /// Worth of options on stocks held.
    public var longOptions: Money = .zero
    /// Worth of options on stocks owed.
    public var shortOptions: Money = .zero
    /// Of `longOptions`, those on indices.
    public var longIndexOptions: Money = .zero
    /// Of `shortOptions`, those on indices.
    public var shortIndexOptions: Money = .zero
    /// Notional worth of futures bought.
    public var longFutures: Money = .zero
    /// Notional worth of futures sold.
    public var shortFutures: Money = .zero
    /// Worth of options on futures held.
    public var longFutureOptions: Money = .zero
    /// Worth of options on futures owed.
    public var shortFutureOptions: Money = .zero
    /// Worth of coins held.
    public var longCrypto: Money = .zero
    /// When.
    public var updatedAt: Timestamp

    init(account: String, at moment: Timestamp) {
        self.account = account
        updatedAt = moment
    }
}
