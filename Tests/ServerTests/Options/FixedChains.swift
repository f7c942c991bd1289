import Live
import MarketModel
import Options

/// One European chain with quotes from a flat market, at a moment that stands still.
final class FixedChains: ChainProvider {
    static let moment = Timestamp("2026-11-20T16:00:00Z")!
    static let expiry = TradingDay(year: 2026, month: 12, day: 18)!
    static let far = TradingDay(year: 2027, month: 1, day: 15)!
    static let spot = 6800.0
    static let volatility = 0.15
    static let strikes = Array(stride(from: 6000, through: 7600, by: 25))

    private struct State {
        var spot = FixedChains.spot
        var isQuoted = true
        var feed = FeedHealth.State.live
        var readings = 0
    }

    private let state = Lock(State())

    let chain: OptionChain
    private let moment: Timestamp

    /// A chain that stands still at a moment.
    init(at moment: Timestamp = FixedChains.moment, expirations: [TradingDay] = [FixedChains.expiry, FixedChains.far]) {
        self.moment = moment
        chain = OptionChain(
            underlying: "SPX",
            expirations.flatMap { day in
                Self.strikes.flatMap { strike in
                    OptionRight.allCases.map { right in
                        let contract = OptionContract(
                            series: OptionRoot.named("SPXW").series(expiring: day), right: right,
                            strike: Price(billionths: Int64(strike) * 1_000_000_000))
                        return (
                            contract: contract,
                            listing: OptionChain.Listing(symbol: "\(contract)", streamerSymbol: Self.name(contract))
                        )
                    }
                }
            })
    }

    private static func name(_ contract: OptionContract) -> String {
        ".\(contract.series.expiration)\(contract.right.rawValue)\(contract.strike)"
    }

    /// How often the chain was read.
    var readings: Int { state.withLock { $0.readings } }

    func moveSpot(to spot: Double) { state.withLock { $0.spot = spot } }
    func takeQuotesAway() { state.withLock { $0.isQuoted = false } }
    func setFeed(_ feed: FeedHealth.State) { state.withLock { $0.feed = feed } }

    func chain(_ text: String, at now: Timestamp) async throws(SymbolRefusal) -> OptionChain {
        guard text.uppercased() == "SPX" else { throw SymbolRefusal(message: "'\(text)' has no options here") }
        return chain
    }

    func read(
        _ underlying: String, _ selection: ChainSelection, at now: Timestamp
    ) throws(SymbolRefusal) -> ChainReading {
        let now = moment
        let state = state.withLock { state in
            state.readings += 1
            return state
        }
        let shown = chain.expirations.filter { expiration in
            switch selection.expirations {
            case .only(let keys): keys.contains(ExpirationKey(expiration.series))
            case .nearest, .days: true
            }
        }
        let each = selection.strikesEachSide ?? Self.strikes.count
        let centre = Self.strikes.firstIndex { Double($0) >= Self.spot } ?? 0
        let band = max(0, centre - each)...min(Self.strikes.count - 1, centre + each)
        let contracts = shown.flatMap { expiration in
            expiration.strikes[band].flatMap { strike in
                [(OptionRight.call, strike.call), (.put, strike.put)].compactMap { right, listing in
                    listing.map {
                        (
                            contract: OptionContract(series: expiration.series, right: right, strike: strike.price),
                            listing: $0
                        )
                    }
                }
            }
        }
        var book = ChainBook(OptionChain(underlying: "SPX", contracts), policy: ChainPolicy(rates: .flat(0.04)))
        for (contract, listing) in contracts where state.isQuoted {
            guard case .contract(let index)? = book.instrument(streaming: listing.streamerSymbol) else { continue }
            let price = BlackScholes.price(
                PricingInputs(
                    right: contract.right, underlying: state.spot, strike: contract.strike.doubleValue,
                    years: contract.series.years(at: now), rate: 0.04, dividendYield: 0.01, volatility: Self.volatility)
            )
            let cents = Int64((price * 100).rounded())
            book.setQuote(
                ContractQuote(
                    bid: Price(billionths: max(0, cents - 5) * 10_000_000),
                    ask: Price(billionths: (cents + 5) * 10_000_000),
                    bidSize: Quantity(whole: 10), askSize: Quantity(whole: 12), time: now - .seconds(1)), of: index)
        }
        book.setUnderlying(Price(billionths: Int64(state.spot * 1e9)), at: now - .milliseconds(200))
        var health = ChainHealth(watched: contracts.count, quoted: state.isQuoted ? contracts.count : 0)
        health.feed.state = state.feed
        return ChainReading(snapshot: book.snapshot(at: now), health: health)
    }
}
