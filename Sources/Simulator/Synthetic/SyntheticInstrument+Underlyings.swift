public import MarketModel

extension SyntheticInstrument {
    /// What options of the synthetic market are on beyond the standard instruments: the indices SPX and VIX, and the
    /// contract months behind the active one.
    ///
    /// SPX moves as SPY does at ten times its price, a back month as its front month does.
    ///
    /// - Parameter day: Decides which contract months are listed.
    public static func optionUnderlyings(on day: TradingDay) -> [SyntheticInstrument] {
        let futures = standard(on: day).filter(\.listing.isFuture)
        return [spx, vix] + futures.flatMap { backMonths(of: $0, on: day) }
    }

    private static let spx = SyntheticInstrument(
        listing: .index("SPX", "S&P 500 Index"), basePriceInTicks: 678_200, swing: 2750, marketShare: 214,
        tradesPerKilosecond: 1000, quotesPerKilosecond: 2000, spreadInTicks: 40, restingSize: 1, pathSymbol: "SPY")

    private static let vix = SyntheticInstrument(
        listing: .index("VIX", "Cboe Volatility Index"), basePriceInTicks: 1690, swing: 34, marketShare: -190,
        tradesPerKilosecond: 500, quotesPerKilosecond: 800, spreadInTicks: 8, restingSize: 1)

    /// The months behind the active one, three of each product that has options here, at the front's price and a little
    /// carry.
    private static func backMonths(of front: SyntheticInstrument, on day: TradingDay) -> [SyntheticInstrument] {
        guard case .future(let contract) = front.listing.kind,
            let carryPerMille = ["ES": 7, "CL": -3, "NQ": 8, "GC": 5, "ZN": -4, "6E": 4][contract.root]
        else { return [] }
        let months = front.listing.specification.activeMonths
        let later = front.listing.specification.contracts(on: day, count: 6, months: months)
            .filter { $0.month > contract.month }
        return later.prefix(3).enumerated().compactMap { place, contract in
            guard let listing = SimulatedListing(contract) else { return nil }
            var month = front
            month.listing = listing
            month.basePriceInTicks += month.basePriceInTicks * Int64(carryPerMille * (place + 1)) / 1000
            month.pathSymbol = front.pathSymbol ?? front.listing.streamerSymbol
            month.tradesPerKilosecond /= 20 * (place + 1)
            month.quotesPerKilosecond /= 4
            month.restingSize = max(2, month.restingSize / 4)
            return month
        }
    }
}

extension SimulatedListing {
    /// Lists an index.
    static func index(_ symbol: String, _ description: String) -> SimulatedListing {
        SimulatedListing(
            symbol: symbol, streamerSymbol: symbol, description: description, specification: .equity(symbol),
            kind: .index)
    }
}
