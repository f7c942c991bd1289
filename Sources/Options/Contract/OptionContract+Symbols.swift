public import MarketModel

extension OptionContract {
    /// The broker's symbol: 21 characters (`SPY   261120P00680000`), or the option on a future's
    /// (`./ESZ6 EW4X6 261127P5800`).
    ///
    /// `nil` when the series cannot be named so: a root that is too long, a strike finer than a thousandth, a future or
    /// a contract month that is not known.
    public var tastytradeSymbol: String? {
        series.isOnFuture ? futureOption?.tastytradeSymbol : equityOption?.tastytradeSymbol
    }

    /// The symbol that streams: `.SPY261120P680`, `./EW4X26P5800:XCME`; `nil` as for `tastytradeSymbol`.
    ///
    /// Where the venue's chain gives one, that one is to be used.
    public var streamerSymbol: String? {
        series.isOnFuture ? futureOption?.streamerSymbol : equityOption?.streamerSymbol
    }

    private var equityOption: EquityOptionSymbol? {
        EquityOptionSymbol(root: series.root, expiration: series.expiration, right: right, strike: strike)
    }

    private var futureOption: FutureOptionSymbol? {
        let month = series.contractMonth ?? FutureOptionRoot.named(series.root)?.month(expiring: series.expiration)
        guard let month,
            case .future(let future)? = try? SymbolParser(on: series.expiration).parse(series.underlying).symbol
        else { return nil }
        return FutureOptionSymbol(
            root: series.root, month: month, right: right, strike: strike, underlying: future,
            expiration: series.expiration, exchange: future.exchange)
    }

    /// The contract that a symbol names, with its series from the tables of roots; `nil` for what is no option, and for
    /// an option on a future whose root the table does not have.
    public init?(_ symbol: InstrumentSymbol) {
        switch symbol {
        case .equityOption(let option):
            self.init(
                series: OptionRoot.named(option.root).series(expiring: option.expiration), right: option.right,
                strike: option.strike)
        case .futureOption(let option):
            guard var series = FutureOptionRoot.named(option.root)?.series(of: option.month) else { return nil }
            if let underlying = option.underlying { series.underlying = underlying.tastytradeSymbol }
            if let day = option.expiration, day != series.expiration { return nil }
            self.init(series: series, right: option.right, strike: option.strike)
        case .equity, .futuresProduct, .future, .crypto: return nil
        }
    }
}
