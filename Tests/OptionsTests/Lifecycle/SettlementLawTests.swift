import MarketModel
import TestSupport
import Testing

@testable import Options

/// Settlement against the payoff, for every kind of delivery.
@Suite struct SettlementLawTests {
    private func series(_ random: inout SeededGenerator) throws -> OptionSeries {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return Leg.series
        case 1: return OptionRoot.named("AAPL").series(expiring: Leg.series.expiration)
        default:
            let root = try #require(FutureOptionRoot.named("EW"))
            let month = try #require(ContractMonth(year: 2026, month: 11))
            return try #require(root.series(of: month))
        }
    }

    @Test("money and what was delivered are worth the payoff, whatever the delivery", arguments: UInt64(0)..<120)
    func settlement(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let series = try series(&random)
        let legs = try (0..<Int.random(in: 1...6, using: &random)).map { _ in
            try Leg.option(
                [-3, -1, 1, 2].randomElement(using: &random) ?? 1, Bool.random(using: &random) ? .call : .put,
                "\(Int.random(in: 90...110, using: &random))", in: series)
        }
        let structure = try OptionStructure(legs: legs)
        let price = Price(billionths: Int64.random(in: 8_000...12_000, using: &random) * 10_000_000)
        let done = structure.settled(at: series.expiresAt) { _ in SettlementPrices(opening: price, closing: price) }
        #expect(done.unsettled.isEmpty)
        #expect(done.results.count == legs.count)
        // A future came at the strike without money; a share was paid for. A future's worth is its gain since then.
        let delivered = done.results.compactMap(\.delivered).reduce(Money.zero) { sum, leg in
            let paid = series.delivery == .future ? leg.value(of: leg.entryPrice ?? .zero) : .zero
            return sum + leg.value(of: price) - paid
        }
        #expect(try done.cash + delivered == structure.payoffAtExpiration().value(at: price))
        // Nothing is made of nothing: a long and a short position in the same legs end in the same money.
        let mirror = try OptionStructure(
            legs: legs.map { OptionLeg($0.instrument, quantity: -$0.quantity) })
        let other = mirror.settled(at: series.expiresAt) { _ in SettlementPrices(opening: price, closing: price) }
        #expect(other.cash == -done.cash)
    }
}
