import MarketModel
import OrderFlow
import Testing

struct VolumeProfileTests {
    static func profile(_ volumes: [Int], percent: Int = 70) throws -> VolumeProfile {
        let rows = volumes.enumerated().filter { $0.element > 0 }.map {
            (price: Price(billionths: Int64($0.offset) * 250_000_000).description, buy: $0.element, sell: 0)
        }
        return VolumeProfile(try FootprintTests.footprint(rows), valueAreaPercent: percent)
    }

    static func text(_ profile: VolumeProfile) -> String {
        [profile.valueAreaLow, profile.pointOfControl, profile.valueAreaHigh]
            .map { $0.map { "\($0.billionths / 250_000_000)" } ?? "–" }.joined(separator: " ")
    }

    @Test(
        "the value area grows by the larger pair, upwards on ties",
        arguments: [
            // low, POC and high as row numbers
            (volumes: [10], area: "0 0 0"),
            (volumes: [10, 10], area: "0 0 1"),
            (volumes: [1, 1, 10, 1, 1], area: "2 2 2"),
            (volumes: [1, 1, 4, 1, 1], area: "2 2 4"),
            (volumes: [3, 2, 10, 1, 2], area: "0 2 2"),
            (volumes: [3, 1, 10, 2, 2], area: "2 2 4"),
            (volumes: [5, 5, 5, 5], area: "0 0 2"),
            (volumes: [0, 6, 0, 0, 0, 5, 0, 1], area: "1 1 7"),
        ])
    func area(volumes: [Int], area: String) throws {
        #expect(Self.text(try Self.profile(volumes)) == area)
    }

    @Test("an empty profile has no point of control")
    func empty() throws {
        #expect(Self.text(try Self.profile([])) == "– – –")
    }

    @Test("all of the volume is the whole profile, none of it the point of control")
    func extremes() throws {
        #expect(Self.text(try Self.profile([1, 5, 2, 1], percent: 100)) == "0 1 3")
        #expect(Self.text(try Self.profile([1, 5, 2, 1], percent: 0)) == "1 1 1")
    }

    @Test("nodes stand out after smoothing; on a plateau the lowest row counts")
    func nodes() throws {
        let nodes = try Self.profile([1, 35, 1, 1, 1, 30, 30, 1]).nodes()
        #expect(nodes.high.map(\.description) == ["0.25", "1.25"])
        #expect(nodes.low.map(\.description) == ["0.75"])
    }

    @Test("a range of bars is counted as one")
    func visibleRange() throws {
        let engine = try HandTape.engine("0 100 5 B\n60000 101 3 S\n120000 101 4 B\n180000 102 6 B")
        #expect(engine.profile(ofBarsAt: 1..<3).footprint.rows.map(\.volume.total.description) == ["7"])
        #expect(engine.profile(ofBarsAt: 0..<4) == engine.sessionProfile)
        #expect(engine.profile(ofBarsAt: 7..<9).pointOfControl == nil)
    }
}
