public import MarketModel

/// A part of an order done.
public struct Fill: Hashable, Sendable, Codable {
    /// Unlike any other of these books.
    public var id: String
    /// The same for all legs of one fill of a spread.
    public var groupID: String
    /// Units, above zero.
    public var quantity: Quantity
    /// Price per unit of the leg.
    public var price: Price
    /// When.
    public var filledAt: Timestamp
    /// Where.
    public var venue: String
}

/// One leg of an order.
public struct OrderLeg: Hashable, Sendable, Codable {
    /// Its class.
    public var instrumentClass: InstrumentClass
    /// The broker's symbol.
    public var symbol: String
    /// What it does; a closing action without a position has become an opening one.
    public var action: OrderAction
    /// Units; `nil` for an order by an amount before it is filled.
    public var quantity: Quantity?
    /// Units still to do; `nil` as for `quantity`.
    public var remaining: Quantity?
    /// What was done, in order.
    public var fills: [Fill] = []
    /// Fees charged on the fills so far, in cents; further fills pay the difference to the whole.
    var charged = Transaction.Charges()

    /// Units done.
    public var filled: Quantity { fills.reduce(.zero) { $0 + $1.quantity } }

    /// Units against one unit of an order of so many units, above zero when bought.
    func ratio(size: Quantity) -> Int64 {
        guard let quantity, size > .zero else { return action.isBuy ? 1 : -1 }
        let ratio = quantity.billionths / size.billionths
        return action.isBuy ? ratio : -ratio
    }
}

/// An order and all that became of it.
public struct Order: Hashable, Sendable, Codable {
    /// The broker's number.
    public var id: Int
    /// The account it is in.
    public var account: String
    /// What was asked for, with the closing actions as the broker turned them.
    public var request: OrderRequest
    /// Where it is.
    public var status: OrderStatus
    /// Its legs.
    public var legs: [OrderLeg]
    /// Units of the smallest whole share of its legs: 5 for five condors; `nil` for orders by an amount.
    public var size: Quantity?
    /// What it stands on: a stock's symbol, a futures product.
    public var underlying: String
    /// `Equity` for stocks and options on them, `Future` for futures and options on them.
    public var underlyingClass: InstrumentClass
    /// When the broker took it.
    public var receivedAt: Timestamp
    /// When it was sent to the exchange.
    public var inFlightAt: Timestamp?
    /// When it began to work.
    public var liveAt: Timestamp?
    /// When it was cancelled.
    public var cancelledAt: Timestamp?
    /// When it ended.
    public var terminalAt: Timestamp?
    /// When anything last changed.
    public var updatedAt: Timestamp
    /// When its stop was reached.
    public var triggeredAt: Timestamp?
    /// Why it was rejected or removed.
    public var rejectReason: String?
    /// What it waits for.
    public var contingentStatus: ContingentStatus?
    /// The complex order it belongs to.
    public var complexOrderID: Int?
    /// Its part in it: `OTOCO::trigger-order`.
    public var complexOrderTag: String?
    /// The order it takes the place of.
    public var replacesOrderID: Int?
    /// The order that takes its place.
    public var replacingOrderID: Int?
    /// Whether it was replaced.
    public var isEdited = false
    /// Units cancelled, of the size.
    public var cancelledSize: Quantity?
    /// The next step of its way and its moment.
    var due: DueStep?
    /// When it expires; `nil` until cancelled.
    var expiresAt: Timestamp?
    /// The next moment it may be filled.
    var fillableFrom: Timestamp?
    /// Whether it has once been compared with the market without being filled: it rests and is filled at its own price.
    var isResting = false
    /// Whether the exchange will refuse it after it was live, on purpose.
    var isRejectedLate = false
    /// Buying power held for it, at or above zero.
    var reserved: Money = .zero

    /// What happens to an order next without anybody asking.
    struct DueStep: Hashable, Sendable, Codable {
        enum Step: String, Sendable, Codable { case route, fly, arrive, cancel, replace, reject }

        var step: Step
        var at: Timestamp
    }

    /// Units of the size still to do.
    public var remainingSize: Quantity {
        guard let size, let leg = legs.first, let remaining = leg.remaining else { return .zero }
        let ratio = abs(leg.ratio(size: size))
        return ratio == 0 ? .zero : Quantity(billionths: remaining.billionths / ratio)
    }

    /// Whether it can be cancelled.
    public var isCancellable: Bool {
        switch status {
        case .received, .routed, .inFlight, .contingent, .live: true
        default: false
        }
    }

    /// Whether it can be replaced; parts of complex orders and orders by an amount cannot.
    public var isEditable: Bool { isCancellable && request.type != .notionalMarket && status != .contingent }

    /// The price limit of one unit as money: paid above zero, received below; `nil` without a limit.
    var limit: Price? {
        guard request.type.hasPrice, let price = request.price else { return nil }
        return request.priceEffect == .credit ? -price : price
    }

    /// What was paid for one unit on average, received below zero; `nil` before the first fill.
    public var averageNetPrice: Price? {
        guard let size, size > .zero else { return legs.first?.fills.last?.price }
        var sum: Int128 = 0
        for leg in legs {
            for fill in leg.fills {
                let signed = Int128(fill.price.billionths) * Int128(fill.quantity.billionths)
                sum += leg.action.isBuy ? signed : -signed
            }
        }
        let done = Int128(size.billionths - remainingSize.billionths)
        return done > 0 ? Price(billionths: Int64(clamping: sum / done)) : nil
    }
}

/// Several orders that depend on each other.
public struct ComplexOrder: Hashable, Sendable, Codable {
    /// How they depend.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// One cancels the other.
        case oco = "OCO"
        /// One triggers the others.
        case oto = "OTO"
        /// One triggers two that cancel each other.
        case otoco = "OTOCO"
        /// Both are sent when the ratio of their prices reaches a threshold.
        case pairs = "PAIRS"
        /// Independent orders sent together; given up by the broker.
        case blast = "BLAST"
    }

    /// The broker's number.
    public var id: Int
    /// The account it is in.
    public var account: String
    /// How its orders depend.
    public var kind: Kind
    /// The order that triggers the others.
    public var triggerID: Int?
    /// The other orders.
    public var orderIDs: [Int]
    /// Components whose place another order has taken.
    public var relatedIDs: [Int] = []
    /// When the last component ended.
    public var terminalAt: Timestamp?
    /// The ratio of a pair.
    public var ratioThreshold: Price?
    /// How the ratio compares.
    public var ratioComparator: OrderRule.Comparator?
    /// Whether the ratio is of amounts of money rather than prices.
    public var ratioIsNotional = false
    /// When it was placed.
    public var receivedAt: Timestamp

    /// All its components, trigger first.
    public var componentIDs: [Int] { (triggerID.map { [$0] } ?? []) + orderIDs }
}

/// A complex order as it is asked for.
public struct ComplexOrderRequest: Hashable, Sendable {
    /// How its orders depend.
    public var kind: ComplexOrder.Kind
    /// The order that triggers the others.
    public var trigger: OrderRequest?
    /// The other orders.
    public var orders: [OrderRequest]
    /// The ratio of a pair.
    public var ratioThreshold: Price?
    /// How it compares.
    public var ratioComparator: OrderRule.Comparator?
    /// Whether the ratio is of amounts of money rather than prices.
    public var ratioIsNotional = false

    /// Creates a request.
    public init(_ kind: ComplexOrder.Kind, trigger: OrderRequest? = nil, orders: [OrderRequest]) {
        self.kind = kind
        self.trigger = trigger
        self.orders = orders
    }
}
