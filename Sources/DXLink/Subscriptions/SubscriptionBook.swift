import JSON
import MarketModel

/// What the owner wants subscribed, what the server was told, and the limits between them.
///
/// When not everything fits, the lowest priority is parked (the latest of equals first) and reported; it comes back
/// when there is room. Changes beyond the rate limit wait for the window to move on; those that the server refused all
/// the same are sent again when it has.
struct SubscriptionBook {
    /// One wanted subscription.
    private struct Entry {
        var wanted: MarketSubscription
        /// Order of first wish, for ties and for output.
        var order: Int
        var isParked = false
        /// What the server was told, on this connection.
        var told: Told?
    }

    /// What the server was told of a key.
    private struct Told {
        var contract: FeedContract
        var fromTime: Timestamp?
        var at: Timestamp
    }

    /// One message to send on the channel of a contract.
    struct Change: Equatable {
        var contract: FeedContract
        var subscription: FeedSubscription
    }

    /// The rolling minute of the rate limit, and a second: the server counts from when it has read a change.
    static let rateWindow = Duration.seconds(61)
    /// How often on one connection what the server found too much is sent again.
    static let mostRefusals = 3

    let limits: SubscriptionLimits
    private var entries: [MarketSubscription.Key: Entry] = [:]
    /// Told to the server and no longer wanted.
    private var orphans: [(key: MarketSubscription.Key, contract: FeedContract)] = []
    private var nextOrder = 0
    /// The changes of the rate limit's window, oldest first.
    private var recent: [(at: Timestamp, count: Int)] = []
    private var refusals = 0
    private var refusedAt: Timestamp?
    private var needsBudget = false
    /// Whether the server may have something to be told.
    private var hasChanges = false

    init(limits: SubscriptionLimits) { self.limits = limits }

    // MARK: Wishes

    /// Adds subscriptions, or replaces those with the same key.
    mutating func want(_ subscriptions: [MarketSubscription]) {
        for subscription in subscriptions {
            if entries[subscription.key] != nil {
                entries[subscription.key]?.wanted = subscription
            } else {
                entries[subscription.key] = Entry(wanted: subscription, order: nextOrder)
                nextOrder += 1
            }
        }
        needsBudget = true
        hasChanges = true
    }

    /// Drops subscriptions.
    mutating func drop(_ keys: [MarketSubscription.Key]) {
        for key in keys {
            if let told = entries.removeValue(forKey: key)?.told { orphans.append((key, told.contract)) }
        }
        needsBudget = true
        hasChanges = true
    }

    /// Everything wanted, in the order of first wish.
    var wanted: [MarketSubscription] { sorted.map(\.wanted) }
    /// What does not fit the limits, in the order of first wish.
    var parked: [MarketSubscription] { sorted.filter(\.isParked).map(\.wanted) }
    /// What the server was told of on this connection.
    var told: [MarketSubscription] { sorted.filter { $0.told != nil }.map(\.wanted) }
    /// How many the server was told of.
    var toldCount: Int { entries.values.count { $0.told != nil } }
    var isEmpty: Bool { entries.isEmpty }

    private var sorted: [Entry] { entries.values.sorted { $0.order < $1.order } }

    /// The contracts that wanted subscriptions need, in a fixed order, with the types on each.
    func neededTypes(_ contract: (MarketSubscription) -> FeedContract) -> [(FeedContract, [MarketEventType])] {
        var types: [FeedContract: Set<MarketEventType>] = [:]
        for entry in entries.values where !entry.isParked {
            types[contract(entry.wanted), default: []].insert(entry.wanted.type)
        }
        return FeedContract.allCases.compactMap { contract in
            types[contract].map { found in (contract, MarketEventType.allCases.filter(found.contains)) }
        }
    }

    // MARK: The server

    /// The connection is new: the server knows nothing.
    mutating func connectionLost() {
        for key in entries.keys { entries[key]?.told = nil }
        orphans = []
        recent = []
        refusals = 0
        refusedAt = nil
        hasChanges = true
    }

    /// The server found a message on a channel too much, and did not say which: what it was told there within the rate
    /// limit's window waits for a new one.
    ///
    /// - Returns: False when that has been tried often enough on this connection.
    mutating func refused(_ contract: FeedContract, at now: Timestamp) -> Bool {
        // A refusal may come for each of the messages of one moment; while it holds nothing else is sent.
        if let refusedAt, now < refusedAt + Self.rateWindow { return true }
        guard refusals < Self.mostRefusals else { return false }
        refusals += 1
        refusedAt = now
        for (key, entry) in entries {
            guard let told = entry.told, told.contract == contract, now < told.at + Self.rateWindow else { continue }
            entries[key]?.told = nil
        }
        recent = [(now, limits.changesPerMinute)]
        hasChanges = true
        return true
    }

    /// A channel is gone: the server knows nothing of what was told there.
    mutating func channelLost(_ contract: FeedContract) {
        for (key, entry) in entries where entry.told?.contract == contract { entries[key]?.told = nil }
        orphans.removeAll { $0.contract == contract }
        hasChanges = true
    }

