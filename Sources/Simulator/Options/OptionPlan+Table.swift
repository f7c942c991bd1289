import MarketModel

extension OptionPlan {
    private static let fund = ExpirationPlan(dailies: 10, weeklies: 8, monthlies: 10, monthEnds: 4, leaps: 3)

    /// The underlyings that have options, in a fixed order.
    static let all: [OptionPlan] =
        [
            OptionPlan(
                underlying: "SPY", carry: .yield(0.011),
                surface: ImpliedSurface(
                    shortVolatility: 0.14, longVolatility: 0.185, reversion: 2.5, correlation: -0.7, wings: 1.1),
                shareOfVIX: 0.84, ticks: .pennies, grid: StrikeGrid(step: 1, wideStep: 5), expirations: fund),
            OptionPlan(
                underlying: "SPX", carry: .yield(0.012),
                surface: ImpliedSurface(
                    shortVolatility: 0.14, longVolatility: 0.185, reversion: 2.5, correlation: -0.7, wings: 1.1),
                shareOfVIX: 0.84, ticks: .nickelClass, grid: StrikeGrid(step: 5, wideStep: 25),
                roots: .index(morning: "SPX", afternoon: "SPXW"), expirations: fund),
            OptionPlan(
                underlying: "QQQ", carry: .yield(0.005),
                surface: ImpliedSurface(
                    shortVolatility: 0.18, longVolatility: 0.22, reversion: 2.5, correlation: -0.65, wings: 1.1),
                shareOfVIX: 1.08, ticks: .pennies, grid: StrikeGrid(step: 1, wideStep: 5), expirations: fund),
            OptionPlan(
                underlying: "AAPL", carry: .yield(0.004),
                surface: ImpliedSurface(
                    shortVolatility: 0.27, longVolatility: 0.29, reversion: 2, correlation: -0.4, wings: 1.0),
                shareOfVIX: 1.6, ticks: .pennyClass, grid: StrikeGrid(step: 2.5, wideStep: 5),
                expirations: ExpirationPlan(weeklies: 8, monthlies: 8, leaps: 3)),
            OptionPlan(
                underlying: "VIX", carry: .reverting(level: 19.5, speed: 5),
                surface: ImpliedSurface(
                    shortVolatility: 1.05, longVolatility: 0.55, reversion: 6, correlation: 0.55, wings: 1.2),
                ticks: .nickelClass,
                grid: StrikeGrid(
                    step: 0.5, wideStep: 5, nearDeviations: 1.5, nearReach: 0.3...0.6, farReach: 1.0...3.0),
                roots: .volatility, expirations: ExpirationPlan(weeklies: 6, monthlies: 7)),
            OptionPlan(
                underlying: "ES", carry: .future,
                surface: ImpliedSurface(
                    shortVolatility: 0.14, longVolatility: 0.185, reversion: 2.5, correlation: -0.7, wings: 1.1),
                shareOfVIX: 0.84, ticks: .equityFuture, grid: StrikeGrid(step: 5, wideStep: 25), roots: .future),
            OptionPlan(
                underlying: "CL", carry: .future,
                surface: ImpliedSurface(
                    shortVolatility: 0.38, longVolatility: 0.32, reversion: 1.5, correlation: -0.15, wings: 1.2),
                ticks: .pennies,
                grid: StrikeGrid(step: 0.5, wideStep: 2.5, nearReach: 0.06...0.25, farReach: 0.15...0.6),
                roots: .future),
        ] + more

    private static let weekly = ExpirationPlan(weeklies: 6, monthlies: 6, leaps: 2)

    /// A stock or fund whose options all follow the market's volatility in one way.
    private static func plain(
        _ underlying: String, yield: Double, volatility: Double, _ ticks: OptionTicks, step: Double, wide: Double
    ) -> OptionPlan {
        OptionPlan(
            underlying: underlying, carry: .yield(yield),
            surface: ImpliedSurface(
                shortVolatility: volatility, longVolatility: volatility * 1.08, reversion: 2, correlation: -0.4,
                wings: 1.0),
            shareOfVIX: volatility / 0.169, ticks: ticks, grid: StrikeGrid(step: step, wideStep: wide),
            expirations: weekly)
    }

