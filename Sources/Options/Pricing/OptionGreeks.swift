/// How a model price moves with what it depends on, per unit of the underlying (not times the multiplier).
@frozen
public struct OptionGreeks: Hashable, Sendable, BitwiseCopyable {
    /// Per point of the underlying: -1 to 1.
    public var delta: Double
    /// Change of delta per point of the underlying.
    public var gamma: Double
    /// Per calendar day that passes; negative where time costs the holder.
    public var thetaPerDay: Double
    /// Per percentage point of volatility.
    public var vegaPerPoint: Double
    /// Per percentage point of the rate.
    public var rhoPerPoint: Double

    /// Creates the Greeks.
    @inlinable
    public init(delta: Double, gamma: Double, thetaPerDay: Double, vegaPerPoint: Double, rhoPerPoint: Double) {
        self.delta = delta
        self.gamma = gamma
        self.thetaPerDay = thetaPerDay
        self.vegaPerPoint = vegaPerPoint
        self.rhoPerPoint = rhoPerPoint
    }
}

/// A model price with its Greeks.
@frozen
public struct OptionValuation: Hashable, Sendable, BitwiseCopyable {
    /// In points of the underlying.
    public var price: Double
    /// At that price.
    public var greeks: OptionGreeks

    /// Creates a valuation.
    @inlinable
    public init(price: Double, greeks: OptionGreeks) {
        self.price = price
        self.greeks = greeks
    }
}
