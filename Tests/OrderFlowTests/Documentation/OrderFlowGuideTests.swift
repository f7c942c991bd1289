import MarketModel
import OrderFlow
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Every example of `Docs/order-flow.md` is run: a block opened by ```` ```tape VIEW ```` is counted, and what the
/// engine gives for that view must be the ```` ```result ```` block after it.
struct OrderFlowGuideTests {
    struct Example: CustomTestStringConvertible, Sendable {
        var view: String
        var line: Int
        var tape: String
        var result: String

        var testDescription: String { "\(view), line \(line)" }
    }

    static let examples: [Example] = {
        var examples: [Example] = []
        var block: (name: String, line: Int, lines: [String])?
        for (number, line) in guide.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let open = block {
                    let text = open.lines.joined(separator: "\n")
                    if open.name.hasPrefix("tape ") {
                        let view = String(open.name.dropFirst(5))
                        examples.append(Example(view: view, line: open.line, tape: text, result: ""))
                    } else if open.name == "result", !examples.isEmpty {
                        examples[examples.count - 1].result = text
                    }
                    block = nil
                } else {
                    block = (String(line.dropFirst(3)), number + 1, [])
                }
            } else {
                block?.lines.append(String(line))
            }
        }
        return examples
    }()

    static let guide: String = {
        // Tests/OrderFlowTests/Documentation/ and this file's own name lie below the checkout.
        let checkout = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        guard let file = fopen("/\(checkout)/Docs/order-flow.md", "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }()

    @Test("the guide has an example of every event")
    func everyEvent() {
        for kind in FlowEventKind.allCases {
            #expect(Self.examples.contains { $0.result.contains("\(kind.rawValue) ") }, "\(kind) has an example")
        }
    }

    @Test("each example gives what the guide says", arguments: examples)
    func example(_ example: Example) throws {
        let result = try Self.result(example)
        #expect(result == example.result)
    }

    static func result(_ example: Example) throws -> String {
        let engine = try HandTape.engine(example.tape) { $0.reset = .none }
        let lines: [String]
        switch example.view {
        case "bars": lines = FlowCSV.bars(engine.bars()).split(separator: "\n").map(String.init)
        case "deltas": lines = engine.bars().map { "\($0.delta) (\($0.minimumDelta) to \($0.maximumDelta)) \($0.cvd)" }
        case "footprint": lines = engine.bars().flatMap { $0.footprint.rows.map(Self.line) }
        case "sides": lines = try Self.sides(example.tape)
        case "imbalances":
            lines = engine.bars().flatMap { bar in
                bar.footprint.imbalances(percent: 300, minimum: Quantity(whole: 30)).map { "\($0.price) \($0.side)" }
            }
        case "zones":
            lines = engine.imbalanceZones.map { zone in
                "\(zone.side) \(zone.low) to \(zone.high), "
                    + (zone.end.map { "ended after \(($0 - HandTape.start).components.seconds) s" } ?? "holds")
            }
        case "auction":
            lines = engine.bars().flatMap { bar in
                ["unfinished at high: \(bar.footprint.isUnfinishedAtHigh), low: \(bar.footprint.isUnfinishedAtLow)"]
                    + bar.footprint.zeroPrints.map { "zero print at \($0.price): no \($0.missing)" }
            }
        case "profile":
            let profile = engine.sessionProfile
            lines = [
                "poc \(profile.pointOfControl?.description ?? "–")",
                "value area \(profile.valueAreaLow?.description ?? "–") to \(profile.valueAreaHigh?.description ?? "–")",
                "nodes high \(profile.nodes().high) low \(profile.nodes().low)",
            ]
        case "bursts":
            lines = engine.bursts().map { burst in
                "\(burst.side) \(burst.size) in \(burst.trades), \(burst.firstPrice) to \(burst.lastPrice)"
            }
        case "quality":
            let quality = engine.quality
            lines = [
                "received \(quality.received), used \(quality.used)",
                "excluded " + quality.excluded.map { "\($0.reason.name) \($0.count)" }.joined(separator: ", "),
                "corrected \(quality.corrected), cancelled \(quality.cancelled), late \(quality.late)",
                "volume \(quality.volume.total), delta \(quality.volume.delta)",
            ]
        case "events":
            lines = engine.events().map { "\($0.kind.rawValue) \($0.side) \($0.price) \($0.volume) | \($0.text)" }
        default: lines = ["no view named \(example.view)"]
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ row: FootprintRow) -> String {
        "\(row.price) \(row.volume.sell) x \(row.volume.buy)"
    }

    private static func sides(_ tape: String) throws -> [String] {
        var engine = try HandTape.engine("")
        return try HandTape.prints(tape).map { print in
            let before = engine.quality
            engine.ingest(print)
            let after = engine.quality
            let tier = ClassificationTier.allCases.first { after.tiers[$0] > before.tiers[$0] } ?? .unknown
            let side =
                after.volume.buy > before.volume.buy
                ? "buy" : after.volume.sell > before.volume.sell ? "sell" : "unknown"
            return side == tier.name ? side : "\(side), by \(tier.name)"
        }
    }
}
