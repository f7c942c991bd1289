public import MarketModel

extension Books {
    /// Moves time on: everything that is due up to the moment happens in its order, and working orders are compared
    /// with the market at each of those moments and at the last.
    public mutating func advance(to moment: Timestamp, _ market: some VenueMarket) {
        while let next = nextMoment(), next <= moment {
            state.now = max(state.now, next)
            happen(market)
        }
        state.now = max(state.now, moment)
        happen(market)
        sample(market)
    }

    /// The next moment at which something is due; what waits for the market alone is not among them.
    func nextMoment() -> Timestamp? {
        var next = state.daily.at
        for id in state.open {
            guard let order = state.orders[id] else { continue }
            if let due = order.due?.at { next = min(next, due) }
            if let end = order.expiresAt { next = min(next, end) }
            if let rule = order.request.rule, rule.cancelledAt == nil, let cancel = rule.cancelAt {
                next = min(next, cancel)
            }
            if let route = order.request.rule?.routeAfter, route > state.now { next = min(next, route) }
            if let fill = order.fillableFrom, fill > state.now { next = min(next, fill) }
        }
        for number in state.accountNumbers {
            guard let account = state.accounts[number] else { continue }
            for publication in account.publications { next = min(next, publication.at) }
            for position in account.positions.values where position.quantity != .zero {
                if let end = state.instruments[position.symbol]?.endsAt, end > state.now { next = min(next, end) }
            }
        }
        return next
    }

    /// Does everything that is due now.
    private mutating func happen(_ market: some VenueMarket) {
        publishPositions()
        releasePairs(market)
        for id in state.open { takeSteps(id, market) }
        match(market)
        for id in state.open { expire(id) }
        expirePositions(market)
        if state.daily.at <= state.now { pass(state.daily, market) }
        publishPositions()
    }

    /// Shows the positions whose lag is over.
    mutating func publishPositions() {
        for number in state.accountNumbers {
            guard let account = state.accounts[number], !account.publications.isEmpty else { continue }
            let due = account.publications.filter { $0.at <= state.now }
            guard !due.isEmpty else { continue }
            state.accounts[number]?.publications.removeAll { $0.at <= state.now }
            for symbol in Set(due.map(\.symbol)).sorted() {
                guard let position = account.positions[symbol] else { continue }
                state.accounts[number]?.shown[symbol] = position
                note(.position(position), in: number)
            }
            note(.balance(account: number), in: number)
        }
    }

    private mutating func sample(_ market: some VenueMarket) {
        for number in state.accountNumbers {
            let isDue =
                state.accounts[number]?.history.last.map { state.now >= $0.time + rules.historySpan } ?? true
            if isDue { record(balance(of: number, market).netLiq, in: number) }
        }
    }
}
