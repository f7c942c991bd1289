internal import MarketModel

extension ExpirationSnapshot {
    /// Finds the contract that fits a query best.
    ///
    /// Only contracts that pass the filter and whose measure is known are compared; the nearest to the target wins. By
    /// delta and by premium, only options out of the money are looked at (puts up to the forward, calls from there)
    /// when the target is one that they can have: a delta of at most one half, any premium.
    ///
    /// - Throws: `SelectionFailure`.
    public func strike(_ query: StrikeQuery) throws(SelectionFailure) -> StrikeChoice {
        let measure = try StrikeMeasure(query, self)
        var candidates: [StrikeCandidate] = []
        var refused: [(strike: RefusedStrike, distance: Double?)] = []
        var considered = 0
        for contract in contracts(query.right) where measure.isOnSide(contract) {
            considered += 1
            let value = measure.value(contract)
            if let reason = query.filter.refusal(of: contract) ?? (value == nil ? .measureUnknown : nil) {
                refused.append(
                    (RefusedStrike(contract: contract, reason: reason), value.map { abs($0 - query.target.value) }))
            } else if let value {
                candidates.append(
                    StrikeCandidate(contract: contract, measure: value, distance: abs(value - query.target.value)))
            }
        }
        candidates.sort { query.prefers($0, $1) }
        guard let best = candidates.first else {
            throw .noCandidate(right: query.right, refused: StrikeRefusalCount.counted(refused.map(\.strike.reason)))
        }
        if let tolerance = query.tolerance, best.distance > tolerance {
            throw .outsideTolerance(
                right: query.right, nearest: best.contract.strike, measure: best.measure, target: query.target.value,
                tolerance: tolerance)
        }
        let nearer = refused.compactMap { refusal in refusal.distance.map { (refusal.strike, $0) } }
            .filter { $0.1 < best.distance }
            .sorted { ($0.1, $0.0.contract.strike) < ($1.1, $1.0.contract.strike) }
        return StrikeChoice(
            query: query, best: best, runnersUp: Array(candidates.dropFirst().prefix(5)),
            refused: refused.map(\.strike), considered: considered, nearerButRefused: nearer.map(\.0))
    }
}

/// Measures contracts by what a query aims at.
private struct StrikeMeasure {
    private let query: StrikeQuery
    private let forward: Double?
    private let expectedMove: Double?
    private let isOutOfTheMoneyOnly: Bool

    init(_ query: StrikeQuery, _ expiration: ExpirationSnapshot) throws(SelectionFailure) {
        self.query = query
        forward = expiration.forward?.forward ?? expiration.underlying?.price.doubleValue
        expectedMove = expiration.expectedMove
        switch query.target {
        case .delta(let delta): isOutOfTheMoneyOnly = delta <= 0.5
        case .premium: isOutOfTheMoneyOnly = true
        case .outOfTheMoney, .expectedMoves: isOutOfTheMoneyOnly = false
        }
        switch query.target {
        case .delta: break
        case .premium, .outOfTheMoney: if forward == nil { throw .noForward }
        case .expectedMoves: if forward == nil || expectedMove == nil { throw .noForward }
        }
    }

    /// Whether the contract is on the side that is looked at.
    func isOnSide(_ contract: ContractSnapshot) -> Bool {
        guard isOutOfTheMoneyOnly, let forward else { return true }
        let strike = contract.strike.doubleValue
        return query.right == .call ? strike >= forward : strike <= forward
    }

    func value(_ contract: ContractSnapshot) -> Double? {
        switch query.target {
        case .delta: return contract.delta.map(abs)
        case .premium: return contract.mid?.doubleValue
        case .outOfTheMoney: return forward.map { distance(contract, $0) / $0 }
        case .expectedMoves:
            guard let forward, let expectedMove, expectedMove > 0 else { return nil }
            return distance(contract, forward) / expectedMove
        }
    }

    /// Points out of the money.
    private func distance(_ contract: ContractSnapshot, _ forward: Double) -> Double {
        let above = contract.strike.doubleValue - forward
        return query.right == .call ? above : -above
    }
}

extension StrikeQuery {
    /// Whether the first candidate comes before the second.
    fileprivate func prefers(_ first: StrikeCandidate, _ second: StrikeCandidate) -> Bool {
        // On a grid of billionths, so that distances which differ by rounding alone are equal.
        let distances = ((first.distance * 1e9).rounded(), (second.distance * 1e9).rounded())
        if distances.0 != distances.1 { return distances.0 < distances.1 }
        if tieBreak == .narrowerSpread {
            let spreads = (first.contract.spreadFraction ?? .infinity, second.contract.spreadFraction ?? .infinity)
            if spreads.0 != spreads.1 { return spreads.0 < spreads.1 }
        }
        return right == .call
            ? first.contract.strike > second.contract.strike : first.contract.strike < second.contract.strike
    }
}
