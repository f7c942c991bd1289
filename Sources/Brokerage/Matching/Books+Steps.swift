internal import MarketModel

extension Books {
    /// Sends an order on its way, now or when its session opens; one with a rule waits for that first.
    mutating func begin(_ id: Int) {
        guard var order = state.orders[id], let window = window(of: order) else { return }
        order.expiresAt = expiry(of: order, window)
        if order.request.rule?.holdsBack == true, order.request.rule?.routedAt == nil {
            order.status = .contingent
            order.contingentStatus = .pendingCondition
            store(order)
            note(order)
            return
        }
        order.contingentStatus = nil
        let opening = window.opening(from: state.now)
        order.due = opening.map {
            .init(step: .route, at: max($0, state.now + rules.latencies.route))
        }
        store(order)
        if opening == nil { reject(id, "Instrument no longer trades") }
    }

    /// The hours of an order, by its first leg.
    func window(of order: Order) -> TradingWindow? {
        guard let symbol = order.legs.first?.symbol, let instrument = state.instruments[symbol] else { return nil }
        return TradingWindow(instrument, order.request.timeInForce, rules.hours)
    }

    /// When an order's time is over; `nil` until cancelled or its instrument ends. The day of one that is to be sent
    /// later is the one it is sent on.
    func expiry(of order: Order, _ window: TradingWindow) -> Timestamp? {
        let last = order.legs.compactMap { state.instruments[$0.symbol]?.stopsTradingAt }.min()
        let beginning = max(state.now, order.request.rule?.routeAfter ?? state.now)
        let end: Timestamp? =
            switch order.request.timeInForce {
            case .day, .ext, .extOvernight, .ioc: window.dayEnd(from: beginning)
            case .gtd: order.request.gtcDate.flatMap { window.dateEnd($0) }
            case .gtc, .gtcExt, .gtcExtOvernight: nil
            }
        guard let end else { return last }
        return last.map { min($0, end) } ?? end
    }

    /// Takes every step of an order that is due now.
    mutating func takeSteps(_ id: Int, _ market: some VenueMarket) {
        if let rule = state.orders[id]?.request.rule, let cancel = rule.cancelAt, cancel <= state.now,
            rule.cancelledAt == nil
        {
            state.orders[id]?.request.rule?.cancelledAt = state.now
            requestCancel(id)
        }
        releaseIfMet(id, market)
        while var order = state.orders[id], let due = order.due, due.at <= state.now, !order.status.isTerminal {
            order.due = nil
            order.updatedAt = state.now
            switch due.step {
            case .route:
                store(order)
                if faults.isSessionOffline { return reject(id, "Session offline") }
                order.status = .routed
                order.due = .init(step: .fly, at: state.now + rules.latencies.fly)
            case .fly:
                store(order)
                if let reason = tickFault(of: order) { return reject(id, reason) }
                order.status = .inFlight
                order.inFlightAt = state.now
                order.due = .init(step: .arrive, at: state.now + rules.latencies.arrive)
            case .arrive:
                order.status = .live
                order.liveAt = state.now
                order.fillableFrom = state.now + rules.latencies.fill
                if order.isRejectedLate {
                    order.fillableFrom = nil
                    order.due = .init(step: .reject, at: state.now + rules.latencies.cancel)
                }
            case .cancel:
                store(order)
                return end(id, .cancelled)
            case .replace:
                store(order)
                return finishReplacement(id, market)
            case .reject:
                store(order)
                return reject(id, "Rejected by the exchange")
            }
            store(order)
            note(order)
        }
    }

    /// Why the exchange would not take an order's price: it lies between two steps.
    func tickFault(of order: Order) -> String? {
        let prices = [order.request.price, order.request.stopTrigger].compactMap(\.self)
        let instruments = order.legs.compactMap { state.instruments[$0.symbol] }
        for price in prices {
            // A spread may use the finest step of its legs at their lowest prices.
            let ticks = instruments.compactMap { instrument in
                instruments.count == 1 ? instrument.tick(at: price) : instrument.ticks.map(\.value).min()
            }
            guard let tick = ticks.min(), tick > .zero else { continue }
            if !price.isMultiple(of: tick) { return "Price \(price) is not a multiple of the tick \(tick)" }
        }
        return nil
    }

    /// Sends on a contingent order whose rule is met, and cancels one whose rule says so.
    private mutating func releaseIfMet(_ id: Int, _ market: some VenueMarket) {
        guard var order = state.orders[id], var rule = order.request.rule, !order.status.isTerminal else { return }
        if !rule.conditions.isEmpty {
            var isChanged = false
            for index in rule.conditions.indices where rule.conditions[index].triggeredAt == nil {
                let condition = rule.conditions[index]
                guard let quote = market.quote(of: condition.symbol, at: state.now),
                    let value = condition.value(in: quote), condition.isMet(by: value)
                else { continue }
                rule.conditions[index].triggeredAt = state.now
                rule.conditions[index].triggeredValue = value
                isChanged = true
            }
            if isChanged {
                order.request.rule = rule
                store(order)
            }
            if rule.conditions.contains(where: { $0.action == .cancel && $0.triggeredAt != nil }),
                rule.cancelledAt == nil
            {
                state.orders[id]?.request.rule?.cancelledAt = state.now
                return requestCancel(id)
            }
        }
        // A pair waits for its ratio as well, and for both: see `releasePairs`.
        guard order.status == .contingent, order.contingentStatus == .pendingCondition, rule.routedAt == nil,
            rule.letsGo(at: state.now), order.complexOrderID.flatMap({ state.complexOrders[$0]?.kind }) != .pairs
        else { return }
        state.orders[id]?.request.rule?.routedAt = state.now
        state.orders[id]?.status = .received
        begin(id)
    }

    /// Ends an order whose time is over.
    mutating func expire(_ id: Int) {
        guard let order = state.orders[id], !order.status.isTerminal, let end = order.expiresAt, end <= state.now
        else { return }
        self.end(id, .expired)
    }

    /// Refuses an order that was taken.
    mutating func reject(_ id: Int, _ reason: String) {
        state.orders[id]?.rejectReason = reason
        end(id, .rejected)
    }

    /// Puts a changed order back, its time of change noted.
    mutating func store(_ order: Order) {
        var order = order
        order.updatedAt = state.now
        state.orders[order.id] = order
    }

    /// Ends an order in a final status, tells of it, and does to others what depends on it.
    mutating func end(_ id: Int, _ status: OrderStatus) {
        guard var order = state.orders[id], !order.status.isTerminal else { return }
        let left = order.remainingSize
        order.status = status
        order.terminalAt = state.now
        order.due = nil
        order.fillableFrom = nil
        order.contingentStatus = nil
        order.reserved = .zero
        if status == .cancelled { order.cancelledAt = state.now }
        if status != .filled, left > .zero { order.cancelledSize = left }
        store(order)
        if let place = state.open.firstIndex(of: id) { state.open.remove(at: place) }
        note(order)
        abortReplacement(of: order)
        followEnd(of: order)
    }
}
