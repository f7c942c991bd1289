import MarketModel
import Options
import Testing

struct OptionChainTests {
    private let sample = SampleChain(strikes: [100, 90])

    @Test("sorts expirations and strikes, and keeps morning and evening settlement of one day apart")
    func order() throws {
        let day = try #require(TradingDay("2024-10-18"))
        let contracts = ["SPXW", "SPX"].flatMap { root in
            [5800, 5700].map { strike in
                (
                    contract: OptionContract(
                        series: OptionRoot.named(root).series(expiring: day), right: .call,
                        strike: SampleChain.price(strike)),
                    listing: SampleChain.listing(.call, Int(strike))
                )
            }
        }
        let chain = OptionChain(underlying: "SPX", contracts)
        #expect(chain.expirations.map(\.series.root) == ["SPX", "SPXW"])
        #expect(chain.expirations.map(\.series.settlement) == [.am, .pm])
        #expect(chain.expirations.first?.strikes.map(\.price.description) == ["5700", "5800"])
        #expect(chain.underlyings == ["SPX"])
        #expect(chain.count == 4)
    }

    @Test("leaves out duplicates and strikes of zero, and counts them")
    func exclusions() {
        let contract = OptionContract(series: sample.series, right: .put, strike: SampleChain.price(90))
        var worthless = contract
        worthless.strike = .zero
        var negative = contract
        negative.strike = SampleChain.price(-5)
        let listing = SampleChain.listing(.put, 90)
        let chain = OptionChain(
            underlying: "SPX", [contract, contract, worthless, negative].map { (contract: $0, listing: listing) })
        #expect(chain.count == 1)
        #expect(chain.exclusions[.duplicate] == 1)
        #expect(chain.exclusions[.strikeNotAboveZero] == 2)
        #expect(chain.exclusions.total == 3)
    }
}
