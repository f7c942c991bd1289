public import MarketModel

/// Something a check has to say, by the broker's code.
public struct OrderIssue: Hashable, Sendable, Codable {
    /// The code; the set is open.
    public var code: String
    /// A sentence for people.
    public var message: String
    /// The component of a complex order.
    public var preflightID: String?

    init(_ code: String, _ message: String, preflightID: String? = nil) {
        self.code = code
        self.message = message
        self.preflightID = preflightID
    }
}

/// What an order would do to an account. Amounts are signed: what buying power gains lies above zero.
public struct OrderEffect: Hashable, Sendable, Codable {
    /// How much more must be held; below zero what becomes free.
    public var requirementChange: Money
    /// How buying power changes, fees and premium included.
    public var buyingPowerChange: Money
    /// Buying power before.
    public var currentBuyingPower: Money
    /// What the order would need without anything else in the account.
    public var isolatedRequirement: Money
    /// Whether it has several legs.
    public var isSpread: Bool

    /// An order that changes nothing.
    public static let nothing = OrderEffect(
        requirementChange: .zero, buyingPowerChange: .zero, currentBuyingPower: .zero, isolatedRequirement: .zero,
        isSpread: false)

    /// Buying power after.
    public var newBuyingPower: Money { currentBuyingPower + buyingPowerChange }
}

/// The fees of an order, item by item.
public struct OrderFees: Hashable, Sendable, Codable {
    /// One fee with its broker's name: `commission`, `clearing`, `orf`, `taf`, `sec`, `exchange`, `nfa`, `proprietary`.
    public struct Item: Hashable, Sendable, Codable {
        /// Its name.
        public var name: String
        /// Dollars at or above zero, exact to fractions of a cent.
        public var amount: Money
    }

    /// Every fee, each name once.
    public var items: [Item]

    /// Creates a list.
    public init(items: [Item]) { self.items = items }

    /// The sum of the named ones.
    public func total(of names: [String]) -> Money {
        items.reduce(.zero) { names.contains($1.name) ? $0 + $1.amount : $0 }
    }

    /// All of them.
    public var total: Money { items.reduce(.zero) { $0 + $1.amount } }
}

/// What the checks before an order say.
public struct PreflightReport: Hashable, Sendable {
    /// The order as it would be, or is; its number is 0 where it was only tried.
    public var order: Order
    /// What to know.
    public var warnings: [OrderIssue] = []
    /// Why it is refused.
    public var errors: [OrderIssue] = []
    /// What it does to the account.
    public var effect: OrderEffect?
    /// What it costs.
    public var fees = OrderFees(items: [])
    /// What closing it again would cost.
    public var closingFees = OrderFees(items: [])
}

/// The same for a complex order.
public struct ComplexPreflightReport: Hashable, Sendable {
    /// The complex order as it would be, or is.
    public var complexOrder: ComplexOrder
    /// One report a component, trigger first.
    public var components: [PreflightReport]

    /// What all components say.
    public var warnings: [OrderIssue] { components.flatMap(\.warnings) }
    /// Why it is refused.
    public var errors: [OrderIssue] { components.flatMap(\.errors) }
}

/// Why the broker does not do what it is asked.
public enum BrokerageError: Error, Hashable, Sendable {
    /// One value of a request that cannot be.
    public struct Fault: Hashable, Sendable {
        /// Which one, in the wire's name: `stop-trigger`.
        public var domain: String
        /// Why.
        public var reason: String

        /// Creates a fault.
        public init(_ domain: String, _ reason: String) {
            self.domain = domain
            self.reason = reason
        }
    }

    /// No such account.
    case unknownAccount(String)
    /// The request contradicts itself; nothing was looked up.
    case invalid([Fault])
    /// A symbol is not listed or not of the class it is said to be.
    case unknownInstrument(String)
    /// The checks refuse the order.
    case refused(PreflightReport)
    /// The checks refuse the complex order.
    case complexRefused(ComplexPreflightReport)
    /// No such order in the account.
    case unknownOrder(Int)
    /// It is over, or on its way to be.
    case cannotUpdate(String)
    /// Only offerings of new shares are confirmed again.
    case cannotReconfirm
}
