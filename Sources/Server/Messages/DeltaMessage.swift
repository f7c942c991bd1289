import JSON
import Live
import MarketModel
import OrderFlow

/// Writes totals, cumulative delta, data quality, profile, tape and events as the dashboard's wire has them.
struct DeltaMessage {
    /// Bursts in a snapshot.
    static let tapeLength = 200

    let view: FlowView
    let environment: ViewEnvironment

    /// The members of a `delta_update` after `type` and `sequence`, without the braces.
    ///
    /// - Parameter revision: What the client has already; `nil` for a snapshot.
    func members(changedSince revision: Int?) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 4096)
        json.beginObject()
        json.member("snapshot", revision == nil)
        environment.write(view, into: &json)
        json.member("session", view.engine.currentSession?.day.description)
        json.member("last", view.engine.lastPrice?.description)
        json.member("bid", view.bid?.description)
        json.member("ask", view.ask?.description)
        writeTotals(into: &json)
        writeCumulativeDelta(into: &json)
        writeQuality(into: &json)
        if revision == nil || view.engine.revision > revision! {
            writeProfile(into: &json)
            writeTape(changedSince: revision, into: &json)
            writeEvents(changedSince: revision, into: &json)
        }
        json.endObject()
        return Array(json.bytes.dropFirst().dropLast())
    }

    private func writeTotals(into json: inout JSONWriter) {
        let totals = view.engine.sessionTotals
        json.key("totals")
        json.beginObject()
        json.member("volume", totals.volume.total.description)
        json.member("buy", totals.volume.buy.description)
        json.member("sell", totals.volume.sell.description)
        json.member("unknown", totals.volume.unknown.description)
        json.member("delta", totals.volume.delta.description)
        json.member("trades", totals.trades)
        json.endObject()
    }

    private func writeCumulativeDelta(into json: inout JSONWriter) {
        let reading = view.engine.cumulativeDelta
        json.key("cvd")
        json.beginObject()
        json.member("value", reading.value.description)
        json.member("high", reading.high.description)
        json.member("low", reading.low.description)
        json.member("errorBand", reading.errorBand.description)
        json.member("reset", reading.reset.name)
        json.key("anchor")
        if let origin = reading.origin { json.value(origin.milliseconds) } else { json.null() }
        json.key("bands")
        json.beginArray()
        for band in reading.bands {
            json.beginObject()
            json.member("label", band.label)
            json.member("value", band.value.description)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func writeQuality(into json: inout JSONWriter) {
        let quality = view.engine.quality
        let market = view.engine.microstructureReading
        json.key("quality")
        json.beginObject()
        json.member("received", quality.received)
        json.member("used", quality.used)
        json.key("excluded")
        json.beginObject()
        for (reason, count) in quality.excluded where count > 0 { json.member(reason.name, count) }
        json.endObject()
        json.member("corrected", quality.corrected)
        json.member("cancelled", quality.cancelled)
        json.member("duplicates", quality.excluded(.duplicate))
        json.member("late", quality.late)
        json.member("outsideSession", quality.outsideSession)
        json.key("tiers")
        json.beginObject()
        for tier in ClassificationTier.allCases { json.member(tier.name, quality.tiers[tier]) }
        json.endObject()
        json.member("unknownVolumeShare", quality.unknownVolumeShare)
        json.key("polarity")
        json.beginObject()
        json.member("compared", quality.polarity.compared)
        json.member("agreeing", quality.polarity.agreeing)
        json.member("alarm", quality.polarity.alarm)
        json.endObject()
        json.member("gaps", environment.feed.gaps)
        json.key("lagMs")
        if let lag = market.lagMean {
            json.value(Double(lag.wholeNanoseconds / 1000) / 1000)
        } else {
            json.null()
        }
        json.member("printsPerSecond", market.printsPerSecond)
        json.member("quotesPerSecond", market.quotesPerSecond)
        json.member("spreadMean", market.spreadMean?.description)
        json.member("spreadDeviation", market.spreadDeviation ?? .nan)
        environment.feed.write(into: &json)
        json.endObject()
    }

    private func writeProfile(into json: inout JSONWriter) {
        let profile = view.engine.sessionProfile
        json.key("profile")
        json.beginObject()
        json.member("poc", profile.pointOfControl?.description)
        json.member("valueAreaHigh", profile.valueAreaHigh?.description)
        json.member("valueAreaLow", profile.valueAreaLow?.description)
        json.key("levels")
        FootprintMessage.write(profile.footprint, into: &json)
        let nodes = profile.nodes()
        for (name, prices) in [("highVolumeNodes", nodes.high), ("lowVolumeNodes", nodes.low)] {
            json.key(name)
            json.beginArray()
            for price in prices { json.value(price.description) }
            json.endArray()
        }
        json.key("nakedPocs")
        json.beginArray()
        for control in view.engine.nakedPointsOfControl {
            json.beginObject()
            json.member("price", control.price.description)
            json.member("session", control.session?.description)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func writeTape(changedSince revision: Int?, into json: inout JSONWriter) {
        json.key("tape")
        json.beginArray()
        for burst in view.engine.bursts(last: Self.tapeLength, changedSince: revision ?? -1) {
            json.beginObject()
            json.member("id", burst.id)
            json.member("time", burst.time.milliseconds)
            json.member("price", burst.lastPrice.description)
            json.member("size", burst.size.description)
            json.member("side", burst.side.word)
            json.member("tier", burst.tier.name)
            json.member("trades", burst.trades)
            json.member("offQuote", burst.isOffQuote)
            json.endObject()
        }
        json.endArray()
    }

    private func writeEvents(changedSince revision: Int?, into json: inout JSONWriter) {
        json.key("events")
        json.beginArray()
        for event in view.engine.events(changedSince: revision ?? -1).suffix(Self.tapeLength) {
            json.beginObject()
            json.member("id", event.id)
            json.member("kind", event.kind.rawValue)
            json.member("side", event.side.word)
            json.member("time", event.time.milliseconds)
            json.member("price", event.price.description)
            json.member("text", event.text)
            json.key("bar")
            if let bar = view.engine.bar(withID: event.bar) { json.value(bar.start.milliseconds) } else { json.null() }
            if event.isWithdrawn { json.member("withdrawn", true) }
            json.endObject()
        }
        json.endArray()
    }
}
