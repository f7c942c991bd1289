import MarketModel
import Options
import Testing

@Suite struct PlacementTests {
    private func expiration(_ days: Int, strikes: [Int], root: String = "SPXW") -> OptionChain.Expiration {
        let series = OptionRoot.named(root).series(expiring: SampleChain.day.advanced(by: days))
        return OptionChain.Expiration(
            series: series,
            strikes: strikes.map { strike in
                OptionChain.Strike(
                    price: Price(billionths: Int64(strike) * 1_000_000_000), call: SampleChain.listing(.call, strike),
                    put: SampleChain.listing(.put, strike))
            })
    }

    private let even = Array(stride(from: 5000, through: 6400, by: 25))

    private func strikes(_ structure: OptionStructure) -> [Int] {
        structure.strikes.map { Int($0.billionths / 1_000_000_000) }
    }

    @Test("an iron condor stands one and one and a half deviations out, its wings of one width")
    func condor() throws {
        let template = try #require(StrategyCatalogue.named("iron-condor"))
        let structure = try template.placed(on: [expiration(28, strikes: even)], forward: 5710, deviation: 0.04)
        #expect(strikes(structure) == [5375, 5475, 5950, 6050])
        #expect(structure.name == "iron-condor")
        #expect(structure.legs.map { $0.quantity.description } == ["1", "-1", "-1", "1"])
    }

    @Test(
        "strikes of one right stand around where they are sold or bought",
        arguments: [
            ("long-call", [5700]), ("long-straddle", [5700]), ("long-call-butterfly", [5575, 5700, 5825]),
            ("short-strangle", [5475, 5950]),
        ])
    func others(slug: String, expected: [Int]) throws {
        let template = try #require(StrategyCatalogue.named(slug))
        let structure = try template.placed(on: [expiration(28, strikes: even)], forward: 5710, deviation: 0.04)
        #expect(strikes(structure) == expected)
    }

    @Test("every strategy that an index option can hold finds its place, rising, and is recognised by its name")
    func all() throws {
        let chain = [expiration(7, strikes: even), expiration(28, strikes: even), expiration(56, strikes: even)]
        var placed = 0
        for template in StrategyCatalogue.all where template.expirationCount > 0 {
            if template.legs.contains(where: { $0.kind == .underlying }) {
                #expect(throws: PlacementError.template(.underlyingCannotBeHeld("SPX"))) {
                    try template.placed(on: chain, forward: 5710, deviation: 0.04)
                }
                continue
            }
            let structure = try template.placed(on: chain, forward: 5710, deviation: 0.04)
            #expect(structure.strikes.count <= template.strikeCount)
            #expect(template.wings.allows(structure.strikes) || structure.strikes.count < template.strikeCount)
            #expect(structure.name == template.slug, "\(template.slug)")
            placed += 1
        }
        #expect(placed > 50)
    }

    @Test("wings of one width are found on uneven strikes")
    func uneven() throws {
        let listed = [5200, 5250, 5300, 5400, 5475, 5500, 5600, 5700, 5800, 5900, 5950, 6000, 6025, 6100, 6300]
        let template = try #require(StrategyCatalogue.named("iron-condor"))
        let structure = try template.placed(on: [expiration(28, strikes: listed)], forward: 5710, deviation: 0.04)
        let found = strikes(structure)
        #expect(found[1] - found[0] == found[3] - found[2])
    }

    @Test("what cannot be placed says why")
    func refusals() throws {
        let calendar = try #require(StrategyCatalogue.all.first { $0.expirationCount == 2 })
        #expect(throws: PlacementError.tooFewExpirations(needed: 2, given: 1)) {
            try calendar.placed(on: [expiration(28, strikes: even)], forward: 5710, deviation: 0.04)
        }
        let condor = try #require(StrategyCatalogue.named("iron-condor"))
        #expect(throws: PlacementError.noStrikes(needed: 4)) {
            try condor.placed(on: [expiration(28, strikes: [5600, 5700, 5800])], forward: 5710, deviation: 0.04)
        }
        #expect(throws: PlacementError.noStrikes(needed: 4)) {
            try condor.placed(on: [expiration(28, strikes: [5000, 5001, 5003, 5007])], forward: 5710, deviation: 0.04)
        }
        for (forward, deviation) in [(0, 0.04), (5710, 0), (Double.nan, 0.04), (5710, -1)] {
            #expect(throws: PlacementError.noForward) {
                try condor.placed(on: [expiration(28, strikes: even)], forward: forward, deviation: deviation)
            }
        }
        // Strikes must be listed in every expiration that is used.
        #expect(throws: PlacementError.noStrikes(needed: calendar.strikeCount)) {
            try calendar.placed(
                on: [expiration(7, strikes: [5600, 5700]), expiration(28, strikes: [5625, 5725])], forward: 5710,
                deviation: 0.04)
        }
    }
}
