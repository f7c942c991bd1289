public import MarketModel

/// Stacked imbalances as a support (buy) or resistance (sell), from their bar until traded through.
public struct ImbalanceZone: Sendable, Hashable, BitwiseCopyable {
    /// Identity: rises by one a zone.
    public var id: Int
    /// The engine's revision of the last change.
    public var revision: Int
    /// The stronger side.
    public var side: AggressorSide
    /// The lowest row.
    public var low: Price
    /// The highest row.
    public var high: Price
    /// The start of the bar that made it.
    public var start: Timestamp
    /// That bar's identity.
    public var bar: Int
    /// When a print went through it: below `low` for a buy zone, above `high` for a sell zone; `nil` while it holds.
    public var end: Timestamp?
}

/// The zones, oldest first; when full, ended ones give way first.
struct ZoneBook: Sendable {
    private(set) var zones: [ImbalanceZone] = []
    /// The highest low of the buy zones that hold: a lower print ends one.
    private(set) var lowestHold = Int64.min
    /// The lowest high of the sell zones that hold: a higher print ends one.
    private(set) var highestHold = Int64.max
    /// The revision of the last change of any zone.
    private(set) var revision = 0
    private var lastID = 0
    static let limit = 400

    /// Makes the zones of a bar be these stacks; a zone that was there before keeps its life.
    mutating func set(_ stacks: [StackedImbalance], bar: BarState, revision: Int) {
        let present = zones.filter { $0.bar == bar.id }
        func matches(_ zone: ImbalanceZone, _ stack: StackedImbalance) -> Bool {
            zone.side == stack.side && zone.low == stack.low && zone.high == stack.high
        }
        let gone = present.filter { zone in !stacks.contains { matches(zone, $0) } }
        let new = stacks.filter { stack in !present.contains { matches($0, stack) } }
        guard !gone.isEmpty || !new.isEmpty else { return }
        zones.removeAll { zone in gone.contains { $0.id == zone.id } }
        for stack in new {
            lastID += 1
            zones.append(
                ImbalanceZone(
                    id: lastID, revision: revision, side: stack.side, low: stack.low, high: stack.high,
                    start: Timestamp(nanoseconds: bar.start), bar: bar.id, end: nil))
        }
        self.revision = revision
        trim()
        findHolds()
    }

    /// Ends the zones that this price is through, of those that started before a moment.
    mutating func end(
        at price: Int64, time: Timestamp, revision: Int,
        startedBefore: Timestamp = Timestamp(nanoseconds: .max)
    ) {
        for position in zones.indices where zones[position].end == nil && zones[position].start < startedBefore {
            let zone = zones[position]
            let isThrough = zone.side == .buy ? price < zone.low.billionths : price > zone.high.billionths
            if isThrough {
                zones[position].end = time
                zones[position].revision = revision
                self.revision = revision
            }
        }
        findHolds()
    }

    private mutating func trim() {
        while zones.count > ZoneBook.limit {
            zones.remove(at: zones.firstIndex { $0.end != nil } ?? 0)
        }
    }

    private mutating func findHolds() {
        let holding = zones.filter { $0.end == nil }
        lowestHold = holding.filter { $0.side == .buy }.map(\.low.billionths).max() ?? .min
        highestHold = holding.filter { $0.side == .sell }.map(\.high.billionths).min() ?? .max
    }
}
