public import MarketModel

/// Turns the flagged events of one indexed subscription into whole snapshots and whole transactions.
///
/// The venue sends a snapshot newest first, begun and ended by flags, the last row often only a marker: it removes
/// its index and carries no data. Updates of one transaction come with `transactionPending` until the last. Nothing
/// is shown before its transaction is whole.
///
/// One value for each symbol and type:
///
/// ```swift
/// var bars = SeriesTransactions()
/// if let change = bars.handle(event) { chart.apply(change) }
/// ```
public struct SeriesTransactions: Sendable {
    /// What became visible, records in rising order of index.
    public enum Change: Sendable, Equatable {
        /// Everything there is now: forget what was before. When `isSnipped`, the server cut older records off.
        case snapshot([MarketEvent], isSnipped: Bool)
        /// Records from the resumed moment on; what was before it stays.
        case resumed([MarketEvent], from: Timestamp, isSnipped: Bool)
        /// Records that are new or replace those of the same index, and the indexes that are gone.
        case update(changed: [MarketEvent], removed: [Int64])
    }

    private enum End { case whole, snipped }

    /// The most events held for one transaction; more come as a snipped snapshot or an update before its end.
    public let limit: Int
    private var pending: [MarketEvent] = []
    private var inSnapshot = false
    private var end: End?
    private var resumedFrom: Timestamp?

    /// Creates the state of a subscription before its first event.
    public init(limit: Int = 1_000_000) { self.limit = limit }

    /// Whether a snapshot has begun and not ended.
    public var isInSnapshot: Bool { inSnapshot }

    /// The next snapshot begins at this moment only: after `FeedNotice.seriesResumed`.
    public mutating func resume(from moment: Timestamp) {
        resumedFrom = moment
        drop()
    }

    /// Takes the next event; gives what became visible with it. Events without an index change nothing.
    public mutating func handle(_ event: MarketEvent) -> Change? {
        guard event.index != nil, let flags = event.flags else { return nil }
        if flags.contains(.snapshotBegin) {
            pending.removeAll(keepingCapacity: true)
            inSnapshot = true
            end = nil
        }
        pending.append(event)
        if inSnapshot {
            if flags.contains(.snapshotSnip) {
                end = .snipped
            } else if flags.contains(.snapshotEnd) {
                end = .whole
            }
            if pending.count >= limit, end == nil { end = .snipped }
            guard let end, !flags.contains(.transactionPending) || pending.count >= limit else { return nil }
            return snapshot(end)
        }
        guard !flags.contains(.transactionPending) || pending.count >= limit else { return nil }
        let (changed, removed) = settled()
        drop()
        return .update(changed: changed, removed: removed)
    }

    private mutating func snapshot(_ end: End) -> Change {
        let records = settled().changed
        let from = resumedFrom
        resumedFrom = nil
        drop()
        if let from { return .resumed(records, from: from, isSnipped: end == .snipped) }
        return .snapshot(records, isSnipped: end == .snipped)
    }

    private mutating func drop() {
        pending.removeAll(keepingCapacity: pending.count <= 4096)
        inSnapshot = false
        end = nil
    }

    /// The last word on each index, in rising order. Removal comes before values: a removed record has none.
    private func settled() -> (changed: [MarketEvent], removed: [Int64]) {
        let ordered = pending.enumerated().sorted {
            ($0.element.index ?? 0, $0.offset) < ($1.element.index ?? 0, $1.offset)
        }
        var changed: [MarketEvent] = []
        var removed: [Int64] = []
        for (place, entry) in ordered.enumerated() {
            guard let index = entry.element.index else { continue }
            if place + 1 < ordered.count, ordered[place + 1].element.index == index { continue }
            if entry.element.flags?.contains(.removeEvent) == true {
                removed.append(index)
            } else {
                changed.append(entry.element)
            }
        }
        return (changed, removed)
    }
}

extension MarketEvent {
    /// The identity within symbol and type of an indexed event.
    var index: Int64? {
        switch self {
        case .timeAndSale(let event): event.index
        case .candle(let event): event.index
        case .greeks(let event): event.index
        case .theoPrice(let event): event.index
        case .underlying(let event): event.index
        case .quote, .trade, .tradeETH, .summary, .profile: nil
        }
    }

    /// The transaction and snapshot marks of an indexed event.
    var flags: EventFlags? {
        switch self {
        case .timeAndSale(let event): event.flags
        case .candle(let event): event.flags
        case .greeks(let event): event.flags
        case .theoPrice(let event): event.flags
        case .underlying(let event): event.flags
        case .quote, .trade, .tradeETH, .summary, .profile: nil
        }
    }
}
