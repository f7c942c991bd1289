internal import MarketModel

extension IronCondor {
    /// Works out the figures of four legs that have been chosen.
    ///
    /// - Throws: `SelectionFailure` when the quotes make no sensible condor.
    init(
        _ expiration: ExpirationChoice, putLong: ContractSnapshot, putShort: StrikeChoice, callShort: StrikeChoice,
        callLong: ContractSnapshot, _ query: IronCondorQuery, at moment: Timestamp
    ) throws(SelectionFailure) {
        let contracts = [putLong, putShort.contract, callShort.contract, callLong]
        let signs = [1, -1, -1, 1]
        var (mid, natural) = (Price.zero, Price.zero)
        for (contract, sign) in zip(contracts, signs) {
            guard let price = contract.mid, let bid = contract.bid, let ask = contract.ask else {
                throw .noCandidate(
                    right: contract.right, refused: [StrikeRefusalCount(reason: .unfit(.absentQuote), count: 1)])
            }
            mid = sign > 0 ? mid - price : mid + price
            natural = sign > 0 ? natural - ask : natural + bid
        }
        let width = max(putShort.contract.strike - putLong.strike, callLong.strike - callShort.contract.strike)
        guard mid > .zero else { throw .noCredit(mid) }
        guard mid < width else { throw .creditAboveWidth(credit: mid, width: width) }
        let series = expiration.expiration.series
        let legs = zip(contracts, signs).map { contract, sign in
            OptionLeg(
                OptionContract(series: series, right: contract.right, strike: contract.strike),
                quantity: sign * query.quantity, entryPrice: contract.mid)
        }
        guard let structure = try? OptionStructure(name: "iron-condor", legs: legs),
            let profit = try? structure.profitAtExpiration(), case .limited(let most) = profit.maximum,
            case .limited(let least) = profit.minimum
        else { throw .strikesOutOfOrder(contracts.map(\.strike)) }
        self.expiration = expiration
        self.putLong = putLong
        self.putShort = putShort
        self.callShort = callShort
        self.callLong = callLong
        quantity = query.quantity
        wing = query.wing
        self.structure = structure
        creditAtMid = mid
        creditNatural = natural
        maximumProfit = most
        maximumLoss = -least
        maximumLossNatural =
            -least + Money(mid - natural, times: Quantity(whole: query.quantity), multiplier: series.multiplier)
        breakevens = profit.zeros
        fees = query.fees.fees(toOpen: structure, on: USTimeZone.eastern.day(of: moment))
        buyingPower = Self.buyingPower(structure, expiration.expiration, fees, query, at: moment)
        greeks = Self.sum(contracts, signs)
        probabilityOfProfit = Self.probability(between: breakevens, expiration.expiration)
    }

    private static func buyingPower(
        _ structure: OptionStructure, _ expiration: ExpirationSnapshot, _ fees: FeeBreakdown, _ query: IronCondorQuery,
        at moment: Timestamp
    ) -> BuyingPowerEffect? {
        guard let price = expiration.underlying?.price.doubleValue ?? expiration.forward?.forward else { return nil }
        let market = StructureMarket(
            underlying: price, moment: moment, volatility: expiration.atTheMoneyVolatility ?? 0,
            rate: expiration.forward?.rate ?? 0)
        return try? BuyingPowerEffect(
            opening: structure, account: query.account, rules: query.margin, market: market, fees: fees)
    }

    private static func sum(_ contracts: [ContractSnapshot], _ signs: [Int]) -> OptionGreeks? {
        var sum = OptionGreeks(delta: 0, gamma: 0, thetaPerDay: 0, vegaPerPoint: 0, rhoPerPoint: 0)
        for (contract, sign) in zip(contracts, signs) {
            guard let greeks = contract.valuation?.greeks else { return nil }
            sum.delta += Double(sign) * greeks.delta
            sum.gamma += Double(sign) * greeks.gamma
            sum.thetaPerDay += Double(sign) * greeks.thetaPerDay
            sum.vegaPerPoint += Double(sign) * greeks.vegaPerPoint
            sum.rhoPerPoint += Double(sign) * greeks.rhoPerPoint
        }
        return sum
    }

    private static func probability(between prices: [Price], _ expiration: ExpirationSnapshot) -> Double? {
        guard prices.count == 2, let below = expiration.probabilityBelow(prices[0].doubleValue),
            let notAbove = expiration.probabilityBelow(prices[1].doubleValue)
        else { return nil }
        return max(0, notAbove - below)
    }
}
