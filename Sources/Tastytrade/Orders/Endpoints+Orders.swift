import MarketModel

/// The endpoints of orders.
///
/// What places, replaces or cancels is not public: the way there is `OrderDesk`, which asks for a `Receipt` first.
extension Endpoints {
    private static let account = "/accounts/{account_number}"
    private static let one = account + "/orders/{order_id}"
    private static let complex = account + "/complex-orders"
    private static let oneComplex = complex + "/{complex_order_id}"

    /// Orders by time and other filters, page by page. A start date is mandatory.
    public static let orderSearch = orderList(account + "/orders")
    /// The orders created or updated today in any status, and older ones that still work.
    public static let liveOrders = orderList(account + "/orders/live")
    /// One order.
    public static let order = Endpoint<Order>(.get, one, family: .orderReads) { answer throws(TastytradeError) in
        try answer.one(Order.self)
    }
    /// Orders of several accounts of a customer.
    public static let customerOrders = orderList("/customers/{customer_id}/orders")
    /// Today's and working orders of several accounts of a customer.
    public static let customerLiveOrders = orderList("/customers/{customer_id}/orders/live")
    /// Complex orders, page by page.
    public static let complexOrders = complexList(complex)
    /// The complex orders with a part that was placed today.
    public static let liveComplexOrders = complexList(complex + "/live")
    /// One complex order.
    public static let complexOrder = Endpoint<ComplexOrder>(.get, oneComplex, family: .orderReads) {
        answer throws(TastytradeError) in try answer.one(ComplexOrder.self)
    }

    /// What an order would do, without placing it.
    public static let orderDryRun = placed(.post, account + "/orders/dry-run", .judge)
    /// What a replacement would do, without placing it.
    public static let replacementDryRun = placed(.post, one + "/dry-run", .judge)
    /// What a complex order would do, without placing it.
    public static let complexOrderDryRun = placedComplex(.post, complex + "/dry-run", .judge)
    /// What a change of a pair's ratio would do, without making it.
    public static let complexOrderEditDryRun = placedComplex(.post, oneComplex + "/dry-run", .judge)

    static let placeOrder = placed(.post, account + "/orders", .order)
    static let replaceOrder = changed(.put, one)
    static let editOrder = changed(.patch, one)
    static let cancelOrder = changed(.delete, one)
    static let reconfirmOrder = changed(.post, one + "/reconfirm")
    static let placeComplexOrder = placedComplex(.post, complex, .order)
    static let editComplexOrder = changedComplex(.patch, oneComplex)
    static let cancelComplexOrder = changedComplex(.delete, oneComplex)

    static let orders: [AnyEndpoint] = [
        AnyEndpoint(orderSearch), AnyEndpoint(liveOrders), AnyEndpoint(order), AnyEndpoint(placeOrder),
        AnyEndpoint(orderDryRun), AnyEndpoint(replaceOrder), AnyEndpoint(editOrder), AnyEndpoint(replacementDryRun),
        AnyEndpoint(cancelOrder), AnyEndpoint(reconfirmOrder), AnyEndpoint(customerOrders),
        AnyEndpoint(customerLiveOrders), AnyEndpoint(complexOrders), AnyEndpoint(liveComplexOrders),
        AnyEndpoint(complexOrder), AnyEndpoint(placeComplexOrder), AnyEndpoint(complexOrderDryRun),
        AnyEndpoint(editComplexOrder), AnyEndpoint(complexOrderEditDryRun), AnyEndpoint(cancelComplexOrder),
    ]

    private static func orderList(_ path: String) -> Endpoint<[Order]> {
        Endpoint(.get, path, family: .orderReads) { answer throws(TastytradeError) in try answer.many(Order.self) }
    }

    private static func complexList(_ path: String) -> Endpoint<[ComplexOrder]> {
        Endpoint(.get, path, family: .orderReads) { answer throws(TastytradeError) in try answer.many(ComplexOrder.self)
        }
    }

    private static func placed(
        _ method: RequestMethod, _ path: String, _ effect: RequestEffect
    ) -> Endpoint<PlacedOrder> {
        Endpoint(method, path, family: effect == .order ? .orders : .orderReads, effect: effect) {
            answer throws(TastytradeError) in
            try answer.one(PlacedOrder.self)
        }
    }

    private static func placedComplex(
        _ method: RequestMethod, _ path: String, _ effect: RequestEffect
    ) -> Endpoint<PlacedComplexOrder> {
        Endpoint(method, path, family: effect == .order ? .orders : .orderReads, effect: effect) {
            answer throws(TastytradeError) in
            try answer.one(PlacedComplexOrder.self)
        }
    }

    /// What answers with the bare order.
    private static func changed(_ method: RequestMethod, _ path: String) -> Endpoint<Order> {
        Endpoint(method, path, family: .orders, effect: .order) { answer throws(TastytradeError) in
            try answer.one(Order.self)
        }
    }

    /// What answers with the bare complex order.
    private static func changedComplex(_ method: RequestMethod, _ path: String) -> Endpoint<ComplexOrder> {
        Endpoint(method, path, family: .orders, effect: .order) { answer throws(TastytradeError) in
            try answer.one(ComplexOrder.self)
        }
    }
}
