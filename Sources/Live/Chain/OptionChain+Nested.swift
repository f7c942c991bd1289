import MarketModel
import Options
import Tastytrade

/// A chain as the venue lists it, in the words of `Options`.
struct ListedChain: Sendable {
    /// The chain.
    let chain: OptionChain
    /// Contracts and records left out on the way.
    let exclusions: ChainExclusions
    /// Futures by the symbol their series name: `/ESZ6` streams as `/ESZ26:XCME`.
    let streamersOfFutures: [String: String]

    /// Takes what the venue listed. Where the venue tells terms, they win over the tables of roots.
    init(_ nested: NestedChains, of underlying: String) {
        var exclusions = ChainExclusions()
        exclusions.count(.unreadable, nested.unreadable.count)
        var contracts: [(contract: OptionContract, listing: OptionChain.Listing)] = []
        for chain in nested.chains {
            for expiration in chain.expirations {
                guard let series = Self.series(of: expiration, in: chain) else {
                    exclusions.count(.unknownRoot, 2 * expiration.strikes.count)
                    continue
                }
                for strike in expiration.strikes {
                    let rights: [(OptionRight, String?, String?)] = [
                        (.call, strike.call, strike.callStreamer), (.put, strike.put, strike.putStreamer),
                    ]
                    for (right, symbol, streamer) in rights {
                        guard let symbol else { continue }
                        let contract = OptionContract(series: series, right: right, strike: strike.price)
                        // Freshly listed strikes may lack it; the tables can spell it.
                        guard let streamer = streamer ?? contract.streamerSymbol else {
                            exclusions.count(.unreadable)
                            continue
                        }
                        contracts.append((contract, .init(symbol: symbol, streamerSymbol: streamer)))
                    }
                }
            }
        }
        chain = OptionChain(underlying: underlying, contracts)
        self.exclusions = exclusions
        streamersOfFutures = Dictionary(
            nested.futures.compactMap { future in future.streamerSymbol.map { (future.symbol, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    private static func series(of expiration: NestedExpiration, in chain: NestedChain) -> OptionSeries? {
        expiration.optionRoot == nil
            ? equitySeries(of: expiration, in: chain) : futureSeries(of: expiration, in: chain)
    }

    private static func equitySeries(of expiration: NestedExpiration, in chain: NestedChain) -> OptionSeries? {
        var series = OptionRoot.named(chain.rootSymbol).series(expiring: expiration.day)
        series.underlying = chain.underlyingSymbol
        if let kind = expiration.type.flatMap(ExpirationKind.init(rawValue:)) { series.kind = kind }
        if let shares = chain.sharesPerContract { series.multiplier = Quantity(whole: shares) }
        if let settlement = expiration.settlement.flatMap(SettlementTime.init(rawValue:)),
            settlement != series.settlement
        {
            guard let hours = ExchangeCalendar.nyse.session(on: expiration.day)?.regular else { return nil }
            series.settlement = settlement
            series.expiresAt = settlement == .am ? hours.lowerBound : hours.upperBound
            series.stopsTradingAt = min(series.stopsTradingAt, series.expiresAt)
        }
        return series
    }

    private static func futureSeries(of expiration: NestedExpiration, in chain: NestedChain) -> OptionSeries? {
        guard let root = expiration.optionRoot, let future = expiration.underlyingSymbol else { return nil }
        let known = FutureOptionRoot.named(root).flatMap { terms in
            terms.month(expiring: expiration.day).flatMap(terms.series(of:))
        }
        let multiplier = (try? SymbolParser(on: expiration.day).parse(future).symbol)?.specification?.multiplier
        guard let expiresAt = expiration.expiresAt ?? known?.expiresAt, let multiplier = known?.multiplier ?? multiplier
        else { return nil }
        let style = chain.exerciseStyle.map { $0.lowercased() }.flatMap(ExerciseStyle.init(rawValue:))
        return OptionSeries(
            underlying: future, root: root, expiration: expiration.day,
            kind: expiration.type.flatMap(ExpirationKind.init(rawValue:)) ?? known?.kind ?? .weekly,
            style: style ?? known?.style ?? .american,
            settlement: expiration.settlement.flatMap(SettlementTime.init(rawValue:)) ?? known?.settlement ?? .pm,
            delivery: .future, multiplier: multiplier, expiresAt: expiresAt,
            stopsTradingAt: expiration.stopsTradingAt ?? known?.stopsTradingAt ?? expiresAt,
            contractMonth: expiration.month(of: root) ?? known?.contractMonth)
    }
}

extension NestedExpiration {
    /// The contract's month, from its code `EW4X6` and the expiration day.
    fileprivate func month(of root: String) -> ContractMonth? {
        guard let code = optionContract, code.hasPrefix(root) else { return nil }
        let rest = code.dropFirst(root.count)
        guard rest.count == 2, let month = rest.first.flatMap(ContractMonth.month(of:)),
            let digit = rest.last?.wholeNumberValue
        else { return nil }
        return ContractMonth(year: ContractMonth.year(ending: digit, near: day), month: month)
    }
}
