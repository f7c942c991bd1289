import MarketModel

/// Puts the history of an instrument's prints before its live ones.
///
/// The feed sends a snapshot newest first while live prints keep coming on another channel. Until the snapshot is
/// complete everything is held; then it is released in order of index, once each. A correction shares the index of
/// what it corrects and stays behind it. The last prints of the snapshot may still be on their way on the other channel:
/// until a newer one comes there, what was released already is not released again.
struct Backfill {
    enum State: Equatable {
        /// Prints pass through.
        case live
        /// Prints are held until the snapshot ends or `deadline` passes.
        case filling(deadline: Timestamp)
    }

    private(set) var state = State.live
    private var held: [TimeAndSale] = []
    /// The last records of the snapshot by index, while the live channel may still bring them.
    private var overlap: [Int64: [TimeAndSale]] = [:]
    private var overlapEnd = Int64.min
    private let limit: Int
    /// How many of the last records are remembered.
    private static let overlapLength = 10_000

    /// - Parameter limit: The most prints held; beyond it they are released as they are.
    init(limit: Int = 2_000_000) { self.limit = limit }

    /// Starts to hold. Called when a history was asked for.
    mutating func begin(deadline: Timestamp) { state = .filling(deadline: deadline) }

    /// Takes one record of the feed; what may be counted now goes to `release`, in order.
    mutating func take(_ event: TimeAndSale, release: (TimeAndSale) -> Void) {
        guard case .filling = state else {
            if !Self.isMarker(event), !hasReleased(event) { release(event) }
            return
        }
        if !Self.isMarker(event) { held.append(event) }
        let isEnd = !event.flags.isDisjoint(with: [.snapshotEnd, .snapshotSnip])
        if isEnd || held.count >= limit { finish(release: release) }
    }

    /// Gives up waiting once the deadline has passed.
    mutating func timePassed(at now: Timestamp, release: (TimeAndSale) -> Void) {
        if case .filling(let deadline) = state, now >= deadline { finish(release: release) }
    }

    private mutating func finish(release: (TimeAndSale) -> Void) {
        state = .live
        var prints = held
        held = []
        // The sort must keep records of one index in their order of arrival: a correction follows its print.
        prints = prints.enumerated()
            .sorted { ($0.element.index, $0.offset) < ($1.element.index, $1.offset) }
            .map(\.element)
        var previous: TimeAndSale?
        for print in prints {
            // The same print may have come by both channels.
            let bare = print.bare
            if let previous, previous == bare { continue }
            previous = bare
            release(bare)
        }
        overlap = Dictionary(grouping: prints.suffix(Self.overlapLength).map(\.bare), by: \.index)
        overlapEnd = prints.last?.index ?? .min
    }

    /// Whether a live record was in the snapshot. The live channel is in order: a newer record ends the question.
    private mutating func hasReleased(_ event: TimeAndSale) -> Bool {
        guard !overlap.isEmpty else { return false }
        guard event.index <= overlapEnd else {
            overlap = [:]
            return false
        }
        return overlap[event.index]?.contains(event.bare) ?? false
    }

    /// A row that only ends a snapshot, or removes a record, carries no print.
    private static func isMarker(_ event: TimeAndSale) -> Bool { event.flags.contains(.removeEvent) }
}

extension TimeAndSale {
    /// The record without its snapshot marks, which differ by channel.
    fileprivate var bare: TimeAndSale {
        var bare = self
        bare.flags = []
        return bare
    }
}
