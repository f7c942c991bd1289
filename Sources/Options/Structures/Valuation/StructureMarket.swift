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
    /// Cash dividends, for American options: they are priced with these besides the yield.
    public var dividends: [Dividend]
    /// Annual volatility as a fraction, for options without one of their own and for the underlying itself.
    public var volatility: Double
    /// The volatility of single options, as fractions.
    public var volatilities: [OptionContract: Double]

    /// Creates a market.
    public init(
        underlying: Double, moment: Timestamp, volatility: Double, rate: Double = 0, dividendYield: Double = 0,
        volatilities: [OptionContract: Double] = [:], dividends: [Dividend] = []
    ) {
        self.underlying = underlying
        self.moment = moment
        self.rate = rate
        self.dividendYield = dividendYield
        self.volatility = volatility
        self.volatilities = volatilities
        self.dividends = dividends
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
        switch contract.series.style {
        case .european: return BlackScholes.price(inputs)
        case .american: return American.price(inputs, dividends: cashDividends)
        }
    }

    /// The model's price and Greeks of one option, per unit and in points.
    ///
    /// Once expired it is worth what exercise is worth at this price of the underlying.
    public func valuation(of contract: OptionContract) -> OptionValuation {
        let inputs = inputs(for: contract)
        let isOnFuture = contract.series.isOnFuture
        switch contract.series.style {
        case .american:
            return American.valuation(
                inputs, dividends: cashDividends, rho: isOnFuture ? .futureStays : .yieldStays)
        case .european where isOnFuture:
            return Black76.valuation(
                inputs.right, future: inputs.underlying, strike: inputs.strike, years: inputs.years, rate: rate,
                volatility: inputs.volatility)
        case .european: return BlackScholes.valuation(inputs)
        }
    }

    /// The dividends still to come by time from now, the shares trading without one from 9:30 of its ex-day on.
    public var cashDividends: [CashDividend] {
        dividends.compactMap { dividend in
            let exMoment = USTimeZone.eastern.moment(dividend.exDay, 9, 30)
            let years = Double((exMoment - moment).wholeNanoseconds) / (365 * 86_400 * 1e9)
            return years > 0 ? CashDividend(years: years, amount: dividend.amount.doubleValue) : nil
        }
    }
}
