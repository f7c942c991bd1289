import JSON
import Live
import MarketModel
import OrderFlow
import Wire

/// Writes bars and footprints as the dashboard's wire has them: see `Docs/websocket.md`.
struct FootprintMessage {
    let view: FlowView
    let request: ViewRequest
    let environment: ViewEnvironment

    /// The members of a `footprint_update` after `type` and `sequence`, without the braces.
    ///
    /// - Parameter revision: What the client has already; `nil` for a snapshot.
    /// - Returns: `nil` when nothing changed since.
    func members(changedSince revision: Int?) -> [UInt8]? {
        let engine = view.engine
        let bars = revision.map { engine.bars(changedSince: $0) } ?? engine.bars(last: request.bars)
        if revision != nil, bars.isEmpty, engine.zonesRevision <= revision! { return nil }
        var json = JSONWriter(reservingCapacity: 4096)
        json.beginObject()
        json.member("snapshot", revision == nil)
        environment.write(view, into: &json)
        json.member("bar", request.key.bar.description)
        json.member("group", request.group)
        json.member("tick", view.instrument.tick.description)
        json.member("decimals", view.instrument.decimals)
        json.member("timeZone", "America/New_York")
        let thresholds = engine.configuration.thresholds
        json.key("imbalance")
        json.beginObject()
        json.member("ratio", Double(thresholds.imbalancePercent) / 100)
        json.member("minimumVolume", thresholds.imbalanceMinimum.description)
        json.member("stacked", thresholds.stackedRows)
        json.endObject()
        json.key("bars")
        json.beginArray()
        write(bars, withLevels: true, into: &json)
        json.endArray()
        if revision == nil || engine.zonesRevision > revision! { writeZones(into: &json) }
        json.endObject()
        return Array(json.bytes.dropFirst().dropLast())
    }

    /// Bars in their order.
    func write(_ bars: [FlowBar], withLevels: Bool, into json: inout JSONWriter) {
        let firstPrint = view.engine.barCount > 0 ? view.engine.bar(at: 0).firstTime : nil
        for bar in bars {
            let isPartial = environment.isPartial(bar, firstPrint: firstPrint)
            write(bar, isPartial: isPartial, withLevels: withLevels, into: &json)
        }
    }

    private func write(_ bar: FlowBar, isPartial: Bool, withLevels: Bool, into json: inout JSONWriter) {
        json.beginObject()
        json.member("id", bar.id)
        json.member("start", bar.start.milliseconds)
        json.member("end", bar.end.milliseconds)
        json.member("complete", bar.isComplete)
        json.member("session", bar.session?.description)
        json.member("open", bar.open.description)
        json.member("high", bar.high.description)
        json.member("low", bar.low.description)
        json.member("close", bar.close.description)
        json.member("volume", bar.volume.total.description)
        json.member("buy", bar.volume.buy.description)
        json.member("sell", bar.volume.sell.description)
        json.member("unknown", bar.volume.unknown.description)
        json.member("delta", bar.delta.description)
        json.member("minDelta", bar.minimumDelta.description)
        json.member("maxDelta", bar.maximumDelta.description)
        json.member("cvd", bar.cvd.description)
        json.member("cvdError", bar.cvdErrorBand.description)
        json.key("bands")
        json.beginArray()
        for band in bar.cvdBands { json.value(band.description) }
        json.endArray()
        json.member("gap", isPartial)
        json.member("trades", bar.trades)
        json.member("durationMs", bar.duration.wholeNanoseconds / 1_000_000)
        json.member("poc", bar.footprint.pointOfControl?.price.description)
        json.member("unfinishedHigh", bar.footprint.isUnfinishedAtHigh)
        json.member("unfinishedLow", bar.footprint.isUnfinishedAtLow)
        if withLevels { writeLevels(of: bar, into: &json) }
        json.endObject()
    }

    private func writeLevels(of bar: FlowBar, into json: inout JSONWriter) {
        json.key("levels")
        Self.write(bar.footprint.grouped(by: request.group), into: &json)
        json.key("imbalances")
        json.beginArray()
        let thresholds = view.engine.configuration.thresholds
        // On true ticks, whatever the grouping of the rows.
        for imbalance in bar.footprint.imbalances(
            percent: thresholds.imbalancePercent, minimum: thresholds.imbalanceMinimum)
        {
            json.beginArray()
            json.value(imbalance.price.description)
            json.value(imbalance.side.word)
            json.endArray()
        }
        json.endArray()
    }

    /// Rows as `[price, buy, sell, unknown, trades]`.
    static func write(_ footprint: Footprint, into json: inout JSONWriter) {
        json.beginArray()
        for row in footprint.rows {
            json.beginArray()
            json.value(row.price.description)
            json.value(row.volume.buy.description)
            json.value(row.volume.sell.description)
            json.value(row.volume.unknown.description)
            json.value(row.trades)
            json.endArray()
        }
        json.endArray()
    }

    private func writeZones(into json: inout JSONWriter) {
        json.key("zones")
        json.beginArray()
        for zone in view.engine.imbalanceZones {
            json.beginObject()
            json.member("side", zone.side.word)
            json.member("low", zone.low.description)
            json.member("high", zone.high.description)
            json.member("start", zone.start.milliseconds)
            json.key("end")
            if let end = zone.end { json.value(end.milliseconds) } else { json.null() }
            json.endObject()
        }
        json.endArray()
    }
}

extension AggressorSide {
    /// The word of the dashboard's wire.
    var word: String {
        switch self {
        case .buy: "buy"
        case .sell: "sell"
        case .undefined: "unknown"
        }
    }
}
