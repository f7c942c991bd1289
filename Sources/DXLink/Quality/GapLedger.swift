public import MarketModel

/// An interval in which events of one symbol and type may have been missed.
public struct FeedGap: Sendable, Equatable {
    /// Why events may be missing.
    public enum Cause: String, Sendable, CaseIterable {
        /// The connection was down.
        case disconnected
        /// The connection was up but no data came.
        case stale
        /// The server closed the channel.
        case channelClosed
        /// The subscription had to make room for others.
        case parked
    }

    /// What may be missing.
    public var key: MarketSubscription.Key
    /// Why.
    public var cause: Cause
    /// The last moment everything was known to be there.
    public var from: Timestamp
    /// When the first event after arrived; `nil` while the gap is open.
    public var until: Timestamp?
    /// The index of the last event before; `nil` for types without one, or before the first.
    public var lastIndex: Int64?
    /// The index of the first event after.
    public var firstIndex: Int64?
    /// Whether a snapshot from the server filled the interval afterwards.
    public var isFilled = false
}

/// The intervals a session did not cover, for each symbol and type.
struct GapLedger {
    /// The most closed gaps that are kept; older ones are only counted.
    static let keptGaps = 10_000
    /// Closed gaps, in the order they closed.
    private(set) var closed: [FeedGap] = []
    /// Closed gaps that are no longer kept.
    private(set) var forgotten = 0
    private var open: [MarketSubscription.Key: FeedGap] = [:]

    /// Whether any gap is open.
    var hasOpen: Bool { !open.isEmpty }
    /// How many gaps there were and are.
    var count: Int { closed.count + forgotten + open.count }

    /// All gaps: closed in the order they closed, then the open ones by start, type and symbol.
    var all: [FeedGap] {
        closed
            + open.values.sorted {
                ($0.from.nanoseconds, $0.key.type.rawValue, $0.key.symbol)
                    < ($1.from.nanoseconds, $1.key.type.rawValue, $1.key.symbol)
            }
    }

    /// Opens gaps. A key whose gap is open keeps it: the earlier start holds.
    mutating func open(
        _ keys: [MarketSubscription.Key], because cause: FeedGap.Cause, from: Timestamp,
        lastIndex: (MarketSubscription.Key) -> Int64?
    ) {
        for key in keys where open[key] == nil {
            open[key] = FeedGap(key: key, cause: cause, from: from, lastIndex: lastIndex(key))
        }
    }

    /// The first event after: closes the gap of its key.
    mutating func arrived(_ key: MarketSubscription.Key, index: Int64?, at now: Timestamp) {
        guard var gap = open.removeValue(forKey: key) else { return }
        gap.until = now
        gap.firstIndex = index
        append(gap)
    }

    /// A snapshot that reaches back to the start of a key's last gap came whole.
    mutating func filled(_ key: MarketSubscription.Key, at now: Timestamp) {
        if var gap = open.removeValue(forKey: key) {
            gap.until = now
            gap.isFilled = true
            append(gap)
        } else if let last = closed.lastIndex(where: { $0.key == key }) {
            closed[last].isFilled = true
        }
    }

    /// Forgets the open gap of a key that is no longer wanted.
    mutating func dropped(_ keys: [MarketSubscription.Key]) {
        for key in keys { open[key] = nil }
    }

    private mutating func append(_ gap: FeedGap) {
        if closed.count == Self.keptGaps {
            closed.removeFirst(Self.keptGaps / 10)
            forgotten += Self.keptGaps / 10
        }
        closed.append(gap)
    }
}
