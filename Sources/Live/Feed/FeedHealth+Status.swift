import DXLink
import MarketModel

extension FeedHealth {
    /// The health of a feed from the status of its client, with the reason in words.
    ///
    /// - Parameters:
    ///   - isReplay: Whether the data is recorded.
    ///   - openGaps: Intervals that are not covered.
    init(_ status: FeedStatus, isReplay: Bool, openGaps: Int) {
        self.init()
        switch status.state {
        case .connecting: state = .connecting
        case .live: state = isReplay ? .replay : .live
        case .stale: state = .stale
        case .down: state = status.connectionAttempts == 0 ? .connecting : .down
        }
        dataAge = status.dataAge
        reason = Self.reason(status, state)
        gaps = openGaps
        reconnects = max(0, status.connectionAttempts - 1)
        rowsReceived = status.ledger.received
        rowsUsed = status.ledger.used
        rowsExcluded = status.ledger.exclusions
            .map { ExcludedRows(reason: $0.reason.rawValue, count: $0.count) }
            .filter { $0.count > 0 }
    }

    private static func reason(_ status: FeedStatus, _ state: State) -> String {
        switch state {
        case .connecting:
            "connecting to the feed\(status.lastError.map { " (\($0))" } ?? ""): nothing is counted yet"
        case .live: fallback(status) ?? "data arrives"
        case .replay: "recorded data arrives"
        case .stale:
            "connected, but no data for \(status.dataAge.map { "\($0.components.seconds) s" } ?? "some time"): "
                + "numbers stand still until it comes"
        case .down:
            "no connection\(status.lastError.map { " (\($0))" } ?? ""): numbers stand still; trying again"
        }
    }

    private static func fallback(_ status: FeedStatus) -> String? {
        guard let refusal = status.refusals.first else { return nil }
        return refusal.isServedByAuto
            ? "data arrives; the server refused contract \(refusal.contract.rawValue) and serves AUTO instead"
            : "the server refused contract \(refusal.contract.rawValue): \(refusal.reason)"
    }
}
