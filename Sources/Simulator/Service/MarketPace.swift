import MarketModel

/// Turns the wall clock into the market's: which events are due now, and when the next one will be.
struct MarketPace {
    private let speed: ReplaySpeed
    /// A wall moment and the market's moment at it; `nil` while the market has not started.
    private var anchor: (wall: Timestamp, market: Timestamp)?

    init(speed: ReplaySpeed) {
        if case .times(let factor) = speed, !(factor > 0 && factor <= 1e9) {
            // What makes no sense as a speed is taken as the usual one.
            self.speed = .times(1)
        } else {
            self.speed = speed
        }
    }

    /// Starts the market's clock at `market`.
    mutating func start(at market: Timestamp, wall: Timestamp) { anchor = (wall, market) }

    var isStarted: Bool { anchor != nil }

    /// Whether the clients decide how fast it goes.
    var isMaximum: Bool { speed == .maximum }

    /// Whether somebody asks for each event.
    var isStepped: Bool { speed == .stepped }

    /// How far the market has come; `nil` before the start and where time does not move it.
    func market(at wall: Timestamp) -> Timestamp? {
        guard let anchor, case .times(let factor) = speed else { return nil }
        let passed = wall.nanoseconds - anchor.wall.nanoseconds
        let scaled = factor == 1 ? Double(passed) : Double(passed) * factor
        guard scaled < 9e18 else { return Timestamp(nanoseconds: .max) }
        return anchor.market + .nanoseconds(factor == 1 ? passed : Int64(scaled))
    }

    /// The wall moment at which the market reaches `moment`.
    func wall(for moment: Timestamp) -> Timestamp? {
        guard let anchor, case .times(let factor) = speed else { return nil }
        let ahead = moment.nanoseconds - anchor.market.nanoseconds
        return anchor.wall + .nanoseconds(factor == 1 ? ahead : Int64(min(9e18, Double(ahead) / factor)))
    }
}
