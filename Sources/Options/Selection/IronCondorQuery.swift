public import MarketModel

/// Which iron condor is wanted: a short put and a short call of one delta, each with a long option farther out.
public struct IronCondorQuery: Hashable, Sendable {
    /// The expiration.
    public var expiration: ExpirationQuery
    /// The magnitude of the short options' deltas: 0.10.
    public var delta: Double
    /// How far off that a short option's delta may be.
    public var tolerance: Double
    /// How far from the short the long options are, in points.
    public var wing: Price
    /// What wins of two strikes equally near.
    public var tieBreak: StrikeQuery.TieBreak
    /// What the quotes of the short options must offer.
    public var shortFilter: LiquidityFilter
    /// What the quotes of the long options must offer: a bid of zero does for what is only bought.
    public var longFilter: LiquidityFilter
    /// Condors opened at once, above zero: fees may have a limit per leg.
    public var quantity: Int
    /// What is charged.
    public var fees: FeeSchedule
    /// The account that it is opened in.
    public var account: AccountKind
    /// What a margin account asks for.
    public var margin: MarginRules

    /// Creates a query.
    public init(
        expiration: ExpirationQuery, delta: Double, wing: Price, tolerance: Double = 0.05,
        tieBreak: StrikeQuery.TieBreak = .fartherOut, shortFilter: LiquidityFilter = LiquidityFilter(),
        longFilter: LiquidityFilter = LiquidityFilter(allowsZeroBid: true), quantity: Int = 1,
        fees: FeeSchedule = .tastytrade, account: AccountKind = .margin, margin: MarginRules = .regulationT
    ) {
        self.expiration = expiration
        self.delta = delta
        self.wing = wing
        self.tolerance = tolerance
        self.tieBreak = tieBreak
        self.shortFilter = shortFilter
        self.longFilter = longFilter
        self.quantity = quantity
        self.fees = fees
        self.account = account
        self.margin = margin
    }
}
