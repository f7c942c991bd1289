public import MarketModel

/// When an order is sent on and when it is taken back, beyond its time in force.
public struct OrderRule: Hashable, Sendable, Codable {
    /// What a condition does when it is met.
    public enum Action: String, Sendable, CaseIterable, Codable {
        /// Sends the order on.
        case route
        /// Takes it back.
        case cancel
    }

    /// What a condition looks at.
    public enum Indicator: String, Sendable, CaseIterable, Codable {
        /// The last traded price.
        case last
        /// The price at which the symbol could be bought or sold now: the ask for `gte`, the bid for `lte`.
        case nat
    }

    /// How it compares.
    public enum Comparator: String, Sendable, CaseIterable, Codable {
        /// At or above the threshold.
        case gte
        /// At or below the threshold.
        case lte
    }

    /// A condition on a price.
    public struct Condition: Hashable, Sendable, Codable {
        /// What it does.
        public var action: Action
        /// Whose price.
        public var symbol: String
        /// The symbol's class.
        public var instrumentClass: InstrumentClass
        /// Which price.
        public var indicator: Indicator
        /// How it compares.
        public var comparator: Comparator
        /// With what.
        public var threshold: Price
        /// When it was met.
        public var triggeredAt: Timestamp?
        /// The price that met it.
        public var triggeredValue: Price?

        /// Creates a condition.
        public init(
            _ action: Action, _ instrumentClass: InstrumentClass, _ symbol: String, _ indicator: Indicator,
            _ comparator: Comparator, _ threshold: Price
        ) {
            self.action = action
            self.symbol = symbol
            self.instrumentClass = instrumentClass
            self.indicator = indicator
            self.comparator = comparator
            self.threshold = threshold
        }

        /// The price it looks at now.
        func value(in quote: VenueQuote) -> Price? {
            switch indicator {
            case .last: quote.last ?? quote.mark
            case .nat: comparator == .gte ? quote.ask : quote.bid
            }
        }

        /// Whether a price meets it.
        func isMet(by value: Price) -> Bool { comparator == .gte ? value >= threshold : value <= threshold }
    }

    /// Not before this moment.
    public var routeAfter: Timestamp?
    /// At this moment it is cancelled.
    public var cancelAt: Timestamp?
    /// All conditions with `route` must have been met; one with `cancel` is enough.
    public var conditions: [Condition]
    /// When it was sent on by the rule.
    public var routedAt: Timestamp?
    /// When it was cancelled by the rule.
    public var cancelledAt: Timestamp?

    /// Creates a rule.
    public init(routeAfter: Timestamp? = nil, cancelAt: Timestamp? = nil, conditions: [Condition] = []) {
        self.routeAfter = routeAfter
        self.cancelAt = cancelAt
        self.conditions = conditions
    }

    /// Whether the order has to wait for something before it is routed.
    var holdsBack: Bool { routeAfter != nil || conditions.contains { $0.action == .route } }

    /// Whether everything the order has to wait for has come to pass.
    func letsGo(at moment: Timestamp) -> Bool {
        routeAfter.map { $0 <= moment } ?? true
            && conditions.allSatisfy { $0.action == .cancel || $0.triggeredAt != nil }
    }
}
