import Brokerage
import JSON
import MarketModel

/// What the bodies of order requests hold, and how they are read.
enum OrderBody {
    static let legs = RouteParameter(
        "legs",
        .list(
            .object([
                RouteParameter("instrument-type", .choice(InstrumentClass.allCases.map(\.rawValue)), required: true),
                RouteParameter("symbol", required: true),
                RouteParameter("action", .choice(OrderAction.allCases.map(\.rawValue)), required: true),
                RouteParameter("quantity", .decimal, "Above zero; left out for orders by an amount of money"),
            ])))

    private static let rules = RouteParameter(
        "rules",
        .object([
            RouteParameter("route-after", .moment), RouteParameter("cancel-at", .moment),
            RouteParameter(
                "conditions",
                .list(
                    .object([
                        RouteParameter("action", .choice(["route", "cancel"]), required: true),
                        RouteParameter("symbol", required: true), RouteParameter("instrument-type"),
                        RouteParameter("indicator", .choice(["last", "nat"]), required: true),
                        RouteParameter("comparator", .choice(["gte", "lte"]), required: true),
                        RouteParameter("threshold", .decimal, required: true), RouteParameter("price-components", .any),
                    ]))),
        ]))

    /// What may change in a replacement.
    static let changeable: [RouteParameter] = [
        RouteParameter("order-type", .choice(OrderType.allCases.map(\.rawValue))),
        RouteParameter("time-in-force", .choice(TimeInForce.allCases.map(\.rawValue))),
        RouteParameter("gtc-date", .date), RouteParameter("price", .decimal),
        RouteParameter("price-effect", .choice(effects)), RouteParameter("stop-trigger", .decimal),
        RouteParameter("value", .decimal), RouteParameter("value-effect", .choice(effects)),
        RouteParameter("external-identifier"), legs,
    ]

    /// An order.
    static let order: [RouteParameter] =
        changeable.map { parameter in
            let isRequired = ["order-type", "time-in-force", "legs"].contains(parameter.name)
            return RouteParameter(parameter.name, parameter.kind, required: isRequired, parameter.note)
        } + [
            RouteParameter("source"), RouteParameter("automated-source", .flag), RouteParameter("partition-key"),
            RouteParameter("preflight-id", .any), rules,
            RouteParameter(
                "advanced-instructions", .object([RouteParameter("strict-position-effect-validation", .flag)])),
        ]

    /// A complex order.
    static let complex: [RouteParameter] = [
        RouteParameter("type", .choice(ComplexOrder.Kind.allCases.map(\.rawValue)), required: true),
        RouteParameter("trigger-order", .object(order)),
        RouteParameter("orders", .list(.object(order)), required: true), RouteParameter("source"),
        RouteParameter("ratio-price-threshold", .decimal),
        RouteParameter("ratio-price-comparator", .choice(["gte", "lte"])),
        RouteParameter("ratio-price-is-threshold-based-on-notional", .flag),
    ]

    private static let effects = CashEffect.allCases.map(\.rawValue)

    // MARK: Reading; the router has checked the shape

    static func order(_ body: JSONValue) throws(RouteFailure) -> OrderRequest {
        var request = OrderRequest(
            body.word("order-type") ?? .limit, body.word("time-in-force") ?? .day, legs: try legs(body) ?? [])
        request.gtcDate = body["gtc-date"]?.string.flatMap { TradingDay($0) }
        request.price = try body.exact("price")
        request.priceEffect = body.word("price-effect")
        request.stopTrigger = try body.exact("stop-trigger")
        request.value = try body.exact("value")
        request.valueEffect = body.word("value-effect")
        request.source = body["source"]?.string
        request.externalIdentifier = body["external-identifier"]?.string
        request.preflightID = body["preflight-id"].flatMap { $0.string ?? $0.int.map { String($0) } }
        request.isStrictAboutPositions =
            body["advanced-instructions"]?["strict-position-effect-validation"]?.bool ?? false
        if let rules = body["rules"], rules != .null { request.rule = try rule(rules) }
        return request
    }

