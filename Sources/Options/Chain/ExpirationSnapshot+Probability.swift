internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension ExpirationSnapshot {
    /// The market's volatility at a price of the underlying: straight lines of total variance between the options out
    /// of the money, flat beyond them; `nil` without a forward or fit quotes.
    public func volatility(at price: Double) -> Double? {
        guard let forward = forward?.forward, forward > 0, price > 0 else { return nil }
        return VolatilityLine(self, forward: forward).volatility(at: log(price / forward))
    }

    /// The risk-neutral probability, 0 to 1, that the underlying settles below a price.
    ///
    /// The slope of undiscounted put prices over the strike (Breeden and Litzenberger 1978), taken across a tenth of a
    /// standard deviation of the market's own smile, so that skew counts; `nil` without a forward or fit quotes.
    public func probabilityBelow(_ price: Double) -> Double? {
        guard let forward = forward?.forward, forward > 0, years > 0 else { return nil }
        guard price > 0 else { return 0 }
        let line = VolatilityLine(self, forward: forward)
        guard let volatility = line.volatility(at: log(price / forward)), volatility > 0 else { return nil }
        let step = min(price * volatility * years.squareRoot() * 0.05, price / 2)
        func put(_ strike: Double) -> Double? {
            line.volatility(at: log(strike / forward)).map { volatility in
                BlackScholes.price(
                    .onFuture(.put, future: forward, strike: strike, years: years, rate: 0, volatility: volatility))
            }
        }
        guard let above = put(price + step), let below = put(price - step) else { return nil }
        return min(1, max(0, (above - below) / (2 * step)))
    }
}
