/// The VIX beside the three-month VIX3M: what the market asks for near and farther volatility.
public struct VolatilityTermStructure: Hashable, Sendable {
    /// How the two stand to each other.
    public enum Shape: String, Sendable, CaseIterable {
        /// The near level is the lower: the usual, calm order.
        case contango
        /// They are equal within the tolerance.
        case flat
        /// The near level is the higher: stress is now.
        case backwardation
    }

    /// The calendar days the VIX looks ahead.
    public static let nearDays = 30.0
    /// The calendar days VIX3M looks ahead.
    public static let farDays = 93.0

    /// The VIX, in points.
    public let near: Double
    /// VIX3M, in points.
    public let far: Double
    /// The widest ratio from 1 that still is flat: 0.01 is 1 %.
    public let tolerance: Double

    /// Creates the pair; `nil` when a level is not a number above zero.
    public init?(near: Double, far: Double, tolerance: Double = 0) {
        guard near > 0, far > 0, near.isFinite, far.isFinite, tolerance >= 0 else { return nil }
        self.near = near
        self.far = far
        self.tolerance = tolerance
    }

    /// VIX / VIX3M: above 1 in backwardation.
    public var ratio: Double { near / far }
    /// VIX3M less VIX, in points; above zero in contango.
    public var slope: Double { far - near }
    /// The slope spread over the days between the two horizons, in points per month of 30 days.
    public var slopePerMonth: Double { slope / (Self.farDays - Self.nearDays) * 30 }

    /// Contango, flat or backwardation.
    public var shape: Shape {
        if abs(ratio - 1) <= tolerance { return .flat }
        return ratio < 1 ? .contango : .backwardation
    }
}
