public import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension ChainBook {
    /// The chain at a moment, from what the book has been given so far.
    ///
    /// Volatility and Greeks are the feed's where it sent them lately, else the model's: European, at the forward and
    /// rate of the expiration. A contract whose own price gives no volatility takes the one of its neighbours out of
    /// the money. The same book and moment give the same snapshot.
    ///
    /// - Parameter days: Only expirations with so many days to go; all when `nil`.
    public func snapshot(at moment: Timestamp, days: ClosedRange<Int>? = nil) -> ChainSnapshot {
        let today = USTimeZone.eastern.day(of: moment)
        var exclusions = chain.exclusions
        exclusions.add(unlisted)
        var expirations: [ExpirationSnapshot] = []
        var first = 0
        for expiration in chain.expirations {
            let count = expiration.strikes.reduce(0) { $0 + ($1.call == nil ? 0 : 1) + ($1.put == nil ? 0 : 1) }
            if days?.contains(expiration.series.daysToExpiration(from: today)) ?? true {
                let snapshot = snapshot(of: expiration, first: first, on: today, at: moment)
                exclusions.add(snapshot.exclusions)
                expirations.append(snapshot)
            }
            first += count
        }
        let nearest = chain.expirations.first { $0.series.expiresAt > moment } ?? chain.expirations.last
        return ChainSnapshot(
            underlying: chain.underlying, moment: moment,
            underlyingPrice: nearest.flatMap { underlying($0.series.underlying, at: moment) },
            expirations: expirations, exclusions: exclusions)
    }

    private func underlying(_ symbol: String, at moment: Timestamp) -> UnderlyingSnapshot? {
        guard let index = underlyings.firstIndex(of: symbol), let price = underlyingStates[index].price else {
            return nil
        }
        return UnderlyingSnapshot(symbol: symbol, price: price, age: moment - underlyingStates[index].time)
    }

    private func snapshot(
        of expiration: OptionChain.Expiration, first: Int, on today: TradingDay, at moment: Timestamp
    ) -> ExpirationSnapshot {
        let series = expiration.series
        let spot = underlying(series.underlying, at: moment)
        let input = ExpirationInput(expiration, first: first, book: self, spot: spot?.price, at: moment)
        var snapshot = ExpirationSnapshot(
            series: series, daysToExpiration: series.daysToExpiration(from: today), years: series.years(at: moment),
            strikes: input.strikes)
        snapshot.underlying = spot
        snapshot.exclusions = input.exclusions
        takeFeedValuations(into: &snapshot, at: moment)
        guard snapshot.years > 0 else { return snapshot }
        snapshot.forward = forward(input, series, spot, snapshot.years, at: moment)
        guard let forward = snapshot.forward else { return snapshot }
        ExpirationModel(forward, years: snapshot.years, isOnFuture: series.isOnFuture)
            .value(&snapshot, underlyingAge: spot?.age)
        return snapshot
    }

    private func takeFeedValuations(into snapshot: inout ExpirationSnapshot, at moment: Timestamp) {
        guard policy.usesFeedGreeks else { return }
        snapshot.updateContracts { contract in
            guard let feed = states[contract.index].feed, moment - feed.time <= policy.greeksAgeLimit else { return }
            contract.valuation = ContractValuation(
                volatility: feed.volatility, greeks: feed.greeks, source: .feed, inputs: nil, age: moment - feed.time)
        }
    }

    private func forward(
        _ input: ExpirationInput, _ series: OptionSeries, _ spot: UnderlyingSnapshot?, _ years: Double,
        at moment: Timestamp
    ) -> ForwardEstimate? {
        let price = spot.map(\.price.doubleValue).flatMap { $0 > 0 ? $0 : nil }
        let isFresh = spot.map { $0.age <= policy.quoteAgeLimit } ?? false
        let curveRate = policy.rates.rate(years: years)
        if series.isOnFuture, let price, isFresh {
            return ForwardEstimate(
                forward: price, rate: curveRate, forwardSource: .future, rateSource: .curve, impliedDividendYield: 0)
        }
        var estimate = PutCallParity.estimate(
            input.parityQuotes, years: years, isAmerican: series.style == .american, curve: policy.rates)
        if estimate == nil, let price {
            estimate = .carried(
                price, years: years, rates: policy.rates,
                dividends: policy.dividends.compactMap { $0.payment(before: series.expiresAt, from: moment) })
        }
        if let price, !series.isOnFuture, let found = estimate {
            estimate?.impliedDividendYield = found.rate - log(found.forward / price) / years
        }
        return estimate
    }
}

extension ExpirationSnapshot {
    /// Changes every contract in place, in the order of the chain.
    mutating func updateContracts(_ change: (inout ContractSnapshot) -> Void) {
        for index in strikes.indices {
            if var call = strikes[index].call {
                change(&call)
                strikes[index].call = call
            }
            if var put = strikes[index].put {
                change(&put)
                strikes[index].put = put
            }
        }
    }
}
