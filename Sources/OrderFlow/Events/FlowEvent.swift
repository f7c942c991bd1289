public import MarketModel

/// What a flow event says.
public enum FlowEventKind: String, Sendable, CaseIterable, BitwiseCopyable {
    /// A burst of at least the threshold.
    case bigTrade
    /// A burst through several prices in its direction.
    case sweep
    /// Much volume hit the bar's extreme and price turned back.
    case absorption
    /// The driving side dried up towards the bar's extreme.
    case exhaustion
    /// Imbalances of one side on adjacent rows.
    case stackedImbalance
    /// Price and cumulative delta disagree at two pivots.
    case deltaDivergence
}

/// Something noteworthy in the flow.
public struct FlowEvent: Sendable, Equatable, BitwiseCopyable {
    /// Identity: rises by one an event. A later one with the same identity replaces it.
    public var id = 0
    /// The engine's revision of the last change.
    public var revision = 0
    /// What it says.
    public var kind: FlowEventKind
    /// The side it speaks for: the aggressor of a trade or sweep, the stronger side of a stack, and for absorption,
    /// exhaustion and divergence the side expected to gain. Absorbed selling at a low speaks for `buy`.
    public var side: AggressorSide
    /// When: of a burst its first print, of a bar its start.
    public var time: Timestamp
    /// Where: the burst's last price, the extreme, the stack's end nearer to the market, the second pivot.
    public var price: Price
    /// The volume behind it: the burst's, the extreme row's; of a divergence the change of cumulative delta.
    public var volume: Volume
    /// Its extent: prints of a big trade, prices of a sweep, rows of a stack or exhaustion, ticks of an absorption's
    /// retreat, bars between two pivots.
    public var extent: Int
    /// The bar it lies in.
    public var bar: Int
    /// The first pivot of a divergence.
    public var from: DivergencePivot?
    /// A correction took away what it rested on.
    public var isWithdrawn = false

    /// One sentence with the event's numbers.
    public var text: String {
        let name = side == .buy ? "buy" : side == .sell ? "sell" : "unknown-side"
        switch kind {
        case .bigTrade:
            return "\(name) trade of \(volume) in \(extent) \(extent == 1 ? "print" : "prints"), last at \(price)"
        case .sweep: return "\(name) sweep of \(volume) through \(extent) prices to \(price)"
        case .absorption:
            let other = side == .buy ? "sold into the low" : "bought into the high"
            return "\(volume) \(other) \(price), closed \(extent) ticks away"
        case .exhaustion:
            let other = side == .buy ? "selling" : "buying"
            return "\(other) dried up over \(extent) rows to \(volume) at \(price)"
        case .stackedImbalance: return "\(extent) stacked \(name) imbalances at \(price)"
        case .deltaDivergence:
            let extreme = side == .buy ? "lower low" : "higher high"
            return "\(extreme) at \(price) while cumulative delta moved \(volume) over \(extent) bars"
        }
    }
}

/// One end of a divergence.
public struct DivergencePivot: Sendable, Equatable, BitwiseCopyable {
    /// The start of its bar.
    public var time: Timestamp
    /// The bar's extreme.
    public var price: Price
    /// Cumulative delta at the bar's close.
    public var cvd: Volume
}

/// The last events, oldest first.
struct EventLog: Sendable {
    private var ring: ContiguousArray<FlowEvent> = []
    private let limit: Int
    private(set) var lastID = 0
    private(set) var revision = 0

    init(limit: Int) { self.limit = max(1, limit) }

    /// Keeps an event and returns its identity.
    mutating func append(_ event: FlowEvent, revision: Int) -> Int {
        lastID += 1
        var event = event
        (event.id, event.revision) = (lastID, revision)
        self.revision = revision
        if ring.count < limit { ring.append(event) } else { ring[(lastID - 1) % limit] = event }
        return lastID
    }

    /// Changes a kept event.
    mutating func update(_ id: Int, revision: Int, _ change: (inout FlowEvent) -> Void) {
        let slot = (id - 1) % limit
        guard id > 0, slot < ring.count, ring[slot].id == id else { return }
        change(&ring[slot])
        ring[slot].revision = revision
        self.revision = revision
    }

    /// The kept events, oldest first.
    var all: [FlowEvent] { ring.sorted { $0.id < $1.id } }

    /// Makes the events of one bar, of the kinds worked out from a completed bar, be these.
    mutating func reconcile(_ found: [FlowEvent], bar: Int, isNew: Bool, revision: Int) {
        var matched: Set<Int> = []
        let present = isNew ? [] : all.filter { $0.bar == bar && FlowEventKind.ofBars.contains($0.kind) }
        for event in found {
            let known = present.first { $0.kind == event.kind && $0.side == event.side && !matched.contains($0.id) }
            guard let known else {
                _ = append(event, revision: revision)
                continue
            }
            matched.insert(known.id)
            var wanted = event
            (wanted.id, wanted.revision) = (known.id, known.revision)
            if wanted != known { update(known.id, revision: revision) { $0 = wanted } }
        }
        for event in present where !matched.contains(event.id) && !event.isWithdrawn {
            update(event.id, revision: revision) { $0.isWithdrawn = true }
        }
    }
}

extension FlowEventKind {
    /// The kinds worked out from one completed bar.
    static let ofBars: [FlowEventKind] = [.absorption, .exhaustion, .stackedImbalance]
}
