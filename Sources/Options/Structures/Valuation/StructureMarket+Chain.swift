internal import MarketModel

extension StructureMarket {
    /// The market of a chain, in which options cost what their own volatilities in the chain say; `nil` when none of
    /// the contracts' expirations has a forward.
    ///
    /// Rate, dividend yield and the underlying's price are those of the first of the contracts' expirations, so that
    /// its forward is the chain's; other expirations keep their volatilities. A contract without a volatility takes the
    /// one at the forward of the first expiration.
    ///
    /// - Parameters:
    ///   - contracts: The options to be valued.
    ///   - snapshot: The chain at a moment, with the contracts' expirations.
    public init?(of contracts: [OptionContract], in snapshot: ChainSnapshot) {
        let series = Set(contracts.map(\.series))
        let used = snapshot.expirations.filter { series.contains($0.series) }
        guard let first = used.min(by: { $0.series.expiresAt < $1.series.expiresAt }), let forward = first.forward
        else { return nil }
        let model = ExpirationModel(forward, years: first.years, isOnFuture: first.series.isOnFuture)
        var volatilities: [OptionContract: Double] = [:]
        for contract in contracts {
            let expiration = used.first { $0.series == contract.series }
            if let volatility = expiration?.contract(contract.right, contract.strike)?.volatility {
                volatilities[contract] = volatility
            }
        }
        guard let volatility = first.atTheMoneyVolatility ?? volatilities.values.min() else { return nil }
        self.init(
            underlying: model.underlying, moment: snapshot.moment, volatility: volatility, rate: model.rate,
            dividendYield: model.dividendYield, volatilities: volatilities)
    }
}
