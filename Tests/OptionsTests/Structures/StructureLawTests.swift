import MarketModel
import TestSupport
import Testing

@testable import Options

/// What holds for any structure.
@Suite struct StructureLawTests {
    private static let root = OptionRoot.named("SPXW")

    private func legs(_ random: inout SeededGenerator, expirations: Int = 1) throws -> [OptionLeg] {
        let count = Int.random(in: 1...5, using: &random)
        return try (0..<count).map { _ in
            let series = Self.root.series(
                expiring: Leg.series.expiration.advanced(by: 7 * Int.random(in: 0..<expirations, using: &random)))
            return try Leg.option(
                [-2, -1, 1, 2].randomElement(using: &random) ?? 1, Bool.random(using: &random) ? .call : .put,
                "\(Int.random(in: 85...115, using: &random))", at: "\(Int.random(in: 0...9, using: &random)).35",
                in: series)
        }
    }

    private func opposite(_ legs: [OptionLeg]) -> [OptionLeg] {
        legs.map { OptionLeg($0.instrument, quantity: -$0.quantity, entryPrice: $0.entryPrice) }
    }

    private func market(days: Double) -> StructureMarket {
        StructureMarket(
            underlying: 101.5, moment: Leg.series.expiresAt - .seconds(days * 86_400), volatility: 0.3, rate: 0.04)
    }

    @Test("who sells a structure makes what the buyer loses", arguments: UInt64(0)..<60)
    func opposites(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let legs = try legs(&random)
        let bought = try OptionStructure(legs: legs)
        let sold = try OptionStructure(legs: opposite(legs))
        let (buyer, seller) = (try bought.profitAtExpiration(), try sold.profitAtExpiration())
        #expect(buyer.maximum.amount.map { -$0 } == seller.minimum.amount)
        #expect(buyer.minimum.amount.map { -$0 } == seller.maximum.amount)
        #expect(buyer.zeros == seller.zeros)
        let scene = market(days: 20)
        #expect(abs(bought.value(in: scene) + sold.value(in: scene)) < 1e-9)
        let odds = try StructureAnalysis(of: bought, in: scene).probabilityOfProfit
        let otherOdds = try StructureAnalysis(of: sold, in: scene).probabilityOfProfit
        #expect(odds >= 0 && odds <= 1 + 1e-12)
        // Entry prices never make a stretch of exactly zero here, so one of the two wins.
        #expect(abs(odds + otherOdds - 1) < 1e-9)
    }

    @Test("the opposite of a known strategy is known, or made of known ones", arguments: StrategyCatalogue.all)
    func oppositeNames(template: StrategyTemplate) throws {
        let legs = try #require(try example(template)).legs
        let found = StructureRecognition(of: opposite(legs))
        #expect(!found.parts.isEmpty)
        #expect(found.template?.slug != template.slug)
    }

    @Test("Greeks are the slopes of the worth", arguments: UInt64(0)..<40)
    func greeks(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let structure = try OptionStructure(legs: legs(&random, expirations: 3))
        let scene = market(days: 10)
        func worth(_ change: (inout StructureMarket) -> Void) -> Double {
            var moved = scene
            change(&moved)
            return structure.value(in: moved)
        }
        let greeks = structure.valuation(in: scene).greeks
        let step = 1e-3
        let (up, down) = (worth { $0.underlying += step }, worth { $0.underlying -= step })
        #expect(abs(greeks.delta - (up - down) / (2 * step)) < 1e-3)
        #expect(abs(greeks.gamma - (up - 2 * structure.value(in: scene) + down) / (step * step)) < 0.05)
        let vega = (worth { $0.volatility += 1e-4 } - worth { $0.volatility -= 1e-4 }) / 0.02
        #expect(abs(greeks.vegaPerPoint - vega) < 1e-3)
        let rho = (worth { $0.rate += 1e-5 } - worth { $0.rate -= 1e-5 }) / 0.002
        #expect(abs(greeks.rhoPerPoint - rho) < 1e-3)
        let minute = Duration.seconds(60)
        let later = worth { $0.moment = $0.moment + minute } - worth { $0.moment = $0.moment - minute }
        #expect(abs(greeks.thetaPerDay - later * 720) < 1e-2 * max(1, abs(greeks.thetaPerDay)))
    }

    @Test("worth runs into the payoff as time runs out", arguments: UInt64(0)..<40)
    func convergence(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let structure = try OptionStructure(legs: legs(&random))
        let payoff = try structure.payoffAtExpiration()
        let end = market(days: 0)
        #expect(abs(structure.value(in: end) - payoff.value(at: try points("101.5")).doubleValue) < 1e-9)
    }

    @Test("shares to the last fraction stay among the parts")
    func fractions() throws {
        let series = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration)
        let shares = OptionLeg(.shares(symbol: "AAPL"), quantity: try #require(Quantity("100.333333333")))
        let found = StructureRecognition(of: [shares, try Leg.option(-1, .call, "240", in: series)])
        #expect(found.parts.map(\.template.slug) == ["covered-call", "long-underlying"])
        #expect(found.parts[1].legs.map(\.quantity) == [try #require(Quantity("0.333333333"))])
    }

    @Test("numbers at the ends of the range do not trap")
    func extremes() throws {
        let huge = "9000000000"
        let structure = try OptionStructure(legs: [
            Leg.option(1_000_000, .call, huge, at: "1"), Leg.option(-1_000_000, .put, "1", at: huge),
            Leg.option(-3, .call, "8999999999.999999999", at: "0.000000001"),
        ])
        let profit = try structure.profitAtExpiration()
        #expect(profit.maximum == .unlimited)
        #expect(profit.zeros.allSatisfy { $0 > .zero })
        #expect(profit.value(at: Price(billionths: .max)) > profit.value(at: try points("1")))
    }
}
