public import MarketModel

extension SyntheticInstrument {
    /// The instruments of the usual synthetic market: eight futures in their active month and five equities.
    ///
    /// - Parameter day: Decides which contract months are listed.
    public static func standard(on day: TradingDay) -> [SyntheticInstrument] {
        SyntheticFuture.all.flatMap { $0.instruments(on: day) } + SyntheticEquity.all.map(\.instrument)
    }
}

extension SimulatedListing {
    /// A listing for any streamer symbol, as a replay needs it: the terms of a known futures product, or an equity.
    ///
    /// - Parameters:
    ///   - symbol: `/ESZ26:XCME`, `SPY`, `BTC/USD:CXTALP`.
    ///   - tick: The smallest price step of a product that is not known; a cent when left out.
    public static func named(_ symbol: String, tick: Price = Price(billionths: 10_000_000)) -> SimulatedListing {
        let parts = symbol.split(separator: ":")
        guard symbol.hasPrefix("/"), parts.count == 2, parts[0].count > 4 else {
            return SimulatedListing(
                symbol: String(parts.first ?? ""), streamerSymbol: symbol, description: symbol, tick: tick,
                kind: .equity(listedMarket: "XNAS", isETF: false))
        }
        let contract = parts[0].dropFirst()
        let product = String(contract.dropLast(3))
        let code = contract.suffix(3)
        let year = 2000 + (Int(code.dropFirst()) ?? 0)
        let month = (ContractCycle.letters.firstIndex(of: code.first ?? "F") ?? 0) + 1
        let known = SyntheticFuture.all.first { $0.product == product }
        let expiration =
            known?.cycle.expiration(year, month) ?? TradingDay(year: year, month: month, day: 20)
            ?? TradingDay(daysSince1970: 0)
        return SimulatedListing(
            symbol: "/\(product)\(code.prefix(1))\(year % 10)", streamerSymbol: symbol,
            description: known?.description ?? product, tick: known?.tick ?? tick,
            multiplier: Quantity(whole: known?.multiplier ?? 1),
            kind: .future(
                .init(
                    product: product, streamerExchange: String(parts[1]), productGroup: "CME_\(product)",
                    sector: known?.sector ?? "Other", expiration: expiration, isActiveMonth: true)))
    }
}

/// A futures product of the synthetic market.
private struct SyntheticFuture {
    let product: String
    let description: String
    let exchange: String
    let sector: String
    let tick: Price
    let multiplier: Int
    let cycle: ContractCycle
    let basePriceInTicks: Int64
    let swing: Int64
    let marketShare: Int64
    let trades: Int
    let quotes: Int
    let spread: Int
    let resting: Int

    static let all: [SyntheticFuture] = [
        SyntheticFuture(
            product: "ES", description: "E-mini S&P 500", exchange: "XCME", sector: "Equity Index",
            tick: Price(billionths: 250_000_000), multiplier: 50, cycle: .equityIndex, basePriceInTicks: 27_201,
            swing: 110, marketShare: 214, trades: 11_000, quotes: 16_000, spread: 1, resting: 40),
        SyntheticFuture(
            product: "NQ", description: "E-mini Nasdaq-100", exchange: "XCME", sector: "Equity Index",
            tick: Price(billionths: 250_000_000), multiplier: 20, cycle: .equityIndex, basePriceInTicks: 100_840,
            swing: 520, marketShare: 192, trades: 9_000, quotes: 14_000, spread: 2, resting: 6),
        SyntheticFuture(
            product: "RTY", description: "E-mini Russell 2000", exchange: "XCME", sector: "Equity Index",
            tick: Price(billionths: 100_000_000), multiplier: 50, cycle: .equityIndex, basePriceInTicks: 24_870,
            swing: 130, marketShare: 160, trades: 3_000, quotes: 7_000, spread: 1, resting: 12),
        SyntheticFuture(
            product: "YM", description: "E-mini Dow", exchange: "XCBT", sector: "Equity Index",
            tick: Price(billionths: 1_000_000_000), multiplier: 5, cycle: .equityIndex, basePriceInTicks: 47_512,
            swing: 190, marketShare: 196, trades: 2_500, quotes: 6_000, spread: 1, resting: 8),
        SyntheticFuture(
            product: "CL", description: "Light Sweet Crude Oil", exchange: "XNYM", sector: "Energy",
            tick: Price(billionths: 10_000_000), multiplier: 1000, cycle: .crudeOil, basePriceInTicks: 6_143,
            swing: 70, marketShare: 40, trades: 4_000, quotes: 8_000, spread: 1, resting: 18),
        SyntheticFuture(
            product: "GC", description: "Gold", exchange: "XCEC", sector: "Metals",
            tick: Price(billionths: 100_000_000), multiplier: 100, cycle: .gold, basePriceInTicks: 40_815,
            swing: 150, marketShare: 24, trades: 3_500, quotes: 8_000, spread: 1, resting: 9),
        SyntheticFuture(
            product: "ZN", description: "10-Year T-Note", exchange: "XCBT", sector: "Interest Rate",
            tick: Price(billionths: 15_625_000), multiplier: 1000, cycle: .treasury, basePriceInTicks: 7_204,
            swing: 16, marketShare: 48, trades: 2_500, quotes: 5_000, spread: 1, resting: 900),
        SyntheticFuture(
            product: "6E", description: "Euro FX", exchange: "XCME", sector: "FX",
            tick: Price(billionths: 50_000), multiplier: 125_000, cycle: .currency, basePriceInTicks: 23_204,
            swing: 44, marketShare: 56, trades: 2_500, quotes: 6_000, spread: 1, resting: 30),
    ]

