public import MarketModel

/// Looking for what may have arrived. Orders are found by their identifier alone, never because they look alike.
extension OrderDesk {
    typealias PlacementLook = PlacementMachine<Placement>.Look
    typealias OrderLook = PlacementMachine<Order>.Look

    /// Looks for a placed order in today's orders and in the search.
    func look(for receipt: Receipt, since sentAt: Timestamp) async -> PlacementLook {
        await lookInLists(since: sentAt) { $0.externalIdentifier == receipt.externalIdentifier }
    }

    /// Looks for a replacement: by its identifier, or by the venue's own link from the order it replaces.
    func look(for receipt: Receipt, replacing id: OrderID, since sentAt: Timestamp) async -> PlacementLook {
        guard let original = try? await order(id) else { return .failed }
        guard let link = original.replacedBy else { return await look(for: receipt, since: sentAt) }
        guard let replacement = try? await order(link) else { return .failed }
        // The venue may keep the original's identifier, or none; another one is somebody else's replacement.
        let ours = [receipt.externalIdentifier, original.externalIdentifier]
        guard replacement.externalIdentifier.map({ ours.contains($0) }) ?? true else { return .absent }
        return .found(
            Placement(orders: [replacement], complexOrderID: nil, judgement: nil, wasFoundByLooking: true))
    }

    /// Looks for the parts of a complex order.
    func lookComplex(for receipt: Receipt, since sentAt: Timestamp) async -> PlacementLook {
        let wanted = Set(receipt.identifiers)
        func isOurs(_ order: Order) -> Bool { order.externalIdentifier.map(wanted.contains) ?? false }
        do {
            for endpoint in [Endpoints.liveComplexOrders, Endpoints.complexOrders] {
                let all = try await everything(endpoint, RequestValues(path: path()))
                if let ours = all.first(where: { $0.components.contains(where: isOurs) }) {
                    return .found(
                        Placement(
                            orders: ours.components, complexOrderID: ours.id, judgement: nil, wasFoundByLooking: true))
                }
            }
        } catch {
            return .failed
        }
        // The parts are orders of their own, too.
        return await lookInLists(since: sentAt, isOurs)
    }

    /// Looks whether a pair works at the new ratio. Another ratio proves nothing: the change may still come.
    func lookEdited(_ id: OrderID, _ receipt: Receipt) async -> PlacementLook {
        guard let order = try? await complexOrder(id) else { return .failed }
        let wanted = receipt.payload
        guard let threshold = order.ratioThreshold, let comparator = order.ratioComparator,
            OrderPayload.bytes(PairRatio(comparator, threshold)) == wanted
        else { return .absent }
        return .found(
            Placement(orders: order.components, complexOrderID: id, judgement: nil, wasFoundByLooking: true))
    }

    /// Looks whether an order is being cancelled or over.
    func lookCancelled(_ id: OrderID) async -> OrderLook {
        guard let order = try? await order(id) else { return .failed }
        return order.status.isTerminal || order.status == .cancelRequested ? .found(order) : .absent
    }

    /// Looks whether every part of a complex order is being cancelled or over.
    func lookComplexCancelled(_ id: OrderID) async -> OrderLook {
        guard let order = try? await complexOrder(id), let first = order.components.first else { return .failed }
        let isOver = order.components.allSatisfy { $0.status.isTerminal || $0.status == .cancelRequested }
        return isOver ? .found(first) : .absent
    }

    private func lookInLists(since sentAt: Timestamp, _ isOurs: (Order) -> Bool) async -> PlacementLook {
        do {
            var found = try await everything(Endpoints.liveOrders, RequestValues(path: path())).filter(isOurs)
            if found.isEmpty {
                found = try await everything(Endpoints.orderSearch, searchValues(from: searchStart(sentAt)))
                    .filter(isOurs)
            }
            guard !found.isEmpty else { return .absent }
            let orders = found.filter { $0.id != nil }.sorted { ($0.id?.number ?? 0) < ($1.id?.number ?? 0) }
            guard !orders.isEmpty else { return .failed }
            return .found(
                Placement(
                    orders: orders, complexOrderID: orders[0].complexOrderID, judgement: nil, wasFoundByLooking: true))
        } catch {
            return .failed
        }
    }

