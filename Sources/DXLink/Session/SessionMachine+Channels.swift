import MarketModel

extension SessionMachine {
    // MARK: Wishes

    /// Subscribes, or replaces what has the same key.
    mutating func subscribe(_ subscriptions: [MarketSubscription], at now: Timestamp) -> [Action] {
        book.want(subscriptions)
        return fitAndServe(now)
    }

    /// Drops subscriptions.
    mutating func unsubscribe(_ keys: [MarketSubscription.Key], at now: Timestamp) -> [Action] {
        book.drop(keys)
        gaps.dropped(keys)
        for key in keys { resuming.remove(key) }
        if book.isEmpty { liveness.unsubscribed() }
        return fitAndServe(now)
    }

    private mutating func fitAndServe(_ now: Timestamp) -> [Action] {
        let toldBefore = Set(book.told.map(\.key))
        let fitted = book.fitToLimits()
        var actions: [Action] = []
        if !fitted.parked.isEmpty {
            openGaps(fitted.parked.map(\.key).filter(toldBefore.contains), because: .parked, from: now)
            actions.append(.notice(.parked(fitted.parked)))
        }
        if !fitted.restored.isEmpty { actions.append(.notice(.restored(fitted.restored))) }
        return phase == .ready ? actions + serveSubscriptions(now) : actions
    }

    // MARK: Channels

    /// Requests the channels that are needed and sends what open ones can take.
    mutating func serveSubscriptions(_ now: Timestamp) -> [Action] {
        var actions: [Action] = []
        let needed = book.neededTypes { servingContract($0) }
        for (contract, types) in needed where refusals[contract] == nil {
            guard let place = channels.firstIndex(where: { $0.contract == contract }) else {
                let channel = FeedChannelMachine(
                    contract: contract, number: nextChannel, deadline: now + configuration.stepTimeout)
                nextChannel += 2
                channels.append(channel)
                actions += send(channel.request, now)
                continue
            }
            guard let setup = channels[place].setup(for: types, configuration) else { continue }
            let number = channels[place].number
            actions.append(.expect(setup.acceptEventFields, channel: number))
            actions += send(.feedSetup(channel: number, setup), now)
        }
        return actions + sendChanges(now)
    }

    private mutating func sendChanges(_ now: Timestamp) -> [Action] {
        let open = Dictionary(
            channels.filter { $0.state == .open }.map { ($0.contract, $0.number) }, uniquingKeysWith: { $1 })
        guard !open.isEmpty else { return [] }
        var resumed: [(key: MarketSubscription.Key, from: Timestamp)] = []
        let trail = trail
        let names = names
        let fallbacks = fallbacks
        let changes = book.changes(
            at: now,
            contract: { subscription in
                let contract = Self.serving(subscription.preferredContract, fallbacks)
                return open[contract] == nil ? nil : contract
            },
            fromTime: { subscription in
                guard let wanted = subscription.fromTime else { return nil }
                // An index that claims the future is no place to go on from.
                guard let last = Self.resumeTime(of: subscription, trail, names), last > wanted, last <= now else {
                    return wanted
                }
                resumed.append((subscription.key, last))
                return last
            })
        var actions: [Action] = []
        for (key, from) in resumed {
            resuming.insert(key)
            actions.append(.notice(.seriesResumed(key, from: from)))
        }
        for change in changes {
            guard let number = open[change.contract] else { continue }
            actions += send(.feedSubscription(channel: number, change.subscription), now)
        }
        if !changes.isEmpty, book.toldCount > 0 { liveness.subscribed(at: now) }
        return actions
    }

    /// From when a series that was complete up to its last record is asked for again.
    private static func resumeTime(
        of subscription: MarketSubscription, _ trail: EventTrail, _ names: NameTable
    ) -> Timestamp? {
        guard let id = names.existingID(for: subscription.symbol),
            let index = trail.mark(subscription.type, id)?.lastIndex
        else { return nil }
        return Timestamp(milliseconds: EventIndex.milliseconds(of: index))
    }

    private func servingContract(_ subscription: MarketSubscription) -> FeedContract {
        Self.serving(subscription.preferredContract, fallbacks)
    }

    private static func serving(_ contract: FeedContract, _ fallbacks: [FeedContract: String]) -> FeedContract {
        fallbacks[contract] == nil ? contract : .auto
    }

    /// Takes a message about a channel.
    mutating func channelMessage(_ message: DXLinkMessage, _ now: Timestamp) -> [Action] {
        let place = channels.firstIndex { $0.number == message.channel }
        switch message {
        case .channelOpened:
            guard let place, channels[place].state != .open else { return [] }
            channels[place].opened()
            return serveSubscriptions(now)
        case .feedConfig(_, let config):
            if let place { channels[place].received(config) }
            return []
        case .channelClosed:
            guard let place else { return [] }
            return channelGone(place, reason: "CHANNEL_CLOSED", now)
        case .error(let channel, let code, let text):
            let notice = Action.notice(.serverError(channel: channel, code: code, text: text))
            guard let place else { return [notice] }
            if channels[place].state == .open {
                if text == Self.tooManySubscriptions { _ = book.refused(channels[place].contract, at: now) }
                return [notice]
            }
            return [notice] + channelGone(place, reason: "\(code): \(text)", now)
        default: return []
        }
    }

    /// A channel that never opened was refused: its contract falls back to AUTO. One that was open is asked for anew.
    private mutating func channelGone(_ place: Int, reason: String, _ now: Timestamp) -> [Action] {
        let channel = channels.remove(at: place)
        var actions: [Action] = [.forget(channel: channel.number)]
        if channel.state == .open {
            let lost = book.told.map(\.key).filter { key in
                servingContract(book.wanted.first { $0.key == key } ?? MarketSubscription(key.type, key.symbol))
                    == channel.contract
            }
            openGaps(lost, because: .channelClosed, from: now)
            book.channelLost(channel.contract)
            reopened[channel.contract, default: 0] += 1
            if reopened[channel.contract, default: 0] > Self.mostReopenings {
                refusals[channel.contract] = reason
                return actions + [.notice(.contractRefused(channel.contract, reason: reason))]
            }
        } else if channel.contract == .auto {
            refusals[.auto] = reason
            return actions + [.notice(.contractRefused(.auto, reason: reason))]
        } else {
            fallbacks[channel.contract] = reason
            actions.append(.notice(.contractFellBack(channel.contract, reason: reason)))
        }
        return actions + serveSubscriptions(now)
    }

    /// What the server says of subscriptions beyond its limits; it does not say which.
    static let tooManySubscriptions = "Your subscription size is too big"

    /// How often a channel that the server closes is asked for again on one connection.
    static let mostReopenings = 3

    func hasOverdueChannel(at now: Timestamp) -> Bool { channelDeadline.map { now >= $0 } ?? false }

    /// When an unanswered request for a channel is overdue.
    var channelDeadline: Timestamp? {
        channels.compactMap { channel in
            if case .requested(let deadline) = channel.state { deadline } else { nil }
        }.min()
    }
}
