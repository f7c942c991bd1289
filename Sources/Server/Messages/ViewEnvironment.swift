import JSON
import Live
import MarketModel
import OrderFlow

/// What every message says about where its numbers come from.
struct ViewEnvironment: Sendable {
    /// `simulator`, `sandbox`, `paper` or `production`.
    var venue: String
    /// How the feed is now.
    var feed: FeedHealth
    /// Intervals in which the instrument's prints may have been missed.
    var gaps: [Range<Timestamp>]
    /// The moment the message is made.
    var now: Timestamp

    init(provider: any FlowProvider, symbol: String, at now: Timestamp) {
        venue = provider.venueName
        feed = provider.feedHealth(at: now)
        gaps = provider.printGaps(of: symbol, at: now)
        self.now = now
    }

    /// Whether prints of this bar may be missing: a gap lies in it or ends in it, or the prints that are known begin
    /// after it does. A gap ends with the first event after it, so that the next bar always has it.
    ///
    /// - Parameter firstPrint: The earliest print of the oldest bar there is.
    func isPartial(_ bar: FlowBar, firstPrint: Timestamp?) -> Bool {
        if gaps.contains(where: { $0.lowerBound < bar.end && $0.upperBound >= bar.start }) { return true }
        return firstPrint.map { bar.firstTime <= $0 && bar.start < $0 } ?? false
    }

    /// `symbol`, `asOf`, `source`, `venue`, `grade`.
    func write(_ view: FlowView, into json: inout JSONWriter) {
        json.member("symbol", view.key.symbol)
        json.member("asOf", (view.engine.latestPrintTime ?? now).milliseconds)
        json.member("source", feed.state == .replay ? "replay" : venue)
        json.member("venue", venue)
        json.member("grade", view.engine.grade.rawValue)
    }
}

extension FeedHealth {
    /// The `feed` object.
    func write(into json: inout JSONWriter) {
        json.key("feed")
        json.beginObject()
        json.member("state", state.rawValue)
        json.member("reason", reason)
        json.key("dataAgeMs")
        if let age = dataAge { json.value(age.wholeNanoseconds / 1_000_000) } else { json.null() }
        json.member("gaps", gaps)
        json.member("reconnects", reconnects)
        json.member("received", rowsReceived)
        json.member("used", rowsUsed)
        json.key("excluded")
        json.beginObject()
        for rows in rowsExcluded { json.member(rows.reason, rows.count) }
        json.endObject()
        json.endObject()
    }
}
