import JSON
import MarketModel
import Wire

/// Why an order could not be reviewed. Nothing was placed.
public enum ReviewFailure: Error, Sendable, Equatable {
    /// The local checks found problems; the venue was not asked.
    case problems(OrderProblems)
    /// The venue would refuse it.
    case refused(OrderRefusal)
    /// The venue could not be asked, or its answer could not be read.
    case failed(TastytradeError)
}

extension OrderDesk {
    /// Checks an order here, then asks the venue what it would do: a dry run, which places nothing.
    ///
    /// - Throws: `ReviewFailure`.
    public func review(_ order: OrderRequest) async throws(ReviewFailure) -> Receipt {
        try check(checks.problems(in: order))
        let identifier = identifiers.next(at: clock.now())
        let payload = OrderPayload.bytes(order, identifier: identifier)
        let (placed, losses) = try await judge(Endpoints.orderDryRun, path(), payload)
        return receipt(
            .place, identifier, payload, placed.judgement, [placed.order], losses, notRun: checks.notRun(for: order))
    }

    /// Asks what it would do to put another order in the place of one that works. The legs stay as they are.
    ///
    /// - Throws: `ReviewFailure`.
    public func review(replacing id: OrderID, with order: OrderRequest) async throws(ReviewFailure) -> Receipt {
        try check(checks.problems(in: order))
        let identifier = identifiers.next(at: clock.now())
        let payload = OrderPayload.bytes(order, identifier: identifier)
        let (placed, losses) = try await judge(
            Endpoints.replacementDryRun, path(["order_id": id.description]), payload)
        return receipt(
            .replace(id), identifier, payload, placed.judgement, [placed.order], losses,
            notRun: checks.notRun(for: order))
    }

    /// Checks a complex order here, then asks the venue what it would do.
    ///
    /// - Throws: `ReviewFailure`.
    public func review(_ order: ComplexOrderRequest) async throws(ReviewFailure) -> Receipt {
        try check(checks.problems(in: order))
        let identifier = identifiers.next(at: clock.now())
        let payload = OrderPayload.bytes(order, identifier: identifier)
        let (placed, losses) = try await judge(Endpoints.complexOrderDryRun, path(), payload)
        return receipt(
            .placeComplex, identifier, payload, placed.judgement, placed.order.components, losses,
            notRun: order.components.flatMap { checks.notRun(for: $0) })
    }

    /// Asks what it would do to work a pair at another ratio.
    ///
    /// - Throws: `ReviewFailure`.
    public func review(changing id: OrderID, to ratio: PairRatio) async throws(ReviewFailure) -> Receipt {
        if ratio.threshold <= .zero {
            try check([OrderProblem(.complex, "the ratio of a pair is above zero; \(ratio.threshold) is not")])
        }
        let payload = OrderPayload.bytes(ratio)
        let (placed, losses) = try await judge(
            Endpoints.complexOrderEditDryRun, path(["complex_order_id": id.description]), payload)
        return receipt(
            .editComplex(id), identifiers.next(at: clock.now()), payload, placed.judgement, placed.order.components,
            losses, notRun: [])
    }

    private func check(_ problems: [OrderProblem]) throws(ReviewFailure) {
        if !problems.isEmpty { throw .problems(OrderProblems(problems: problems)) }
    }

    private func judge<Value: Sendable>(
        _ endpoint: Endpoint<Value>, _ path: [String: String], _ payload: [UInt8]
    ) async throws(ReviewFailure) -> (Value, [FieldDrift]) {
        let answer: HTTPResponse
        do {
            answer = try await session.exchangeOnce(OutgoingRequest(endpoint, RequestValues(path: path, body: payload)))
        } catch {
            throw .failed(error.cause as? TastytradeError ?? .connection(.stopped))
        }
        guard (200..<300).contains(answer.status) else {
            if let refusal = OrderRefusal(answer), answer.status < 500, ![401, 408, 429].contains(answer.status) {
                throw .refused(refusal)
            }
            throw .failed(VenueRefusal.error(answer))
        }
        do {
            let (value, _, drift) = try endpoint.decode(answer.body)
            return (value, drift.filter(\.isLoss))
        } catch {
            throw .failed(error)
        }
    }

    private func receipt(
        _ purpose: Receipt.Purpose, _ identifier: String, _ payload: [UInt8], _ judgement: OrderJudgement,
        _ orders: [Order], _ losses: [FieldDrift], notRun: [String]
    ) -> Receipt {
        let now = clock.now()
        var notRun = notRun
        if judgement.buyingPower == nil {
            notRun.append("buying power: the venue did not say what the order does to it")
        }
        if judgement.fees == nil { notRun.append("fees: the venue did not say what the order costs") }
        return Receipt(
            purpose: purpose, account: account, host: session.address, externalIdentifier: identifier,
            payloadHash: SHA256.hex(payload), judgement: judgement, checksNotRun: notRun, judgedAt: now,
            goodUntil: now + policy.receiptLifetime, orders: orders, losses: losses, payload: payload,
            ticket: SubmissionTicket())
    }
}
