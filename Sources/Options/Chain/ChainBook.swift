public import MarketModel

/// How a `ChainBook` judges and values what it is given.
public struct ChainPolicy: Hashable, Sendable {
    /// Quotes older than this are stale.
    public var quoteAgeLimit: Duration
    /// Feed Greeks older than this give way to the model's.
    public var greeksAgeLimit: Duration
    /// The rates for expirations whose own quotes do not tell.
    public var rates: RateCurve
    /// Whether the feed's Greeks are used at all.
    public var usesFeedGreeks: Bool
    /// Dividends of the underlying that are known to come; they count where no parity tells the forward.
    public var dividends: [ExpectedDividend]

    /// Creates a policy.
    public init(
        quoteAgeLimit: Duration = .seconds(300), greeksAgeLimit: Duration = .seconds(300),
        rates: RateCurve = .flat(0), usesFeedGreeks: Bool = true, dividends: [ExpectedDividend] = []
    ) {
        self.quoteAgeLimit = quoteAgeLimit
        self.greeksAgeLimit = greeksAgeLimit
        self.rates = rates
        self.usesFeedGreeks = usesFeedGreeks
        self.dividends = dividends
    }
}

/// Joins live prices to a chain and shows it at any moment.
///
/// ```swift
/// var book = ChainBook(chain)
/// if let instrument = book.instrument(streaming: ".SPY261120C680") {
///     book.take(.quote(quote), for: instrument, receivedAt: batch.receivedAt)
/// }
/// let now = book.snapshot(at: clock.now)
/// ```
///
/// Updates cost an array access each. The book holds one value of each kind for a contract, the newest.
public struct ChainBook: Sendable {
    /// The chain that prices are joined to.
    public let chain: OptionChain
    /// The symbols its options are on, one or several futures; `ChainInstrument.underlying` counts in them.
    public let underlyings: [String]
    /// How quotes are judged and contracts valued.
    public var policy: ChainPolicy
    /// Contracts of this underlying that never reached the chain; the caller counts them, snapshots report them.
    public var unlisted = ChainExclusions()
    /// By contract, in the order of the chain: expirations, strikes, call before put.
    var states: [ContractState]
    var underlyingStates: [UnderlyingState]
    private let instruments: [String: ChainInstrument]

    /// Creates a book without prices.
    public init(_ chain: OptionChain, policy: ChainPolicy = ChainPolicy()) {
        self.chain = chain
        self.policy = policy
        underlyings = chain.underlyings
        var instruments: [String: ChainInstrument] = [:]
        var count = 0
        for expiration in chain.expirations {
            for strike in expiration.strikes {
                for listing in [strike.call, strike.put] {
                    guard let listing else { continue }
                    instruments[listing.streamerSymbol] = .contract(count)
                    count += 1
                }
            }
        }
        for (index, symbol) in underlyings.enumerated() { instruments[symbol] = .underlying(index) }
        self.instruments = instruments
        states = Array(repeating: ContractState(), count: count)
        underlyingStates = Array(repeating: UnderlyingState(), count: underlyings.count)
    }

    /// What a streaming symbol stands for here: a contract, or an underlying by the symbol its series name; `nil` for
    /// symbols of other chains.
    public func instrument(streaming symbol: String) -> ChainInstrument? { instruments[symbol] }

    /// Takes one event of the market. Kinds that a chain has no use for change nothing.
    ///
    /// - Parameters:
    ///   - receivedAt: When it was received: the feed rarely says when a quote is from.
    public mutating func take(_ event: MarketEvent, for instrument: ChainInstrument, receivedAt: Timestamp) {
        switch instrument {
        case .contract(let index): takeContract(event, index, receivedAt)
        case .underlying(let index): takeUnderlying(event, index, receivedAt)
        }
    }

    /// Replaces the quote of a contract.
    public mutating func setQuote(_ quote: ContractQuote?, of contract: Int) { states[contract].quote = quote }

    /// Replaces the last trade and the day's volume of a contract.
    public mutating func setTrade(last: Price?, volume: Double?, of contract: Int) {
        states[contract].last = last
        states[contract].volume = volume
    }

    /// Replaces the open interest of a contract.
    public mutating func setOpenInterest(_ openInterest: Int64?, of contract: Int) {
        states[contract].openInterest = openInterest
    }

    /// Replaces the feed's volatility and Greeks of a contract.
    public mutating func setFeedValuation(_ valuation: FeedValuation?, of contract: Int) {
        states[contract].feed = valuation
        states[contract].feedIsNotANumber = false
    }

    /// Replaces the price of an underlying.
    public mutating func setUnderlying(_ price: Price, at time: Timestamp, of index: Int = 0) {
        underlyingStates[index] = UnderlyingState(price: price, time: time)
    }

    private mutating func takeContract(_ event: MarketEvent, _ index: Int, _ receivedAt: Timestamp) {
        switch event {
        case .quote(let quote):
            states[index].quote = ContractQuote(
                bid: quote.bidPrice, ask: quote.askPrice, bidSize: quote.bidSize, askSize: quote.askSize,
                time: receivedAt)
        case .trade(let trade), .tradeETH(let trade):
            states[index].last = trade.price ?? states[index].last
            if trade.dayVolume.isFinite { states[index].volume = trade.dayVolume }
        case .summary(let summary): states[index].openInterest = summary.openInterest
        case .greeks(let greeks):
            if let valuation = FeedValuation(greeks, receivedAt: receivedAt) {
                setFeedValuation(valuation, of: index)
            } else {
                states[index].feed = nil
                states[index].feedIsNotANumber = true
            }
        default: break
        }
    }

    private mutating func takeUnderlying(_ event: MarketEvent, _ index: Int, _ receivedAt: Timestamp) {
        switch event {
        case .quote(let quote):
            guard let bid = quote.bidPrice, let ask = quote.askPrice, bid <= ask, bid > .zero else { return }
            let middle = Price(billionths: bid.billionths + (ask.billionths - bid.billionths) / 2)
            underlyingStates[index] = UnderlyingState(price: middle, time: receivedAt, isFromQuote: true)
        case .trade(let trade), .tradeETH(let trade):
            let state = underlyingStates[index]
            guard let price = trade.price,
                !state.isFromQuote || receivedAt - state.time > policy.quoteAgeLimit
            else { return }
            underlyingStates[index] = UnderlyingState(price: price, time: receivedAt)
        default: break
        }
    }
}
