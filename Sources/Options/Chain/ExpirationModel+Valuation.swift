internal import MarketModel

extension ExpirationModel {
    /// Gives every contract that the feed did not value the model's volatility and Greeks, and the expiration its
    /// volatility at the forward with what follows from it.
    func value(_ snapshot: inout ExpirationSnapshot, underlyingAge: Duration?) {
        var unpriced = 0
        snapshot.updateContracts { contract in
            guard contract.valuation == nil, contract.exclusion == nil, let mid = contract.mid else { return }
            let inputs = pricingInputs(contract.right, contract.strike)
            do {
                let volatility = try ImpliedVolatility.european(price: mid.doubleValue, inputs)
                contract.valuation = valuation(contract, volatility, .quote, contract.quoteAge ?? .zero)
            } catch {
                contract.exclusion = .noVolatility
                unpriced += 1
            }
        }
        snapshot.exclusions.count(.noVolatility, unpriced)
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

    private func valuation(
        _ contract: ContractSnapshot, _ volatility: Double, _ source: ValuationSource, _ age: Duration
    ) -> ContractValuation {
        let inputs = pricingInputs(contract.right, contract.strike, volatility: volatility)
        return ContractValuation(
            volatility: volatility, greeks: BlackScholes.valuation(inputs).greeks, source: source, inputs: self.inputs,
            age: age)
    }
}
