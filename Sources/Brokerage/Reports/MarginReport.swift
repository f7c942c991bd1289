public import MarketModel
internal import Options

/// What an account must hold, underlying by underlying and group by group.
public struct MarginReport: Hashable, Sendable {
    /// A strategy that margin rules recognise among the holdings of an underlying.
    public struct Group: Hashable, Sendable {
        /// `LONG_UNDERLYING`, `SHORT_UNDERLYING`, `COVERED`, `SPREAD`, `LONG_OPTION`, `NAKED`, `CASH_SECURED`,
        /// `SCENARIOS`.
        public var strategy: String
        /// What it needs.
        public var requirement: Money
        /// Symbols and units, below zero when owed.
        public var entries: [Entry]
    }

    /// A holding.
    public struct Entry: Hashable, Sendable {
        /// The broker's symbol.
        public var symbol: String
        /// Its class.
        public var instrumentClass: InstrumentClass
        /// Units, below zero when owed.
        public var quantity: Quantity
        /// What one is worth.
        public var mark: Price
    }

    /// Everything on one underlying.
    public struct Underlying: Hashable, Sendable {
        /// The stock or index, or the futures product.
        public var symbol: String
        /// `Equity`, `Future` or `Cryptocurrency`.
        public var instrumentClass: InstrumentClass
        /// Needed to open.
        public var initial: Money
        /// Needed to keep.
        public var maintenance: Money
        /// What is held.
        public var entries: [Entry]
        /// By strategy.
        public var groups: [Group]
    }

    /// By symbol.
    public var underlyings: [Underlying]
    /// The balance that goes with it.
    public var balance: Balance
}

extension Books {
    /// What an account must hold now.
    public func marginReport(of number: String, _ market: some VenueMarket) -> MarginReport {
        guard let account = state.accounts[number] else {
            return MarginReport(underlyings: [], balance: Balance(account: number, at: state.now))
        }
        let parts = margin(of: holdings(of: account, market), account.profile.margin, market)
        return MarginReport(
            underlyings: parts.map(MarginReport.Underlying.init), balance: balance(of: number, market))
    }
}

extension MarginReport.Underlying {
    fileprivate init(_ part: MarginPart) {
        symbol = part.key
        instrumentClass = part.holdings.first?.instrument.underlyingClass ?? .equity
        initial = part.initial
        maintenance = part.maintenance
        entries = part.holdings.map { holding in
            .init(
                symbol: holding.instrument.symbol, instrumentClass: holding.instrument.instrumentClass,
                quantity: holding.quantity, mark: holding.mark)
        }
        groups = part.groups.map { group in
            MarginReport.Group(
                strategy: group.basis.strategy, requirement: group.amount,
                entries: group.legs.compactMap { leg in
                    guard let holding = part.holdings.first(where: { $0.leg.instrument == leg.instrument }) else {
                        return nil
                    }
                    // A future stands among the margin rules as so many shares.
                    let whole = holding.leg.quantity == leg.quantity ? holding.quantity : leg.quantity
                    return .init(
                        symbol: holding.instrument.symbol, instrumentClass: holding.instrument.instrumentClass,
                        quantity: whole, mark: holding.mark)
                })
        }
    }
}

extension MarginRequirement.Basis {
    fileprivate var strategy: String {
        switch self {
        case .longShares: "LONG_UNDERLYING"
        case .shortShares: "SHORT_UNDERLYING"
        case .coveredByShares: "COVERED"
        case .definedRisk: "SPREAD"
        case .longOptions: "LONG_OPTION"
        case .naked: "NAKED"
        case .cashSecured: "CASH_SECURED"
        case .scenarios: "SCENARIOS"
        }
    }
}
