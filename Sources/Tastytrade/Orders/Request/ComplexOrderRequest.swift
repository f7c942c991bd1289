public import MarketModel

/// Several orders that hang together, to be placed as one.
public enum ComplexOrderRequest: Sendable, Equatable {
    /// Two orders; a fill or cancel of one cancels the other.
    case oco(OrderRequest, OrderRequest)
    /// One order, and one to three that are sent when it is filled.
    case oto(trigger: OrderRequest, then: [OrderRequest])
    /// One order, and two of which one cancels the other, sent when it is filled.
    case otoco(trigger: OrderRequest, OrderRequest, OrderRequest)
    /// Two orders worked while the ratio of their prices is on one side of a threshold.
    case pairs(OrderRequest, OrderRequest, ratio: PairRatio)

    /// The venue's word.
    public var type: ComplexOrderType {
        switch self {
        case .oco: .oco
        case .oto: .oto
        case .otoco: .otoco
        case .pairs: .pairs
        }
    }

    /// The order that sets the others off.
    public var trigger: OrderRequest? {
        switch self {
        case .oto(let trigger, _), .otoco(let trigger, _, _): trigger
        case .oco, .pairs: nil
        }
    }

    /// The orders beside the trigger.
    public var orders: [OrderRequest] {
        switch self {
        case .oco(let first, let second), .otoco(_, let first, let second), .pairs(let first, let second, _):
            [first, second]
        case .oto(_, let orders): orders
        }
    }

    /// All of them in the venue's order: the trigger first.
    public var components: [OrderRequest] { (trigger.map { [$0] } ?? []) + orders }
}

/// At which ratio of prices a pair is worked.
public struct PairRatio: Sendable, Equatable {
    public var comparator: OrderComparator
    /// Above zero.
    public var threshold: Price
    /// Whether the ratio is of amounts and not of prices.
    public var isNotional: Bool

    /// Creates a ratio.
    public init(_ comparator: OrderComparator, _ threshold: Price, isNotional: Bool = false) {
        self.comparator = comparator
        self.threshold = threshold
        self.isNotional = isNotional
    }
}
