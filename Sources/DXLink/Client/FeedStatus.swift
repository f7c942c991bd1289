public import MarketModel

/// A session at a glance.
public struct FeedStatus: Sendable {
    /// One contract's channel on the current connection.
    public struct Channel: Sendable, Equatable {
        /// The contract.
        public var contract: FeedContract
        /// The channel's number.
        public var number: Int
        /// Whether the server has opened it.
        public var isOpen: Bool
        /// How often conflated values come, as the server said; `nil` before it did.
        public var aggregationPeriod: Duration?
    }

    /// A contract the server refused, with its words.
    public struct Refusal: Sendable, Equatable {
        /// The contract.
        public var contract: FeedContract
        /// Why, as the server said.
        public var reason: String
        /// Whether AUTO serves it now; else nothing does.
        public var isServedByAuto: Bool
    }

    /// How the data is.
    public var state: FeedState
    /// When the state began.
    public var stateSince: Timestamp
    /// How long ago data last arrived; `nil` before the first.
    public var dataAge: Duration?
    /// How long ago anything last arrived on this connection; `nil` without one.
    public var messageAge: Duration?
    /// Connections tried so far.
    public var connectionAttempts: Int
    /// Why the last connection ended, or the session.
    public var lastError: DXLinkError?
    /// The channels of this connection, in the order they were requested.
    public var channels: [Channel]
    /// The contracts the server refused on this connection.
    public var refusals: [Refusal]
    /// Pairs of symbol and type the server was told of.
    public var subscribed: Int
    /// Pairs left out by the session's limits, in the order they were asked for.
    public var parked: [MarketSubscription]
    /// The intervals not covered.
    public var gaps: [FeedGap]
    /// Gaps that are too old to be kept.
    public var forgottenGaps: Int
    /// What became of every row.
    public var ledger: FeedLedger
}

extension FeedStatus {
    /// Several sessions as one: state, age and error are those of the worst session that has something to do, counts
    /// are sums, lists follow the sessions' order. Of the connections tried, each session's first counts once in all.
    ///
    /// - Precondition: There is at least one.
    public init(merging sessions: [FeedStatus]) {
        let busy = sessions.filter { $0.subscribed > 0 || !$0.parked.isEmpty }
        let told = busy.isEmpty ? sessions : busy
        let worst = told.max { ($0.state.badness, $1.stateSince) < ($1.state.badness, $0.stateSince) }
        guard var merged = worst else { preconditionFailure("a pool has at least one session") }
        merged.messageAge = told.compactMap(\.messageAge).max()
        let repeated = sessions.reduce(0) { $0 + max(0, $1.connectionAttempts - 1) }
        merged.connectionAttempts = repeated + (sessions.contains { $0.connectionAttempts > 0 } ? 1 : 0)
        merged.channels = sessions.flatMap(\.channels)
        merged.refusals = sessions.flatMap(\.refusals)
        merged.subscribed = sessions.reduce(0) { $0 + $1.subscribed }
        merged.parked = sessions.flatMap(\.parked)
        merged.gaps = sessions.flatMap(\.gaps)
        merged.forgottenGaps = sessions.reduce(0) { $0 + $1.forgottenGaps }
        merged.ledger = sessions.reduce(into: FeedLedger()) { $0.add($1.ledger) }
        self = merged
    }
}

extension FeedState {
    /// The higher the worse.
    fileprivate var badness: Int {
        switch self {
        case .live: 0
        case .connecting: 1
        case .stale: 2
        case .down: 3
        }
    }
}

extension SessionMachine {
    /// The session at a glance.
    func status(ledger: FeedLedger, at now: Timestamp) -> FeedStatus {
        let refused = FeedContract.allCases.compactMap { contract -> FeedStatus.Refusal? in
            if let reason = refusals[contract] {
                return FeedStatus.Refusal(contract: contract, reason: reason, isServedByAuto: false)
            }
            return fallbacks[contract].map {
                FeedStatus.Refusal(contract: contract, reason: $0, isServedByAuto: refusals[.auto] == nil)
            }
        }
        return FeedStatus(
            state: liveness.state, stateSince: liveness.since, dataAge: liveness.lastData.map { now - $0 },
            messageAge: keepalive.map { now - $0.lastReceived }, connectionAttempts: attempts, lastError: lastError,
            channels: channels.map { channel in
                FeedStatus.Channel(
                    contract: channel.contract, number: channel.number, isOpen: channel.state == .open,
                    aggregationPeriod: channel.config.aggregationPeriod.map { .seconds($0) })
            },
            refusals: refused, subscribed: book.toldCount, parked: book.parked, gaps: gaps.all,
            forgottenGaps: gaps.forgotten, ledger: ledger)
    }
}
