public import MarketModel

extension Books {
    /// Checks an order without placing it.
    ///
    /// - Throws: What `place` would throw.
    public mutating func dryRun(
        _ request: OrderRequest, in account: String, at moment: Timestamp, _ market: some VenueMarket
    ) throws(BrokerageError) -> PreflightReport {
        advance(to: moment, market)
        return try checked(request, in: account, .init(), market)
    }

    /// Places an order. Sending the same one again places a second one: there is no protection against it.
    ///
    /// - Returns: The report with the order as it is right afterwards.
    /// - Throws: `unknownAccount`, `invalid`, `unknownInstrument`, `refused`.
    public mutating func place(
        _ request: OrderRequest, in account: String, at moment: Timestamp, _ market: some VenueMarket
    ) throws(BrokerageError) -> PreflightReport {
        advance(to: moment, market)
        var report = try checked(request, in: account, .init(), market)
        let id = take(report.order)
        begin(id)
        advance(to: state.now, market)
        if let order = state.orders[id] { report.order = order }
        return report
    }

    /// Replaces an order by a new one with another number; the old one is cancelled first.
    ///
    /// What was done of the old one is not done again: the new one has what is left. When the old one is filled
    /// further before the exchange has taken it back, the new one is removed and the old one goes on.
    ///
    /// - Returns: The report with the new order.
    /// - Throws: As `place`; `unknownOrder`, and `cannotUpdate` for one that is over, on its way to be, or waits for
    ///   another.
    public mutating func replace(
        _ id: Int, _ change: OrderChange, in account: String, at moment: Timestamp,
        _ market: some VenueMarket
    ) throws(BrokerageError) -> PreflightReport {
        advance(to: moment, market)
        let (original, checked) = try checkedReplacement(id, change, in: account, market)
        var report = checked
        report.order.replacesOrderID = id
        report.order.complexOrderID = original.complexOrderID
        report.order.complexOrderTag = original.complexOrderTag
        report.order.status = .contingent
        report.order.contingentStatus = .pendingOrder
        let replacement = take(report.order)
        guard var replaced = state.orders[id] else { throw .unknownOrder(id) }
        replaced.replacingOrderID = replacement
        replaced.isEdited = true
        if replaced.status == .received {
            replaced.due = .init(step: .replace, at: state.now)
        } else {
            replaced.status = .replaceRequested
            replaced.due = .init(step: .replace, at: state.now + rules.latencies.cancel)
        }
        store(replaced)
        note(replaced)
        advance(to: state.now, market)
        if let order = state.orders[replacement] { report.order = order }
        return report
    }

    /// Checks a replacement without making it.
    public mutating func dryRunReplacement(
        of id: Int, _ change: OrderChange, in account: String, at moment: Timestamp,
        _ market: some VenueMarket
    ) throws(BrokerageError) -> PreflightReport {
        advance(to: moment, market)
        return try checkedReplacement(id, change, in: account, market).1
    }

    /// Asks for an order's end.
    ///
    /// - Returns: The order: cancelled when it was never sent on, else with its cancellation requested.
    /// - Throws: `unknownOrder`, `cannotUpdate` for one that is over or on its way to be.
    public mutating func cancel(
        _ id: Int, in account: String, at moment: Timestamp, _ market: some VenueMarket
    ) throws(BrokerageError) -> Order {
        advance(to: moment, market)
        let order = try own(id, account)
        guard order.isCancellable else {
            throw .cannotUpdate("The order is \(order.status.rawValue) and cannot be cancelled.")
        }
        requestCancel(id)
        return state.orders[id] ?? order
    }

    /// An order of an account.
    public func order(_ id: Int, in account: String) -> Order? {
        state.orders[id].flatMap { $0.account == account ? $0 : nil }
    }

    /// All orders of an account by rising number.
    public func orders(in account: String) -> [Order] {
        (state.accounts[account]?.orderIDs ?? []).compactMap { state.orders[$0] }
    }

    // MARK: Parts

    func own(_ id: Int, _ account: String) throws(BrokerageError) -> Order {
        guard state.accounts[account] != nil else { throw .unknownAccount(account) }
        guard let order = order(id, in: account) else { throw .unknownOrder(id) }
        return order
    }

    /// A report without errors, or an error.
    mutating func checked(
        _ request: OrderRequest, in number: String, _ scope: CheckScope, _ market: some VenueMarket
    ) throws(BrokerageError) -> PreflightReport {
        let report = try examined(request, in: number, scope, market)
        guard report.errors.isEmpty else { throw .refused(report) }
        return report
    }

    mutating func examined(
        _ request: OrderRequest, in number: String, _ scope: CheckScope, _ market: some VenueMarket
    ) throws(BrokerageError) -> PreflightReport {
        guard let account = state.accounts[number] else { throw .unknownAccount(number) }
        let faults = request.faults
        guard faults.isEmpty else { throw .invalid(faults) }
        var instruments: [TradableInstrument] = []
        for leg in request.legs {
            guard let instrument = instrument(leg.symbol, market), instrument.instrumentClass == leg.instrumentClass
            else { throw .unknownInstrument(leg.symbol) }
            instruments.append(instrument)
        }
        return check(request, account, instruments, scope, market)
    }

    private mutating func checkedReplacement(
        _ id: Int, _ change: OrderChange, in account: String, _ market: some VenueMarket
    ) throws(BrokerageError) -> (Order, PreflightReport) {
        let order = try own(id, account)
        guard order.isEditable else {
            throw .cannotUpdate("The order is \(order.status.rawValue) and cannot be replaced.")
        }
        if let legs = change.legs {
            let isSame =
                legs.count == order.legs.count
                && zip(legs, order.legs).allSatisfy { $0.symbol == $1.symbol && $0.action.isBuy == $1.action.isBuy }
            guard isSame else { throw .invalid([.init("legs", "must not change in a replacement")]) }
        }
        var request = change.applied(to: order.request)
        for index in request.legs.indices { request.legs[index].quantity = order.legs[index].remaining }
        let scope = CheckScope(replaces: id)
        return (order, try checked(request, in: account, scope, market))
    }

    /// Forgets the oldest orders of an account that are over, a tenth at a time.
    private mutating func makeRoom(in account: String) {
        guard let ids = state.accounts[account]?.orderIDs, ids.count >= rules.orderLimit else { return }
        let over = ids.filter { state.orders[$0]?.status.isTerminal ?? true }
        let forgotten = Set(over.prefix(max(1, rules.orderLimit / 10)))
        state.accounts[account]?.orderIDs.removeAll { forgotten.contains($0) }
        for id in forgotten { state.orders[id] = nil }
        let complex = (state.accounts[account]?.complexOrderIDs ?? []).filter { id in
            state.complexOrders[id]?.componentIDs.allSatisfy { state.orders[$0] == nil } ?? true
        }
        state.accounts[account]?.complexOrderIDs.removeAll { complex.contains($0) }
        for id in complex { state.complexOrders[id] = nil }
    }

    /// Gives an order its number and tells of it.
    mutating func take(_ given: Order) -> Int {
        var order = given
        order.id = takeNumber()
        order.isRejectedLate = faults.rejectsLate
        state.orders[order.id] = order
        state.open.append(order.id)
        makeRoom(in: order.account)
        state.accounts[order.account]?.orderIDs.append(order.id)
        note(order)
        return order.id
    }
}