    /// What is parked now that was not, and the other way round, after fitting the wishes to the limits.
    mutating func fitToLimits() -> (parked: [MarketSubscription], restored: [MarketSubscription]) {
        guard needsBudget else { return ([], []) }
        needsBudget = false
        var parked: [MarketSubscription] = []
        var restored: [MarketSubscription] = []
        var pairs = 0
        var candles = 0
        let byPriority = entries.values.sorted {
            ($1.wanted.priority, $0.order) < ($0.wanted.priority, $1.order)
        }
        for entry in byPriority {
            let isCandle = entry.wanted.type == .candle
            let fits = pairs < limits.pairs && (!isCandle || candles < limits.candles)
            if fits {
                pairs += 1
                if isCandle { candles += 1 }
            }
            guard entry.isParked == fits else { continue }
            entries[entry.wanted.key]?.isParked = !fits
            if fits { restored.append(entry.wanted) } else { parked.append(entry.wanted) }
        }
        return (parked, restored)
    }

    /// The messages that bring the server to what is wanted, as far as the rate limit and open channels allow.
    ///
    /// - Parameters:
    ///   - contract: The contract that serves a subscription, `nil` while its channel is not open.
    ///   - fromTime: From when to ask for history, for replays.
    mutating func changes(
        at now: Timestamp, contract: (MarketSubscription) -> FeedContract?,
        fromTime: (MarketSubscription) -> Timestamp?
    ) -> [Change] {
        guard hasChanges else { return [] }
        hasChanges = false
        var allowance = allowance(at: now)
        var removals: [FeedContract: [SubscriptionItem]] = [:]
        var additions: [FeedContract: [SubscriptionItem]] = [:]
        let before = allowance
        while allowance > 0, let orphan = orphans.first {
            orphans.removeFirst()
            if entries[orphan.key] == nil {
                removals[orphan.contract, default: []].append(orphan.key.item)
                allowance -= 1
            }
        }
        let byPriority = entries.values.sorted {
            ($1.wanted.priority, $0.order) < ($0.wanted.priority, $1.order)
        }
        for entry in byPriority where allowance > 0 {
            let key = entry.wanted.key
            let serving = entry.isParked ? nil : contract(entry.wanted)
            if let told = entry.told, entry.isParked || (serving != nil && serving != told.contract) {
                removals[told.contract, default: []].append(key.item)
                entries[key]?.told = nil
                allowance -= 1
            }
            guard let serving, allowance > 0 else {
                if !entry.isParked { hasChanges = true }
                continue
            }
            if let told = entries[key]?.told, told.contract == serving, told.fromTime == entry.wanted.fromTime {
                continue
            }
            var item = key.item
            item.fromTime = fromTime(entry.wanted)?.milliseconds
            additions[serving, default: []].append(item)
            entries[key]?.told = Told(contract: serving, fromTime: entry.wanted.fromTime, at: now)
            allowance -= 1
        }
        if allowance == 0 { hasChanges = true }
        if allowance < before { recent.append((now, before - allowance)) }
        return FeedContract.allCases.flatMap { contract in
            chunks(contract, remove: removals[contract] ?? [], add: additions[contract] ?? [])
        }
    }

    /// When the rate limit lets the next waiting change through; `nil` when none waits for it.
    func nextChange(after now: Timestamp) -> Timestamp? {
        guard hasChanges, let oldest = recent.first, recent.reduce(0, { $0 + $1.count }) >= limits.changesPerMinute
        else {
            return nil
        }
        return max(now, oldest.at + Self.rateWindow)
    }

    private mutating func allowance(at now: Timestamp) -> Int {
        recent.removeAll { now >= $0.at + Self.rateWindow }
        return limits.changesPerMinute - recent.reduce(0) { $0 + $1.count }
    }

    private func chunks(_ contract: FeedContract, remove: [SubscriptionItem], add: [SubscriptionItem]) -> [Change] {
        var changes: [Change] = []
        var current = FeedSubscription()
        // Type, channel, the names of the lists and their brackets.
        let overhead = 96
        var size = overhead
        func close() {
            if current != FeedSubscription() { changes.append(Change(contract: contract, subscription: current)) }
            current = FeedSubscription()
            size = overhead
        }
        func take(_ item: SubscriptionItem, _ list: WritableKeyPath<FeedSubscription, [SubscriptionItem]>) {
            var bytes: [UInt8] = []
            JSONText.append(item.json, to: &bytes)
            if size + bytes.count + 1 > limits.frameBytes { close() }
            size += bytes.count + 1
            current[keyPath: list].append(item)
        }
        for item in remove { take(item, \.remove) }
        for item in add { take(item, \.add) }
        close()
        return changes
    }
}

extension MarketSubscription.Key {
    fileprivate var item: SubscriptionItem { SubscriptionItem(type: type.feedName, symbol: symbol) }
}
