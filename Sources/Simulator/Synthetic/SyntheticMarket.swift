public import MarketModel

/// A seeded market of futures and equities that trades at any hour and has a past.
///
/// The same seed, instruments and moments give the same events, whenever and however often they are asked for.
public struct SyntheticMarket: MarketSource {
    /// How the market is made.
    public struct Configuration: Sendable {
        /// Chooses the market.
        public var seed: UInt64
        /// When it opens for its clients; events before it are history.
        public var start: Timestamp
        /// How much history there is before `start`.
        public var historySpan: Duration
        /// When it trades and how busily.
        public var hours: SyntheticHours
        /// Corrections and cancellations among a million prints; 0 for none.
        public var correctionsPerMillion: Int

        /// Creates a configuration: four hours of history, always lively, no corrections.
        public init(
            seed: UInt64 = 1, start: Timestamp, historySpan: Duration = .seconds(4 * 3600),
            hours: SyntheticHours = .alwaysLively, correctionsPerMillion: Int = 0
        ) {
            self.seed = seed
            self.start = start
            self.historySpan = historySpan
            self.hours = hours
            self.correctionsPerMillion = correctionsPerMillion
        }
    }

    private struct Lane {
        let block: SyntheticBlock
        var events: [SyntheticBlock.Timed] = []
    }

    private static let nanosecondsPerSecond: Int64 = 1_000_000_000

    public let listings: [SimulatedListing]
    private let configuration: Configuration
    private var lanes: [Lane]
    /// Everything up to and including this moment was given.
    private var cursor: Timestamp
    /// The second whose events the lanes hold, and the next of them to give, merged over the lanes.
    private var loaded: [SyntheticBlock.Timed] = []
    private var position = 0
    private var nextSecond: Int64

    /// Opens the market.
    ///
    /// - Parameters:
    ///   - instruments: What trades; `SyntheticInstrument.standard(on:)` for the usual ones.
    ///   - names: The table the events' symbols are ids of.
    public init(instruments: [SyntheticInstrument], configuration: Configuration, names: NameTable) {
        self.configuration = configuration
        listings = instruments.map(\.listing)
        let conditions = SyntheticBlock.Conditions(
            regular: names.id(for: "@") ?? .none, oddLot: names.id(for: "@  I") ?? .none)
        lanes = instruments.compactMap { instrument in
            names.id(for: instrument.listing.streamerSymbol).map { symbol in
                Lane(
                    block: SyntheticBlock(
                        instrument: instrument, symbol: symbol, seed: configuration.seed, conditions: conditions,
                        correctionsPerMillion: configuration.correctionsPerMillion))
            }
        }
        cursor = Timestamp(nanoseconds: configuration.start.nanoseconds &- 1)
        nextSecond = cursor.seconds
        loadSecond()
        skipGiven()
    }

    public mutating func nextMoment() -> Timestamp? {
        position < loaded.count
            ? loaded[position].time : Timestamp(nanoseconds: nextSecond * Self.nanosecondsPerSecond)
    }

    public mutating func advance(through moment: Timestamp, limit: Int, into events: inout [MarketEvent]) {
        let first = events.count
        while true {
            while position < loaded.count, loaded[position].time <= moment, events.count - first < limit {
                events.append(loaded[position].event)
                position += 1
            }
            guard position == loaded.count else { break }
            guard Timestamp(nanoseconds: nextSecond * Self.nanosecondsPerSecond) <= moment else { break }
            loadSecond()
        }
        cursor = max(cursor, position < loaded.count ? min(moment, loaded[position].time) : moment)
    }

    public mutating func skip(to moment: Timestamp) {
        guard moment.seconds > nextSecond else { return }
        nextSecond = moment.seconds
        cursor = moment - .nanoseconds(1)
        loadSecond()
        skipGiven()
    }

    public func prints(of symbol: NameID, since start: Timestamp, _ body: (TimeAndSale) -> Void) {
        guard let lane = lanes.first(where: { $0.block.symbol == symbol }) else { return }
        let earliest = configuration.start - configuration.historySpan
        let from = max(start, earliest)
        let lastWhole = nextSecond - 1
        var second = from.seconds
        var events: [SyntheticBlock.Timed] = []
        while second < lastWhole {
            events.removeAll(keepingCapacity: true)
            lane.block.append(
                second: second, intensity: intensity(of: lane.block, second: second), to: &events)
            for timed in events where timed.time >= from {
                if case .timeAndSale(let record) = timed.event { body(record) }
            }
            second += 1
        }
        for timed in loaded[..<position] where timed.time >= from {
            if case .timeAndSale(let record) = timed.event, record.symbol == symbol { body(record) }
        }
    }

    public func isRegularHours(_ moment: Timestamp, of symbol: NameID) -> Bool {
        guard let lane = lanes.first(where: { $0.block.symbol == symbol }) else { return false }
        return configuration.hours.isRegular(moment, for: lane.block.instrument.listing)
    }

    private func intensity(of block: SyntheticBlock, second: Int64) -> Int {
        configuration.hours.intensity(
            at: Timestamp(nanoseconds: second * Self.nanosecondsPerSecond), for: block.instrument.listing)
    }

    private mutating func loadSecond() {
        loaded.removeAll(keepingCapacity: true)
        position = 0
        var order: [(time: Timestamp, place: Int)] = []
        var all: [SyntheticBlock.Timed] = []
        for lane in lanes {
            lane.block.append(
                second: nextSecond, intensity: intensity(of: lane.block, second: nextSecond), to: &all)
        }
        for (place, timed) in all.enumerated() { order.append((timed.time, place)) }
        order.sort { ($0.time, $0.place) < ($1.time, $1.place) }
        for entry in order { loaded.append(all[entry.place]) }
        nextSecond += 1
    }

    /// Passes over what lies before the start within its second.
    private mutating func skipGiven() {
        while position < loaded.count, loaded[position].time <= cursor { position += 1 }
    }
}
