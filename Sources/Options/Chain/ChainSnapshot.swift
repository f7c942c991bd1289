public import MarketModel

/// A price of the underlying and how old it is.
public struct UnderlyingSnapshot: Hashable, Sendable {
    /// The symbol.
    public var symbol: String
    /// The price: halfway between bid and ask where both are known, else the last trade.
    public var price: Price
    /// How old it is.
    public var age: Duration

    /// Creates a snapshot.
    public init(symbol: String, price: Price, age: Duration) {
        self.symbol = symbol
        self.price = price
        self.age = age
    }
}

/// One strike at one moment.
public struct StrikeSnapshot: Hashable, Sendable {
    /// The strike, in points of the underlying.
    public var price: Price
    /// The call; `nil` when it is not listed.
    public var call: ContractSnapshot?
    /// The put; `nil` when it is not listed.
    public var put: ContractSnapshot?

    /// Creates a strike.
    public init(price: Price, call: ContractSnapshot?, put: ContractSnapshot?) {
        self.price = price
        self.call = call
        self.put = put
    }

    /// The option of this right, when it is listed.
    public subscript(_ right: OptionRight) -> ContractSnapshot? { right == .call ? call : put }
}

/// One expiration at one moment. What is not known is `nil`.
public struct ExpirationSnapshot: Hashable, Sendable {
    /// What its options share: settlement in the morning or evening, style, multiplier.
    public var series: OptionSeries
    /// Calendar days to the expiration on the clock of New York.
    public var daysToExpiration: Int
    /// Time to settlement in years of 365 days; zero once expired.
    public var years: Double
    /// The underlying's price.
    public var underlying: UnderlyingSnapshot?
    /// The forward and the rate, with where they come from.
    public var forward: ForwardEstimate?
    /// Volatility at the forward, annual, as a fraction; `nil` when the nearest fit strike is more than half a
    /// standard deviation away.
    public var atTheMoneyVolatility: Double?
    /// What the market expects the price to move until expiry, either way, in points: the mean absolute move, which is
    /// what a straddle at the forward is worth undiscounted.
    public var expectedMove: Double?
    /// From one standard deviation below the forward to one above, in points, lognormally.
    public var oneStandardDeviation: ClosedRange<Double>?
    /// The strikes, lowest first.
    public var strikes: [StrikeSnapshot]
    /// Contracts whose prices were left out, by reason.
    public var exclusions: ChainExclusions

    /// Creates an expiration about which nothing is known yet.
    public init(series: OptionSeries, daysToExpiration: Int, years: Double, strikes: [StrikeSnapshot] = []) {
        self.series = series
        self.daysToExpiration = daysToExpiration
        self.years = years
        self.strikes = strikes
        exclusions = ChainExclusions()
    }

    /// The option of a strike and right, when it is listed; found in logarithmic time.
    public func contract(_ right: OptionRight, _ strike: Price) -> ContractSnapshot? {
        var low = 0
        var high = strikes.count
        while low < high {
            let middle = (low + high) / 2
            if strikes[middle].price < strike { low = middle + 1 } else { high = middle }
        }
        return low < strikes.count && strikes[low].price == strike ? strikes[low][right] : nil
    }

    /// All options of one right, lowest strike first.
    public func contracts(_ right: OptionRight) -> [ContractSnapshot] { strikes.compactMap { $0[right] } }
}

/// A chain at one moment: what is listed, what it costs, what the model makes of it.
public struct ChainSnapshot: Hashable, Sendable {
    /// What the chain was asked for by.
    public var underlying: String
    /// The moment it shows.
    public var moment: Timestamp
    /// The underlying's price, of the nearest expiration's underlying for options on futures.
    public var underlyingPrice: UnderlyingSnapshot?
    /// The expirations, nearest first.
    public var expirations: [ExpirationSnapshot]
    /// Contracts left out: of the chain when it was made, and for their prices now.
    public var exclusions: ChainExclusions

    /// Creates a snapshot.
    public init(
        underlying: String, moment: Timestamp, underlyingPrice: UnderlyingSnapshot?,
        expirations: [ExpirationSnapshot], exclusions: ChainExclusions
    ) {
        self.underlying = underlying
        self.moment = moment
        self.underlyingPrice = underlyingPrice
        self.expirations = expirations
        self.exclusions = exclusions
    }
}
