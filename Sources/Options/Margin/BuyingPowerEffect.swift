public import MarketModel

/// What opening a structure does to buying power.
public struct BuyingPowerEffect: Hashable, Sendable {
    /// The account it is opened in.
    public let account: AccountKind
    /// What must be held.
    public let requirement: MarginRequirement
    /// What the options bring in, above zero, or cost. Shares are paid for by their requirement.
    public let optionCash: Money
    /// All known fees, exact.
    public let fees: Money
    /// Whether the requirement is the worst of scenarios: under portfolio margin, and for futures in place of their
    /// exchange's own.
    public var isByScenarios: Bool { requirement.groups.contains { $0.basis == .scenarios } }
    /// The change of buying power: below zero where it is used up. By scenarios options keep their value as equity, so
    /// only requirement and fees count.
    public var change: Money {
        isByScenarios ? -requirement.total - fees : optionCash - requirement.total - fees
    }

    /// Works out the effect of opening at the legs' entry prices.
    ///
    /// - Throws: `MarginError`; `unknownPrice` for the first option without an entry price.
    public init(
        opening structure: OptionStructure, account: AccountKind, rules: MarginRules = .regulationT,
        market: StructureMarket, fees: FeeBreakdown
    ) throws(MarginError) {
        self.account = account
        self.fees = fees.total
        var cash = Money.zero
        for leg in structure.legs {
            guard let option = leg.option else { continue }
            guard let opening = leg.openingCash else { throw .unknownPrice(option) }
            cash = cash + opening
        }
        optionCash = cash
        let underlying = Price(nearest: market.underlying) ?? .zero
        let isOnFuture = structure.underlying.hasPrefix("/")
        switch account {
        case .margin where !isOnFuture: requirement = try rules.requirement(for: structure, underlying: underlying)
        case .cash: requirement = try MarginRules.cashRequirement(for: structure, underlying: underlying)
        case .portfolio, .margin:
            requirement = ScenarioMargin.standard(for: structure).requirement(for: structure, in: market)
        }
    }
}
