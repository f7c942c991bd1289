public import MarketModel

/// What must be held against positions, group by group.
public struct MarginRequirement: Hashable, Sendable {
    /// Why a group asks for what it does.
    public enum Basis: String, Sendable, CaseIterable {
        /// Shares bought.
        case longShares
        /// Shares sold short.
        case shortShares
        /// Short options that shares cover.
        case coveredByShares
        /// Options that together can lose no more than this at expiration.
        case definedRisk
        /// Options bought, paid in full and owing nothing.
        case longOptions
        /// Short options without cover; of a call and a put that expire together, the greater side.
        case naked
        /// Short puts with their strike held in cash.
        case cashSecured
        /// The worst of an array of scenarios, by the model.
        case scenarios
    }

    /// A group of legs and what it asks for.
    public struct Group: Hashable, Sendable {
        /// Why.
        public let basis: Basis
        /// The legs, with the quantities that belong to the group.
        public let legs: [OptionLeg]
        /// How much, at or above zero. For `naked` it holds the options' own price, which opening them brought in.
        public let amount: Money
    }

    /// The groups; every leg is in exactly one, or split over several.
    public let groups: [Group]
    /// Whether no other grouping asks for less; false where there were too many to try all.
    public let isLeast: Bool

    /// The sum over the groups.
    public var total: Money { groups.reduce(.zero) { $0 + $1.amount } }
}

/// Why no requirement can be given.
public enum MarginError: Error, Hashable, Sendable {
    /// A short option without cover asks for its own price, which is not known.
    case unknownPrice(OptionContract)
    /// A cash account cannot hold this: a short option that neither cash nor shares secure, or short shares.
    case notInCashAccount(OptionLeg)
    /// Futures and options on them are margined by the exchange's own scenarios (SPAN), whose values are not known
    /// here; the scenario array of `ScenarioMargin` approximates them.
    case exchangeMargin(String)
}

/// How an account may borrow.
public enum AccountKind: String, Sendable, CaseIterable {
    /// Under Regulation T.
    case margin
    /// Nothing is borrowed: every obligation is held in cash or shares.
    case cash
    /// By scenarios.
    case portfolio
}
