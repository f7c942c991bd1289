public import MarketModel

/// One leg of an order as it is asked for.
public struct LegRequest: Hashable, Sendable, Codable {
    /// The class the caller says it is.
    public var instrumentClass: InstrumentClass
    /// The broker's symbol.
    public var symbol: String
    /// What it does.
    public var action: OrderAction
    /// Units, above zero; `nil` for orders by an amount of money.
    public var quantity: Quantity?

    /// Creates a leg.
    public init(_ instrumentClass: InstrumentClass, _ symbol: String, _ action: OrderAction, _ quantity: Quantity?) {
        self.instrumentClass = instrumentClass
        self.symbol = symbol
        self.action = action
        self.quantity = quantity
    }
}

/// An order as it is asked for. Prices are above zero and have their direction beside them, as on the wire.
public struct OrderRequest: Hashable, Sendable, Codable {
    /// How it is priced.
    public var type: OrderType
    /// How long it works.
    public var timeInForce: TimeInForce
    /// The last day of `gtd`.
    public var gtcDate: TradingDay?
    /// Net price of one unit; with `priceEffect`.
    public var price: Price?
    /// Whether `price` is paid or received.
    public var priceEffect: CashEffect?
    /// The trigger of stop orders.
    public var stopTrigger: Price?
    /// Dollars of an order by an amount.
    public var value: Money?
    /// Whether `value` is paid or received.
    public var valueEffect: CashEffect?
    /// What is traded.
    public var legs: [LegRequest]
    /// Free text naming the client.
    public var source: String?
    /// The caller's own name for the order; the broker keeps it and does not look for a second one.
    public var externalIdentifier: String?
    /// The caller's number for the order inside a complex one.
    public var preflightID: String?
    /// When it is routed and cancelled.
    public var rule: OrderRule?
    /// Refuse instead of turning a closing order without a position into an opening one.
    public var isStrictAboutPositions: Bool

    /// Creates a request.
    public init(
        _ type: OrderType, _ timeInForce: TimeInForce, price: Price? = nil, _ priceEffect: CashEffect? = nil,
        legs: [LegRequest]
    ) {
        self.type = type
        self.timeInForce = timeInForce
        self.price = price
        self.priceEffect = priceEffect
        self.legs = legs
        isStrictAboutPositions = false
    }
}

/// What changes in a replacement; `nil` leaves a thing as it is.
public struct OrderChange: Hashable, Sendable {
    /// The new type.
    public var type: OrderType?
    /// The new time in force.
    public var timeInForce: TimeInForce?
    /// The new last day.
    public var gtcDate: TradingDay?
    /// The new price.
    public var price: Price?
    /// Its direction.
    public var priceEffect: CashEffect?
    /// The new trigger.
    public var stopTrigger: Price?
    /// The new amount.
    public var value: Money?
    /// Its direction.
    public var valueEffect: CashEffect?
    /// The legs again; they must be the order's own.
    public var legs: [LegRequest]?
    /// The new name.
    public var externalIdentifier: String?

    /// Creates a change of nothing.
    public init() {}

    /// The order as it is to be.
    func applied(to request: OrderRequest) -> OrderRequest {
        var changed = request
        changed.type = type ?? request.type
        changed.timeInForce = timeInForce ?? request.timeInForce
        changed.gtcDate = changed.timeInForce == .gtd ? gtcDate ?? request.gtcDate : nil
        changed.price = changed.type.hasPrice ? price ?? request.price : nil
        changed.priceEffect = changed.type.hasPrice ? priceEffect ?? request.priceEffect : nil
        changed.stopTrigger = changed.type.hasTrigger ? stopTrigger ?? request.stopTrigger : nil
        changed.value = value ?? request.value
        changed.valueEffect = valueEffect ?? request.valueEffect
        changed.externalIdentifier = externalIdentifier ?? request.externalIdentifier
        return changed
    }
}
