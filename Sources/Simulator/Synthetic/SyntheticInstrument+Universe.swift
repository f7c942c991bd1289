public import MarketModel

extension SyntheticInstrument {
    /// Everything the synthetic market trades: the usual instruments, what their options stand on, and their relatives.
    ///
    /// Relatives share one path: an index, its fund, its future, the micro future and the later months move together, so
    /// that nothing can be earned by trading one against the other.
    ///
    /// - Parameter day: Decides which contract months are listed.
    public static func universe(on day: TradingDay) -> [SyntheticInstrument] {
        let usual = standard(on: day) + optionUnderlyings(on: day)
        let fronts = usual.filter(\.listing.isFuture)
        return usual + relatives(of: fronts, on: day) + moreFutures(on: day) + moreEquities(fronts)
            + moreIndices(fronts)
            + coins
    }

    // MARK: Futures

    /// The micro contracts of the usual futures, at their prices.
    private static func relatives(of fronts: [SyntheticInstrument], on day: TradingDay) -> [SyntheticInstrument] {
        let micros = ["MES": "ES", "MNQ": "NQ", "M2K": "RTY", "MYM": "YM", "MCL": "CL", "MGC": "GC"]
        return micros.sorted { $0.key < $1.key }.compactMap { micro, product in
            guard let front = front(product, fronts),
                let contract = InstrumentSpecification.future(micro)?.activeContract(on: day),
                let listing = SimulatedListing(contract)
            else { return nil }
            var instrument = front
            instrument.pathSymbol = front.pathSymbol ?? front.listing.streamerSymbol
            instrument.listing = listing
            instrument.tradesPerKilosecond = max(200, front.tradesPerKilosecond / 4)
            instrument.quotesPerKilosecond = max(400, front.quotesPerKilosecond / 4)
            return instrument
        }
    }

    /// The first, and so the active, contract of a product.
    private static func front(_ product: String, _ futures: [SyntheticInstrument]) -> SyntheticInstrument? {
        futures.first { instrument in
            if case .future(let contract) = instrument.listing.kind { contract.root == product } else { false }
        }
    }

    private static func moreFutures(on day: TradingDay) -> [SyntheticInstrument] {
        let table:
            [(product: String, ticks: Int64, swing: Int64, share: Int64, rate: Int, resting: Int, path: String?)] =
                [
                    ("SI", 10_310, 60, 30, 800, 6, nil), ("HG", 10_180, 52, 60, 500, 8, nil),
                    ("NG", 4_410, 40, 10, 900, 12, nil), ("ZB", 3_732, 14, 40, 900, 120, nil),
                    ("ZF", 13_992, 14, 40, 700, 400, nil), ("6B", 13_110, 40, 50, 700, 30, nil),
                    ("6J", 12_880, 40, -30, 700, 30, nil), ("VX", 356, 5, -190, 600, 80, "VIX"),
                ]
        return table.compactMap { row in
            guard let contract = InstrumentSpecification.future(row.product)?.activeContract(on: day),
                let listing = SimulatedListing(contract)
            else { return nil }
            return SyntheticInstrument(
                listing: listing, basePriceInTicks: row.ticks, swing: row.swing, marketShare: row.share,
                tradesPerKilosecond: row.rate, quotesPerKilosecond: row.rate * 2, restingSize: row.resting,
                pathSymbol: row.path)
        }
    }

    // MARK: Stocks, funds, indices, coins

    private static func moreEquities(_ fronts: [SyntheticInstrument]) -> [SyntheticInstrument] {
        let small = front("RTY", fronts)?.listing.streamerSymbol
        let gold = front("GC", fronts)?.listing.streamerSymbol
        let table:
            [(
                symbol: String, name: String, market: String, isETF: Bool, cents: Int64, swing: Int64, share: Int64,
                rate: Int, path: String?
            )] = [
                ("IWM", "iShares Russell 2000 ETF", "ARCX", true, 24_610, 129, 160, 2_500, small),
                ("F", "Ford Motor Company Common Stock", "XNYS", false, 1_305, 8, 90, 1_200, nil),
                ("NVDA", "NVIDIA Corporation Common Stock", "XNAS", false, 18_280, 170, 140, 4_000, nil),
                ("TLT", "iShares 20+ Year Treasury Bond ETF", "XNAS", true, 8_940, 30, 40, 1_500, nil),
                ("GLD", "SPDR Gold Shares", "ARCX", true, 37_630, 138, 24, 1_500, gold),
                ("BRK/B", "Berkshire Hathaway Inc. Class B", "XNYS", false, 49_880, 160, 130, 600, nil),
            ]
        return table.map { row in
            SyntheticInstrument(
                listing: SimulatedListing(
                    symbol: row.symbol, streamerSymbol: row.symbol, description: row.name,
                    specification: .equity(row.symbol), kind: .equity(listedMarket: row.market, isETF: row.isETF)),
                basePriceInTicks: row.cents, swing: row.swing, marketShare: row.share,
                tradesPerKilosecond: row.rate, quotesPerKilosecond: row.rate * 2, restingSize: 600,
                pathSymbol: row.path)
        }
    }

    private static func moreIndices(_ fronts: [SyntheticInstrument]) -> [SyntheticInstrument] {
        let small = front("RTY", fronts)?.listing.streamerSymbol
        return [
            index("XSP", "Mini-SPX Index", 67_820, swing: 275, share: 214, spread: 4, path: "SPY"),
            index("NDX", "Nasdaq-100 Index", 2_507_150, swing: 12_710, share: 192, spread: 120, path: "QQQ"),
            index("RUT", "Russell 2000 Index", 247_800, swing: 1_294, share: 160, spread: 20, path: small),
        ]
    }

    private static func index(
        _ symbol: String, _ name: String, _ cents: Int64, swing: Int64, share: Int64, spread: Int, path: String?
    ) -> SyntheticInstrument {
        SyntheticInstrument(
            listing: .index(symbol, name), basePriceInTicks: cents, swing: swing, marketShare: share,
            tradesPerKilosecond: 500, quotesPerKilosecond: 1000, spreadInTicks: spread, restingSize: 1,
            pathSymbol: path)
    }

    /// Coins against dollars, at every hour. Their calendar is only where days are cut.
    private static let coins: [SyntheticInstrument] = [
        ("BTC/USD", "Bitcoin to US Dollar", Int64(8_640_000), Int64(7_200), 700),
        ("ETH/USD", "Ether to US Dollar", 281_000, 320, 500),
    ].map { symbol, name, cents, swing, spread in
        SyntheticInstrument(
            listing: SimulatedListing(
                symbol: symbol, streamerSymbol: symbol + ":CXTALP", description: name,
                specification: .equity(symbol), kind: .cryptocurrency),
            basePriceInTicks: cents, swing: swing, marketShare: 90, tradesPerKilosecond: 900,
            quotesPerKilosecond: 2_000, spreadInTicks: spread, restingSize: 2)
    }
}
