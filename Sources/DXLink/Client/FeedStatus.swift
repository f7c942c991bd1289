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
