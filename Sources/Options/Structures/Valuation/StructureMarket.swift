public import MarketModel

/// The market that a structure is valued in: one moment, one price of the underlying, one volatility per option.
public struct StructureMarket: Hashable, Sendable {
    /// The underlying's price, in points: spot, or the future's for options on a future.
    public var underlying: Double
    /// The moment: time to expiry is counted from here.
    public var moment: Timestamp
    /// The continuously compounded risk-free rate, an annual fraction.
    public var rate: Double
    /// The continuous dividend yield, an annual fraction; not looked at for options on a future.
    public var dividendYield: Double
    /// Annual volatility as a fraction, for options without one of their own and for the underlying itself.
    public var volatility: Double
    /// The volatility of single options, as fractions.
    public var volatilities: [OptionContract: Double]

    /// Creates a market.
    public init(
        underlying: Double, moment: Timestamp, volatility: Double, rate: Double = 0, dividendYield: Double = 0,
        volatilities: [OptionContract: Double] = [:]
    ) {
        self.underlying = underlying
        self.moment = moment
        self.rate = rate
        self.dividendYield = dividendYield
        self.volatility = volatility
        self.volatilities = volatilities
    }

    /// The volatility an option is priced at.
    public func volatility(of contract: OptionContract) -> Double { volatilities[contract] ?? volatility }

    /// The same market with another price of the underlying, at another moment, or with every volatility higher by
    /// `volatilityShift`, a fraction: 0.05 is five points. No volatility falls below zero.
    public func moved(
        underlying: Double? = nil, moment: Timestamp? = nil, volatilityShift: Double = 0
    ) -> StructureMarket {
        var market = self
        market.underlying = underlying ?? self.underlying
        market.moment = moment ?? self.moment
        if volatilityShift != 0 {
            market.volatility = max(0, volatility + volatilityShift)
            market.volatilities = volatilities.mapValues { max(0, $0 + volatilityShift) }
        }
        return market
    }

    /// What the model needs to price an option here.
    public func inputs(for contract: OptionContract) -> PricingInputs {
        PricingInputs(
            right: contract.right, underlying: underlying, strike: contract.strike.doubleValue,
            years: contract.series.years(at: moment), rate: rate,
            dividendYield: contract.series.isOnFuture ? rate : dividendYield, volatility: volatility(of: contract))
    }

    /// The model's price of one option, per unit and in points; `valuation(of:)` without the Greeks.
    public func price(of contract: OptionContract) -> Double {
        let inputs = inputs(for: contract)
        let price = BlackScholes.price(inputs)
        guard contract.series.style == .american else { return price }
        return max(price, inputs.right == .call ? underlying - inputs.strike : inputs.strike - underlying)
    }

    /// The model's price and Greeks of one option, per unit and in points.
    ///
    /// Once expired it is worth what exercise is worth at this price of the underlying.
    public func valuation(of contract: OptionContract) -> OptionValuation {
        let inputs = inputs(for: contract)
        var valuation = BlackScholes.valuation(inputs)
        // As in Black76: the futures price stays while the rate moves, so only the discounting changes.
        if contract.series.isOnFuture { valuation.greeks.rhoPerPoint = -inputs.years * valuation.price / 100 }
        let intrinsic = inputs.right == .call ? underlying - inputs.strike : inputs.strike - underlying
        if contract.series.style == .american, intrinsic > valuation.price {
            valuation.price = intrinsic
            valuation.greeks = OptionGreeks(
                delta: inputs.right == .call ? 1 : -1, gamma: 0, thetaPerDay: 0, vegaPerPoint: 0, rhoPerPoint: 0)
        }
        return valuation
    }
}