    static func change(_ body: JSONValue) throws(RouteFailure) -> OrderChange {
        var change = OrderChange()
        change.type = body.word("order-type")
        change.timeInForce = body.word("time-in-force")
        change.gtcDate = body["gtc-date"]?.string.flatMap { TradingDay($0) }
        change.price = try body.exact("price")
        change.priceEffect = body.word("price-effect")
        change.stopTrigger = try body.exact("stop-trigger")
        change.value = try body.exact("value")
        change.valueEffect = body.word("value-effect")
        change.externalIdentifier = body["external-identifier"]?.string
        // A client that leaves the legs out, or sends an empty list, means them unchanged.
        change.legs = try legs(body).flatMap { $0.isEmpty ? nil : $0 }
        return change
    }

    static func complex(_ body: JSONValue) throws(RouteFailure) -> ComplexOrderRequest {
        var orders: [OrderRequest] = []
        for order in body["orders"]?.array ?? [] { orders.append(try self.order(order)) }
        var trigger: OrderRequest?
        if let body = body["trigger-order"], body != .null { trigger = try order(body) }
        var request = ComplexOrderRequest(body.word("type") ?? .oco, trigger: trigger, orders: orders)
        request.ratioThreshold = try body.exact("ratio-price-threshold")
        request.ratioComparator = body.word("ratio-price-comparator")
        request.ratioIsNotional = body["ratio-price-is-threshold-based-on-notional"]?.bool ?? false
        return request
    }

    private static func legs(_ body: JSONValue) throws(RouteFailure) -> [LegRequest]? {
        guard let array = body["legs"]?.array else { return nil }
        var legs: [LegRequest] = []
        for leg in array {
            guard let instrumentClass: InstrumentClass = leg.word("instrument-type"),
                let action: OrderAction = leg.word("action"), let symbol = leg["symbol"]?.string
            else { throw .invalid("legs", "is not valid") }
            legs.append(LegRequest(instrumentClass, symbol, action, try leg.exact("quantity", "legs.quantity")))
        }
        return legs
    }

    private static func rule(_ body: JSONValue) throws(RouteFailure) -> OrderRule? {
        var rule = OrderRule(
            routeAfter: body["route-after"]?.string.flatMap(ValueKind.moment(of:)),
            cancelAt: body["cancel-at"]?.string.flatMap(ValueKind.moment(of:)))
        for condition in body["conditions"]?.array ?? [] {
            guard let action: OrderRule.Action = condition.word("action"), let symbol = condition["symbol"]?.string,
                let indicator: OrderRule.Indicator = condition.word("indicator"),
                let comparator: OrderRule.Comparator = condition.word("comparator"),
                let threshold: Price = try condition.exact("threshold", "rules.conditions.threshold")
            else { throw .invalid("rules.conditions", "is not valid") }
            rule.conditions.append(
                .init(action, condition.word("instrument-type") ?? .equity, symbol, indicator, comparator, threshold))
        }
        let isEmpty = rule.routeAfter == nil && rule.cancelAt == nil && rule.conditions.isEmpty
        return isEmpty ? nil : rule
    }
}

extension JSONValue {
    /// One of the venue's words; `nil` when it is absent or unknown.
    fileprivate func word<Word: RawRepresentable<String>>(_ key: String) -> Word? {
        self[key]?.string.flatMap { Word(rawValue: $0) }
    }

    /// A decimal, sent as text or as a number, by its digits; `nil` when absent.
    fileprivate func exact<Number: FixedPoint>(
        _ key: String, _ name: String? = nil
    ) throws(RouteFailure) -> Number? {
        let text: String
        switch self[key] {
        case .string(let given), .number(let given): text = given
        default: return nil
        }
        // Half of the range, so that sums of a few never run over.
        guard let number = Number(text), number.doubleValue.magnitude < 4e9 else {
            throw .invalid(name ?? key, "is not valid")
        }
        return number
    }
}
