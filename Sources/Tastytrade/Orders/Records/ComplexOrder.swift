public import MarketModel

/// Several orders that hang together, as the venue tells them.
public struct ComplexOrder: Sendable, Equatable, Identifiable {
    /// The venue's number; `nil` in a dry run.
    public let id: OrderID?
    public let accountNumber: String?
    public let type: ComplexOrderType
    /// The order that sets the others off, for OTO and OTOCO.
    public let trigger: Order?
    public let orders: [Order]
    public let terminalAt: Timestamp?
    public let related: [RelatedOrder]
    /// The ratio of prices a pair is worked at.
    public let ratioThreshold: Price?
    public let ratioComparator: OrderComparator?
    public let isRatioNotional: Bool?
    public let source: String?

    /// All orders of it, the trigger first.
    public var components: [Order] { (trigger.map { [$0] } ?? []) + orders }
}

/// An order of a complex order in short, replaced ones included.
public struct RelatedOrder: Sendable, Equatable {
    public let id: OrderID
    public let complexOrderID: OrderID?
    public let complexOrderTag: String?
    public let replaces: OrderID?
    public let replacedBy: OrderID?
    public let status: OrderStatus?
}

extension ComplexOrder: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.orderID("id")
        accountNumber = fields.text("account-number")
        trigger = fields.record("trigger-order")
        orders = fields.records("orders") ?? []
        terminalAt = fields.moment("terminal-at")
        related = fields.records("related-orders") ?? []
        ratioThreshold = fields.decimal("ratio-price-threshold")
        ratioComparator = fields.word("ratio-price-comparator")
        isRatioNotional = fields.flag("ratio-price-is-threshold-based-on-notional")
        source = fields.text("source")
        type = try fields.required("type", fields.word("type", ComplexOrderType.self))
    }
}

extension RelatedOrder: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        complexOrderID = fields.orderID("complex-order-id")
        complexOrderTag = fields.text("complex-order-tag")
        replaces = fields.orderID("replaces-order-id")
        replacedBy = fields.orderID("replacing-order-id")
        status = fields.word("status")
        id = try fields.required("id", fields.orderID("id"))
    }
}
