public import MarketModel

extension MarginRules {
    /// What a margin account must hold against legs on one underlying: the least over all groupings of short options
    /// with shares, with long options, and alone.
    ///
    /// A short option may be covered by shares, stand without cover, or join the long options that expire no earlier
    /// in a group whose greatest loss at expiration is what it asks for: of a condor the wider wing, and one side
    /// only. Short options of different expirations never share a group, for they can lose one after the other.
    ///
    /// - Parameters:
    ///   - underlying: The underlying's price.
    ///   - marks: What options cost now; the entry price stands in for one that is missing.
    /// - Throws: `MarginError.unknownPrice`, and `exchangeMargin` for futures.
    public func requirement(
        for structure: OptionStructure, underlying: Price, marks: [OptionContract: Price] = [:]
    ) throws(MarginError) -> MarginRequirement {
        try Self.refuseFutures(structure)
        let search = try GroupingSearch(structure.legs, rules: self, underlying: underlying, marks: marks)
        let (choice, isLeast) = search.least()
        return MarginRequirement(
            groups: shareGroups(structure, underlying: underlying) + search.groups(of: choice), isLeast: isLeast)
    }

    /// What a cash account must hold: the strike of every short put that short shares do not cover, nothing for calls
    /// that shares cover, the full value of shares.
    ///
    /// - Throws: `MarginError.notInCashAccount` for anything that would have to be borrowed, `exchangeMargin` for
    ///   futures.
    public static func cashRequirement(
        for structure: OptionStructure, underlying: Price
    ) throws(MarginError) -> MarginRequirement {
        try refuseFutures(structure)
        var groups: [MarginRequirement.Group] = []
        let net = NetLeg.net(structure.legs)
        var shares = net.filter { $0.contract == nil }.reduce(Quantity.zero) { $0 + $1.units }
        for leg in net {
            let whole = leg.leg()
            if let contract = leg.contract {
                if leg.quantity > .zero {
                    groups.append(.init(basis: .longOptions, legs: [whole], amount: .zero))
                } else if contract.right == .put {
                    let strikes = Money(contract.strike, times: -leg.units, multiplier: contract.series.multiplier)
                    groups.append(.init(basis: .cashSecured, legs: [whole], amount: strikes))
                } else {
                    guard shares + leg.units >= .zero else { throw .notInCashAccount(whole) }
                    shares = shares + leg.units
                    groups.append(.init(basis: .coveredByShares, legs: [whole], amount: .zero))
                }
            } else {
                guard leg.quantity > .zero else { throw .notInCashAccount(whole) }
                groups.append(.init(basis: .longShares, legs: [whole], amount: whole.value(of: underlying)))
            }
        }
        return MarginRequirement(groups: groups, isLeast: true)
    }

    private func shareGroups(_ structure: OptionStructure, underlying: Price) -> [MarginRequirement.Group] {
        NetLeg.net(structure.legs).filter { $0.contract == nil }.map { leg in
            let whole = leg.leg()
            let isLong = leg.quantity > .zero
            let value = whole.value(of: underlying.scaled(by: isLong ? longShares : shortShares))
            return .init(
                basis: isLong ? .longShares : .shortShares, legs: [whole], amount: isLong ? value : -value)
        }
    }

    private static func refuseFutures(_ structure: OptionStructure) throws(MarginError) {
        for leg in structure.legs {
            if case .future = leg.instrument { throw .exchangeMargin(structure.underlying) }
            if leg.option?.series.isOnFuture == true { throw .exchangeMargin(structure.underlying) }
        }
    }
}