    /// The active contract, tradable, and the one after it, which only the instrument list shows as next.
    func instruments(on day: TradingDay) -> [SyntheticInstrument] {
        guard let contract = cycle.activeContract(on: day) else { return [] }
        let year = contract.month.year % 100
        let code = ContractCycle.code(ofMonth: contract.month.month)
        let twoDigits = year < 10 ? "0\(year)" : "\(year)"
        let listing = SimulatedListing(
            symbol: "/\(product)\(code)\(year % 10)", streamerSymbol: "/\(product)\(code)\(twoDigits):\(exchange)",
            description: description, tick: tick, multiplier: Quantity(whole: multiplier),
            kind: .future(
                .init(
                    product: product, streamerExchange: exchange, productGroup: "CME_\(product)", sector: sector,
                    expiration: contract.expiration, isActiveMonth: true)))
        return [
            SyntheticInstrument(
                listing: listing, basePriceInTicks: basePriceInTicks, swing: swing, marketShare: marketShare,
                tradesPerKilosecond: trades, quotesPerKilosecond: quotes, spreadInTicks: spread,
                restingSize: resting)
        ]
    }
}

/// An equity of the synthetic market, quoted in cents.
private struct SyntheticEquity {
    let symbol: String
    let description: String
    let market: String
    let isETF: Bool
    let basePriceInCents: Int64
    let swing: Int64
    let marketShare: Int64
    let trades: Int
    let spread: Int

    static let all: [SyntheticEquity] = [
        SyntheticEquity(
            symbol: "SPY", description: "SPDR S&P 500 ETF Trust", market: "ARCX", isETF: true,
            basePriceInCents: 67_820, swing: 275, marketShare: 214, trades: 7_000, spread: 1),
        SyntheticEquity(
            symbol: "QQQ", description: "Invesco QQQ Trust", market: "XNAS", isETF: true,
            basePriceInCents: 61_150, swing: 310, marketShare: 192, trades: 5_000, spread: 1),
        SyntheticEquity(
            symbol: "AAPL", description: "Apple Inc. Common Stock", market: "XNAS", isETF: false,
            basePriceInCents: 26_840, swing: 160, marketShare: 120, trades: 4_000, spread: 1),
        SyntheticEquity(
            symbol: "MSFT", description: "Microsoft Corporation Common Stock", market: "XNAS", isETF: false,
            basePriceInCents: 50_560, swing: 270, marketShare: 130, trades: 2_500, spread: 3),
        SyntheticEquity(
            symbol: "TSLA", description: "Tesla, Inc. Common Stock", market: "XNAS", isETF: false,
            basePriceInCents: 40_410, swing: 420, marketShare: 100, trades: 4_500, spread: 3),
    ]

    var instrument: SyntheticInstrument {
        SyntheticInstrument(
            listing: SimulatedListing(
                symbol: symbol, streamerSymbol: symbol, description: description,
                tick: Price(billionths: 10_000_000), kind: .equity(listedMarket: market, isETF: isETF)),
            basePriceInTicks: basePriceInCents, swing: swing, marketShare: marketShare,
            tradesPerKilosecond: trades, quotesPerKilosecond: trades * 2, spreadInTicks: spread,
            restingSize: 900)
    }
}
