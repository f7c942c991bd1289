import JSON
import MarketModel
import OrderFlow
import Tape
import Wire

/// Prints what an engine counted, as a table, CSV or JSON.
enum FlowReport {
    enum Format: String, Sendable {
        case table, csv, json
    }

    static func bars(_ result: FlowInput.Result, _ format: Format) {
        let bars = result.engine.bars()
        switch format {
        case .csv: Terminal.print(FlowCSV.bars(bars), terminator: "")
        case .json: Terminal.print(bytes: json(result) { json in writeBars(bars, withRows: false, into: &json) })
        case .table:
            var table = TextTable(
                [
                    "start (UTC)", "open", "high", "low", "close", "trades", "volume", "buy", "sell", "unknown",
                    "delta", "cvd", "POC",
                ])
            for bar in bars {
                table.add([
                    "\(bar.start)", "\(bar.open)", "\(bar.high)", "\(bar.low)", "\(bar.close)", "\(bar.trades)",
                    "\(bar.volume.total)", "\(bar.volume.buy)", "\(bar.volume.sell)", "\(bar.volume.unknown)",
                    signed(bar.delta), signed(bar.cvd), bar.footprint.pointOfControl.map { "\($0.price)" } ?? "–",
                ])
            }
            Terminal.print(table.text, terminator: "")
        }
    }

    static func footprint(_ result: FlowInput.Result, _ format: Format) {
        let bars = result.engine.bars()
        switch format {
        case .csv: Terminal.print(FlowCSV.footprint(bars), terminator: "")
        case .json: Terminal.print(bytes: json(result) { json in writeBars(bars, withRows: true, into: &json) })
        case .table:
            for bar in bars {
                Terminal.print(
                    "\(bar.start)  O \(bar.open)  H \(bar.high)  L \(bar.low)  C \(bar.close)  volume \(bar.volume.total)  "
                        + "delta \(signed(bar.delta))")
                var table = TextTable(["price", "sell", "buy", "unknown", "delta", ""])
                let control = bar.footprint.pointOfControl?.price
                for row in bar.footprint.rows.reversed() {
                    table.add([
                        "\(row.price)", "\(row.volume.sell)", "\(row.volume.buy)", "\(row.volume.unknown)",
                        signed(row.delta), row.price == control ? "POC" : "",
                    ])
                }
                Terminal.print(table.text)
            }
        }
    }

    static func cvd(_ result: FlowInput.Result, _ format: Format) {
        let bars = result.engine.bars()
        switch format {
        case .csv:
            let lines = bars.map { bar in
                "\(bar.start),\(bar.delta),\(bar.minimumDelta),\(bar.maximumDelta),\(bar.cvdOpen),\(bar.cvd)\n"
            }
            Terminal.print("bar_start_utc,delta,min_delta,max_delta,cvd_open,cvd\n" + lines.joined(), terminator: "")
        case .json:
            Terminal.print(
                bytes: json(result) { json in
                    writeBars(bars, withRows: false, into: &json)
                    let reading = result.engine.cumulativeDelta
                    json.key("cvd")
                    json.beginObject()
                    json.member("value", reading.value.description)
                    json.member("high", reading.high.description)
                    json.member("low", reading.low.description)
                    json.member("errorBand", reading.errorBand.description)
                    for band in reading.bands { json.member(band.label, band.value.description) }
                    json.endObject()
                })
        case .table:
            var table = TextTable(["start (UTC)", "delta", "min", "max", "cvd"])
            for bar in bars {
                table.add([
                    "\(bar.start)", signed(bar.delta), signed(bar.minimumDelta), signed(bar.maximumDelta),
                    signed(bar.cvd),
                ])
            }
            Terminal.print(table.text, terminator: "")
        }
    }

    static func profile(_ result: FlowInput.Result, _ format: Format) {
        let engine = result.engine
        let profile = engine.profile(ofBarsAt: 0..<engine.barCount)
        let rows = profile.footprint.rows
        switch format {
        case .csv:
            let lines = rows.map { row in
                "\(row.price),\(row.volume.total),\(row.volume.buy),\(row.volume.sell),\(row.volume.unknown),\(row.delta),\(row.trades)\n"
            }
            let header = "price,volume,buyVolume,sellVolume,undefinedVolume,delta,trades\n"
            Terminal.print(header + lines.joined(), terminator: "")
        case .json:
            Terminal.print(
                bytes: json(result) { json in
                    json.member("poc", profile.pointOfControl?.description)
                    json.member("valueAreaHigh", profile.valueAreaHigh?.description)
                    json.member("valueAreaLow", profile.valueAreaLow?.description)
                    json.key("rows")
                    writeRows(profile.footprint, into: &json)
                })
        case .table:
            let most = rows.map(\.volume.total.billionths).max() ?? 0
            var table = TextTable(
                ["price", "volume", "delta", "", ""], alignment: [.right, .right, .right, .left, .left])
            for row in rows.reversed() {
                var marks: [String] = []
                if row.price == profile.pointOfControl { marks.append("POC") }
                if row.price == profile.valueAreaHigh { marks.append("VAH") }
                if row.price == profile.valueAreaLow { marks.append("VAL") }
                let length = most > 0 ? Int(row.volume.total.billionths * 40 / most) : 0
                table.add([
                    "\(row.price)", "\(row.volume.total)", signed(row.delta), String(repeating: "█", count: length),
                    marks.joined(separator: " "),
                ])
            }
            Terminal.print(table.text, terminator: "")
        }
    }

