import DXLink
import MarketModel

extension DXLinkServerSession {
    /// Takes a FEED_SETUP: what was said of fields before is told anew before the next data.
    mutating func configure(_ place: Int, _ setup: FeedSetup, at now: Timestamp, desk: MarketDesk) {
        guard !isLost(at: .feedSetup, now) else { return }
        let isCompactOnly = behavior.answersCompactToFull || faults.answersCompactToFull(at: now)
        if let period = setup.acceptAggregationPeriod, period.isFinite {
            channels[place].aggregationPeriod = min(max(period, 0), 60)
        }
        if let format = setup.acceptDataFormat {
            channels[place].format = isCompactOnly ? .compact : format
        } else if isCompactOnly {
            channels[place].format = .compact
        }
        for wanted in setup.acceptEventFields where wanted.fields.count <= 128 {
            channels[place].requested.removeAll { $0.type == wanted.type }
            if channels[place].requested.count < 64 { channels[place].requested.append(wanted) }
        }
        channels[place].orders = [:]
        channels[place].announced = []
        let channel = channels[place]
        send(
            .feedConfig(
                channel: channel.number,
                FeedConfig(aggregationPeriod: channel.aggregationPeriod, dataFormat: channel.format)), at: now)
    }

    /// The order of a type's fields, told to the client when it was not yet.
    mutating func order(_ type: MarketEventType, _ place: Int, at now: Timestamp, desk: MarketDesk) -> FieldOrder {
        if let order = channels[place].orders[type] { return order }
        var names =
            channels[place].requested.first { $0.type == type.feedName }?.fields
            ?? type.feedFields.map(\.feedName)
        names.removeAll { name in
            EventField(feedName: name) == nil
                || behavior.withheldFields.contains { $0.lowercased() == name.lowercased() }
        }
        if names.isEmpty { names = type.feedFields.map(\.feedName) }
        if behavior.fieldAnswer == .reversed { names.reverse() }
        names = faults.fields(names, at: now)
        let order = desk.encoder.order(type, names.compactMap(EventField.init(feedName:)))
        channels[place].orders[type] = order
        channels[place].announced.append(EventFields(type: type.feedName, fields: names))
        let channel = channels[place]
        send(
            .feedConfig(
                channel: channel.number,
                FeedConfig(
                    aggregationPeriod: channel.aggregationPeriod, dataFormat: channel.format,
                    eventFields: channel.announced)), at: now)
        return order
    }

    /// Takes a FEED_SUBSCRIPTION: reset, then remove, then add.
    mutating func subscribe(_ place: Int, _ change: FeedSubscription, at now: Timestamp, desk: MarketDesk) {
        guard spend(change.remove.count + change.add.count, at: now) else {
            refuse(channels[place].number, Self.tooBig, at: now)
            return
        }
        if change.reset { unsubscribeAll(place, desk: desk) }
        for item in change.remove { unsubscribe(place, item, desk: desk) }
        var room = SubscriptionRoom(channels)
        var limits = behavior
        limits.subscriptionLimit = faults.subscriptionLimit(behavior.subscriptionLimit, at: now)
        var surplus = false
        for item in change.add {
            let isKnown = channels[place].subscriptions.entries[key(item)] != nil
            if isKnown || room.take(item.type, limits) {
                subscribe(place, item, at: now, desk: desk)
            } else {
                surplus = true
            }
        }
        flushTickers(place, at: now, desk: desk)
        if surplus { refuse(channels[place].number, Self.tooBig, at: now) }
    }

    private func key(_ item: SubscriptionItem) -> SubscriptionBook.Key {
        // Candle symbols are one however they are spelled.
        let symbol =
            item.type == "Candle" ? CandleSymbol(bounded: item.symbol)?.description ?? item.symbol : item.symbol
        return SubscriptionBook.Key(type: item.type, symbol: symbol, source: item.source)
    }

    private mutating func subscribe(_ place: Int, _ item: SubscriptionItem, at now: Timestamp, desk: MarketDesk) {
        let key = key(item)
        unsubscribe(place, key, desk: desk)
        guard let type = MarketEventType(feedName: item.type) else {
            channels[place].subscriptions.set(key, .init(type: nil, id: nil, delivery: .silent))
            return
        }
        let isWildcard = item.symbol == SubscriptionBook.wildcard
        var delivery = channels[place].delivery(of: type, hasHistory: item.fromTime != nil)
        if isWildcard {
            let allowed = channels[place].contract == .stream || channels[place].contract == .auto
            delivery = allowed && type != .candle ? (delivery == .history ? .stream : delivery) : .silent
        }
        let id = isWildcard ? nil : type == .candle ? desk.openSeries(item.symbol) : desk.symbol(item.symbol)
        channels[place].subscriptions.set(key, .init(type: type, id: id, delivery: delivery))
        if type == .trade, delivery == .stream { desk.tradeStreams += 1 }
        if let id, type != .candle { desk.retain(type, of: id) }
        guard delivery != .silent else { return }
        if isWildcard {
            for symbol in desk.symbols { begin(place, type, symbol, delivery, from: nil, at: now, desk: desk) }
        } else if let id {
            begin(place, type, id, delivery, from: item.fromTime, at: now, desk: desk)
        }
    }

    /// Sends what a new subscription gets at once.
    private mutating func begin(
        _ place: Int, _ type: MarketEventType, _ id: NameID, _ delivery: Delivery, from: Int64?, at now: Timestamp,
        desk: MarketDesk
    ) {
        if type != .quote, type != .candle { desk.activate(id) }
        switch delivery {
        case .ticker:
            // Flushed once for the whole message.
            channels[place].touch(type, id)
        case .history:
            if let from {
                sendSnapshot(place, type, id, from: from, at: now, desk: desk)
            } else if let last = desk.current(type, of: id) {
                sendEvents(place, type, [last], at: now, desk: desk)
            }
        case .stream, .silent: break
        }
    }

    private mutating func unsubscribe(_ place: Int, _ item: SubscriptionItem, desk: MarketDesk) {
        unsubscribe(place, key(item), desk: desk)
    }

    private mutating func unsubscribe(_ place: Int, _ key: SubscriptionBook.Key, desk: MarketDesk) {
        guard let entry = channels[place].subscriptions.remove(key) else { return }
        if let type = entry.type, let id = entry.id {
            if type == .candle { desk.closeSeries(id) } else { desk.release(type, of: id) }
        }
        if entry.type == .trade, entry.delivery == .stream { desk.tradeStreams -= 1 }
    }

    mutating func unsubscribeAll(_ place: Int, desk: MarketDesk) {
        for key in channels[place].subscriptions.entries.keys { unsubscribe(place, key, desk: desk) }
    }
}

/// What a session is subscribed to, counted once for a message and kept up while it is taken.
private struct SubscriptionRoom {
    private var total = 0
    private var indexed: [String: Int] = [:]

    init(_ channels: [FeedChannel]) {
        for channel in channels {
            total += channel.subscriptions.entries.count
            for key in channel.subscriptions.entries.keys where FeedChannel.indexedByLimit.contains(key.type) {
                indexed[key.type, default: 0] += 1
            }
        }
    }

    /// Takes the place of one more subscription; false when there is none.
    mutating func take(_ type: String, _ behavior: FeedBehavior) -> Bool {
        guard total < behavior.subscriptionLimit else { return false }
        if FeedChannel.indexedByLimit.contains(type) {
            guard indexed[type, default: 0] < behavior.indexedLimit else { return false }
            indexed[type, default: 0] += 1
        }
        total += 1
        return true
    }
}
