public import MarketModel

/// What must happen before an order is routed or cancelled by itself.
public struct OrderRule: Sendable, Equatable {
    /// Not routed before.
    public let routeAfter: Timestamp?
    public let routedAt: Timestamp?
    /// Cancelled then.
    public let cancelAt: Timestamp?
    public let cancelledAt: Timestamp?
    public let conditions: [Condition]

    /// A price that routes or cancels the order.
    public struct Condition: Sendable, Equatable {
        public let id: String?
        public let action: ConditionAction?
        public let symbol: String?
        public let instrumentType: InstrumentType?
        public let indicator: ConditionIndicator?
        public let comparator: OrderComparator?
        /// The price, or the amount when `isNotional`.
        public let threshold: Price?
        public let isNotional: Bool?
        public let triggeredAt: Timestamp?
        public let triggeredValue: Price?
        /// What the price is made of, when not one symbol's.
        public let components: [Component]
    }

    /// A part of a condition's price.
    public struct Component: Sendable, Equatable {
        public let symbol: String
        public let instrumentType: InstrumentType?
        /// Units: above zero long, below zero short.
        public let quantity: Quantity?
    }
}

extension OrderRule: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        routeAfter = fields.moment("route-after")
        routedAt = fields.moment("routed-at")
        cancelAt = fields.moment("cancel-at")
        cancelledAt = fields.moment("cancelled-at")
        conditions = fields.records("order-conditions") ?? []
    }
}

extension OrderRule.Condition: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.identifier("id")
        action = fields.word("action")
        symbol = fields.text("symbol")
        instrumentType = fields.word("instrument-type")
        indicator = fields.word("indicator")
        comparator = fields.word("comparator")
        threshold = fields.decimal("threshold")
        isNotional = fields.flag("is-threshold-based-on-notional")
        triggeredAt = fields.moment("triggered-at")
        triggeredValue = fields.decimal("triggered-value")
        components = fields.records("price-components") ?? []
    }
}

extension OrderRule.Component: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        symbol = try fields.required("symbol", fields.text("symbol"))
        instrumentType = fields.word("instrument-type")
        let magnitude = fields.decimal("quantity", Quantity.self)
        let direction = fields.word("quantity-direction", ComponentDirection.self)
        quantity = direction == .short ? magnitude.map { -$0 } : magnitude
    }
}

/// Which way a part of a condition's price counts.
struct ComponentDirection: OpenWord {
    let rawValue: String
    static let long = ComponentDirection(rawValue: "Long")
    static let short = ComponentDirection(rawValue: "Short")
    static let known = [long, short]
}
