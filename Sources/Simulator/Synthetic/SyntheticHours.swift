import MarketModel

/// When a synthetic market trades.
public enum SyntheticHours: Sendable, Equatable {
    /// As busy as regular hours at any moment, weekends too: what a demonstration wants.
    case alwaysLively
    /// The hours of the exchange: busiest at the open and the close of regular hours, quiet at night, shut on holidays.
    case exchange

    /// How busy it is, 1000 is an ordinary moment of regular hours, 0 closed.
    func intensity(at moment: Timestamp, for listing: SimulatedListing) -> Int {
        switch self {
        case .alwaysLively: return 1000
        case .exchange:
            // Coins never rest.
            guard !listing.isCoin else { return 700 }
            let session = listing.specification.calendar.session(owning: moment)
            let minutes = session.regular.map { (moment - $0.lowerBound).components.seconds / 60 } ?? 0
            switch session.phase(at: moment) {
            case .closed, .pause: return 0
            case .regular: return Self.regularHours(minute: minutes)
            case .extended: return Self.extendedHours(minute: minutes)
            }
        }
    }

    func isRegular(_ moment: Timestamp, for listing: SimulatedListing) -> Bool {
        self == .alwaysLively || listing.specification.calendar.phase(at: moment) == .regular
    }

    /// By minutes since the open: the U of a trading day.
    private static func regularHours(minute: Int64) -> Int {
        switch minute {
        case ..<5: 2400
        case ..<30: 1700
        case ..<60: 1300
        case ..<120: 1000
        case ..<240: 700
        case ..<330: 850
        case ..<375: 1200
        default: 2200
        }
    }

    /// By minutes to the open (negative) or since it: Asia, Europe, the last hour before the open, the evening.
    private static func extendedHours(minute: Int64) -> Int {
        switch minute {
        case ..<(-390): 110
        case ..<(-60): 280
        case ..<0: 450
        default: 250
        }
    }
}
