import MarketModel
import Options

/// A small European chain with prices from one known market.
struct SampleChain {
    static let day = TradingDay(daysSince1970: 20_000)  // 2024-10-04, a Friday
    static let expiration = day.advanced(by: 28)
    let moment = USTimeZone.eastern.moment(SampleChain.day, 12)
    let rate = 0.045
    let dividendYield = 0.013
    let spot = 5700.0
    let series = OptionRoot.named("SPXW").series(expiring: SampleChain.expiration)
    let strikes: [Int]

    init(strikes: [Int] = Array(stride(from: 4800, through: 6050, by: 25))) { self.strikes = strikes }

    /// A skewed volatility that depends on the strike alone.
    func volatility(_ strike: Int) -> Double {
        let distance = Double(strike) / spot - 1
        return 0.15 - 0.35 * distance + 0.9 * distance * distance
    }

    func price(_ right: OptionRight, _ strike: Int) -> Double { valuation(right, strike).price }

    func valuation(_ right: OptionRight, _ strike: Int) -> OptionValuation {
        BlackScholes.valuation(
            PricingInputs(
                right: right, underlying: spot, strike: Double(strike), years: series.years(at: moment), rate: rate,
                dividendYield: dividendYield, volatility: volatility(strike)))
    }

    static func listing(_ right: OptionRight, _ strike: Int) -> OptionChain.Listing {
        OptionChain.Listing(
            symbol: "SPXW \(right.rawValue)\(strike)", streamerSymbol: ".SPXW\(right.rawValue)\(strike)")
    }

    var chain: OptionChain {
        OptionChain(
            underlying: "SPX",
            strikes.flatMap { strike in
                OptionRight.allCases.map { right in
                    (
                        contract: OptionContract(series: series, right: right, strike: Self.price(Double(strike))),
                        listing: Self.listing(right, strike)
                    )
                }
            })
    }

    /// The book with a quote of width `spread` around every price.
    func book(spread: Double = 0.1, policy: ChainPolicy = ChainPolicy()) -> ChainBook {
        var book = ChainBook(chain, policy: policy)
        for strike in strikes {
            for right in OptionRight.allCases {
                let middle = price(right, strike)
                setQuote(in: &book, right, strike, bid: middle - spread / 2, ask: middle + spread / 2)
            }
        }
        book.setUnderlying(Self.price(spot), at: moment)
        return book
    }

    func setQuote(
        in book: inout ChainBook, _ right: OptionRight, _ strike: Int, bid: Double?, ask: Double?,
        age: Duration = .zero
    ) {
        guard case .contract(let index)? = book.instrument(streaming: Self.listing(right, strike).streamerSymbol) else {
            return
        }
        book.setQuote(
            ContractQuote(bid: bid.map(Self.price), ask: ask.map(Self.price), time: moment - age), of: index)
    }

    static func price(_ value: Double) -> Price { Price(billionths: Int64((value * 1e9).rounded())) }
}