    /// A day earlier than the day in New York: clocks and zones may differ, and an order too many costs nothing.
    private func searchStart(_ sentAt: Timestamp) -> TradingDay {
        USTimeZone.eastern.day(of: sentAt).advanced(by: -1)
    }

    func searchValues(from day: TradingDay, _ more: [(name: String, value: String)] = []) -> RequestValues {
        RequestValues(path: path(), query: [("start-date", day.description)] + more)
    }

    /// Whether an order may be in a list without being seen: one that could not be read, or its identifier.
    private static func hidesOrder(_ loss: FieldDrift) -> Bool {
        let isInside = loss.path.contains("legs[]") || loss.path.contains("order-rule")
        if isInside { return false }
        if loss.lostRecords > 0 { return true }
        if case .unreadable = loss.kind { return true }
        return loss.path.hasSuffix("external-identifier") || loss.path.hasSuffix("].id")
    }

    /// A list over all its pages.
    ///
    /// - Throws: `TastytradeError` also when an order cannot be read or there are too many pages: a list with holes
    ///   proves nothing.
    func everything<Item: Sendable>(
        _ endpoint: Endpoint<[Item]>, _ values: RequestValues
    ) async throws -> [Item] {
        var items: [Item] = []
        for page in 0..<policy.maximumPages {
            var values = values
            values.query += [("per-page", "100"), ("page-offset", "\(page)")]
            let answer = try await session.send(endpoint, values)
            if let hole = answer.losses.first(where: Self.hidesOrder) {
                throw TastytradeError.unexpectedAnswer(field: hole.path)
            }
            items += answer.value
            guard answer.page?.hasNext == true else { return items }
        }
        throw TastytradeError.unexpectedAnswer(field: "pagination: more than \(policy.maximumPages) pages")
    }
}

extension OrderDesk {
    /// One order as it stands.
    ///
    /// - Throws: `TastytradeError`.
    public func order(_ id: OrderID) async throws -> Order {
        try await session.send(Endpoints.order, RequestValues(path: path(["order_id": id.description]))).value
    }

    /// One complex order as it stands.
    ///
    /// - Throws: `TastytradeError`.
    public func complexOrder(_ id: OrderID) async throws -> ComplexOrder {
        let values = RequestValues(path: path(["complex_order_id": id.description]))
        return try await session.send(Endpoints.complexOrder, values).value
    }

    /// The orders created or updated today in any status, and older ones that still work. Not only open ones.
    ///
    /// - Returns: The orders, and what could not be read of the list.
    /// - Throws: `TastytradeError`.
    public func liveOrders() async throws -> (orders: [Order], losses: [FieldDrift]) {
        try await listing(Endpoints.liveOrders, RequestValues(path: path()))
    }

    /// The orders since a day, newest as the venue sorts them. The venue needs a day, so one is always sent.
    ///
    /// - Returns: The orders, and what could not be read of the list.
    /// - Throws: `TastytradeError`.
    public func orders(
        since day: TradingDay, until last: TradingDay? = nil, statuses: [OrderStatus] = [], underlying: String? = nil
    ) async throws -> (orders: [Order], losses: [FieldDrift]) {
        var more = statuses.map { (name: "status[]", value: $0.rawValue) }
        if let last { more.append(("end-date", last.description)) }
        if let underlying { more.append(("underlying-symbol", underlying)) }
        return try await listing(Endpoints.orderSearch, searchValues(from: day, more))
    }

    private func listing(
        _ endpoint: Endpoint<[Order]>, _ values: RequestValues
    ) async throws -> (orders: [Order], losses: [FieldDrift]) {
        var orders: [Order] = []
        var losses: [FieldDrift] = []
        for page in 0..<policy.maximumPages {
            var values = values
            values.query += [("per-page", "100"), ("page-offset", "\(page)")]
            let answer = try await session.send(endpoint, values)
            orders += answer.value
            losses += answer.losses
            guard answer.page?.hasNext == true else { return (orders, losses) }
        }
        throw TastytradeError.unexpectedAnswer(field: "pagination: more than \(policy.maximumPages) pages")
    }
}
