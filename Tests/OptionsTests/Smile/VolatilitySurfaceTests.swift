import MarketModel
import Options
import Testing

struct VolatilitySurfaceTests {
    /// A chain of flat volatilities, one for each expiration after so many days.
    private func snapshot(_ expirations: [(days: Int, volatility: Double)]) -> ChainSnapshot {
        let moment = USTimeZone.eastern.moment(SampleChain.day, 12)
        var contracts: [(contract: OptionContract, listing: OptionChain.Listing)] = []
        var quotes: [(symbol: String, price: Double)] = []
        for (days, volatility) in expirations {
            let series = OptionRoot.named("SPXW").series(expiring: SampleChain.day.advanced(by: days))
            for strike in stride(from: 5300.0, through: 6000, by: 25) {
                for right in OptionRight.allCases {
                    let symbol = "\(days) \(right.rawValue) \(strike)"
                    contracts.append(
                        (
                            OptionContract(series: series, right: right, strike: SampleChain.price(strike)),
                            OptionChain.Listing(symbol: symbol, streamerSymbol: symbol)
                        ))
                    let inputs = PricingInputs(
                        right: right, underlying: 5700, strike: strike, years: series.years(at: moment), rate: 0.04,
                        dividendYield: 0.01, volatility: volatility)
                    quotes.append((symbol, BlackScholes.price(inputs)))
                }
            }
        }
        var book = ChainBook(OptionChain(underlying: "SPX", contracts))
        book.setUnderlying(SampleChain.price(5700), at: moment)
        for (symbol, price) in quotes {
            guard case .contract(let index)? = book.instrument(streaming: symbol), price > 0.1 else { continue }
            book.setQuote(
                ContractQuote(
                    bid: SampleChain.price(price - 0.05), ask: SampleChain.price(price + 0.05), time: moment), of: index
            )
        }
        return book.snapshot(at: moment)
    }

    @Test("total variance is linear in time between smiles, volatility flat outside")
    func interpolation() throws {
        let surface = VolatilitySurface(snapshot([(14, 0.2), (42, 0.3)]))
        #expect(surface.slices.map(\.daysToExpiration) == [14, 42])
        #expect(surface.missing.isEmpty)
        let (near, far) = (surface.slices[0].fit.years, surface.slices[1].fit.years)
        let middle = (near + far) / 2
        let variance = (0.04 * near + 0.09 * far) / 2
        let volatility = try #require(surface.volatility(moneyness: 0, years: middle))
        #expect(abs(volatility - (variance / middle).squareRoot()) < 1e-4)
        #expect(abs((surface.volatility(moneyness: 0.01, years: near / 2) ?? 0) - 0.2) < 1e-4)
        #expect(abs((surface.volatility(moneyness: 0.01, years: far * 2) ?? 0) - 0.3) < 1e-4)
        #expect(surface.calendarChecks.map(\.isFree) == [true])
    }

    @Test("a later smile below an earlier one is reported")
    func calendar() throws {
        let surface = VolatilitySurface(snapshot([(28, 0.4), (35, 0.3)]))
        let check = try #require(surface.calendarChecks.first)
        #expect(!check.isFree)
        #expect(check.near.expiration < check.far.expiration)
        let term = VolatilityTerm(snapshot([(28, 0.4), (35, 0.3)]))
        #expect(term.points.map(\.isBelowPrevious) == [false, true])
        #expect(term.points[1].forwardVolatility == nil)
    }

    @Test("the term structure with the volatility between expirations; what has no quotes is listed")
    func term() throws {
        let term = VolatilityTerm(snapshot([(14, 0.2), (42, 0.3), (0, 0.001)]))
        #expect(term.points.map(\.daysToExpiration) == [14, 42])
        #expect(term.missing.count == 1)
        #expect(abs(try #require(term.slope) - 0.1) < 1e-4)
        let (near, far) = (term.points[0], term.points[1])
        let between = (0.09 * far.years - 0.04 * near.years) / (far.years - near.years)
        #expect(abs(try #require(far.forwardVolatility) - between.squareRoot()) < 1e-3)
        #expect(near.forwardVolatility == nil)
    }
}