    private static func future(
        _ product: String, volatility: Double, correlation: Double, _ ticks: OptionTicks, _ grid: StrikeGrid
    ) -> OptionPlan {
        OptionPlan(
            underlying: product, carry: .future,
            surface: ImpliedSurface(
                shortVolatility: volatility, longVolatility: volatility * 1.05, reversion: 2, correlation: correlation,
                wings: 1.1), ticks: ticks, grid: grid, roots: .future)
    }

    private static let more: [OptionPlan] = [
        plain("IWM", yield: 0.012, volatility: 0.2, .pennies, step: 1, wide: 5),
        plain("F", yield: 0.045, volatility: 0.33, .pennyClass, step: 0.5, wide: 1),
        plain("TSLA", yield: 0, volatility: 0.5, .pennyClass, step: 5, wide: 10),
        plain("NVDA", yield: 0, volatility: 0.42, .pennyClass, step: 2.5, wide: 5),
        plain("MSFT", yield: 0.007, volatility: 0.24, .pennyClass, step: 5, wide: 10),
        plain("TLT", yield: 0.042, volatility: 0.12, .pennies, step: 0.5, wide: 1),
        plain("GLD", yield: 0, volatility: 0.19, .pennies, step: 1, wide: 5),
        OptionPlan(
            underlying: "XSP", carry: .yield(0.012),
            surface: ImpliedSurface(
                shortVolatility: 0.14, longVolatility: 0.185, reversion: 2.5, correlation: -0.7, wings: 1.1),
            shareOfVIX: 0.84, ticks: .pennies, grid: StrikeGrid(step: 1, wideStep: 5),
            roots: .index(morning: nil, afternoon: "XSP"), expirations: weekly),
        OptionPlan(
            underlying: "NDX", carry: .yield(0.006),
            surface: ImpliedSurface(
                shortVolatility: 0.18, longVolatility: 0.22, reversion: 2.5, correlation: -0.65, wings: 1.1),
            shareOfVIX: 1.08, ticks: .nickelClass, grid: StrikeGrid(step: 50, wideStep: 100),
            roots: .index(morning: "NDX", afternoon: "NDXP"), expirations: weekly),
        OptionPlan(
            underlying: "RUT", carry: .yield(0.012),
            surface: ImpliedSurface(
                shortVolatility: 0.2, longVolatility: 0.216, reversion: 2, correlation: -0.5, wings: 1.0),
            shareOfVIX: 1.18, ticks: .nickelClass, grid: StrikeGrid(step: 10, wideStep: 20),
            roots: .index(morning: "RUT", afternoon: "RUTW"), expirations: weekly),
        future("NQ", volatility: 0.19, correlation: -0.65, .equityFuture, StrikeGrid(step: 50, wideStep: 100)),
        future("GC", volatility: 0.18, correlation: 0.1, .gold, StrikeGrid(step: 10, wideStep: 50)),
        future("ZN", volatility: 0.055, correlation: -0.1, .treasury, StrikeGrid(step: 0.25, wideStep: 0.5)),
        future("6E", volatility: 0.075, correlation: -0.1, .currency, StrikeGrid(step: 0.005, wideStep: 0.01)),
        OptionPlan(
            underlying: "MES", carry: .future,
            surface: ImpliedSurface(
                shortVolatility: 0.14, longVolatility: 0.185, reversion: 2.5, correlation: -0.7, wings: 1.1),
            shareOfVIX: 0.84, ticks: .equityFuture, grid: StrikeGrid(step: 25, wideStep: 50), roots: .future),
        future("MNQ", volatility: 0.19, correlation: -0.65, .equityFuture, StrikeGrid(step: 100, wideStep: 200)),
    ]
}
