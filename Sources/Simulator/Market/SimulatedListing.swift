public import MarketModel

/// An instrument the simulator lists: what its REST side tells and its market trades.
public struct SimulatedListing: Sendable, Equatable {
    /// What kind of instrument it is.
    public enum Kind: Sendable, Equatable {
        /// A futures contract, with its expiration.
        case future(FutureTerms)
        /// A share or fund; the text is its listed market's code, such as `XNAS`.
        case equity(listedMarket: String, isETF: Bool)
    }

    /// What only a futures contract has.
    public struct FutureTerms: Sendable, Equatable {
        /// The product without slash: `ES`.
        public var product: String
        /// Where it streams: `XCME`, `XCBT`, `XCEC`, `XNYM`.
        public var streamerExchange: String
        /// Product group in the venue's words, such as `CME_ES`.
        public var productGroup: String
        /// Market sector, such as `Equity Index`.
        public var sector: String
        /// The last day of trading, also given as the expiration.
        public var expiration: TradingDay
        /// Whether it is the product's active month.
        public var isActiveMonth: Bool

        /// Creates the terms.
        public init(
            product: String, streamerExchange: String, productGroup: String, sector: String,
            expiration: TradingDay, isActiveMonth: Bool
        ) {
            self.product = product
            self.streamerExchange = streamerExchange
            self.productGroup = productGroup
            self.sector = sector
            self.expiration = expiration
            self.isActiveMonth = isActiveMonth
        }
    }

    /// tastytrade's symbol: `/ESZ6`, `SPY`.
    public var symbol: String
    /// The feed's symbol: `/ESZ26:XCME`, `SPY`.
    public var streamerSymbol: String
    /// What it is, for people.
    public var description: String
    /// The smallest step of its price.
    public var tick: Price
    /// Currency per full point of one unit: 50 for the E-mini S&P 500, 1 for a share.
    public var multiplier: Quantity
    /// Future or equity.
    public var kind: Kind

    /// Creates a listing.
    public init(
        symbol: String, streamerSymbol: String, description: String, tick: Price,
        multiplier: Quantity = Quantity(whole: 1), kind: Kind
    ) {
        self.symbol = symbol
        self.streamerSymbol = streamerSymbol
        self.description = description
        self.tick = tick
        self.multiplier = multiplier
        self.kind = kind
    }
}
