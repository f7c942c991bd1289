public import MarketModel

extension SyntheticInstrument {
    /// The instruments of the usual synthetic market: eight futures in their active month and five equities.
    ///
    /// - Parameter day: Decides which contract months are listed.
    public static func standard(on day: TradingDay) -> [SyntheticInstrument] {
        SyntheticFuture.all.compactMap { $0.instrument(on: day) } + SyntheticEquity.all.map(\.instrument)
    }
}

/// How a futures product trades in the synthetic market.
private struct SyntheticFuture {
    let product: String
    let basePriceInTicks: Int64
    let swing: Int64
    let marketShare: Int64
    let trades: Int
    let quotes: Int
    var spread = 1
    let resting: Int
    /// The fund whose own movement it shares.
    var path: String?

    static let all: [SyntheticFuture] = [
        SyntheticFuture(
            product: "ES", basePriceInTicks: 27_201, swing: 110, marketShare: 214, trades: 16_000, quotes: 20_000,
            resting: 40, path: "SPY"),
        SyntheticFuture(
            product: "NQ", basePriceInTicks: 100_840, swing: 520, marketShare: 192, trades: 12_000, quotes: 16_000,
            spread: 2, resting: 6, path: "QQQ"),
        SyntheticFuture(
            product: "RTY", basePriceInTicks: 24_870, swing: 130, marketShare: 160, trades: 3_000, quotes: 7_000,
            resting: 12),
        SyntheticFuture(
            product: "YM", basePriceInTicks: 47_512, swing: 190, marketShare: 196, trades: 2_500, quotes: 6_000,
            resting: 8),
        SyntheticFuture(
            product: "CL", basePriceInTicks: 6_143, swing: 70, marketShare: 40, trades: 4_000, quotes: 8_000,
            resting: 18),
        SyntheticFuture(
            product: "GC", basePriceInTicks: 40_815, swing: 150, marketShare: 24, trades: 3_500, quotes: 8_000,
            resting: 9),
        SyntheticFuture(
            product: "ZN", basePriceInTicks: 7_204, swing: 16, marketShare: 48, trades: 2_500, quotes: 5_000,
            resting: 900),
        SyntheticFuture(
            product: "6E", basePriceInTicks: 23_204, swing: 44, marketShare: 56, trades: 2_500, quotes: 6_000,
            resting: 30),
    ]

    /// The product's active contract.
    func instrument(on day: TradingDay) -> SyntheticInstrument? {
        guard let contract = InstrumentSpecification.future(product)?.activeContract(on: day),
            let listing = SimulatedListing(contract)
        else { return nil }
        return SyntheticInstrument(
            listing: listing, basePriceInTicks: basePriceInTicks, swing: swing, marketShare: marketShare,
            tradesPerKilosecond: trades, quotesPerKilosecond: quotes, spreadInTicks: spread, restingSize: resting,
            pathSymbol: path)
    }
}

/// An equity of the synthetic market, quoted in cents.
private struct SyntheticEquity {
    let symbol: String
    let description: String
    let market: String
    var isETF = false
    let basePriceInCents: Int64
    let swing: Int64
    let marketShare: Int64
    let trades: Int
    var spread = 1

    static let all: [SyntheticEquity] = [
        SyntheticEquity(
            symbol: "SPY", description: "SPDR S&P 500 ETF Trust", market: "ARCX", isETF: true,
            basePriceInCents: 67_820, swing: 275, marketShare: 214, trades: 7_000),
        SyntheticEquity(
            symbol: "QQQ", description: "Invesco QQQ Trust", market: "XNAS", isETF: true, basePriceInCents: 61_150,
            swing: 310, marketShare: 192, trades: 5_000),
        SyntheticEquity(
            symbol: "AAPL", description: "Apple Inc. Common Stock", market: "XNAS", basePriceInCents: 26_840,
            swing: 160, marketShare: 120, trades: 4_000),
        SyntheticEquity(
            symbol: "MSFT", description: "Microsoft Corporation Common Stock", market: "XNAS",
            basePriceInCents: 50_560, swing: 270, marketShare: 130, trades: 2_500, spread: 3),
        SyntheticEquity(
            symbol: "TSLA", description: "Tesla, Inc. Common Stock", market: "XNAS", basePriceInCents: 40_410,
            swing: 420, marketShare: 100, trades: 4_500, spread: 3),
    ]

    var instrument: SyntheticInstrument {
        SyntheticInstrument(
            listing: SimulatedListing(
                symbol: symbol, streamerSymbol: symbol, description: description, specification: .equity(symbol),
                kind: .equity(listedMarket: market, isETF: isETF)),
            basePriceInTicks: basePriceInCents, swing: swing, marketShare: marketShare,
            tradesPerKilosecond: trades, quotesPerKilosecond: trades * 2, spreadInTicks: spread,
            restingSize: 900)
    }
}
