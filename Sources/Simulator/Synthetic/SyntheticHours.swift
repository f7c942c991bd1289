import MarketModel

/// When a synthetic market trades.
public enum SyntheticHours: Sendable, Equatable {
    /// As busy as regular hours at any moment, weekends too: what a demonstration wants.
    case alwaysLively

    /// How busy it is, 1000 is regular hours, 0 closed.
    func intensity(at moment: Timestamp, for listing: SimulatedListing) -> Int { 1000 }

    func isRegular(_ moment: Timestamp, for listing: SimulatedListing) -> Bool { true }
}