    static func events(_ result: FlowInput.Result, _ format: Format) {
        let events = result.engine.events()
        switch format {
        case .csv:
            let lines = events.map { event in
                "\(event.time),\(event.kind.rawValue),\(event.side.feedText),\(event.price),\(event.volume),\(event.extent),\"\(event.text)\"\n"
            }
            Terminal.print("time_utc,kind,side,price,volume,extent,text\n" + lines.joined(), terminator: "")
        case .json:
            Terminal.print(
                bytes: json(result) { json in
                    json.key("events")
                    json.beginArray()
                    for event in events {
                        json.beginObject()
                        json.member("time", event.time.description)
                        json.member("kind", event.kind.rawValue)
                        json.member("side", event.side.feedText)
                        json.member("price", event.price.description)
                        json.member("volume", event.volume.description)
                        json.member("extent", event.extent)
                        json.member("text", event.text)
                        json.endObject()
                    }
                    json.endArray()
                })
        case .table:
            var table = TextTable(["time (UTC)", "event", "what"], alignment: [.left, .left, .left])
            for event in events { table.add(["\(event.time)", event.kind.rawValue, event.text]) }
            Terminal.print(table.text, terminator: "")
        }
    }

    /// The conservation ledger: every record of the file, used or left out for a reason.
    static func audit(_ result: FlowInput.Result) {
        let quality = result.engine.quality
        var json = JSONWriter()
        json.beginObject()
        json.member("received", result.ledger.received)
        json.member("used", quality.used)
        json.key("excluded")
        json.beginObject()
        for (reason, count) in result.ledger.excluded where count > 0 { json.member(reason.rawValue, count) }
        for (reason, count) in quality.excluded where count > 0 { json.member(reason.name, count) }
        if result.otherInstruments > 0 { json.member("other-instrument", result.otherInstruments) }
        json.endObject()
        json.key("tiers")
        json.beginObject()
        for tier in ClassificationTier.allCases { json.member(tier.name, quality.tiers[tier]) }
        json.endObject()
        json.key("volume")
        json.beginObject()
        json.member("buy", quality.volume.buy.description)
        json.member("sell", quality.volume.sell.description)
        json.member("unknown", quality.volume.unknown.description)
        json.endObject()
        json.endObject()
        Terminal.print(json.text)
    }

    private static func json(_ result: FlowInput.Result, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 1 << 16)
        json.beginObject()
        json.member("bar", result.engine.configuration.bar.description)
        json.member("tick", result.tick.description)
        json.member("group", result.engine.configuration.rowTicks)
        body(&json)
        json.endObject()
        return json.bytes + [0x0A]
    }

    private static func writeBars(_ bars: [FlowBar], withRows: Bool, into json: inout JSONWriter) {
        json.key("bars")
        json.beginArray()
        for bar in bars {
            json.beginObject()
            json.member("start", bar.start.description)
            json.member("open", bar.open.description)
            json.member("high", bar.high.description)
            json.member("low", bar.low.description)
            json.member("close", bar.close.description)
            json.member("trades", bar.trades)
            json.member("volume", bar.volume.total.description)
            json.member("buyVolume", bar.volume.buy.description)
            json.member("sellVolume", bar.volume.sell.description)
            json.member("undefinedVolume", bar.volume.unknown.description)
            json.member("delta", bar.delta.description)
            json.member("minDelta", bar.minimumDelta.description)
            json.member("maxDelta", bar.maximumDelta.description)
            json.member("cvd", bar.cvd.description)
            json.member("durationMs", bar.duration.wholeNanoseconds / 1_000_000)
            json.member("poc", bar.footprint.pointOfControl?.price.description)
            if withRows {
                json.key("rows")
                writeRows(bar.footprint, into: &json)
            }
            json.endObject()
        }
        json.endArray()
    }

    private static func writeRows(_ footprint: Footprint, into json: inout JSONWriter) {
        json.beginArray()
        for row in footprint.rows {
            json.beginObject()
            json.member("price", row.price.description)
            json.member("buyVolume", row.volume.buy.description)
            json.member("sellVolume", row.volume.sell.description)
            json.member("undefinedVolume", row.volume.unknown.description)
            json.member("trades", row.trades)
            json.endObject()
        }
        json.endArray()
    }

    /// A signed number with a true minus, as people read it.
    private static func signed(_ volume: Volume) -> String {
        volume < .zero ? "−\((-volume).description)" : volume > .zero ? "+\(volume)" : "0"
    }
}
