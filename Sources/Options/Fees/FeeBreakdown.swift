public import MarketModel

/// What a fee is for.
public enum FeeKind: String, Sendable, CaseIterable {
    /// The broker's own charge.
    case commission
    /// The clearing house's.
    case clearing
    /// The options regulatory fee (ORF) of the options exchanges, on both sides of a trade.
    case regulatory
    /// The exchange's, for futures and options on them.
    case exchange
    /// The National Futures Association's.
    case nfa = "NFA"
    /// An index owner's, for options on the index.
    case proprietary
    /// The broker's, for an exercise or assignment.
    case exercise
    /// FINRA's trading activity fee, on sales.
    case taf = "TAF"
    /// The SEC's fee under section 31 of the Exchange Act, on the proceeds of sales.
    case sec = "SEC"

    /// Whether only sales pay it.
    public var isOnSales: Bool { self == .taf || self == .sec }
}

/// One fee of one leg.
public struct FeeItem: Hashable, Sendable {
    /// What it is for.
    public let kind: FeeKind
    /// The leg's place in the order, from 0.
    public let leg: Int
    /// Dollars, at or above zero, exact.
    public let amount: Money
    /// How well the rate is known.
    public let mark: FigureMark
}

/// The fees of an order, item by item.
public struct FeeBreakdown: Hashable, Sendable {
    /// A fee that is due but whose rate is not known; it is in no sum.
    public struct Unknown: Hashable, Sendable {
        /// What it is for.
        public let kind: FeeKind
        /// The leg's place in the order, from 0.
        public let leg: Int
    }

    /// By leg, in the order of `FeeKind`.
    public internal(set) var items: [FeeItem] = []
    /// What is due but not known.
    public internal(set) var unknown: [Unknown] = []

    /// All that is known, exact.
    public var total: Money { items.reduce(.zero) { $0 + $1.amount } }

    /// What both buyers and sellers pay: all but TAF and SEC, exact.
    public var totalBeforeSaleFees: Money {
        items.reduce(.zero) { $1.kind.isOnSales ? $0 : $0 + $1.amount }
    }

    /// All fees of one kind, exact; `nil` when none is due.
    public func total(_ kind: FeeKind) -> Money? {
        let due = items.filter { $0.kind == kind }
        return due.isEmpty ? nil : due.reduce(.zero) { $0 + $1.amount }
    }

    /// How well the least known item is known.
    public var mark: FigureMark { items.contains { $0.mark == .inferred } ? .inferred : .sourced }
}

extension Money {
    /// The amount to the nearest cent, a half away from zero: how transactions show what is exact to fractions of a
    /// cent. A sum is rounded once, never its parts.
    public var roundedToCents: Money {
        let cent: Int128 = 10_000_000
        let (whole, rest) = billionths.quotientAndRemainder(dividingBy: cent)
        let isHalfOrMore = rest.magnitude * 2 >= cent.magnitude
        return Money(billionths: (whole + (isHalfOrMore ? Int128(rest.signum()) : 0)) * cent)
    }
}
