import JSON
import Live
import MarketModel

/// One traffic light with the reason in words.
struct HealthReport: Sendable {
    enum Light: String {
        case ok, degraded, down
    }

    let venue: String
    let feed: FeedHealth
    let clients: Int
    let now: Timestamp

    /// The light: down without a feed, degraded when it is stale or has lost something.
    var light: Light {
        switch feed.state {
        case .down, .connecting: .down
        case .stale: .degraded
        case .live, .replay: feed.rowsExcluded.contains { $0.count > 0 } || feed.gaps > 0 ? .degraded : .ok
        }
    }

    /// Why, in words.
    var reason: String {
        guard light == .degraded, feed.state != .stale else { return feed.reason }
        let excluded = feed.rowsExcluded.reduce(0) { $0 + $1.count }
        var parts: [String] = []
        if excluded > 0 { parts.append("\(excluded) rows of the feed could not be used") }
        if feed.gaps > 0 { parts.append("\(feed.gaps) intervals are not covered") }
        return parts.joined(separator: "; ")
    }

    /// The members of a health answer.
    func write(into json: inout JSONWriter) {
        json.member("venue", venue)
        json.member("status", light.rawValue)
        json.member("reason", reason)
        json.member("asOf", now.milliseconds)
        feed.write(into: &json)
        json.member("clients", clients)
    }
}
