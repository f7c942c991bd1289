internal import MarketModel

extension Books {
    /// Asks for an order's end: at once when it was never sent on, else when the exchange has said so. An order that
    /// cannot be cancelled any more is left alone.
    mutating func requestCancel(_ id: Int) {
        guard var order = state.orders[id], !order.status.isTerminal, order.status != .cancelRequested else { return }
        switch order.status {
        case .received, .contingent: end(id, .cancelled)
        default:
            order.status = .cancelRequested
            order.due = .init(step: .cancel, at: state.now + rules.latencies.cancel)
            store(order)
            note(order)
        }
    }

    /// The exchange has taken back an order that is being replaced: its replacement takes over what is left.
    mutating func finishReplacement(_ id: Int, _ market: some VenueMarket) {
        guard let order = state.orders[id], let replacementID = order.replacingOrderID else { return }
        guard var replacement = state.orders[replacementID], replacement.status == .contingent else {
            return end(id, .cancelled)
        }
        // What was filled since it was asked for aborts it.
        if order.remainingSize != replacement.remainingSize {
            state.orders[id]?.status = .live
            state.orders[id]?.replacingOrderID = nil
            abort(replacementID)
            if let order = state.orders[id] { note(order) }
            return
        }
        replacement.status = .received
        replacement.contingentStatus = nil
        store(replacement)
        if let complexID = replacement.complexOrderID { hand(over: id, to: replacementID, in: complexID) }
        end(id, .cancelled)
        begin(replacementID)
        takeSteps(replacementID, market)
    }

    /// Lets a replacement take a component's part in a complex order.
    private mutating func hand(over id: Int, to replacement: Int, in complexID: Int) {
        guard var complex = state.complexOrders[complexID] else { return }
        if complex.triggerID == id { complex.triggerID = replacement }
        complex.orderIDs = complex.orderIDs.map { $0 == id ? replacement : $0 }
        complex.relatedIDs.append(id)
        state.complexOrders[complexID] = complex
    }

    /// An order that ended otherwise than by its replacement takes the replacement with it.
    mutating func abortReplacement(of order: Order) {
        if let id = order.replacingOrderID { abort(id) }
    }

    private mutating func abort(_ id: Int) {
        guard state.orders[id]?.status == .contingent else { return }
        state.orders[id]?.rejectReason = "The original order was filled"
        end(id, .removed)
    }
}
