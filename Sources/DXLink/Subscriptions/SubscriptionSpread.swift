import MarketModel

/// Which session of several serves a subscription.
///
/// A session is filled up to what the server takes in a minute before the next one is opened, so that as many
/// subscriptions as possible go out at once and no session is opened without need. When all are open, the emptiest takes
/// the next, up to its limits; what fits none goes to the emptiest, which reports it as parked.
struct SubscriptionSpread {
    private struct Load {
        var pairs = 0
        var candles = 0
    }

    let limits: SubscriptionLimits
    /// Sessions at most.
    let most: Int
    private var loads: [Load] = []
    private var places: [MarketSubscription.Key: Int] = [:]

    init(limits: SubscriptionLimits, most: Int) {
        self.limits = limits
        self.most = max(1, most)
    }

    /// Sessions opened so far.
    var sessions: Int { loads.count }

    /// The session of a subscription, which keeps it until it is dropped.
    mutating func place(_ key: MarketSubscription.Key) -> Int {
        if let place = places[key] { return place }
        let place = choose(key)
        places[key] = place
        loads[place].pairs += 1
        if key.type == .candle { loads[place].candles += 1 }
        return place
    }

    /// Forgets a subscription.
    ///
    /// - Returns: The session that served it; `nil` for none.
    mutating func drop(_ key: MarketSubscription.Key) -> Int? {
        guard let place = places.removeValue(forKey: key) else { return nil }
        loads[place].pairs -= 1
        if key.type == .candle { loads[place].candles -= 1 }
        return place
    }

    private mutating func choose(_ key: MarketSubscription.Key) -> Int {
        func takes(_ load: Load, _ pairs: Int) -> Bool {
            load.pairs < pairs && (key.type != .candle || load.candles < limits.candles)
        }
        let atOnce = min(limits.pairs, limits.changesPerMinute)
        if let place = loads.firstIndex(where: { takes($0, atOnce) }) { return place }
        if loads.count < most {
            loads.append(Load())
            return loads.count - 1
        }
        let byLoad = loads.indices.sorted { (loads[$0].pairs, $0) < (loads[$1].pairs, $1) }
        return byLoad.first { takes(loads[$0], limits.pairs) } ?? byLoad[0]
    }
}
