public import MarketModel

extension Books {
    /// Checks a complex order without placing it.
    ///
    /// - Throws: What `place` would throw.
    public mutating func dryRun(
        _ request: ComplexOrderRequest, in account: String, at moment: Timestamp,
        _ market: some VenueMarket
    ) throws(BrokerageError) -> ComplexPreflightReport {
        advance(to: moment, market)
        return try checked(request, in: account, market)
    }

    /// Places a complex order.
    ///
    /// All components are contingent at first. Then an OCO's are sent both, the trigger of an OTO or OTOCO alone; a
    /// pair waits for its ratio.
    ///
    /// - Throws: `unknownAccount`, `invalid`, `unknownInstrument`, `complexRefused`.
    public mutating func place(
        _ request: ComplexOrderRequest, in account: String, at moment: Timestamp,
        _ market: some VenueMarket
    ) throws(BrokerageError) -> ComplexPreflightReport {
        advance(to: moment, market)
        var report = try checked(request, in: account, market)
        let id = takeNumber()
        report.complexOrder.id = id
        var ids: [Int] = []
        for index in report.components.indices {
            var order = report.components[index].order
            order.complexOrderID = id
            order.complexOrderTag = Self.tag(index, request)
            order.status = .contingent
            order.contingentStatus = request.kind == .pairs ? .pendingCondition : .pendingOrder
            if request.kind == .pairs, let window = window(of: order) {
                order.expiresAt = expiry(of: order, window)
            }
            ids.append(take(order))
        }
        if request.trigger != nil { report.complexOrder.triggerID = ids.first }
        report.complexOrder.orderIDs = request.trigger == nil ? ids : Array(ids.dropFirst())
        state.complexOrders[id] = report.complexOrder
        state.openComplex.append(id)
        state.accounts[account]?.complexOrderIDs.append(id)
        note(.complexOrder(report.complexOrder), in: account)
        // The answer shows every component as it was created; what is sent goes on its way from here.
        for (index, id) in ids.enumerated() {
            if let order = state.orders[id] { report.components[index].order = order }
        }
        let first: [Int] =
            switch request.kind {
            case .oco, .blast: ids
            case .oto, .otoco: Array(ids.prefix(1))
            case .pairs: []
            }
        for id in first {
            state.orders[id]?.status = .received
            state.orders[id]?.contingentStatus = nil
            begin(id)
        }
        advance(to: state.now, market)
        return report
    }

    /// Asks for the end of every component that is not over.
    ///
    /// - Throws: `unknownOrder`, `cannotUpdate` for one that is over.
    public mutating func cancelComplex(
        _ id: Int, in account: String, at moment: Timestamp, _ market: some VenueMarket
    ) throws(BrokerageError) -> ComplexOrder {
        advance(to: moment, market)
        guard state.accounts[account] != nil else { throw .unknownAccount(account) }
        guard let complex = complexOrder(id, in: account) else { throw .unknownOrder(id) }
        guard complex.terminalAt == nil else { throw .cannotUpdate("The complex order is over.") }
        // Those that wait first, so that the end of another does not send them.
        for component in complex.componentIDs.reversed() { requestCancel(component) }
        return state.complexOrders[id] ?? complex
    }

    /// Changes the ratio a pair waits for.
    ///
    /// - Throws: `unknownOrder`, `cannotUpdate` for other kinds and for one that is over.
    public mutating func setRatio(
        _ threshold: Price?, _ comparator: OrderRule.Comparator?, of id: Int, in account: String,
        at moment: Timestamp, _ market: some VenueMarket
    ) throws(BrokerageError) -> ComplexOrder {
        advance(to: moment, market)
        guard state.accounts[account] != nil else { throw .unknownAccount(account) }
        guard var complex = complexOrder(id, in: account) else { throw .unknownOrder(id) }
        guard complex.kind == .pairs, complex.terminalAt == nil else {
            throw .cannotUpdate("Only the ratio of a working PAIRS order can be changed.")
        }
        complex.ratioThreshold = threshold ?? complex.ratioThreshold
        complex.ratioComparator = comparator ?? complex.ratioComparator
        state.complexOrders[id] = complex
        note(.complexOrder(complex), in: account)
        advance(to: state.now, market)
        return state.complexOrders[id] ?? complex
    }

    /// A complex order of an account.
    public func complexOrder(_ id: Int, in account: String) -> ComplexOrder? {
        state.complexOrders[id].flatMap { $0.account == account ? $0 : nil }
    }

    /// All complex orders of an account by rising number.
    public func complexOrders(in account: String) -> [ComplexOrder] {
        (state.accounts[account]?.complexOrderIDs ?? []).compactMap { state.complexOrders[$0] }
    }

    // MARK: Parts

    private mutating func checked(
        _ request: ComplexOrderRequest, in account: String, _ market: some VenueMarket
    ) throws(BrokerageError) -> ComplexPreflightReport {
        guard state.accounts[account] != nil else { throw .unknownAccount(account) }
        let faults = request.faults
        guard faults.isEmpty else { throw .invalid(faults) }
        var reports: [PreflightReport] = []
        let components = (request.trigger.map { [$0] } ?? []) + request.orders
        for (index, component) in components.enumerated() {
            var numbered = component
            numbered.preflightID = component.preflightID ?? String(index)
            let waits = request.trigger != nil && index > 0
            reports.append(try examined(numbered, in: account, CheckScope(waitsForOrder: waits), market))
        }
        let complex = ComplexOrder(
            id: 0, account: account, kind: request.kind, orderIDs: [], ratioThreshold: request.ratioThreshold,
            ratioComparator: request.ratioComparator, ratioIsNotional: request.ratioIsNotional,
            receivedAt: state.now)
        let report = ComplexPreflightReport(complexOrder: complex, components: reports)
        guard report.errors.isEmpty else { throw .complexRefused(report) }
        return report
    }

    private static func tag(_ index: Int, _ request: ComplexOrderRequest) -> String {
        let kind = request.kind.rawValue
        guard request.trigger != nil else { return "\(kind)::order" }
        if index == 0 { return "\(kind)::trigger-order" }
        return request.kind == .otoco ? "OTOCO::oco-\(index)-order" : "\(kind)::order"
    }
}

extension ComplexOrderRequest {
    /// What contradicts itself in a request.
    var faults: [BrokerageError.Fault] {
        var faults: [BrokerageError.Fault] = []
        let needsTrigger = kind == .oto || kind == .otoco
        if needsTrigger, trigger == nil { faults.append(.init("trigger-order", "is required for \(kind.rawValue)")) }
        if !needsTrigger, trigger != nil {
            faults.append(.init("trigger-order", "must not be given for \(kind.rawValue)"))
        }
        let counts: ClosedRange<Int> =
            switch kind {
            case .oco, .otoco, .pairs: 2...2
            case .oto: 1...3
            case .blast: 1...10
            }
        if !counts.contains(orders.count) {
            faults.append(.init("orders", "must hold \(counts.lowerBound) to \(counts.upperBound) orders"))
        }
        if kind == .pairs {
            if ratioThreshold == nil { faults.append(.init("ratio-price-threshold", "is required for PAIRS")) }
            if ratioComparator == nil { faults.append(.init("ratio-price-comparator", "is required for PAIRS")) }
        }
        return faults
    }
}
