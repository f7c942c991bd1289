import Brokerage
import JSON
import MarketModel

extension PreflightReport {
    /// The placed-order response.
    func json(isDryRun: Bool) -> JSONValue {
        var members: JSONMembers = [.init("order", order.json(isDryRun: isDryRun))]
        members += JSONMembers.judgement(
            warnings: warnings, errors: errors, effect: effect ?? .nothing, fees: fees, closingFees: closingFees)
        return .object(members)
    }
}

extension ComplexPreflightReport {
    /// The placed-order response of a complex order.
    func json(isDryRun: Bool) -> JSONValue {
        let hasTrigger = complexOrder.triggerID != nil || complexOrder.kind == .oto || complexOrder.kind == .otoco
        let orders = components.map(\.order)
        var members: JSONMembers = [
            .init(
                "complex-order",
                complexOrder.json(
                    isDryRun: isDryRun, trigger: hasTrigger ? orders.first : nil,
                    orders: hasTrigger ? Array(orders.dropFirst()) : orders))
        ]
        members += JSONMembers.judgement(
            warnings: warnings, errors: errors, effect: effect,
            fees: OrderFees(items: components.flatMap(\.fees.items)),
            closingFees: OrderFees(items: components.flatMap(\.closingFees.items)))
        return .object(members)
    }

    /// The effect of the orders that are sent first: the trigger's, or the greatest of those of which one will do.
    private var effect: OrderEffect {
        if complexOrder.kind == .oto || complexOrder.kind == .otoco { return components.first?.effect ?? .nothing }
        return components.compactMap(\.effect).min { $0.buyingPowerChange < $1.buyingPowerChange } ?? .nothing
    }
}

extension OrderEffect {
    var json: JSONValue {
        var members: JSONMembers = []
        // A requirement that grows is paid: a debit.
        members.add(signed: "change-in-margin-requirement", -requirementChange)
        members.add(signed: "change-in-buying-power", buyingPowerChange)
        members.add(signed: "current-buying-power", currentBuyingPower)
        members.add(signed: "new-buying-power", newBuyingPower)
        members.add(signed: "isolated-order-margin-requirement", -isolatedRequirement)
        members.add("is-spread", isSpread)
        members.add("impact", buyingPowerChange < .zero ? -buyingPowerChange : buyingPowerChange)
        members.add("effect", CashEffect(buyingPowerChange).rawValue)
        return .object(members)
    }
}

extension OrderFees {
    /// The names of each sum's parts.
    private static let groups: [(sum: String, breakdown: String, names: [String])] = [
        ("regulatory-fees", "regulatory-fees-breakdown", ["exchange", "nfa", "orf", "sec", "taf"]),
        ("clearing-fees", "clearing-fees-breakdown", ["clearing"]),
        ("commission", "commission-breakdown", ["commission"]),
        ("proprietary-index-option-fees", "proprietary-fees-breakdown", ["proprietary"]),
    ]

    var json: JSONValue {
        var members: JSONMembers = []
        for group in Self.groups {
            members.add(signed: group.sum, -total(of: group.names))
            members.add(
                group.breakdown,
                .array(
                    items.filter { group.names.contains($0.name) }.map { item in
                        var members: JSONMembers = []
                        members.add("name", item.name == "commission" ? "brokerage" : item.name)
                        members.add("value", item.amount)
                        members.add("effect", CashEffect(-item.amount).rawValue)
                        return .object(members)
                    }))
        }
        members.add(signed: "rebates", .zero)
        members.add("rebates-breakdown", .array([]))
        members.add(signed: "total-fees", -total)
        members.add("per-quantity", false)
        return .object(members)
    }
}

extension OrderIssue {
    var json: JSONValue {
        var members: JSONMembers = []
        members.add("code", code)
        members.add("message", message)
        members.add("preflight-id", preflightID)
        return .object(members)
    }
}

extension JSONMembers {
    /// What checks say beside the order itself.
    fileprivate static func judgement(
        warnings: [OrderIssue], errors: [OrderIssue], effect: OrderEffect, fees: OrderFees, closingFees: OrderFees
    ) -> JSONMembers {
        [
            .init("warnings", .array(warnings.map(\.json))), .init("errors", .array(errors.map(\.json))),
            .init("notes", .array([])), .init("buying-power-effect", effect.json),
            .init("fee-calculation", fees.json), .init("closing-fee-calculation", closingFees.json),
        ]
    }
}

extension RouteFailure {
    /// The refusal of the books in the venue's words.
    init(_ error: BrokerageError) {
        switch error {
        case .unknownAccount: self = .notPermitted
        case .invalid(let faults): self = .invalid(faults.map { ($0.domain, $0.reason) })
        case .unknownInstrument(let symbol):
            self = .preflight([OrderIssue.unknown(symbol)], data: nil)
        case .refused(let report):
            self = .preflight(report.errors.map(Entry.init), data: report.json(isDryRun: true))
        case .complexRefused(let report):
            self = .preflight(report.errors.map(Entry.init), data: report.json(isDryRun: true))
        case .unknownOrder(let id): self = .notFound("order \(id)")
        case .cannotUpdate(let reason): self = RouteFailure(422, "cannot_update_order", reason)
        case .cannotReconfirm:
            self = RouteFailure(422, "cannot_reconfirm_order", "Only equity offering orders can be reconfirmed.")
        }
    }

    private static func preflight(_ entries: [Entry], data: JSONValue?) -> RouteFailure {
        RouteFailure(
            422, "preflight_check_failure", "One or more preflight checks failed", entries: entries, data: data)
    }
}

extension RouteFailure.Entry {
    fileprivate init(_ issue: OrderIssue) {
        self = .check(code: issue.code, message: issue.message, preflight: issue.preflightID)
    }
}

extension OrderIssue {
    fileprivate static func unknown(_ symbol: String) -> RouteFailure.Entry {
        .check(code: "instrument_not_found", message: "\(symbol.prefix(40)) is not a tradeable instrument.")
    }
}
