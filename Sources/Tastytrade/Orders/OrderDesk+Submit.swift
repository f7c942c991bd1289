import MarketModel

extension OrderDesk {
    /// Sends the reviewed bytes, once, and tells what became of them. A lost answer is settled by looking for the
    /// order's identifier, which may take as long as the policy's schedule; the cancellation of the task does not cut it
    /// short.
    public func submit(_ receipt: Receipt) async -> PlacementOutcome {
        if let refusal = refusal(of: receipt) { return .notPlaced(.receipt(refusal)) }
        let values: RequestValues
        switch receipt.purpose {
        case .place, .placeComplex: values = RequestValues(path: path(), body: receipt.payload)
        case .replace(let id):
            values = RequestValues(path: path(["order_id": id.description]), body: receipt.payload)
        case .editComplex(let id):
            values = RequestValues(path: path(["complex_order_id": id.description]), body: receipt.payload)
        }
        let sentAt = clock.now()
        let verdict: PlacementMachine<Placement>.Verdict
        switch receipt.purpose {
        case .place:
            verdict = await settle(Endpoints.placeOrder, values, Placement.init(placed:)) {
                await look(for: receipt, since: sentAt)
            }
        case .replace(let id):
            verdict = await settle(Endpoints.replaceOrder, values, { Placement(answered: $0) }) {
                await look(for: receipt, replacing: id, since: sentAt)
            }
        case .placeComplex:
            verdict = await settle(Endpoints.placeComplexOrder, values, Placement.init(placed:)) {
                await lookComplex(for: receipt, since: sentAt)
            }
        case .editComplex(let id):
            verdict = await settle(Endpoints.editComplexOrder, values, Placement.init(changed:)) {
                await lookEdited(id, receipt)
            }
        }
        switch verdict {
        case .done(let placement, _): return .placed(placement)
        case .notDone(let reason): return .notPlaced(reason)
        case .unknown(let cause, let looks, let failed):
            return .unknown(
                OpenQuestion(
                    account: account, handle: receipt.externalIdentifier, cause: cause, sentAt: sentAt, looks: looks,
                    failedLooks: failed))
        }
    }

    /// Asks the venue to cancel an order, once. A lost answer is settled by looking at the order.
    public func cancel(_ id: OrderID) async -> CancelOutcome {
        let sentAt = clock.now()
        let values = RequestValues(path: path(["order_id": id.description]))
        let verdict = await settle(Endpoints.cancelOrder, values, { $0 }) { await lookCancelled(id) }
        return await cancelOutcome(verdict, id, sentAt)
    }

    /// Asks the venue to cancel the parts of a complex order that still work, once.
    ///
    /// - Returns: The outcome with the first part that had to be cancelled.
    public func cancelComplex(_ id: OrderID) async -> CancelOutcome {
        let sentAt = clock.now()
        let values = RequestValues(path: path(["complex_order_id": id.description]))
        let verdict = await settle(Endpoints.cancelComplexOrder, values, { $0.components.first }) {
            await lookComplexCancelled(id)
        }
        return await cancelOutcome(verdict, nil, sentAt, handle: id.description)
    }

    private func cancelOutcome(
        _ verdict: PlacementMachine<Order>.Verdict, _ id: OrderID?, _ sentAt: Timestamp, handle: String? = nil
    ) async -> CancelOutcome {
        switch verdict {
        case .done(let order, _): return .taken(order)
        case .notDone(let reason):
            guard let id else { return .notCancelled(reason, order: nil) }
            return .notCancelled(reason, order: try? await order(id))
        case .unknown(let cause, let looks, let failed):
            return .unknown(
                OpenQuestion(
                    account: account, handle: handle ?? id?.description ?? "", cause: cause, sentAt: sentAt,
                    looks: looks, failedLooks: failed))
        }
    }

    private func refusal(of receipt: Receipt) -> ReceiptRefusal? {
        if receipt.account != account { return .otherAccount }
        if receipt.host != session.address { return .otherHost }
        if clock.now() >= receipt.goodUntil { return .expired(goodUntil: receipt.goodUntil) }
        if !receipt.judgement.errors.isEmpty { return .judgedImpossible }
        if SHA256.hex(receipt.payload) != receipt.payloadHash { return .payloadChanged }
        return receipt.ticket.take() ? nil : .alreadySubmitted
    }

    /// Runs the machine: one sending, and as many looks as it wants.
    private func settle<Value: Sendable, Found: Sendable & Equatable>(
        _ endpoint: Endpoint<Value>, _ values: RequestValues, _ found: @escaping @Sendable (Value) -> Found?,
        look: @escaping @Sendable () async -> PlacementMachine<Found>.Look
    ) async -> PlacementMachine<Found>.Verdict {
        // A task of its own: whoever cancels the caller must not leave an order that nobody knows of.
        await Task {
            var machine = PlacementMachine<Found>(schedule: policy.schedule)
            var action = machine.start()
            while true {
                switch action {
                case .send:
                    let reply = await send(endpoint, values, found)
                    action = machine.replied(reply, at: clock.now())
                case .look:
                    let result = await look()
                    action = machine.looked(result, at: clock.now())
                case .wait(let moment):
                    try? await clock.sleep(moment)
                    action = machine.timePassed(at: clock.now())
                case .finish(let verdict): return verdict
                }
            }
        }.value
    }

    private func send<Value: Sendable, Found: Sendable & Equatable>(
        _ endpoint: Endpoint<Value>, _ values: RequestValues, _ found: (Value) -> Found?
    ) async -> PlacementMachine<Found>.Reply {
        do {
            let answer = try await session.exchangeOnce(OutgoingRequest(endpoint, values))
            return OrderReply.judge(answer, from: endpoint, found)
        } catch {
            return OrderReply.judge(error)
        }
    }
}

extension Placement {
    /// The answer of a placing; `nil` when it lacks the order's number.
    init?(placed: PlacedOrder) { self.init(answered: placed.order, judgement: placed.judgement) }

    /// The bare order of a replacement; `nil` when it lacks its number.
    init?(answered order: Order, judgement: OrderJudgement? = nil) {
        guard order.id != nil else { return nil }
        self.init(orders: [order], complexOrderID: nil, judgement: judgement, wasFoundByLooking: false)
    }

    init?(placed: PlacedComplexOrder) {
        guard let id = placed.order.id else { return nil }
        self.init(
            orders: placed.order.components, complexOrderID: id, judgement: placed.judgement, wasFoundByLooking: false)
    }

    init?(changed order: ComplexOrder) {
        guard let id = order.id else { return nil }
        self.init(orders: order.components, complexOrderID: id, judgement: nil, wasFoundByLooking: false)
    }
}
