public import MarketModel
public import Options

/// Keeps the chains that were asked for, and the prices of the selections that somebody reads.
///
/// One lock guards it: the feed's thread writes in batches, readers come between them. It says what to subscribe to and
/// never does so itself.
public final class ChainDesk: Sendable {
    /// Bounds of the desk.
    public struct Configuration: Sendable {
        /// The most contracts watched at once, over all selections; each takes four subscriptions.
        public var maximumContracts: Int
        /// How long a selection is watched without being read.
        public var idleLife: Duration
        /// The most selections watched at once; the one unread for longest gives way.
        public var maximumSelections: Int
        /// How quotes are judged and contracts valued.
        public var policy: ChainPolicy

        /// Creates bounds; the defaults take 16,000 of the 25,000 subscriptions a session may hold.
        public init(
            maximumContracts: Int = 4000, idleLife: Duration = .seconds(60), maximumSelections: Int = 16,
            policy: ChainPolicy = ChainPolicy(rates: .flat(0.04))
        ) {
            self.maximumContracts = maximumContracts
            self.idleLife = idleLife
            self.maximumSelections = maximumSelections
            self.policy = policy
        }
    }

    /// What the feed has to change, streaming symbols in order of text.
    struct Changes: Equatable {
        var contractsAdded: [String] = []
        var contractsRemoved: [String] = []
        var underlyingsAdded: [String] = []
        var underlyingsRemoved: [String] = []

        /// Joins what has to change after this to it: what one adds and the other removes is left as it was.
        mutating func add(_ later: Changes) {
            func join(_ added: inout [String], _ removed: inout [String], _ more: [String], _ less: [String]) {
                let (plus, minus) = (Set(added), Set(removed))
                added = plus.subtracting(less).union(Set(more).subtracting(minus)).sorted()
                removed = minus.subtracting(more).union(Set(less).subtracting(plus)).sorted()
            }
            join(&contractsAdded, &contractsRemoved, later.contractsAdded, later.contractsRemoved)
            join(&underlyingsAdded, &underlyingsRemoved, later.underlyingsAdded, later.underlyingsRemoved)
        }
    }

    private struct Target {
        var view: Int
        var instrument: ChainInstrument
    }

    private struct State {
        var chains: [String: ListedChain] = [:]
        var views: [ChainView] = []
        var targets: [NameID: [Target]] = [:]
        var last: [NameID: ChainView.LastEvents] = [:]
        /// The price of an underlying by its streaming symbol.
        var prices: [NameID: Price] = [:]
        var contracts = Set<String>()
        var underlyings = Set<String>()
        var ledger = Ledger()
    }

    /// What became of the events that reached the desk: `received = used + unwatched`.
    public struct Ledger: Sendable, Equatable {
        /// Events received.
        public internal(set) var received = 0
        /// Events of contracts and underlyings that are watched.
        public internal(set) var used = 0
        /// Events of what nobody watches any more.
        public internal(set) var unwatched = 0
    }

    /// A selection unread for so long gives way when another one does not fit.
    private static let patience: Duration = .seconds(2)

    /// The bounds.
    public let configuration: Configuration
    private let names: NameTable
    private let state = Lock(State())

    /// Creates a desk without chains.
    ///
    /// - Parameter names: The table that the events' symbols come from.
    public init(names: NameTable, configuration: Configuration = Configuration()) {
        self.names = names
        self.configuration = configuration
    }

    /// Keeps a chain, or replaces it: its selections are chosen anew at the next look.
    func keep(_ listed: ListedChain) {
        state.withLock { state in
            state.chains[listed.chain.underlying] = listed
            for place in state.views.indices where state.views[place].key.underlying == listed.chain.underlying {
                state.views[place].forgetBands()
            }
        }
    }

    /// The chain of an underlying that is kept.
    func chain(of underlying: String) -> OptionChain? { state.withLock { $0.chains[underlying]?.chain } }

    /// What became of the events so far.
    public var ledger: Ledger { state.withLock { $0.ledger } }

    /// Takes a batch of events.
    public func ingest(_ batch: EventBatch) {
        state.withLock { state in
            for event in batch.events {
                state.ledger.received += 1
                guard let targets = state.targets[event.symbol] else {
                    state.ledger.unwatched += 1
                    continue
                }
                state.ledger.used += 1
                state.last[event.symbol, default: .init()].take(event, receivedAt: batch.receivedAt)
                for target in targets {
                    state.views[target.view].take(event, for: target.instrument, receivedAt: batch.receivedAt)
                }
                guard case .underlying? = targets.first?.instrument else { continue }
                if let price = event.middle { state.prices[event.symbol] = price }
            }
        }
    }

