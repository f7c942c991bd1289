import MarketModel
import TestSupport
import Testing

@testable import Options

@Suite struct PayoffTests {
    private func condor() throws -> OptionStructure {
        try OptionStructure(
            name: "iron-condor",
            legs: [
                Leg.option(1, .put, "6500", at: "2.10"), Leg.option(-1, .put, "6530", at: "3.20"),
                Leg.option(-1, .call, "7050", at: "1.45"), Leg.option(1, .call, "7080", at: "0.80"),
            ])
    }

    @Test("an iron condor earns its credit between the shorts and loses a width less the credit outside")
    func ironCondor() throws {
        let profit = try condor().profitAtExpiration()
        #expect(try condor().openingCash == dollars("175"))
        #expect(try profit.value(at: points("6800")) == dollars("175"))
        #expect(try profit.value(at: points("6515")) == dollars("-1325"))
        #expect(try profit.value(at: points("6000")) == dollars("-2825"))
        #expect(try profit.value(at: points("9000")) == dollars("-2825"))
        #expect(try profit.maximum == .limited(dollars("175")))
        #expect(try profit.minimum == .limited(dollars("-2825")))
        #expect(try profit.zeros == [points("6528.25"), points("7051.75")])
    }

    @Test("a short call has no end to its loss, a short put loses down to zero, unless there is no floor")
    func unlimited() throws {
        let call = try OptionStructure(legs: [Leg.option(-1, .call, "100", at: "2")]).profitAtExpiration()
        #expect(call.minimum == .unlimited)
        #expect(try call.maximum == .limited(dollars("200")))
        let put = try OptionStructure(legs: [Leg.option(-1, .put, "100", at: "2")])
        #expect(try put.profitAtExpiration().minimum == .limited(dollars("-9800")))
        let bottomless = try put.profitAtExpiration(floor: nil)
        #expect(bottomless.minimum == .unlimited)
        #expect(try bottomless.value(at: points("-37.63")) == dollars("-13563"))
        #expect(try bottomless.zeros == [points("98")])
    }

    @Test("shares count as straight lines: a covered call")
    func coveredCall() throws {
        let series = OptionRoot.named("AAPL").series(expiring: TradingDay(daysSince1970: 20_783))
        let profit = try OptionStructure(legs: [
            Leg.shares(100, "AAPL", at: "230"), Leg.option(-1, .call, "240", at: "3.35", in: series),
        ]).profitAtExpiration()
        #expect(try profit.maximum == .limited(dollars("1335")))
        #expect(try profit.minimum == .limited(dollars("-22665")))
        #expect(try profit.zeros == [points("226.65")])
        #expect(try profit.profitable.map(\.above) == [points("226.65")])
        #expect(profit.profitable.map(\.below) == [nil])
    }

    @Test("a breakeven between two billionths is the nearest one")
    func breakevenRounding() throws {
        let profit = try OptionStructure(legs: [Leg.option(3, .call, "100", at: "1"), Leg.option(-6, .call, "110")])
        #expect(throws: StructureError.unknownEntryPrice(index: 1)) { try profit.profitAtExpiration() }
        let ratio = try OptionStructure(legs: [
            Leg.option(3, .call, "100", at: "0"), Leg.option(-3, .put, "90", at: "0.000000001"),
            Leg.option(-6, .call, "110", at: "0"),
        ]).profitAtExpiration()
        #expect(try ratio.zeros == [points("89.999999999"), points("120.000000001")])
    }

    @Test("of a stretch at zero the ends are reported, and it is no profit")
    func flatStretch() throws {
        let free = try OptionStructure(legs: [
            Leg.option(1, .call, "110", at: "0"), Leg.option(1, .put, "90", at: "0"),
        ]).profitAtExpiration()
        #expect(try free.zeros == [points("90"), points("110")])
        #expect(try free.profitable.map(\.below) == [points("90"), nil])
        #expect(try free.profitable.map(\.above) == [nil, points("110")])
    }

    @Test("the curve equals the sum of the legs at any price", arguments: UInt64(0)..<100)
    func curveEqualsLegs(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let legs = try (0..<Int.random(in: 1...6, using: &random)).map { _ in
            let right: OptionRight = Bool.random(using: &random) ? .call : .put
            return try Leg.option(
                [-3, -2, -1, 1, 2, 3].randomElement(using: &random) ?? 1, right,
                "\(Int.random(in: 80...120, using: &random))", at: "\(Int.random(in: 0...9, using: &random)).25")
        }
        let structure = try OptionStructure(legs: legs)
        let profit = try structure.profitAtExpiration()
        for _ in 0..<50 {
            let spot = Price(billionths: .random(in: 0...200_000_000_000, using: &random))
            let expected = legs.reduce(try #require(structure.openingCash)) { $0 + $1.expiryValue(at: spot) }
            #expect(profit.value(at: spot) == expected)
            let isProfit = profit.profitable.contains {
                spot > $0.above ?? spot - step && spot < $0.below ?? spot + step
            }
            #expect(isProfit == (expected > .zero), "at \(spot)")
            if let least = profit.minimum.amount { #expect(expected >= least) }
            if let most = profit.maximum.amount { #expect(expected <= most) }
        }
        for zero in profit.zeros { #expect(profit.value(at: zero).billionths.magnitude < 1_000) }
    }

    private let step = Price(billionths: 1)

    @Test("legs that make no structure are refused by name")
    func refusals() throws {
        #expect(throws: StructureError.noLegs) { try OptionStructure(legs: []) }
        #expect(throws: StructureError.emptyLeg(index: 0)) {
            try OptionStructure(legs: [Leg.option(0, .call, "100")])
        }
        let half = try OptionLeg(
            Leg.option(1, .call, "100").instrument, quantity: #require(Quantity("0.5")))
        #expect(throws: StructureError.fractionalContracts(index: 0)) { try OptionStructure(legs: [half]) }
        #expect(throws: StructureError.mixedUnderlyings("SPX", "SPY")) {
            try OptionStructure(legs: [Leg.option(1, .call, "100"), Leg.shares(100, "SPY")])
        }
        let later = OptionRoot.named("SPXW").series(expiring: Leg.series.expiration.advanced(by: 7))
        let calendar = try OptionStructure(legs: [
            Leg.option(-1, .call, "100"), Leg.option(1, .call, "100", in: later),
        ])
        #expect(throws: StructureError.severalExpirations) { try calendar.payoffAtExpiration() }
    }
}
