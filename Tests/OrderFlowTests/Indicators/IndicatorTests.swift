import MarketModel
import OrderFlow
import Testing

struct IndicatorTests {
    static let tape = "0 100 5 B\n1000 100.25 40 B\n2000 100 3 -\n60000 100.25 4 S"

    @Test("the five are registered by name")
    func names() {
        #expect(
            IndicatorRegistry.standard.names == [
                "cvd", "delta_divergence", "footprint", "volume_delta", "volume_profile",
            ])
    }

    @Test("each reads the engine's own numbers")
    func readings() throws {
        let engine = try HandTape.engine(Self.tape) { $0.classification = .flagOnly }
        func read(_ name: String, _ parameters: [String: String] = [:]) throws -> IndicatorReading {
            try IndicatorRegistry.standard.make(name, parameters: parameters).read(engine, last: 10)
        }
        let delta = try read("volume_delta")
        #expect(
            delta.rows.map { $0[2...].map(\.description).joined(separator: " ") } == [
                "48 45 0 3 45 0 45", "4 0 4 0 -4 -4 0",
            ])
        let cvd = try read("cvd")
        #expect(cvd.rows.map { $0[2...].map(\.description).joined(separator: " ") } == ["0 45 0 45", "45 45 41 41"])
        #expect(
            cvd.marks.map { "\($0.label) \($0.value)" }.prefix(5) == [
                "value 41", "high 45", "low 0", "errorBand 3", "reset none",
            ])
        let footprint = try read("footprint")
        #expect(
            footprint.rows.map { $0[2...].map(\.description).joined(separator: " ") } == [
                "100 5 0 3 5 2 ", "100.25 40 0 0 40 1 buy", "100.25 0 4 0 -4 1 ",
            ])
        #expect(try read("footprint", ["group": "2"]).rows.count == 2)
        let profile = try read("volume_profile")
        #expect(
            profile.marks.map { "\($0.label) \($0.value)" }.prefix(3) == [
                "poc 100.25", "valueAreaHigh 100.25", "valueAreaLow 100.25",
            ])
        #expect(try read("volume_profile", ["bars": "1"]).rows.map(\.count) == [5])
        #expect(try read("delta_divergence").rows.isEmpty)
        for name in IndicatorRegistry.standard.names {
            let reading = try read(name)
            #expect(reading.rows.allSatisfy { $0.count == reading.columns.count })
        }
    }

    @Test("a wrong request is named")
    func errors() {
        let registry = IndicatorRegistry.standard
        #expect(throws: IndicatorError.unknownName("vwap")) { try registry.make("vwap") }
        #expect(throws: IndicatorError.unknownParameter("size")) { try registry.make("cvd", parameters: ["size": "1"]) }
        #expect(throws: IndicatorError.invalidParameter("group", value: "0")) {
            try registry.make("footprint", parameters: ["group": "0"])
        }
    }

    private struct Imitation: FlowIndicator {
        static let name = "imitation"
        init(parameters: [String: String]) throws(IndicatorError) {}
        func read(_ engine: FlowEngine, last count: Int) -> IndicatorReading {
            IndicatorReading(name: Self.name, columns: [], rows: [])
        }
    }

    @Test("others can be registered beside them, once each")
    func registering() throws {
        var registry = IndicatorRegistry.standard
        try registry.register(Imitation.self)
        #expect(try registry.make("imitation").read(try HandTape.engine(""), last: 1).name == "imitation")
        #expect(throws: IndicatorError.nameTaken("imitation")) { try registry.register(Imitation.self) }
        #expect(!IndicatorRegistry.standard.names.contains("imitation"))
    }
}
