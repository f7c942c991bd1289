import JSON
import MarketModel

/// The bytes of an order as the venue reads them. The same request gives the same bytes.
///
/// Here, and only here, a signed net price becomes a `price` with a `price-effect`.
enum OrderPayload {
    /// The body of one order.
    static func bytes(_ order: OrderRequest, identifier: String) -> [UInt8] {
        var json = JSONWriter()
        append(order, identifier: identifier, to: &json)
        return json.bytes
    }

    /// The body of a complex order. Every part has an identifier of its own: the given one and its place.
    static func bytes(_ order: ComplexOrderRequest, identifier: String) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("type", order.type.rawValue)
        if let source = order.components.first?.source { json.member("source", source) }
        let identifiers = partIdentifiers(identifier, count: order.components.count)
        var place = 0
        if let trigger = order.trigger {
            json.key("trigger-order")
            append(trigger, identifier: identifiers[0], preflight: 0, to: &json)
            place = 1
        }
        json.key("orders")
        json.beginArray()
        for part in order.orders {
            append(part, identifier: identifiers[place], preflight: place, to: &json)
            place += 1
        }
        json.endArray()
        if case .pairs(_, _, let ratio) = order { append(ratio, to: &json) }
        json.endObject()
        return json.bytes
    }

    /// The body that changes the ratio of a pair.
    static func bytes(_ ratio: PairRatio) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("ratio-price-comparator", ratio.comparator.rawValue)
        json.member("ratio-price-threshold", ratio.threshold.description)
        json.endObject()
        return json.bytes
    }

    /// The identifiers of the parts of a complex order.
    static func partIdentifiers(_ identifier: String, count: Int) -> [String] {
        (0..<count).map { "\(identifier)-\($0)" }
    }

    private static func append(_ ratio: PairRatio, to json: inout JSONWriter) {
        json.member("ratio-price-comparator", ratio.comparator.rawValue)
        json.member("ratio-price-threshold", ratio.threshold.description)
        json.member("ratio-price-is-threshold-based-on-notional", ratio.isNotional)
    }

    private static func append(
        _ order: OrderRequest, identifier: String, preflight: Int? = nil, to json: inout JSONWriter
    ) {
        json.beginObject()
        json.member("time-in-force", order.duration.timeInForce.rawValue)
        if case .gtd(let day) = order.duration { json.member("gtc-date", day.description) }
        json.member("order-type", order.pricing.type.rawValue)
        append(order.pricing, sells: (order.legs.first?.action.direction ?? 0) < 0, to: &json)
        json.member("external-identifier", identifier)
        if let preflight { json.member("preflight-id", preflight) }
        if let source = order.source { json.member("source", source) }
        if order.isAutomated { json.member("automated-source", true) }
        if order.isPositionEffectStrict {
            json.key("advanced-instructions")
            json.beginObject()
            json.member("strict-position-effect-validation", true)
            json.endObject()
        }
        if let rule = order.rule { append(rule, to: &json) }
        json.key("legs")
        json.beginArray()
        for leg in order.legs {
            json.beginObject()
            json.member("instrument-type", leg.instrument.type.rawValue)
            json.member("symbol", leg.instrument.symbol)
            json.member("action", leg.action.rawValue)
            if let quantity = leg.quantity { append("quantity", quantity, to: &json) }
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private static func append(_ pricing: OrderPricing, sells: Bool, to json: inout JSONWriter) {
        if let trigger = pricing.trigger { json.member("stop-trigger", trigger.description) }
        if let net = pricing.netPrice {
            json.member("price", (net < .zero ? -net : net).description)
            // Even money has to say something; a debit of nothing is what the venue's own older answers say.
            json.member("price-effect", (net > .zero ? CashEffect.credit : .debit).rawValue)
        }
        if case .notional(let amount) = pricing {
            json.member("value", amount.description)
            json.member("value-effect", (sells ? CashEffect.credit : .debit).rawValue)
        }
    }

    private static func append(_ rule: RuleRequest, to json: inout JSONWriter) {
        json.key("rules")
        json.beginObject()
        if let moment = rule.routeAfter { json.member("route-after", moment.description) }
        if let moment = rule.cancelAt { json.member("cancel-at", moment.description) }
        if !rule.conditions.isEmpty {
            json.key("conditions")
            json.beginArray()
            for condition in rule.conditions { append(condition, to: &json) }
            json.endArray()
        }
        json.endObject()
    }

    private static func append(_ condition: RuleRequest.Condition, to json: inout JSONWriter) {
        json.beginObject()
        json.member("action", condition.action.rawValue)
        json.member("symbol", condition.symbol)
        json.member("instrument-type", condition.instrumentType.rawValue)
        json.member("indicator", condition.indicator.rawValue)
        json.member("comparator", condition.comparator.rawValue)
        json.member("threshold", condition.threshold.description)
        if !condition.components.isEmpty {
            json.key("price-components")
            json.beginArray()
            for part in condition.components {
                json.beginObject()
                json.member("symbol", part.symbol)
                json.member("instrument-type", part.instrumentType.rawValue)
                append("quantity", part.quantity < .zero ? -part.quantity : part.quantity, to: &json)
                let direction: ComponentDirection = part.quantity < .zero ? .short : .long
                json.member("quantity-direction", direction.rawValue)
                json.endObject()
            }
            json.endArray()
        }
        json.endObject()
    }

    /// A quantity as a number with its exact decimals.
    private static func append(_ name: String, _ quantity: Quantity, to json: inout JSONWriter) {
        json.key(name)
        json.raw(Array(quantity.description.utf8))
    }
}
