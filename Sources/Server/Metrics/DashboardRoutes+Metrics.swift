import Live
import MarketModel
import Wire

extension DashboardRoutes {
    /// The answer of `/metrics`.
    func metrics(at now: Timestamp) -> HTTPResponse {
        var metrics = MetricsText()
        let feed = provider.feedHealth(at: now)
        metrics.metric("piquant_feed_state", .gauge, help: "1 for the state the feed is in.")
        for state in FeedHealth.State.allCases {
            metrics.sample("piquant_feed_state", ["state": state.rawValue], feed.state == state ? 1 : 0)
        }
        metrics.metric("piquant_feed_data_age_seconds", .gauge, help: "Since the last event arrived; NaN before it.")
        metrics.sample(
            "piquant_feed_data_age_seconds", feed.dataAge.map { Double($0.wholeNanoseconds) / 1e9 } ?? .nan)
        metrics.metric("piquant_feed_rows_received_total", .counter, help: "Rows received from the feed.")
        metrics.sample("piquant_feed_rows_received_total", feed.rowsReceived)
        metrics.metric("piquant_feed_rows_used_total", .counter, help: "Rows that became events.")
        metrics.sample("piquant_feed_rows_used_total", feed.rowsUsed)
        metrics.metric("piquant_feed_rows_excluded_total", .counter, help: "Rows that did not, by reason.")
        for rows in feed.rowsExcluded {
            metrics.sample("piquant_feed_rows_excluded_total", ["reason": rows.reason], rows.count)
        }
        metrics.metric("piquant_feed_gaps", .gauge, help: "Intervals not covered.")
        metrics.sample("piquant_feed_gaps", feed.gaps)
        metrics.metric("piquant_feed_reconnects_total", .counter, help: "Connections made after the first.")
        metrics.sample("piquant_feed_reconnects_total", feed.reconnects)

        let ledger = provider.desk.ledger
        metrics.metric(
            "piquant_desk_events_total", .counter, help: "Events that reached the desk, by what became of them.")
        for (fate, count) in [("used", ledger.used), ("unwatched", ledger.unwatched), ("other", ledger.other)] {
            metrics.sample("piquant_desk_events_total", ["fate": fate], count)
        }
        let hub = hubCounts()
        metrics.metric("piquant_push_clients", .gauge, help: "Browsers connected.")
        metrics.sample("piquant_push_clients", hub.clients)
        metrics.metric("piquant_push_messages_total", .counter, help: "Messages pushed to browsers.")
        metrics.sample("piquant_push_messages_total", hub.messages)
        metrics.metric("piquant_push_skipped_total", .counter, help: "Updates put off because a browser had not read.")
        metrics.sample("piquant_push_skipped_total", hub.skipped)
        return .text(metrics.text, type: "text/plain; version=0.0.4")
    }
}
