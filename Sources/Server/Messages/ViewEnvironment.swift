import Live
import MarketModel
import OrderFlow
import Wire

/// What every message says about where its numbers come from.
struct ViewEnvironment: Sendable {
    /// `simulator`, `sandbox`, `paper` or `production`.
    var venue: String
    /// How the feed is now.
    var feed: FeedHealth
    /// The moment the message is made.
    var now: Timestamp

    /// `symbol`, `asOf`, `source`, `venue`, `grade`.
    func write(_ view: FlowView, into json: inout JSONWriter) {
        json.member("symbol", view.key.symbol)
        json.member("asOf", (view.engine.latestPrintTime ?? now).milliseconds)
        json.member("source", feed.state == .replay ? "replay" : venue)
        json.member("venue", venue)
        json.member("grade", view.engine.grade.rawValue)
    }

    /// The `feed` object.
    func writeFeed(into json: inout JSONWriter) {
        json.key("feed")
        json.beginObject()
        json.member("state", feed.state.rawValue)
        json.member("reason", feed.reason)
        json.key("dataAgeMs")
        if let age = feed.dataAge { json.value(age.wholeNanoseconds / 1_000_000) } else { json.null() }
        json.member("gaps", feed.gaps)
        json.member("reconnects", feed.reconnects)
        json.member("received", feed.rowsReceived)
        json.member("used", feed.rowsUsed)
        json.key("excluded")
        json.beginObject()
        for rows in feed.rowsExcluded { json.member(rows.reason, rows.count) }
        json.endObject()
        json.endObject()
    }
}
