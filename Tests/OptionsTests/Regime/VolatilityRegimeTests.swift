import Options
import TestSupport
import Testing

@Suite struct VolatilityRegimeTests {
    @Test(
        "the bounds are exact",
        arguments: [
            (11.99, VolatilityRegime.extremelyLow), (12, .low), (15.99, .low), (16, .normal), (19.99, .normal),
            (20, .elevated), (24.99, .elevated), (25, .high), (30, .high), (30.0.nextUp, .extreme), (82.69, .extreme),
            (12.0.nextDown, .extremelyLow), (9.14, .extremelyLow),
        ])
    func bounds(vix: Double, regime: VolatilityRegime) { #expect(RegimeBounds.standard.regime(at: vix) == regime) }

    @Test("a level that is none has no regime", arguments: [0, -3, Double.nan, .infinity])
    func absent(vix: Double) { #expect(RegimeBounds.standard.regime(at: vix) == nil) }

    @Test("bounds are five, rise, and leave room for their hysteresis")
    func configuration() throws {
        let own = try RegimeBounds(levels: [10, 14, 18, 22, 28], hysteresis: 1)
        #expect(own.regime(at: 13.9) == .low && own.regime(at: 28.5) == .extreme)
        #expect(own.range(of: .normal) == "14 to under 18" && own.range(of: .extreme) == "above 28")
        #expect(own.range(of: .high) == "22 to 28" && own.range(of: .extremelyLow) == "below 10")
        #expect(throws: RegimeBounds.Refusal.wrongCount(2)) { try RegimeBounds(levels: [10, 14]) }
        #expect(throws: RegimeBounds.Refusal.notRising) { try RegimeBounds(levels: [10, 14, 14, 22, 28]) }
        #expect(throws: RegimeBounds.Refusal.notRising) { try RegimeBounds(levels: [10, .nan, 14, 22, 28]) }
        #expect(throws: RegimeBounds.Refusal.hysteresisTooWide(most: 2)) { try RegimeBounds(hysteresis: 2) }
        #expect(throws: RegimeBounds.Refusal.hysteresisTooWide(most: 2)) { try RegimeBounds(hysteresis: -0.1) }
    }

    @Test("with hysteresis a level that hovers on a bound changes nothing until it is clear of it")
    func hysteresis() throws {
        let bounds = try RegimeBounds(hysteresis: 0.5)
        let levels = [19.8, 20.2, 19.9, 20.4, 20.5, 20.1, 19.6, 19.5, 19.4, 31, 29.8, 29.4, 11]
        let expected: [VolatilityRegime] = [
            .normal, .normal, .normal, .normal, .elevated, .elevated, .elevated, .elevated, .normal, .extreme, .extreme,
            .high, .extremelyLow,
        ]
        #expect(bounds.regimes(of: levels) == expected)
        #expect(bounds.regimes(of: [15, .nan, 15.9]) == [.low, nil, .low])
    }

    @Test("hysteresis never ends more than one regime from the plain one, and less of it changes more often")
    func hysteresisLaws() throws {
        var random = SeededGenerator(seed: 11)
        var level = 18.0
        let walk = (0..<5000).map { _ in
            level = min(60, max(8, level + Double.random(in: -1.2...1.2, using: &random)))
            return level
        }
        func changes(_ regimes: [VolatilityRegime?]) -> Int { zip(regimes, regimes.dropFirst()).count { $0 != $1 } }
        let plain = RegimeBounds.standard.regimes(of: walk)
        let held = try RegimeBounds(hysteresis: 1.5).regimes(of: walk)
        for (one, other) in zip(plain, held) {
            #expect(try abs(#require(one).rawValue - #require(other).rawValue) <= 1)
        }
        #expect(changes(held) < changes(plain) / 2)
        #expect(try RegimeBounds(hysteresis: 0).regimes(of: walk) == plain)
    }

    @Test("the recorded VIX knows every regime", .enabled(if: RecordedData.isExpected))
    func recorded() throws {
        let closes = try DailyTable("vix_iv_rank_oracle.csv.gz").numbers("close").compactMap { $0 }
        let counted = RegimeBounds.standard.regimes(of: closes).reduce(into: [Int](repeating: 0, count: 6)) {
            if let regime = $1 { $0[regime.rawValue] += 1 }
        }
        #expect(counted.reduce(0, +) == closes.count && counted.allSatisfy { $0 > 300 })
    }
}
