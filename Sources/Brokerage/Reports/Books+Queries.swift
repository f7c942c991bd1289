public import MarketModel

extension Books {
    /// The positions of an account as they are shown: they lag behind fills. By symbol; closed ones until the next day
    /// begins.
    public func positions(in account: String) -> [Position] {
        (state.accounts[account]?.shown.values).map { $0.sorted { $0.symbol < $1.symbol } } ?? []
    }

    /// The positions as they truly are.
    public func ledgerPositions(in account: String) -> [Position] {
        (state.accounts[account]?.positions.values).map { $0.sorted { $0.symbol < $1.symbol } } ?? []
    }

    /// The instrument of a position or order, also after it ended.
    public func knownInstrument(_ symbol: String) -> TradableInstrument? { state.instruments[symbol] }

    /// All transactions of an account, oldest first.
    public func transactions(in account: String) -> [Transaction] { state.accounts[account]?.transactions ?? [] }

    /// A transaction of an account.
    public func transaction(_ id: Int, in account: String) -> Transaction? {
        state.accounts[account]?.transactions.first { $0.id == id }
    }

    /// All fees of a day, at or above zero.
    public func totalFees(in account: String, on day: TradingDay) -> Money {
        transactions(in: account).reduce(.zero) { $1.day == day ? $0 + $1.charges.total : $0 }
    }

    /// The balances at the beginnings and ends of days, oldest first.
    public func balanceSnapshots(in account: String) -> [BalanceSnapshot] {
        state.accounts[account]?.snapshots ?? []
    }

    /// The history of the net liquidating value, oldest first.
    public func netLiqHistory(in account: String) -> [NetLiqPoint] { state.accounts[account]?.history ?? [] }

    /// Fees and gains by year and underlying.
    public func yearGains(in account: String) -> [YearGain] {
        (state.accounts[account]?.years ?? [:]).sorted { $0.key < $1.key }.map(\.value)
    }

    /// Profit of futures that were closed since their last settlement: cash at the next one.
    public func unsettledFutures(in account: String) -> Money {
        (state.accounts[account]?.unsettledFutures.values).map { $0.reduce(.zero) { $0 + $1 } } ?? .zero
    }
}
