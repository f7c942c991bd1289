public import MarketModel

/// Counts the order flow of every watched instrument and answers what it stands at.
///
/// One lock guards it: the feed's thread writes in batches, the server reads between them.
public final class FlowDesk: Sendable {
    /// Bounds of the desk.
    public struct Configuration: Sendable {
        /// The most prints kept of an instrument for views opened later.
        public var archivedPrints: Int
        /// The most views open at once; unused ones give way first.
        public var maximumViews: Int
        /// How long a view is kept without being asked for.
        public var idleLife: Duration
        /// How long an instrument's time and sales may be missing before last trades are counted in their place, with
        /// the grade `trade-quote`.
        public var patience: Duration
        /// How long history may take to arrive before live prints are counted without it.
        public var historyWait: Duration

        /// Creates bounds; the defaults keep the demo well below 150 MB.
        public init(
            archivedPrints: Int = 200_000, maximumViews: Int = 24, idleLife: Duration = .seconds(120),
            historyWait: Duration = .seconds(10), patience: Duration = .seconds(20)
        ) {
            self.archivedPrints = archivedPrints
            self.maximumViews = maximumViews
            self.idleLife = idleLife
            self.historyWait = historyWait
            self.patience = patience
        }
    }

    /// Why a view cannot be had.
    public enum Refusal: Error, Equatable {
        /// The instrument is not watched.
        case unknownSymbol(String)
        /// Too many views are in use.
        case tooManyViews(limit: Int)
    }

    /// What became of the events that reached the desk: `received = used + unwatched + other`.
    public struct Ledger: Sendable, Equatable {
        /// Events received.
        public internal(set) var received = 0
        /// Prints, quotes and last trades of watched instruments.
        public internal(set) var used = 0
        /// Events of instruments nobody watches (any more).
        public internal(set) var unwatched = 0
        /// Events of kinds that order flow does not need.
        public internal(set) var other = 0
    }

    private struct State {
        var symbols: [SymbolDesk] = []
        var positions: [String: Int] = [:]
        var positionsByName: [NameID: Int] = [:]
        var ledger = Ledger()
    }

    /// The bounds.
    public let configuration: Configuration
    private let names: NameTable
    private let state = Lock(State())

    /// Creates a desk that watches nothing.
    ///
    /// - Parameter names: The table that the events' symbols come from.
    public init(names: NameTable, configuration: Configuration = Configuration()) {
        self.names = names
        self.configuration = configuration
    }

    /// Watches an instrument. Nothing changes when it is watched already.
    ///
    /// - Parameter expectsHistory: Whether prints are held until a history snapshot is complete.
    public func watch(_ instrument: FlowInstrument, expectsHistory: Bool, at now: Timestamp) {
        state.withLock { state in
            guard state.positions[instrument.symbol] == nil, let name = names.id(for: instrument.symbol) else { return }
            state.positions[instrument.symbol] = state.symbols.count
            state.positionsByName[name] = state.symbols.count
            var desk = SymbolDesk(
                instrument: instrument, archiveCapacity: configuration.archivedPrints, patience: configuration.patience,
                at: now)
            if expectsHistory { desk.beginBackfill(deadline: now + configuration.historyWait) }
            state.symbols.append(desk)
        }
    }

    /// Holds the instrument's prints until a history snapshot is complete, as after a reconnect.
    public func expectHistory(of symbol: String, at now: Timestamp) {
        state.withLock { state in
            guard let position = state.positions[symbol] else { return }
            state.symbols[position].beginBackfill(deadline: now + configuration.historyWait)
        }
    }

    /// Counts a batch of events, in order.
    public func ingest(_ batch: EventBatch) {
        state.withLock { state in
            var lastName = NameID.none
            var lastPosition = -1
            for event in batch.events {
                state.ledger.received += 1
                let name = event.symbol
                if name != lastName {
                    lastName = name
                    lastPosition = state.positionsByName[name] ?? -1
                }
                switch event {
                case .timeAndSale, .quote, .trade:
                    guard lastPosition >= 0 else {
                        state.ledger.unwatched += 1
                        continue
                    }
                    state.ledger.used += 1
                    if case .timeAndSale(let print) = event {
                        state.symbols[lastPosition].take(print, receivedAt: batch.receivedAt)
                    } else if case .quote(let quote) = event {
                        state.symbols[lastPosition].take(quote, receivedAt: batch.receivedAt)
                    } else if case .trade(let trade) = event {
                        state.symbols[lastPosition].take(trade, receivedAt: batch.receivedAt)
                    }
                default: state.ledger.other += 1
                }
            }
        }
    }

    /// Lets time pass: ends time bars that are over, releases history that never came, drops views nobody uses.
    public func timePassed(at now: Timestamp) {
        state.withLock { state in
            for position in state.symbols.indices {
                state.symbols[position].timePassed(at: now)
                state.symbols[position].close { now - $0.lastUsed >= configuration.idleLife }
            }
        }
    }

    /// Reads a view, opening it first when needed.
    ///
    /// - Throws: `Refusal`.
    public func read<Result>(
        _ key: FlowViewKey, at now: Timestamp, _ body: (FlowView) -> Result
    ) throws(Refusal) -> Result {
        try state.withLock { state throws(Refusal) in
            guard let position = state.positions[key.symbol] else { throw Refusal.unknownSymbol(key.symbol) }
            if state.symbols[position].view(key) == nil { try makeRoom(in: &state, at: now) }
            state.symbols[position].open(key, at: now)
            guard let view = state.symbols[position].view(key) else { throw Refusal.unknownSymbol(key.symbol) }
            return body(view)
        }
    }

    private func makeRoom(in state: inout State, at now: Timestamp) throws(Refusal) {
        let open = state.symbols.reduce(0) { $0 + $1.views.count }
        guard open >= configuration.maximumViews else { return }
        var oldest: (position: Int, key: FlowViewKey, used: Timestamp)?
        for (position, symbol) in state.symbols.enumerated() {
            for view in symbol.views where now - view.lastUsed > .seconds(5) {
                if oldest == nil || view.lastUsed < oldest!.used { oldest = (position, view.key, view.lastUsed) }
            }
        }
        guard let oldest else { throw Refusal.tooManyViews(limit: configuration.maximumViews) }
        state.symbols[oldest.position].close { $0.key == oldest.key }
    }

    /// Starts the instrument's totals and cumulative delta anew.
    ///
    /// - Throws: `Refusal.unknownSymbol`.
    public func restart(_ symbol: String) throws(Refusal) {
        try state.withLock { state throws(Refusal) in
            guard let position = state.positions[symbol] else { throw Refusal.unknownSymbol(symbol) }
            state.symbols[position].restart()
        }
    }

    /// What became of the events so far.
    public var ledger: Ledger { state.withLock { $0.ledger } }

    /// The watched instruments, in the order they were added.
    public var instruments: [FlowInstrument] { state.withLock { $0.symbols.map(\.instrument) } }

    /// The venue's time of the instrument's latest print; `nil` before the first.
    public func lastPrintTime(of symbol: String) -> Timestamp? {
        state.withLock { state in state.positions[symbol].flatMap { state.symbols[$0].lastPrintTime } }
    }

    /// When the latest event of each watched instrument reached us, in the same order.
    public var lastReceived: [Timestamp?] { state.withLock { $0.symbols.map(\.receivedAt) } }
}
