public import MarketModel

/// What the venue says to an order: placed, or only judged in a dry run.
public struct PlacedOrder: Sendable, Equatable {
    public let order: Order
    public let judgement: OrderJudgement
}

/// What the venue says to a complex order: placed, or only judged in a dry run.
public struct PlacedComplexOrder: Sendable, Equatable {
    public let order: ComplexOrder
    public let judgement: OrderJudgement
}

/// What an order would cost and what the venue has to say about it.
public struct OrderJudgement: Sendable, Equatable {
    public let warnings: [OrderMessage]
    public let errors: [OrderMessage]
    public let notes: [OrderMessage]
    public let buyingPower: BuyingPowerEffect?
    public let fees: FeeCalculation?
    /// What closing again would cost.
    public let closingFees: FeeCalculation?
}

/// A remark of the venue's; `code` is its own and the set is open.
public struct OrderMessage: Sendable, Hashable {
    public let code: String
    public let message: String
    /// The part of a complex order it is about.
    public let preflightID: String?
    public let url: String?

    /// Creates a remark.
    public init(code: String, message: String, preflightID: String? = nil, url: String? = nil) {
        self.code = code
        self.message = message
        self.preflightID = preflightID
        self.url = url
    }
}

/// What an order does to buying power. Amounts the account gains are above zero, amounts it gives up below.
public struct BuyingPowerEffect: Sendable, Equatable {
    public let changeInMarginRequirement: Money?
    public let changeInBuyingPower: Money?
    public let current: Money?
    public let new: Money?
    /// The requirement of the order alone, whatever else the account holds.
    public let isolatedMarginRequirement: Money?
    public let isSpread: Bool?
    public let impact: Money?
}

/// What an order costs. What is paid is below zero, a rebate above.
public struct FeeCalculation: Sendable, Equatable {
    public let regulatory: Money?
    public let clearing: Money?
    public let commission: Money?
    public let proprietaryIndexOption: Money?
    public let proprietary: Money?
    public let rebates: Money?
    public let total: Money?
    /// Whether the amounts are for one unit of the order.
    public let isPerQuantity: Bool?
    /// What the sums are made of, in the venue's order: regulatory, clearing, commission, proprietary, rebates.
    public let parts: [FeePart]
}

/// A part of a fee: `orf`, `taf`, `exchange`.
public struct FeePart: Sendable, Equatable {
    public let name: String
    /// Below zero when paid.
    public let amount: Money?
}

extension PlacedOrder: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        judgement = OrderJudgement(fields)
        order = try fields.required("order", fields.record("order", Order.self))
    }
}

extension PlacedComplexOrder: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        judgement = OrderJudgement(fields)
        order = try fields.required("complex-order", fields.record("complex-order", ComplexOrder.self))
    }
}

extension OrderJudgement: Record {
    init(_ fields: RecordReader) {
        warnings = fields.records("warnings") ?? []
        errors = fields.records("errors") ?? []
        notes = fields.records("notes") ?? []
        buyingPower = fields.record("buying-power-effect")
        fees = fields.record("fee-calculation")
        closingFees = fields.record("closing-fee-calculation")
    }
}

extension OrderMessage: Record {
    /// Reads both shapes: `code` with `message`, and the `domain` with `reason` of parameter checks.
    init(_ fields: RecordReader) throws(RecordFault) {
        let isParameter = !fields.has("code") && fields.has("domain")
        let code = fields.text(isParameter ? "domain" : "code")
        let message = fields.text(isParameter ? "reason" : "message")
        preflightID = fields.has("preflight-id") ? fields.identifier("preflight-id") : nil
        url = fields.has("url") ? fields.text("url") : nil
        guard code != nil || message != nil else { throw RecordFault(field: "code", reason: "no code and no message") }
        self.code = code ?? ""
        self.message = message ?? ""
    }
}

extension BuyingPowerEffect: Record {
    init(_ fields: RecordReader) {
        changeInMarginRequirement = fields.signed("change-in-margin-requirement")
        changeInBuyingPower = fields.signed("change-in-buying-power")
        current = fields.signed("current-buying-power")
        new = fields.signed("new-buying-power")
        isolatedMarginRequirement = fields.signed("isolated-order-margin-requirement")
        isSpread = fields.flag("is-spread")
        impact = fields.signed("impact", effect: "effect")
    }
}

extension FeeCalculation: Record {
    init(_ fields: RecordReader) {
        regulatory = fields.signed("regulatory-fees")
        clearing = fields.signed("clearing-fees")
        commission = fields.signed("commission")
        proprietaryIndexOption = fields.signed("proprietary-index-option-fees")
        proprietary = fields.signed("proprietary-fees")
        rebates = fields.signed("rebates")
        total = fields.signed("total-fees")
        isPerQuantity = fields.flag("per-quantity")
        parts = ["regulatory-fees", "clearing-fees", "commission", "proprietary-fees", "rebates"]
            .flatMap { fields.records($0 + "-breakdown", FeePart.self) ?? [] }
    }
}

extension FeePart: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        amount = fields.signed("value", effect: "effect")
        name = try fields.required("name", fields.text("name"))
    }
}
