import MarketModel

/// `volume_delta`: buy less sell of each bar, with its extremes.
public struct VolumeDeltaIndicator: FlowIndicator {
    public static let name = "volume_delta"

    public init(parameters: [String: String] = [:]) throws(IndicatorError) { _ = try parameters.counts([:]) }

    public func read(_ engine: FlowEngine, last count: Int) -> IndicatorReading {
        IndicatorReading(
            name: Self.name,
            columns: ["bar", "start", "volume", "buy", "sell", "unknown", "delta", "minimum", "maximum"],
            rows: engine.bars(last: count).map { bar in
                [
                    .count(bar.id), .time(bar.start), .volume(bar.volume.total), .volume(bar.volume.buy),
                    .volume(bar.volume.sell), .volume(bar.volume.unknown), .volume(bar.delta),
                    .volume(bar.minimumDelta), .volume(bar.maximumDelta),
                ]
            })
    }
}

/// `cvd`: cumulative delta as a candle a bar, with its value, marks and error band.
public struct CVDIndicator: FlowIndicator {
    public static let name = "cvd"

    public init(parameters: [String: String] = [:]) throws(IndicatorError) { _ = try parameters.counts([:]) }

    public func read(_ engine: FlowEngine, last count: Int) -> IndicatorReading {
        let present = engine.cumulativeDelta
        return IndicatorReading(
            name: Self.name, columns: ["bar", "start", "open", "high", "low", "close"],
            rows: engine.bars(last: count).map { bar in
                [
                    .count(bar.id), .time(bar.start), .volume(bar.cvdOpen),
                    .volume(bar.cvdOpen + bar.maximumDelta), .volume(bar.cvdOpen + bar.minimumDelta),
                    .volume(bar.cvd),
                ]
            },
            marks: [
                IndicatorMark("value", .volume(present.value)), IndicatorMark("high", .volume(present.high)),
                IndicatorMark("low", .volume(present.low)),
                IndicatorMark("errorBand", .volume(present.errorBand)),
                IndicatorMark("reset", .text(present.reset.name)),
                IndicatorMark("origin", present.origin.map { .time($0) } ?? .absent),
            ])
    }
}

/// `delta_divergence`: pairs of pivots where price and cumulative delta disagree.
public struct DeltaDivergenceIndicator: FlowIndicator {
    public static let name = "delta_divergence"

    public init(parameters: [String: String] = [:]) throws(IndicatorError) { _ = try parameters.counts([:]) }

    public func read(_ engine: FlowEngine, last count: Int) -> IndicatorReading {
        let thresholds = engine.configuration.thresholds
        let first = engine.bars(last: count).first?.start
        let events = engine.events().filter { event in
            event.kind == .deltaDivergence && !event.isWithdrawn && first.map { event.time >= $0 } ?? false
        }
        return IndicatorReading(
            name: Self.name,
            columns: [
                "side", "firstStart", "firstPrice", "firstCvd", "secondStart", "secondPrice", "secondCvd", "bars",
            ],
            rows: events.map { event in
                let from = event.from ?? DivergencePivot(time: event.time, price: event.price, cvd: .zero)
                return [
                    .text(event.side == .buy ? "buy" : "sell"), .time(from.time), .price(from.price),
                    .volume(from.cvd), .time(event.time), .price(event.price), .volume(from.cvd + event.volume),
                    .count(event.extent),
                ]
            },
            marks: [
                IndicatorMark("pivotBars", .count(thresholds.pivotBars)),
                IndicatorMark("withinBars", .count(thresholds.divergenceBars)),
            ])
    }
}
