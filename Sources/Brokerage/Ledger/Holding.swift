internal import MarketModel
internal import Options

/// A number of units and what one is worth, as margin rules see them.
struct Holding {
    let instrument: TradableInstrument
    /// Above zero long.
    var quantity: Quantity
    var mark: Price

    /// What it is worth, below zero when owed.
    var value: Money { Money(mark, times: quantity, multiplier: instrument.multiplier) }

    /// What is margined together: a stock with its options, all months of a futures product with their options.
    var marginKey: String { instrument.futuresProduct.map { "/" + $0 } ?? instrument.underlying }

    /// The holding as a leg for the margin rules. Futures are turned into as many shares as they have dollars per
    /// point, and options on them into options on those shares: the rules are the same, with fractions of their own.
    var leg: Options.OptionLeg {
        switch instrument.kind {
        case .equity, .cryptocurrency: .init(.shares(symbol: instrument.symbol), quantity: quantity)
        case .equityOption(let contract): .init(.option(contract), quantity: quantity, entryPrice: mark)
        case .future:
            .init(
                .shares(symbol: marginKey),
                quantity: Quantity(
                    billionths: Int64(
                        Int128(quantity.billionths) * Int128(instrument.multiplier.billionths) / 1_000_000_000)))
        case .futureOption(let contract):
            .init(.option(contract.asIfOnShares(of: marginKey)), quantity: quantity, entryPrice: mark)
        }
    }
}

extension OptionContract {
    fileprivate func asIfOnShares(of symbol: String) -> OptionContract {
        var series = series
        series.underlying = symbol
        series.delivery = .shares
        return OptionContract(series: series, right: right, strike: strike)
    }
}

/// What one underlying's holdings must have behind them.
struct MarginPart {
    let key: String
    let holdings: [Holding]
    let underlyingPrice: Price
    /// To open.
    let initial: Money
    /// To keep.
    let maintenance: Money
    let groups: [MarginRequirement.Group]
    /// Whether the account may not hold it at all: borrowed shares, or short calls without cover.
    let isForbidden: Bool
    let isFutures: Bool
}

extension Books {
    /// Everything an account holds, with marks; by symbol.
    func holdings(of account: Account, _ market: some VenueMarket) -> [Holding] {
        account.positions.values.filter { $0.quantity != .zero }.sorted { $0.symbol < $1.symbol }.compactMap {
            position in
            state.instruments[position.symbol].map { instrument in
                Holding(
                    instrument: instrument, quantity: position.quantity,
                    mark: mark(of: position, instrument, market))
            }
        }
    }

    /// What one unit of a position is valued at: the quote's mark, else the last close, else what it cost.
    func mark(of position: Position, _ instrument: TradableInstrument, _ market: some VenueMarket) -> Price {
        market.quote(of: position.symbol, at: state.now)?.mark ?? position.closePrice
            ?? position.price(of: position.openCost, multiplier: instrument.multiplier)
    }

    /// What holdings need, underlying by underlying.
    func margin(
        of holdings: [Holding], _ margin: AccountMargin, _ market: some VenueMarket
    ) -> [MarginPart] {
        var byKey: [String: [Holding]] = [:]
        for holding in holdings where holding.quantity != .zero {
            byKey[holding.marginKey, default: []].append(holding)
        }
        var parts: [MarginPart] = []
        for (key, holdings) in byKey.sorted(by: { $0.key < $1.key }) {
            parts.append(part(key, holdings, margin, market))
        }
        return parts
    }

