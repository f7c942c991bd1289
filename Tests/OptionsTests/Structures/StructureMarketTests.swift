import MarketModel
import Options
import Testing

@Suite struct StructureMarketTests {
    private let sample = SampleChain()

    private func option(_ right: OptionRight, _ strike: Int) -> OptionContract {
        OptionContract(series: sample.series, right: right, strike: SampleChain.price(Double(strike)))
    }

    @Test("in the market of a chain its options are worth their mids, and the forward is the chain's")
    func mids() throws {
        let snapshot = sample.book().snapshot(at: sample.moment)
        let contracts = [option(.put, 5400), option(.put, 5500), option(.call, 5900), option(.call, 6000)]
        let market = try #require(StructureMarket(of: contracts, in: snapshot))
        for contract in contracts {
            let strike = Int(contract.strike.doubleValue)
            let mid = try #require(snapshot.expirations[0].contract(contract.right, contract.strike)?.mid)
            #expect(abs(market.valuation(of: contract).price - mid.doubleValue) < 1e-4)
            #expect(abs(market.volatility(of: contract) - sample.volatility(strike)) < 1e-4)
        }
        #expect(abs(market.underlying - sample.spot) < 0.01)
        #expect(market.moment == sample.moment)
    }

    @Test("a condor at its mids has earned nothing yet")
    func nothingEarned() throws {
        let snapshot = sample.book().snapshot(at: sample.moment)
        let legs = [(OptionRight.put, 5400, 1), (.put, 5500, -1), (.call, 5900, -1), (.call, 6000, 1)]
        let structure = try OptionStructure(
            legs: legs.map { right, strike, count in
                OptionLeg(
                    option(right, strike), quantity: count,
                    entryPrice: snapshot.expirations[0].contract(right, SampleChain.price(Double(strike)))?.mid)
            })
        let market = try #require(StructureMarket(of: structure.legs.compactMap(\.option), in: snapshot))
        let cash = try #require(structure.openingCash).doubleValue
        #expect(abs(structure.valuation(in: market).value + cash) < 0.05)
        let analysis = try StructureAnalysis(of: structure, in: market)
        #expect(analysis.probabilityOfProfit > 0.5 && analysis.probabilityOfProfit < 0.9)
    }

    @Test(
        "an option without a volatility of its own takes the one at the forward; without a forward there is no market")
    func missing() throws {
        var book = sample.book()
        sample.setQuote(in: &book, .call, 6050, bid: nil, ask: nil)
        let snapshot = book.snapshot(at: sample.moment)
        let foreign = OptionContract(series: sample.series, right: .call, strike: SampleChain.price(7000))
        let market = try #require(StructureMarket(of: [foreign], in: snapshot))
        #expect(market.volatility(of: foreign) == snapshot.expirations[0].atTheMoneyVolatility)
        let empty = ChainBook(sample.chain).snapshot(at: sample.moment)
        #expect(StructureMarket(of: [foreign], in: empty) == nil)
        let other = OptionRoot.named("SPXW").series(expiring: SampleChain.expiration.advanced(by: 7))
        #expect(
            StructureMarket(
                of: [OptionContract(series: other, right: .call, strike: SampleChain.price(5700))], in: snapshot) == nil
        )
    }
}
