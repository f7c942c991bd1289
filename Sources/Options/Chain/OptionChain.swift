public import MarketModel

/// The listed options of one underlying: expirations, in each its strikes, at each strike a call and a put.
///
/// It says what exists, not what it costs: `ChainBook` joins prices to it.
public struct OptionChain: Hashable, Sendable {
    /// One option with the names it is known by.
    public struct Listing: Hashable, Sendable {
        /// The broker's symbol.
        public var symbol: String
        /// The symbol that streams.
        public var streamerSymbol: String

        /// Creates a listing.
        public init(symbol: String, streamerSymbol: String) {
            self.symbol = symbol
            self.streamerSymbol = streamerSymbol
        }
    }

    /// What is listed at one strike.
    public struct Strike: Hashable, Sendable {
        /// The strike, in points of the underlying.
        public var price: Price
        /// The call; `nil` when it is not listed.
        public var call: Listing?
        /// The put; `nil` when it is not listed.
        public var put: Listing?

        /// Creates a strike.
        public init(price: Price, call: Listing?, put: Listing?) {
            self.price = price
            self.call = call
            self.put = put
        }
    }

    /// The options of one root that expire on one day. Two roots of one day (SPX in the morning, SPXW in the evening)
    /// are two expirations.
    public struct Expiration: Hashable, Sendable {
        /// What its options share.
        public var series: OptionSeries
        /// Its strikes, lowest first.
        public var strikes: [Strike]

        /// Creates an expiration.
        public init(series: OptionSeries, strikes: [Strike]) {
            self.series = series
            self.strikes = strikes
        }
    }

    /// What the chain was asked for by: `SPX`, `AAPL`, `/ES`.
    public var underlying: String
    /// The expirations, nearest first; those of one day by the moment they settle, then by root.
    public private(set) var expirations: [Expiration]
    /// Contracts that were left out when the chain was made.
    public private(set) var exclusions: ChainExclusions

    /// Sorts contracts into a chain.
    ///
    /// Contracts with a strike that is not above zero, and every one after the first of the same series, strike and
    /// right, are left out and counted in `exclusions`.
    public init(underlying: String, _ contracts: some Sequence<(contract: OptionContract, listing: Listing)>) {
        self.underlying = underlying
        var exclusions = ChainExclusions()
        var bySeries: [OptionSeries: [Price: Strike]] = [:]
        for (contract, listing) in contracts {
            guard contract.strike > .zero else {
                exclusions.count(.strikeNotAboveZero)
                continue
            }
            var strike =
                bySeries[contract.series]?[contract.strike] ?? Strike(price: contract.strike, call: nil, put: nil)
            switch contract.right {
            case .call where strike.call == nil: strike.call = listing
            case .put where strike.put == nil: strike.put = listing
            default:
                exclusions.count(.duplicate)
                continue
            }
            bySeries[contract.series, default: [:]][contract.strike] = strike
        }
        self.exclusions = exclusions
        expirations = bySeries.map { series, strikes in
            Expiration(series: series, strikes: strikes.values.sorted { $0.price < $1.price })
        }.sorted { first, second in
            (first.series.expiration, first.series.expiresAt, first.series.root, first.series.underlying)
                < (second.series.expiration, second.series.expiresAt, second.series.root, second.series.underlying)
        }
    }

    /// The symbols its options are on, in order of text: one, or the several futures behind options on futures.
    public var underlyings: [String] { Set(expirations.map(\.series.underlying)).sorted() }

    /// Contracts in the chain.
    public var count: Int {
        expirations.reduce(0) { sum, expiration in
            expiration.strikes.reduce(sum) { $0 + ($1.call == nil ? 0 : 1) + ($1.put == nil ? 0 : 1) }
        }
    }
}