    private func part(
        _ key: String, _ holdings: [Holding], _ kind: AccountMargin, _ market: some VenueMarket
    ) -> MarginPart {
        let followed = holdings.first?.instrument.followed ?? key
        let underlying =
            holdings.first { $0.instrument.option == nil }?.mark
            ?? market.quote(of: followed, at: state.now)?.mark ?? holdings.first?.instrument.option?.strike ?? .zero
        let product = holdings.first?.instrument.futuresProduct
        let isCoin = holdings.first?.instrument.instrumentClass == .cryptocurrency
        var (initial, maintenance) = (rules.margin, rules.maintenance)
        if let product {
            initial = .fraction(rules.futuresMargin[product] ?? rules.otherFuturesMargin)
            maintenance = initial
        } else if isCoin || kind != .margin {
            initial = .fullValue
            maintenance = .fullValue
        }
        let legs = holdings.map(\.leg).coarsened()
        guard !legs.isEmpty, let structure = try? OptionStructure(legs: legs) else {
            return MarginPart(
                key: key, holdings: holdings, underlyingPrice: underlying, initial: .zero, maintenance: .zero,
                groups: [], isForbidden: true, isFutures: product != nil)
        }
        let needed: MarginRequirement?
        if kind == .cash, product == nil, !isCoin {
            needed = try? MarginRules.cashRequirement(for: structure, underlying: underlying)
        } else {
            needed = try? initial.requirement(for: structure, underlying: underlying)
        }
        let kept = needed.map { maintenance.kept(of: $0, instead: initial) }
        let groups = needed?.groups ?? []
        let isBorrowed = groups.contains { group in
            group.basis == .shortShares
                || (group.basis == .naked && group.legs.contains { $0.option?.right == .call })
        }
        return MarginPart(
            key: key, holdings: holdings, underlyingPrice: underlying, initial: needed?.total ?? .zero,
            maintenance: kept ?? .zero, groups: groups,
            isForbidden: needed == nil || (kind != .margin && product == nil && isBorrowed), isFutures: product != nil)
    }
}

extension [Options.OptionLeg] {
    /// The legs with so few distinct units of options that their groupings can be searched: where more than twenty are
    /// left after the greatest number they share, all counts become multiples of a larger one, short ones rounded up
    /// and long ones down, so that the requirement is never too small.
    fileprivate func coarsened() -> [Options.OptionLeg] {
        let counts = filter { $0.option != nil }.map { Int($0.quantity.billionths / 1_000_000_000) }
        var shared = 0
        for count in counts {
            var (left, right) = (shared, abs(count))
            while right != 0 { (left, right) = (right, left % right) }
            shared = left
        }
        let most = (counts.map { abs($0) }.max() ?? 0) / Swift.max(1, shared)
        guard most > 20 else { return self }
        let unit = shared * ((most + 19) / 20)
        return compactMap { leg in
            guard leg.option != nil else { return leg }
            let count = Int(leg.quantity.billionths / 1_000_000_000)
            let units = count < 0 ? -((-count + unit - 1) / unit) : count / unit
            guard units != 0 else { return nil }
            return Options.OptionLeg(
                leg.instrument, quantity: Quantity(whole: units * unit), entryPrice: leg.entryPrice)
        }
    }
}

extension MarginRules {
    /// What must be kept of a requirement to open: shares by their own fractions, everything else the same. The
    /// grouping of options, which takes long to find, does not depend on them.
    func kept(of opened: MarginRequirement, instead rules: MarginRules) -> Money {
        opened.groups.reduce(.zero) { sum, group in
            switch group.basis {
            case .longShares: sum + group.amount.scaled(longShares, over: rules.longShares)
            case .shortShares: sum + group.amount.scaled(shortShares, over: rules.shortShares)
            default: sum + group.amount
            }
        }
    }

    /// Nothing is lent: shares are paid in full, short puts held with their strike.
    static let fullValue = MarginRules(
        nakedFraction: Price(billionths: 1_000_000_000), nakedMinimum: Price(billionths: 1_000_000_000),
        longShares: Price(billionths: 1_000_000_000), shortShares: Price(billionths: 1_000_000_000))

    /// One fraction for everything, half of it as the minimum.
    static func fraction(_ fraction: Price) -> MarginRules {
        MarginRules(
            nakedFraction: fraction, nakedMinimum: Price(billionths: fraction.billionths / 2), longShares: fraction,
            shortShares: fraction)
    }
}
