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
    /// Call or put: the one out of the money.
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

    /// The least uncertainty: quotes are not sure to a hundredth of a point.
    static let leastUncertainty = 0.0005
}

extension ExpirationSnapshot {
    /// The volatilities of the options out of the money whose quotes are fit, lowest strike first; none without a
    /// forward.
    public var smilePoints: [SmilePoint] {
        guard let forward = forward?.forward, forward > 0 else { return [] }
        return strikes.compactMap { strike -> SmilePoint? in
            let right: OptionRight = strike.price.doubleValue <= forward ? .put : .call
            guard let contract = strike[right], contract.exclusion == nil, let valuation = contract.valuation,
                valuation.source != .neighbours, valuation.volatility > 0
            else { return nil }
            // Vega is per percentage point.
            let spread = (contract.ask ?? .zero) - (contract.bid ?? .zero)
            let vega = valuation.greeks.vegaPerPoint * 100
            let uncertainty = vega > 0 ? spread.doubleValue / 2 / vega : .infinity
            guard uncertainty < 1 else { return nil }
            return SmilePoint(
                strike: strike.price, right: right, moneyness: log(strike.price.doubleValue / forward),
                volatility: valuation.volatility, uncertainty: max(uncertainty, SmilePoint.leastUncertainty))
        }
    }
}
