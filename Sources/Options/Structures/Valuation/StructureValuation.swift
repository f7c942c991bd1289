public import MarketModel

/// How a structure's worth moves, in dollars for all its legs together.
public struct StructureGreeks: Hashable, Sendable {
    /// Dollars per point of the underlying; for options on stocks, the shares it acts like.
    public var delta = 0.0
    /// Change of delta per point.
    public var gamma = 0.0
    /// Dollars per calendar day that passes.
    public var thetaPerDay = 0.0
    /// Dollars per percentage point of volatility, all volatilities moving alike.
    public var vegaPerPoint = 0.0
    /// Dollars per percentage point of the rate.
    public var rhoPerPoint = 0.0

    /// Greeks of nothing.
    public init() {}

    mutating func add(_ greeks: OptionGreeks, times dollars: Double) {
        delta += greeks.delta * dollars
        gamma += greeks.gamma * dollars
        thetaPerDay += greeks.thetaPerDay * dollars
        vegaPerPoint += greeks.vegaPerPoint * dollars
        rhoPerPoint += greeks.rhoPerPoint * dollars
    }
}

/// A structure's model worth and its Greeks, in dollars.
public struct StructureValuation: Hashable, Sendable {
    /// What closing at model prices would bring, above zero, or cost, below.
    public var value = 0.0
    /// At that price.
    public var greeks = StructureGreeks()
    /// Price and Greeks of each leg's unit, in points; for shares and futures the underlying itself.
    public var legs: [OptionValuation] = []
}

extension OptionStructure {
    /// The model's worth in a market in dollars, without Greeks.
    public func value(in market: StructureMarket) -> Double {
        legs.reduce(0) { sum, leg in
            let price = leg.option.map { market.price(of: $0) } ?? market.underlying
            return sum + price * leg.quantity.doubleValue * leg.instrument.multiplier.doubleValue
        }
    }

    /// The model's worth and Greeks in a market.
    public func valuation(in market: StructureMarket) -> StructureValuation {
        var sum = StructureValuation()
        for leg in legs {
            let unit = leg.unitValuation(in: market)
            let dollars = leg.quantity.doubleValue * leg.instrument.multiplier.doubleValue
            sum.value += unit.price * dollars
            sum.greeks.add(unit.greeks, times: dollars)
            sum.legs.append(unit)
        }
        return sum
    }

    /// The structure with the model's price, to the nearest tick, as entry price of every leg that has none.
    ///
    /// - Precondition: `tick` is above zero.
    public func enteredAtModelPrices(in market: StructureMarket, tick: Price) -> OptionStructure {
        entered(
            at: legs.map { leg in
                leg.entryPrice
                    ?? Price(nearest: leg.unitValuation(in: market).price)?.rounded(to: tick)
            })
    }
}

extension OptionLeg {
    /// The model's price and Greeks of one unit, in points.
    func unitValuation(in market: StructureMarket) -> OptionValuation {
        if let option { return market.valuation(of: option) }
        return OptionValuation(
            price: market.underlying,
            greeks: OptionGreeks(delta: 1, gamma: 0, thetaPerDay: 0, vegaPerPoint: 0, rhoPerPoint: 0))
    }
}

extension Price {
    /// The price nearest to a model's number; `nil` for what is not a number or out of range.
    init?(nearest value: Double) {
        guard value.isFinite, value.magnitude < 9e9 else { return nil }
        self.init(billionths: Int64((value * 1e9).rounded()))
    }
}