    /// Reads a selection and begins to watch it; `nil` when the chain is not kept.
    func read(
        _ key: ChainView.Key, at now: Timestamp
    ) -> (snapshot: ChainSnapshot, health: ChainHealth, changes: Changes)? {
        state.withLock { state in
            guard state.chains[key.underlying] != nil else { return nil }
            var changes = Changes()
            if let place = state.views.firstIndex(where: { $0.key == key }) {
                state.views[place].lastUsed = now
            } else {
                if state.views.count >= configuration.maximumSelections,
                    let oldest = state.views.indices.min(by: { state.views[$0].lastUsed < state.views[$1].lastUsed })
                {
                    state.views.remove(at: oldest)
                }
                state.views.append(ChainView(key, policy: configuration.policy, at: now))
                changes = refresh(&state, isChanged: true, at: now)
                while state.views.last.map({ $0.beyondBudget > 0 }) ?? false,
                    let idle = longestUnread(state.views, at: now)
                {
                    state.views.remove(at: idle)
                    state.views[state.views.count - 1].forgetBands()
                    changes.add(refresh(&state, isChanged: true, at: now))
                }
            }
            guard let view = state.views.first(where: { $0.key == key }) else { return nil }
            let health = ChainHealth(
                watched: view.symbols.count, quoted: view.quoted.count, summarised: view.summarised.count,
                beyondBudget: view.beyondBudget, newestAge: view.newest.map { now - $0 })
            return (view.book.snapshot(at: now), health, changes)
        }
    }

    /// Lets time pass: bands follow their prices, selections nobody reads are let go.
    func timePassed(at now: Timestamp) -> Changes {
        state.withLock { state in
            let before = state.views.count
            state.views.removeAll { now - $0.lastUsed >= configuration.idleLife }
            return refresh(&state, isChanged: state.views.count != before, at: now)
        }
    }

    /// The view that has not been read for longest, and long enough to give way.
    private func longestUnread(_ views: [ChainView], at now: Timestamp) -> Int? {
        views.indices.filter { now - views[$0].lastUsed >= Self.patience }
            .min { views[$0].lastUsed < views[$1].lastUsed }
    }

    /// Chooses every view's contracts again, and says what that changes for the feed.
    private func refresh(_ state: inout State, isChanged: Bool, at now: Timestamp) -> Changes {
        var isChanged = isChanged
        var left = configuration.maximumContracts
        for place in state.views.indices {
            guard let listed = state.chains[state.views[place].key.underlying] else { continue }
            let prices = state.prices
            let isNew = state.views[place].choose(
                from: listed,
                prices: { symbol in
                    self.names.existingID(for: listed.streamersOfFutures[symbol] ?? symbol).flatMap { prices[$0] }
                }, budget: left, at: now)
            isChanged = isChanged || isNew
            left = max(0, left - state.views[place].symbols.count)
            if isNew { fill(place, of: listed, in: &state) }
        }
        return isChanged ? target(&state) : Changes()
    }

    /// Gives a new book the last values that are known.
    private func fill(_ place: Int, of listed: ListedChain, in state: inout State) {
        for (symbol, instrument) in instruments(of: state.views[place], listed) {
            guard let id = names.existingID(for: symbol), let last = state.last[id] else { continue }
            last.forEach { state.views[place].take($0, for: instrument, receivedAt: $1) }
        }
    }

    /// The streaming symbols of a view with what they are in its book.
    private func instruments(of view: ChainView, _ listed: ListedChain) -> [(String, ChainInstrument)] {
        let underlyings = view.book.underlyings.compactMap { symbol in
            view.book.instrument(streaming: symbol).map { (listed.streamersOfFutures[symbol] ?? symbol, $0) }
        }
        return underlyings
            + view.symbols.compactMap { symbol in
                view.book.instrument(streaming: symbol).map { (symbol, $0) }
            }
    }

    private func target(_ state: inout State) -> Changes {
        var contracts = Set<String>()
        var underlyings = Set<String>()
        var targets: [NameID: [Target]] = [:]
        for (place, view) in state.views.enumerated() {
            guard let listed = state.chains[view.key.underlying] else { continue }
            for (symbol, instrument) in instruments(of: view, listed) {
                if case .contract = instrument { contracts.insert(symbol) } else { underlyings.insert(symbol) }
                guard let id = names.id(for: symbol) else { continue }
                targets[id, default: []].append(Target(view: place, instrument: instrument))
            }
        }
        let changes = Changes(
            contractsAdded: contracts.subtracting(state.contracts).sorted(),
            contractsRemoved: state.contracts.subtracting(contracts).sorted(),
            underlyingsAdded: underlyings.subtracting(state.underlyings).sorted(),
            underlyingsRemoved: state.underlyings.subtracting(underlyings).sorted())
        (state.contracts, state.underlyings, state.targets) = (contracts, underlyings, targets)
        for id in state.last.keys.filter({ targets[$0] == nil }) { state.last[id] = nil }
        for id in state.prices.keys.filter({ targets[$0] == nil }) { state.prices[id] = nil }
        return changes
    }
}

extension MarketEvent {
    /// The price an underlying stands at: the middle of a quote with both sides, or a last trade.
    fileprivate var middle: Price? {
        switch self {
        case .quote(let quote):
            guard let bid = quote.bidPrice, let ask = quote.askPrice, bid > .zero, bid <= ask else { return nil }
            return Price(billionths: bid.billionths + (ask.billionths - bid.billionths) / 2)
        case .trade(let trade): return trade.price
        default: return nil
        }
    }
}
