internal import MarketModel

extension Books {
    /// What the end of an order does to the complex order it belongs to.
    mutating func followEnd(of order: Order) {
        guard let complexID = order.complexOrderID, let complex = state.complexOrders[complexID] else { return }
        // A component that was replaced lives on in its replacement, and a replacement that has not taken its place
        // yet has no say.
        if complex.componentIDs.contains(order.id) {
            switch complex.kind {
            case .oco: cancelOthers(of: order, among: complex.orderIDs)
            case .oto, .otoco:
                if complex.triggerID == order.id {
                    // A trigger that was filled sends its children: see `activateChildren`.
                    guard order.status != .filled else { break }
                    for child in complex.orderIDs { end(child, .cancelled) }
                } else if complex.kind == .otoco {
                    cancelOthers(of: order, among: complex.orderIDs)
                }
            case .pairs, .blast: break
            }
        }
        closeIfDone(complexID)
    }

    /// A part of one side of an OCO pair is done: the other side has that much less to do, and ends when that is all it
    /// had.
    mutating func followPartialFill(of order: Order, _ units: Quantity) {
        guard let complexID = order.complexOrderID, let complex = state.complexOrders[complexID],
            complex.kind == .oco || complex.kind == .otoco, complex.triggerID != order.id
        else { return }
        for id in complex.orderIDs where id != order.id {
            guard var other = state.orders[id], !other.status.isTerminal, let size = other.size else { continue }
            guard other.remainingSize > units else {
                exhaust(other)
                continue
            }
            for index in other.legs.indices {
                let ratio = Int64(other.legs[index].ratio(size: size).magnitude)
                let less = Quantity(billionths: units.billionths * ratio)
                other.legs[index].quantity = other.legs[index].quantity.map { $0 - less }
                other.legs[index].remaining = other.legs[index].remaining.map { $0 - less }
            }
            other.size = size - units
            store(other)
            note(other)
        }
    }

    /// Ends one side of an OCO pair of which the other side has done everything. With nothing left to do it cannot be
    /// filled any more, and its end leaves the other side working.
    private mutating func exhaust(_ given: Order) {
        var order = given
        guard order.remainingSize > .zero else { return }
        order.cancelledSize = order.remainingSize
        for index in order.legs.indices { order.legs[index].remaining = .zero }
        store(order)
        requestCancel(order.id)
    }

    /// The end of one side of a pair ends the other. When it was filled, the other cannot be filled any more while its
    /// cancellation is on its way: both sides would be done.
    private mutating func cancelOthers(of order: Order, among ids: [Int]) {
        let wasExhausted = order.status == .cancelled && order.size != nil && order.remainingSize <= .zero
        guard !wasExhausted else { return }
        for id in ids where id != order.id {
            if order.status == .filled { state.orders[id]?.fillableFrom = nil }
            requestCancel(id)
        }
    }

    /// Sends on what waited for an order that was filled.
    mutating func activateChildren(of trigger: Order, _ market: some VenueMarket) {
        guard let complexID = trigger.complexOrderID, let complex = state.complexOrders[complexID],
            complex.triggerID == trigger.id
        else { return }
        for child in complex.orderIDs { activate(child, market) }
    }

    /// Sends a component on that waited for another. While it waited it held no buying power: it is weighed now.
    private mutating func activate(_ id: Int, _ market: some VenueMarket) {
        guard var order = state.orders[id], order.status == .contingent, order.contingentStatus == .pendingOrder
        else { return }
        order.status = .received
        order.contingentStatus = nil
        let weight = weight(of: order, market)
        order.reserved = weight.reserved
        store(order)
        if let refusal = weight.refusal { return reject(id, refusal) }
        begin(id)
    }

    /// Notes the end of a complex order whose components are all over.
    private mutating func closeIfDone(_ id: Int) {
        guard var complex = state.complexOrders[id], complex.terminalAt == nil,
            (complex.componentIDs + complex.relatedIDs).allSatisfy({ state.orders[$0]?.status.isTerminal ?? true })
        else { return }
        complex.terminalAt = state.now
        state.complexOrders[id] = complex
        state.openComplex.removeAll { $0 == id }
        note(.complexOrder(complex), in: complex.account)
    }

    /// Sends the orders of pairs whose ratio has reached its threshold, both at a time at which neither has a rule of
    /// its own that holds it back.
    mutating func releasePairs(_ market: some VenueMarket) {
        for id in state.openComplex {
            guard let complex = state.complexOrders[id], complex.kind == .pairs,
                let threshold = complex.ratioThreshold, let comparator = complex.ratioComparator,
                complex.orderIDs.allSatisfy({ id in
                    guard let order = state.orders[id] else { return false }
                    return order.contingentStatus == .pendingCondition
                        && order.request.rule?.letsGo(at: state.now) != false
                }),
                let ratio = ratio(of: complex, market)
            else { continue }
            let isMet = comparator == .gte ? ratio >= threshold : ratio <= threshold
            guard isMet else { continue }
            for component in complex.orderIDs {
                if state.orders[component]?.request.rule != nil {
                    state.orders[component]?.request.rule?.routedAt = state.now
                }
                state.orders[component]?.status = .received
                begin(component)
            }
        }
    }

    /// The first order's price, or worth, over the second's.
    private func ratio(of complex: ComplexOrder, _ market: some VenueMarket) -> Price? {
        let worths = complex.orderIDs.prefix(2).compactMap { id -> Int128? in
            guard let leg = state.orders[id]?.legs.first, let instrument = state.instruments[leg.symbol],
                let mark = market.quote(of: leg.symbol, at: state.now)?.mark
            else { return nil }
            guard complex.ratioIsNotional else { return Int128(mark.billionths) }
            return Money(mark, times: leg.quantity ?? .zero, multiplier: instrument.multiplier).billionths
        }
        guard worths.count == 2, worths[1] > 0 else { return nil }
        return Price(billionths: Int64(clamping: worths[0] * 1_000_000_000 / worths[1]))
    }
}
