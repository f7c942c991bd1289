import Brokerage
import JSON
import MarketModel

extension Order {
    /// The order in the venue's keys; without number where it was only tried.
    func json(isDryRun: Bool = false) -> JSONValue {
        var members: JSONMembers = []
        if !isDryRun { members.add("id", id) }
        members.add("account-number", account)
        members.add("cancellable", isCancellable)
        members.add("editable", isEditable)
        members.add("edited", isEdited)
        members.add("external-identifier", request.externalIdentifier)
        members.add("order-type", request.type.rawValue)
        if let size { members.add("size", .count(size)) }
        members.add("source", request.source)
        members.add("status", status.rawValue)
        members.add("time-in-force", request.timeInForce.rawValue)
        members.add("gtc-date", request.gtcDate)
        members.add("underlying-symbol", underlying)
        members.add("underlying-instrument-type", underlyingClass.rawValue)
        if request.type.hasPrice, let price = request.price {
            members.add("price", price)
            members.add("price-effect", request.priceEffect?.rawValue)
        }
        if let value = request.value {
            members.add("value", value)
            members.add("value-effect", request.valueEffect?.rawValue)
        }
        members.add("stop-trigger", request.stopTrigger)
        members.add("contingent-status", contingentStatus?.rawValue)
        members.add("complex-order-id", complexOrderID)
        members.add("complex-order-tag", complexOrderTag)
        members.add("preflight-id", request.preflightID)
        members.add("replaces-order-id", replacesOrderID)
        members.add("replacing-order-id", replacingOrderID)
        members.add("reject-reason", rejectReason)
        members.add("leg-count", legs.count)
        if let cancelledSize { members.add("cancelled-size", .count(cancelledSize)) }
        if !isDryRun {
            members.add("global-request-id", "sim-\(id)")
            members.add("ext-client-order-id", "SIM\(id)")
            members.add("ext-exchange-order-number", liveAt == nil ? nil : "\(id)")
            members.add("ext-global-order-number", id)
        }
        members.add("received-at", isDryRun ? nil : receivedAt)
        members.add("in-flight-at", inFlightAt)
        members.add("live-at", liveAt)
        members.add("cancelled-at", cancelledAt)
        members.add("terminal-at", terminalAt)
        members.add("updated-at", isDryRun ? 0 : Int(updatedAt.milliseconds))
        if let rule = request.rule { members.add("order-rule", rule.json(of: id)) }
        members.add("legs", .array(legs.map(\.json)))
        return .object(members)
    }

    /// The order as it is told before the fills of all its legs are known: only the first leg of several has its own.
    var withoutLaterFills: Order {
        var order = self
        for index in order.legs.indices where index > 0 || order.legs.count == 1 { order.legs[index].fills = [] }
        return order
    }
}

extension OrderLeg {
    fileprivate var json: JSONValue {
        var members: JSONMembers = []
        members.add("instrument-type", instrumentClass.rawValue)
        members.add("symbol", symbol)
        if let quantity { members.add("quantity", .count(quantity)) }
        if let remaining { members.add("remaining-quantity", .count(remaining)) }
        members.add("action", action.rawValue)
        members.add(
            "fills",
            .array(
                fills.map { fill in
                    var members: JSONMembers = []
                    members.add("ext-group-fill-id", fill.groupID)
                    members.add("ext-exec-id", fill.id)
                    members.add("fill-id", fill.id)
                    members.add("quantity", .count(fill.quantity))
                    members.add("fill-price", fill.price)
                    members.add("filled-at", fill.filledAt)
                    members.add("destination-venue", fill.venue)
                    return .object(members)
                }))
        return .object(members)
    }
}

extension OrderRule {
    fileprivate func json(of order: Int) -> JSONValue {
        var members: JSONMembers = []
        members.add("route-after", routeAfter)
        members.add("routed-at", routedAt)
        members.add("cancel-at", cancelAt)
        members.add("cancelled-at", cancelledAt)
        members.add(
            "order-conditions",
            .array(
                conditions.enumerated().map { index, condition in
                    var members: JSONMembers = []
                    members.add("id", "\(order)-\(index + 1)")
                    members.add("action", condition.action.rawValue)
                    members.add("symbol", condition.symbol)
                    members.add("instrument-type", condition.instrumentClass.rawValue)
                    members.add("indicator", condition.indicator.rawValue)
                    members.add("comparator", condition.comparator.rawValue)
                    members.add("threshold", condition.threshold)
                    members.add("is-threshold-based-on-notional", false)
                    members.add("triggered-at", condition.triggeredAt)
                    members.add("triggered-value", condition.triggeredValue)
                    members.add("price-components", .array([]))
                    return .object(members)
                }))
        return .object(members)
    }
}

extension ComplexOrder {
    /// The complex order in the venue's keys.
    ///
    /// - Parameter order: Finds a component.
    func json(isDryRun: Bool = false, order: (Int) -> Order?) -> JSONValue {
        json(
            isDryRun: isDryRun, trigger: triggerID.flatMap(order), orders: orderIDs.compactMap(order),
            related: relatedIDs.compactMap(order))
    }

    func json(isDryRun: Bool, trigger: Order?, orders: [Order], related: [Order] = []) -> JSONValue {
        var members: JSONMembers = []
        if !isDryRun { members.add("id", id) }
        members.add("account-number", account)
        members.add("type", kind.rawValue)
        members.add("terminal-at", terminalAt)
        if kind == .pairs {
            members.add("ratio-price-threshold", ratioThreshold)
            members.add("ratio-price-comparator", ratioComparator?.rawValue)
            members.add("ratio-price-is-threshold-based-on-notional", ratioIsNotional)
        }
        if let trigger { members.add("trigger-order", trigger.json(isDryRun: isDryRun)) }
        members.add("orders", .array(orders.map { $0.json(isDryRun: isDryRun) }))
        if !related.isEmpty {
            members.add(
                "related-orders",
                .array(
                    related.map { order in
                        var members: JSONMembers = []
                        members.add("id", String(order.id))
                        members.add("complex-order-id", String(id))
                        members.add("complex-order-tag", order.complexOrderTag)
                        members.add("replaces-order-id", order.replacesOrderID.map { String($0) })
                        members.add("replacing-order-id", order.replacingOrderID.map { String($0) })
                        members.add("status", order.status.rawValue)
                        return .object(members)
                    }))
        }
        return .object(members)
    }
}
