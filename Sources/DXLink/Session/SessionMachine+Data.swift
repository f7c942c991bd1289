import MarketModel

extension SessionMachine {
    /// Takes market data that was decoded, oldest first: liveness, gaps, snapshots and what a replay starts from.
    mutating func dataArrived(_ events: ArraySlice<MarketEvent>, at now: Timestamp) -> [Action] {
        guard isConnected else { return [] }
        keepalive?.frameReceived(at: now)
        guard !events.isEmpty else { return [] }
        var actions = state(liveness.dataArrived(at: now))
        if backoff.attempts > 0 { backoff.succeeded() }
        if gaps.hasOpen { closeGaps(events, now) }
        for completion in trail.follow(events) {
            guard let symbol = names.text(of: completion.symbol) else { continue }
            let key = MarketSubscription.Key(completion.type, symbol)
            if resuming.remove(key) != nil, !completion.isSnipped { gaps.filled(key, at: now) }
            actions.append(.notice(.snapshotComplete(key, isSnipped: completion.isSnipped)))
        }
        return actions
    }

    private mutating func closeGaps(_ events: ArraySlice<MarketEvent>, _ now: Timestamp) {
        for event in events where gaps.hasOpen {
            guard let symbol = names.text(of: event.symbol) else { continue }
            let key = MarketSubscription.Key(event.type, symbol)
            // A series that is asked for again closes its gap when the snapshot is whole.
            guard !resuming.contains(key) else { continue }
            gaps.arrived(key, index: event.index, at: now)
        }
    }
}
