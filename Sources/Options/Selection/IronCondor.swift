public import MarketModel

/// An iron condor as the market offers it at one moment. Prices are points per condor; money is dollars for all.
public struct IronCondor: Hashable, Sendable {
    /// The expiration and why it was taken.
    public var expiration: ExpirationChoice
    /// The option that is bought below, the lowest strike.
    public var putLong: ContractSnapshot
    /// The put that is sold, and why.
    public var putShort: StrikeChoice
    /// The call that is sold, and why.
    public var callShort: StrikeChoice
    /// The option that is bought above, the highest strike.
    public var callLong: ContractSnapshot
    /// Condors.
    public var quantity: Int
    /// The width that was asked for; a wing is `putWidth` or `callWidth` where that strike is not listed.
    public var wing: Price
    /// What comes in at the mid prices.
    public var creditAtMid: Price
    /// What comes in at once: shorts at their bids, longs at their asks; below zero when it would cost.
    public var creditNatural: Price
    /// The four legs with mid prices as entry.
    public var structure: OptionStructure
    /// The most it can earn, at the mid credit and before fees.
    public var maximumProfit: Money
    /// The most it can lose, above zero, at the mid credit and before fees. With unequal wings the wider one decides.
    public var maximumLoss: Money
    /// The same at the natural credit.
    public var maximumLossNatural: Money
    /// Prices of the underlying at which it neither earns nor loses, at the mid credit; lower first.
    public var breakevens: [Price]
    /// What opening costs on that day, item by item; what is due and not known is named.
    public var fees: FeeBreakdown
    /// What opening does to buying power; `nil` where it cannot be worked out. Options on futures are margined by our
    /// own scenarios, which the exchange's are not.
    public var buyingPower: BuyingPowerEffect?
    /// Greeks of the four legs together, per unit of the underlying and for one condor; `nil` when one leg's are not
    /// known.
    public var greeks: OptionGreeks?
    /// The risk-neutral probability that it earns something at expiration, from the market's smile.
    public var probabilityOfProfit: Double?

    /// The four contracts, lowest strike first.
    public var contracts: [ContractSnapshot] { [putLong, putShort.contract, callShort.contract, callLong] }
    /// From the long put to the short put, in points.
    public var putWidth: Price { putShort.contract.strike - putLong.strike }
    /// From the short call to the long call, in points.
    public var callWidth: Price { callLong.strike - callShort.contract.strike }
}

extension ChainSnapshot {
    /// Finds the iron condor whose short options have a delta, on the expiration nearest to so many days.
    ///
    /// - Parameters:
    ///   - dte: Calendar days to expiration; 0 is today's.
    ///   - delta: The magnitude of the short options' deltas.
    ///   - wing: Points from each short option to its long one.
    /// - Throws: `SelectionFailure` when the data is not fit, or gives none.
    public func findIronCondor(dte: Int, delta: Double, wing: Price) throws(SelectionFailure) -> IronCondor {
        try findIronCondor(
            IronCondorQuery(expiration: ExpirationQuery(.days(dte), window: dte...dte), delta: delta, wing: wing))
    }

    /// Finds the iron condor that fits a query.
    ///
    /// Short options are the nearest to the delta whose quotes are fit; long options stand at the wing's distance, or
    /// at the listed strike nearest to it, at least half and at most twice as far.
    ///
    /// - Throws: `SelectionFailure`.
    public func findIronCondor(_ query: IronCondorQuery) throws(SelectionFailure) -> IronCondor {
        let choice = try expiration(query.expiration)
        let expiration = choice.expiration
        guard let forward = expiration.forward?.forward else { throw .noForward }
        func short(_ right: OptionRight) throws(SelectionFailure) -> StrikeChoice {
            try expiration.strike(
                StrikeQuery(
                    right, .delta(query.delta), tolerance: query.tolerance, tieBreak: query.tieBreak,
                    filter: query.shortFilter))
        }
        let putShort = try short(.put)
        let callShort = try short(.call)
        let putLong = try expiration.wing(.put, of: putShort.contract, query)
        let callLong = try expiration.wing(.call, of: callShort.contract, query)
        let strikes = [putLong.strike, putShort.contract.strike, callShort.contract.strike, callLong.strike]
        guard zip(strikes, strikes.dropFirst()).allSatisfy({ $0 < $1 }), strikes[1].doubleValue <= forward,
            forward <= strikes[2].doubleValue
        else { throw .strikesOutOfOrder(strikes) }
        return try IronCondor(
            choice, putLong: putLong, putShort: putShort, callShort: callShort, callLong: callLong, query, at: moment)
    }
}

extension ExpirationSnapshot {
    /// The option to buy beyond a short one.
    fileprivate func wing(
        _ right: OptionRight, of short: ContractSnapshot, _ query: IronCondorQuery
    ) throws(SelectionFailure) -> ContractSnapshot {
        let wanted = right == .put ? short.strike - query.wing : short.strike + query.wing
        var refused: [StrikeRefusal] = []
        var best: ContractSnapshot?
        for contract in contracts(right) {
            let width = right == .put ? short.strike - contract.strike : contract.strike - short.strike
            guard width + width >= query.wing, width <= query.wing + query.wing else { continue }
            if let reason = query.longFilter.refusal(of: contract) {
                refused.append(reason)
            } else if best.map({ contract.strike.distance(to: wanted) < $0.strike.distance(to: wanted) }) ?? true {
                best = contract
            }
        }
        if let best { return best }
        throw .noWing(right: right, wanted: wanted, refused: StrikeRefusalCount.counted(refused))
    }
}

extension Price {
    /// How far apart two prices are.
    fileprivate func distance(to other: Price) -> Price { self < other ? other - self : self - other }
}
