import MarketModel

/// `footprint`: volume by side at each row of each bar, with the imbalances. Parameter `group`: rows of so many rows
/// of the engine.
public struct FootprintIndicator: FlowIndicator {
    public static let name = "footprint"
    private let group: Int

    public init(parameters: [String: String] = [:]) throws(IndicatorError) {
        group = try parameters.counts(["group": 1])["group"] ?? 1
    }

    public func read(_ engine: FlowEngine, last count: Int) -> IndicatorReading {
        let thresholds = engine.configuration.thresholds
        var rows: [[IndicatorValue]] = []
        for bar in engine.bars(last: count) {
            let footprint = bar.footprint.grouped(by: group)
            let imbalances = footprint.imbalances(
                percent: thresholds.imbalancePercent, minimum: thresholds.imbalanceMinimum)
            for row in footprint.rows {
                let sides = imbalances.filter { $0.price == row.price }.map { $0.side == .buy ? "buy" : "sell" }
                rows.append([
                    .count(bar.id), .time(bar.start), .price(row.price), .volume(row.volume.buy),
                    .volume(row.volume.sell), .volume(row.volume.unknown), .volume(row.delta), .count(row.trades),
                    sides.isEmpty ? .absent : .text(sides.joined(separator: "+")),
                ])
            }
        }
        return IndicatorReading(
            name: Self.name,
            columns: ["bar", "start", "price", "buy", "sell", "unknown", "delta", "trades", "imbalance"], rows: rows)
    }
}

/// `volume_profile`: volume by price of the session, or of the last `bars` bars where that parameter is given.
/// Parameter `group`: rows of so many rows of the engine.
public struct VolumeProfileIndicator: FlowIndicator {
    public static let name = "volume_profile"
    private let group: Int
    private let bars: Int?

    public init(parameters: [String: String] = [:]) throws(IndicatorError) {
        let counts = try parameters.counts(["group": 1, "bars": 1])
        group = counts["group"] ?? 1
        bars = parameters["bars"] == nil ? nil : counts["bars"]
    }

    public func read(_ engine: FlowEngine, last count: Int) -> IndicatorReading {
        let percent = engine.configuration.thresholds.valueAreaPercent
        let end = engine.barCount
        let whole = bars.map { engine.profile(ofBarsAt: max(0, end - min($0, count))..<end) } ?? engine.sessionProfile
        let profile =
            group == 1 ? whole : VolumeProfile(whole.footprint.grouped(by: group), valueAreaPercent: percent)
        let nodes = profile.nodes()
        func mark(_ label: String, _ price: Price?) -> IndicatorMark {
            IndicatorMark(label, price.map { .price($0) } ?? .absent)
        }
        return IndicatorReading(
            name: Self.name, columns: ["price", "buy", "sell", "unknown", "trades"],
            rows: profile.footprint.rows.map { row in
                [
                    .price(row.price), .volume(row.volume.buy), .volume(row.volume.sell),
                    .volume(row.volume.unknown), .count(row.trades),
                ]
            },
            marks: [
                mark("poc", profile.pointOfControl), mark("valueAreaHigh", profile.valueAreaHigh),
                mark("valueAreaLow", profile.valueAreaLow),
            ] + nodes.high.map { mark("highVolumeNode", $0) } + nodes.low.map { mark("lowVolumeNode", $0) }
                + engine.nakedPointsOfControl.map { mark("nakedPoc", $0.price) })
    }
}
