public import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// One option's volatility as a smile takes it.
public struct SmilePoint: Hashable, Sendable {
    /// The strike.
    public var strike: Price
    /// Call or put: the one out of the money, or the other where only that has a fit quote.
    public var right: OptionRight
    /// `ln(strike / forward)`.
    public var moneyness: Double
    /// The market's volatility at the mid, annual, as a fraction.
    public var volatility: Double
    /// Half the spread in volatility, at least a twentieth of a percentage point: how far off it may be.
    public var uncertainty: Double

    /// Creates a point.
    public init(strike: Price, right: OptionRight, moneyness: Double, volatility: Double, uncertainty: Double) {
        self.strike = strike
        self.right = right
        self.moneyness = moneyness
        self.volatility = volatility
        self.uncertainty = uncertainty
    }

    /// The most uncertainty of an option in the money: far in, its price says little of volatility.
    static let leastSureness = 0.01
    /// The least uncertainty: quotes are not sure to a hundredth of a point.
    static let leastUncertainty = 0.0005
}

extension ExpirationSnapshot {
    /// A volatility for every strike with a fit quote, lowest first: of the option out of the money, else of the other
    /// where that is sure to a percentage point; none without a forward.
    public var smilePoints: [SmilePoint] {
        guard let forward = forward?.forward, forward > 0 else { return [] }
        return strikes.compactMap { strike -> SmilePoint? in
            let sides: [OptionRight] = strike.price.doubleValue <= forward ? [.put, .call] : [.call, .put]
            let usable = sides.lazy.compactMap { strike[$0] }.first { contract in
                contract.exclusion == nil && contract.valuation.map { $0.source != .neighbours } ?? false
            }
            guard let contract = usable, let valuation = contract.valuation, valuation.volatility > 0 else {
                return nil
            }
            // Vega is per percentage point.
            let spread = (contract.ask ?? .zero) - (contract.bid ?? .zero)
            let vega = valuation.greeks.vegaPerPoint * 100
            let uncertainty = vega > 0 ? spread.doubleValue / 2 / vega : .infinity
            guard uncertainty < (contract.right == sides[0] ? 1 : SmilePoint.leastSureness) else { return nil }
            return SmilePoint(
                strike: strike.price, right: contract.right, moneyness: log(strike.price.doubleValue / forward),
                volatility: valuation.volatility, uncertainty: max(uncertainty, SmilePoint.leastUncertainty))
        }
    }
}
