internal import MarketModel
internal import Options

extension Books {
    /// What an account is worth and may spend now.
    ///
    /// Buying power is what is left of cash and shares after the initial requirements and what working orders hold;
    /// twice that for shares in a margin account. Net liquidating value counts futures by their profit since the last
    /// settlement, for everything before is cash already.
    public func balance(of number: String, _ market: some VenueMarket) -> Balance {
        var balance = Balance(account: number, at: state.now)
        guard let account = state.accounts[number] else { return balance }
        balance.cash = account.cash
        let holdings = holdings(of: account, market)
        var shares = Money.zero
        var worth = Money.zero
        var crypto = Money.zero
        for holding in holdings {
            let value = holding.value
            let size = value.magnitude
            let isLong = value >= .zero
            switch holding.instrument.kind {
            case .equity:
                shares = shares + value
                isLong ? balance.add(size, to: \.longEquity) : balance.add(size, to: \.shortEquity)
            case .equityOption(let contract):
                worth = worth + value
                isLong ? balance.add(size, to: \.longOptions) : balance.add(size, to: \.shortOptions)
                if contract.series.delivery == .cash {
                    isLong ? balance.add(size, to: \.longIndexOptions) : balance.add(size, to: \.shortIndexOptions)
                }
            case .futureOption:
                worth = worth + value
                isLong
                    ? balance.add(size, to: \.longFutureOptions) : balance.add(size, to: \.shortFutureOptions)
            case .future:
                isLong ? balance.add(size, to: \.longFutures) : balance.add(size, to: \.shortFutures)
                let cost = account.positions[holding.instrument.symbol]?.dayCost ?? .zero
                balance.intradayFutures = balance.intradayFutures + value - cost
            case .cryptocurrency:
                crypto = crypto + value
                balance.add(size, to: \.longCrypto)
            }
        }
        for (_, amount) in account.unsettledFutures { balance.intradayFutures = balance.intradayFutures + amount }

        let parts = margin(of: holdings, account.profile.margin, market)
        for part in parts {
            balance.initialRequirement = balance.initialRequirement + part.initial
            balance.maintenanceRequirement = balance.maintenanceRequirement + part.maintenance
            if part.isFutures { balance.futuresRequirement = balance.futuresRequirement + part.initial }
        }
        balance.cryptoRequirement = crypto
        balance.workingOrders = reserved(in: account)
        balance.marginEquity = account.cash + shares + balance.intradayFutures
        balance.netLiq = balance.marginEquity + worth + crypto
        let excess = balance.marginEquity + crypto - balance.initialRequirement - balance.workingOrders
        balance.derivativeBuyingPower = excess
        balance.equityBuyingPower = account.profile.margin == .margin ? excess + excess : excess
        balance.usedDerivativeBuyingPower = balance.initialRequirement + balance.workingOrders
        return balance
    }

    /// What orders that are not over hold of an account's buying power.
    func reserved(in account: Account) -> Money {
        var sum = Money.zero
        for id in state.open where state.orders[id]?.account == account.profile.number {
            sum = sum + (state.orders[id]?.reserved ?? .zero)
        }
        return sum
    }
}

extension Balance {
    fileprivate mutating func add(_ amount: Money, to figure: WritableKeyPath<Balance, Money>) {
        self[keyPath: figure] = self[keyPath: figure] + amount
    }
}
