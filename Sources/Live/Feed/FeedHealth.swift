/// How the market-data feed is, as the screens show it.
public struct FeedHealth: Sendable, Equatable {
    /// What the feed does.
    public enum State: String, Sendable, CaseIterable {
        /// Not there yet.
        case connecting
        /// Data arrives, or the market is quiet and the connection beats.
        case live
        /// Recorded data arrives.
        case replay
        /// The connection beats but delivers nothing although it should.
        case stale
        /// No connection; trying again.
        case down
    }

    /// What it does.
    public var state = State.connecting
    /// Why, in words: what happened, what it means, what is done about it.
    public var reason = "connecting"
    /// Since the last event arrived; `nil` before the first.
    public var dataAge: Duration?
    /// Intervals not covered, over all symbols and types.
    public var gaps = 0
    /// Connections made after the first.
    public var reconnects = 0
    /// Rows received from the feed.
    public var rowsReceived = 0
    /// Rows that became events.
    public var rowsUsed = 0
    /// Rows that did not, by reason, sorted by its name.
    public var rowsExcluded: [ExcludedRows] = []

    /// Rows of the feed that one reason kept from becoming events.
    public struct ExcludedRows: Sendable, Equatable {
        /// The reason's name.
        public var reason: String
        /// How many.
        public var count: Int

        /// Creates a count.
        public init(reason: String, count: Int) {
            self.reason = reason
            self.count = count
        }
    }

    /// A feed that has not connected yet.
    public init() {}
}
