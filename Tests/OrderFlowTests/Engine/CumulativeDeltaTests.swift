import MarketModel
import OrderFlow
import Testing

struct CumulativeDeltaTests {
    @Test(
        "bands split by the size of a print",
        arguments: [
            (bounds: ["5", "25"], bands: "1–4 -3 5–24 19 25+ 25"),
            (bounds: ["5"], bands: "1–4 -3 5+ 44"),
            (bounds: ["2", "3"], bands: "1 1 2 0 3+ 40"),
            (bounds: ["0.5", "10"], bands: "<0.5 0 0.5–<10 2 10+ 39"),
            (bounds: [], bands: "all 41"),
        ])
    func bands(bounds: [String], bands: String) throws {
        let engine = try HandTape.engine("0 100 1 B\n1 100 4 S\n2 100 5 B\n3 100 24 B\n4 100 10 S\n5 100 25 B") {
            $0.sizeBands = bounds.compactMap { Quantity($0) }
        }
        #expect(engine.cumulativeDelta.bands.map { "\($0.label) \($0.value)" }.joined(separator: " ") == bands)
    }

    @Test("marks start at zero, and the error band is the unknown volume")
    func marks() throws {
        let reading = try HandTape.engine("0 100 3 S\n1 100 1 -\n2 100 1 S") { $0.classification = .flagOnly }
            .cumulativeDelta
        #expect(reading.value.description == "-4")
        #expect(reading.high.description == "0")
        #expect(reading.low.description == "-4")
        #expect(reading.errorBand.description == "1")
        #expect(reading.origin == nil)
    }

    @Test("the last value is the sum of the footprint's deltas since the reset")
    func equalsFootprint() throws {
        let engine = try HandTape.engine("0 100 3 S\n1 101 9 B\n60000 100 4 S\n61000 100.50 2 B")
        let sum = engine.bars().flatMap(\.footprint.rows).reduce(Volume.zero) { $0 + $1.delta }
        #expect(engine.cumulativeDelta.value == sum)
        #expect(engine.bars().last?.cvd == sum)
    }
}
