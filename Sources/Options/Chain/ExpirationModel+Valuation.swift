internal import MarketModel

extension ExpirationModel {
    /// Gives every contract that the feed did not value the model's volatility and Greeks, and the expiration its
    /// volatility at the forward with what follows from it.
    func value(_ snapshot: inout ExpirationSnapshot, underlyingAge: Duration?) {
        valueOwnQuotes(&snapshot)
        let line = VolatilityLine(snapshot, forward: forward)
        snapshot.updateContracts { contract in
            if contract.valuation == nil, contract.exclusion != .expired,
                let volatility = line.volatility(at: moneyness(contract.strike)), volatility > 0
            {
                contract.valuation = valuation(
                    contract, volatility, .neighbours, max(contract.quoteAge ?? .zero, underlyingAge ?? .zero))
            }
            contract.probabilityOutOfTheMoney = contract.volatility.flatMap { volatility in
                probabilityOutOfTheMoney(contract.right, contract.strike, volatility: volatility)
            }
        }
        if let volatility = line.volatility(at: 0), line.reaches(0, within: volatility * years.squareRoot() / 2) {
            snapshot.atTheMoneyVolatility = volatility
            snapshot.expectedMove = expectedMove(volatility: volatility)
            snapshot.oneStandardDeviation = oneStandardDeviation(volatility: volatility)
        }
    }

    /// Values every contract whose own quote is fit, all at once.
    private func valueOwnQuotes(_ snapshot: inout ExpirationSnapshot) {
        var prices: [Double] = []
        var inputs: [PricingInputs] = []
        snapshot.updateContracts { contract in
            guard contract.valuation == nil, contract.exclusion == nil, let mid = contract.mid else { return }
            prices.append(mid.doubleValue)
            inputs.append(pricingInputs(contract.right, contract.strike))
        }
        var volatilities = [Double](repeating: .nan, count: prices.count)
        var reasons = [NoVolatility?](repeating: nil, count: prices.count)
        var results = volatilities.mutableSpan
        var failures = reasons.mutableSpan
        ImpliedVolatility.european(prices: prices.span, of: inputs.span, into: &results, reasons: &failures)
        for index in inputs.indices { inputs[index].volatility = reasons[index] == nil ? volatilities[index] : 0 }
        let values = BlackScholes.valuations(of: inputs)
        var next = 0
        snapshot.updateContracts { contract in
            guard contract.valuation == nil, contract.exclusion == nil, contract.mid != nil else { return }
            if reasons[next] == nil {
                contract.valuation = ContractValuation(
                    volatility: volatilities[next], greeks: values[next].greeks, source: .quote, inputs: self.inputs,
                    age: contract.quoteAge ?? .zero)
            } else {
                contract.exclusion = .noVolatility
            }
            next += 1
        }
        snapshot.exclusions.count(.noVolatility, reasons.count { $0 != nil })
    }

    private func valuation(
        _ contract: ContractSnapshot, _ volatility: Double, _ source: ValuationSource, _ age: Duration
    ) -> ContractValuation {
        let inputs = pricingInputs(contract.right, contract.strike, volatility: volatility)
        return ContractValuation(
            volatility: volatility, greeks: BlackScholes.valuation(inputs).greeks, source: source, inputs: self.inputs,
            age: age)
    }
}
