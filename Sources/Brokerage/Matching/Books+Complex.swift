internal import MarketModel

extension Books {
    /// What the end of an order does to the complex order it belongs to.
    mutating func followEnd(of order: Order) {
        guard let complexID = order.complexOrderID, let complex = state.complexOrders[complexID] else { return }
        // A component that was replaced lives on in its replacement.
        let isReplaced = order.status == .cancelled && order.replacingOrderID != nil
        if !isReplaced {
            switch complex.kind {
            case .oco: cancelOthers(of: order, among: complex.orderIDs)
            case .oto, .otoco:
                if complex.triggerID == order.id {
                    if order.status == .filled {
                        for child in complex.orderIDs { activate(child) }
                    } else {
                        for child in complex.orderIDs { end(child, .cancelled) }
                    }
                } else if complex.kind == .otoco {
                    cancelOthers(of: order, among: complex.orderIDs)
                }
            case .pairs, .blast: break
            }
        }
        closeIfDone(complexID)
    }

    /// A part of one side of an OCO pair is done: the other side has that much less to do.
    mutating func followPartialFill(of order: Order, _ units: Quantity) {
        guard let complexID = order.complexOrderID, let complex = state.complexOrders[complexID],
            complex.kind == .oco || complex.kind == .otoco, complex.triggerID != order.id
        else { return }
        for id in complex.orderIDs where id != order.id {
            guard var other = state.orders[id], !other.status.isTerminal, let size = other.size,
                other.remainingSize > units
            else { continue }
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

    private mutating func cancelOthers(of order: Order, among ids: [Int]) {
        for id in ids where id != order.id { requestCancel(id) }
    }

    /// Sends a component on that waited for another.
    private mutating func activate(_ id: Int) {
        guard let order = state.orders[id], order.status == .contingent, order.contingentStatus == .pendingOrder
        else { return }
        state.orders[id]?.status = .received
        state.orders[id]?.contingentStatus = nil
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

    /// Sends the orders of pairs whose ratio has reached its threshold.
    mutating func releasePairs(_ market: some VenueMarket) {
        for id in state.openComplex {
            guard let complex = state.complexOrders[id], complex.kind == .pairs,
                let threshold = complex.ratioThreshold, let comparator = complex.ratioComparator,
                complex.orderIDs.allSatisfy({ state.orders[$0]?.contingentStatus == .pendingCondition }),
                let ratio = ratio(of: complex, market)
            else { continue }
            let isMet = comparator == .gte ? ratio >= threshold : ratio <= threshold
            guard isMet else { continue }
            for component in complex.orderIDs {
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
