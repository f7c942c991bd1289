import MarketModel
import OrderFlow
import Testing

/// Prints written by hand: a line each of milliseconds, price, size, side (`B`, `S`, `-`), and where wanted
/// `@bid/ask` and `#index`.
enum HandTape {
    /// Where the milliseconds count from: 2023-11-14 22:00 UTC, a whole hour.
    static let start = Timestamp(nanoseconds: 1_700_000_000_000_000_000 - 800_000_000_000)

    static func at(milliseconds: Int64) -> Timestamp {
        Timestamp(nanoseconds: start.nanoseconds + milliseconds * 1_000_000)
    }

    static func prints(_ text: String) throws -> [Print] {
        try text.split(separator: "\n").map { try print(String($0)) }
    }

    static func print(_ line: String) throws -> Print {
        let fields = line.split(separator: " ").map(String.init)
        let milliseconds = try #require(Int64(fields[0]))
        var print = Print(
            time: at(milliseconds: milliseconds), price: Price(fields[1]),
            size: Quantity(fields[2]), side: fields[3] == "B" ? .buy : fields[3] == "S" ? .sell : .undefined)
        for field in fields.dropFirst(4) {
            if field.hasPrefix("#") { print.index = try #require(Int64(field.dropFirst())) }
            if field.hasPrefix("@") {
                let sides = field.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
                print.rawBid = Price(String(sides[0])).packed
                print.rawAsk = Price(String(sides[1])).packed
            }
            if field == "cancel" { print.kind = .cancel }
            if field == "correction" { print.kind = .correction }
            if field == "spread" { print.flags.insert(.spreadLeg) }
            if field == "invalid" { print.flags.insert(.invalidTick) }
        }
        return print
    }

    /// An engine with a tick of 0.25 and minute bars that has counted these prints.
    static func engine(
        _ text: String, bar: String = "1m", _ change: (inout FlowConfiguration) -> Void = { _ in }
    ) throws -> FlowEngine {
        var configuration = FlowConfiguration(tick: try #require(Price("0.25")), bar: try #require(BarSpec(bar)))
        change(&configuration)
        var engine = FlowEngine(configuration)
        engine.ingest(try prints(text))
        return engine
    }
}

extension FlowEngine {
    /// `received = used + excluded`, tiers and volume count the standing prints.
    func expectConserved(_ location: SourceLocation = #_sourceLocation) {
        let quality = quality
        #expect(quality.received == quality.used + quality.excludedCount, sourceLocation: location)
        #expect(
            quality.tiers.total == quality.used - quality.corrected - 2 * quality.cancelled,
            sourceLocation: location)
    }
}

extension FlowBar {
    /// `open high low close volume delta minimum maximum cvd` as text.
    var summary: String {
        "\(open) \(high) \(low) \(close) \(volume.total) \(delta) \(minimumDelta) \(maximumDelta) \(cvd)"
    }
}
