import MarketModel
import Options

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How the options on one underlying are listed and priced in the synthetic market.
struct OptionPlan {
    /// The underlying, or the futures product.
    let underlying: String
    /// Its part of the price: spot and yield, a future, or the VIX.
    let carry: OptionModel.Carry
    /// The surface at its usual level.
    let surface: ImpliedSurface
    /// What part of the VIX the surface's short end is; `nil` where it does not move with it.
    var shareOfVIX: Double?
    /// Prices of its options.
    let ticks: OptionTicks
    /// Strikes of its options.
    let grid: StrikeGrid
    /// Expirations of its PM series; the AM series of SPX have its monthlies.
    var expirations = ExpirationPlan()

    /// The rate of the synthetic market, continuously compounded.
    static let rate = 0.0375

    /// The model over the market's paths.
    func model(_ paths: [String: SyntheticPath]) -> OptionModel {
        let own = paths.filter { name, _ in
            if case .future = carry {
                name.hasPrefix("/\(underlying)") && Self.isContract(name, of: underlying)
            } else {
                name == underlying
            }
        }
        let volatility = shareOfVIX.flatMap { share in paths["VIX"].map { (path: $0, share: share) } }
        return OptionModel(paths: own, carry: carry, rate: Self.rate, surface: surface, volatility: volatility)
    }

    private static func isContract(_ symbol: String, of product: String) -> Bool {
        let day = TradingDay(daysSince1970: 20_454)
        guard case .future(let contract)? = try? SymbolParser(on: day).parse(symbol).symbol else { return false }
        return contract.root == product
    }

    /// What is listed from a day on, around the prices of a moment.
    func listing(_ model: OptionModel, from day: TradingDay, at moment: Timestamp) -> OptionChainListing {
        let known = series(from: day).filter { model.paths[$0.underlying] != nil && $0.expiresAt > moment }
        let listed = known.map { series -> ListedSeries in
            let years = max(series.years(at: moment), 1 / 365.0)
            let price = model.forward(of: series, at: moment) ?? 0
            let deviation = model.surface.totalVarianceAtTheMoney(years: years).squareRoot()
            return ListedSeries(series: series, strikes: grid.strikes(around: price, deviation: deviation))
        }
        return OptionChainListing(
            underlying: underlying, isIndex: ["SPX", "VIX"].contains(underlying), ticks: ticks,
            series: listed.sorted { ($0.series.expiresAt, $0.series.root) < ($1.series.expiresAt, $1.series.root) })
    }

    private func series(from day: TradingDay) -> [OptionSeries] {
        switch underlying {
        case "SPX":
            let mornings = expirations.thirdFridays(from: day).map { OptionRoot.named("SPX").series(expiring: $0) }
            return mornings + expirations.days(from: day).map { OptionRoot.named("SPXW").series(expiring: $0) }
        case "VIX":
            let monthlies = ExpirationPlan.volatilityMonthlies(from: day, count: expirations.monthlies)
            let weeklies = ExpirationPlan.wednesdays(from: day, count: expirations.weeklies)
                .filter { !monthlies.contains($0) }
            return monthlies.map { OptionRoot.named("VIX").series(expiring: $0) }
                + weeklies.map { OptionRoot.named("VIXW").series(expiring: $0) }
        default:
            if case .future = carry { return futureSeries(from: day) }
            return expirations.days(from: day).map { OptionRoot.named(underlying).series(expiring: $0) }
        }
    }

    /// The series on a futures product: weekdays for two weeks, Fridays for five, ends of month and monthlies as far as
    /// their futures are listed. A day has one PM series: a month's last day is no weekly.
    private func futureSeries(from day: TradingDay) -> [OptionSeries] {
        var taken = Set<TradingDay>()
        var found: [OptionSeries] = []
        let roots = FutureOptionRoot.roots(of: underlying)
        for root in roots.filter({ !$0.isWeekly }) + roots.filter(\.isWeekly) {
            for month in ExpirationPlan.months(from: day).prefix(15) {
                guard let series = root.series(of: month), series.expiration >= day,
                    day.distance(to: series.expiration) <= root.horizon
                else { continue }
                if series.settlement == .pm, !taken.insert(series.expiration).inserted { continue }
                found.append(series)
            }
        }
        return found
    }
}

extension FutureOptionRoot {
    fileprivate var isWeekly: Bool { if case .weekday = schedule { true } else { false } }

    /// How many days ahead its contracts are listed.
    fileprivate var horizon: Int {
        switch schedule {
        case .weekday(.friday, _): 35
        case .weekday: 14
        case .endOfMonth: 130
        case .withFuture, .beforeFuture, .beforeMonth, .fridayBeforeMonth, .fridayBeforeThirdWednesday: 400
        }
    }
}

extension OptionPlan {
    private static let fund = ExpirationPlan(dailies: 10, weeklies: 8, monthlies: 10, monthEnds: 4, leaps: 3)

    /// The underlyings that have options, in a fixed order.
    static let all: [OptionPlan] = [
        OptionPlan(
            underlying: "SPY", carry: .yield(0.011),
            surface: ImpliedSurface(
                shortVolatility: 0.14, longVolatility: 0.185, reversion: 2.5, correlation: -0.7, wings: 1.1),
            shareOfVIX: 0.84, ticks: .pennies, grid: StrikeGrid(step: 1, wideStep: 5), expirations: fund),
        OptionPlan(
            underlying: "SPX", carry: .yield(0.012),
            surface: ImpliedSurface(
                shortVolatility: 0.14, longVolatility: 0.185, reversion: 2.5, correlation: -0.7, wings: 1.1),
            shareOfVIX: 0.84, ticks: .nickelClass, grid: StrikeGrid(step: 5, wideStep: 25), expirations: fund),
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
            grid: StrikeGrid(step: 0.5, wideStep: 5, nearDeviations: 1.5, nearReach: 0.3...0.6, farReach: 1.0...3.0),
            expirations: ExpirationPlan(weeklies: 6, monthlies: 7)),
        OptionPlan(
            underlying: "ES", carry: .future,
            surface: ImpliedSurface(
                shortVolatility: 0.14, longVolatility: 0.185, reversion: 2.5, correlation: -0.7, wings: 1.1),
            shareOfVIX: 0.84, ticks: .equityFuture, grid: StrikeGrid(step: 5, wideStep: 25)),
        OptionPlan(
            underlying: "CL", carry: .future,
            surface: ImpliedSurface(
                shortVolatility: 0.38, longVolatility: 0.32, reversion: 1.5, correlation: -0.15, wings: 1.2),
            ticks: .pennies, grid: StrikeGrid(step: 0.5, wideStep: 2.5, nearReach: 0.06...0.25, farReach: 0.15...0.6)),
    ]
}
