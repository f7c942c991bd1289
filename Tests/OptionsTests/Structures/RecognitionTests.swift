import MarketModel
import TestSupport
import Testing

@testable import Options

@Suite struct RecognitionTests {
    @Test("every strategy is recognised from its legs, in any order and multiple", arguments: StrategyCatalogue.all)
    func roundTrip(template: StrategyTemplate) throws {
        var random = SeededGenerator(seed: 7)
        for units in [1, 3, 20] {
            let structure = try #require(try example(template, units: units))
            let found = StructureRecognition(of: structure.legs.shuffled(using: &random))
            #expect(found.slug == (template.isCashSecured ? "short-put" : template.slug))
            #expect(found.parts.first?.units == Quantity(whole: units))
            #expect(found.parts.first?.legs == structure.legs)
        }
    }

    @Test("wings of different width make another strategy, also when built under the even one's name")
    func unequalWings() throws {
        let condor = try #require(StrategyCatalogue.named("iron-condor"))
        let strikes = try ["6500", "6530", "7050", "7100"].map { try points($0) }
        #expect(try condor.structure(strikes: strikes, series: [Leg.series]).name == "unequal-wing-iron-condor")
    }

    @Test("opposite quantities of one contract cancel, equal ones add up")
    func netting() throws {
        let legs = try [
            Leg.option(2, .call, "100"), Leg.option(-1, .call, "105"), Leg.option(-1, .call, "100"),
        ]
        #expect(StructureRecognition(of: legs).slug == "bull-call-spread")
        let nothing = StructureRecognition(of: try [Leg.option(1, .call, "100"), Leg.option(-1, .call, "100")])
        #expect(nothing.parts.isEmpty)
        #expect(nothing.slug == "custom")
    }

    @Test("legs that are no one strategy come apart into known ones")
    func parts() throws {
        let found = StructureRecognition(
            of: try [
                Leg.option(1, .put, "90"), Leg.option(-1, .put, "95"), Leg.option(-1, .call, "105"),
                Leg.option(1, .call, "110"), Leg.option(2, .call, "120"),
            ])
        #expect(found.slug == "custom")
        #expect(found.template == nil)
        #expect(found.name == "Iron condor + 2 × Long call")
    }

    @Test("shares that no option covers stand alone")
    func oddShares() throws {
        let series = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration)
        let found = StructureRecognition(
            of: try [Leg.shares(250, "AAPL"), Leg.option(-2, .call, "240", in: series)])
        #expect(found.parts.map(\.template.slug) == ["covered-call", "long-underlying"])
        #expect(found.parts.map(\.units) == [Quantity(whole: 2), try #require(Quantity("0.5"))])
        #expect(found.parts[1].legs.map(\.quantity) == [Quantity(whole: 50)])
    }

    @Test("AM and PM options of one day expire at two moments: a calendar, not a straddle")
    func settlementsApart() throws {
        let day = try #require(TradingDay("2026-11-20"))
        let morning = OptionRoot.named("SPX").series(expiring: day)
        let evening = OptionRoot.named("SPXW").series(expiring: day)
        let legs = try [
            Leg.option(-1, .call, "6800", in: morning), Leg.option(1, .call, "6800", in: evening),
        ]
        #expect(StructureRecognition(of: legs).slug == "call-calendar")
    }

    @Test("the parts hold exactly the legs, whatever these are", arguments: UInt64(0)..<150)
    func conservation(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let series = (0..<2).map {
            OptionRoot.named("AAPL").series(expiring: Leg.series.expiration.advanced(by: 7 * $0))
        }
        var legs = try (0..<Int.random(in: 1...7, using: &random)).map { _ in
            try Leg.option(
                [-2, -1, 1, 2, 3].randomElement(using: &random) ?? 1, Bool.random(using: &random) ? .call : .put,
                "\(Int.random(in: 1...4, using: &random) * 25)", in: series[Int.random(in: 0...1, using: &random)])
        }
        if Bool.random(using: &random) { legs.append(try Leg.shares(Int.random(in: 1...350, using: &random), "AAPL")) }
        func sum(_ legs: [OptionLeg]) -> [LegInstrument: Quantity] {
            var sums: [LegInstrument: Quantity] = [:]
            for leg in legs {
                sums[leg.instrument, default: .zero] = sums[leg.instrument, default: .zero] + leg.quantity
            }
            return sums.filter { $0.value != .zero }
        }
        let found = StructureRecognition(of: legs)
        #expect(sum(found.parts.flatMap(\.legs)) == sum(legs))
        #expect(StructureRecognition(of: legs.shuffled(using: &random)).parts.count == found.parts.count)
    }
}
