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
    /// Which roots its series have.
    var roots = Roots.stock
    /// Expirations of its PM series; the AM series of SPX have its monthlies.
    var expirations = ExpirationPlan()

    /// Which roots the series of an underlying have.
    enum Roots: Equatable {
        /// One, named as the stock or fund.
        case stock
        /// One for the series that settle in the morning, `nil` for none, and one for the afternoon.
        case index(morning: String?, afternoon: String)
        /// The VIX: monthlies and weeklies, all settled in the morning.
        case volatility
        /// Those of the futures product.
        case future
    }

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
            underlying: underlying, isIndex: roots != .stock && roots != .future, ticks: ticks,
            series: listed.sorted { ($0.series.expiresAt, $0.series.root) < ($1.series.expiresAt, $1.series.root) })
    }

    private func series(from day: TradingDay) -> [OptionSeries] {
        switch roots {
        case .index(let morning, let afternoon):
            let mornings = morning.map { root in
                expirations.thirdFridays(from: day).map { OptionRoot.named(root).series(expiring: $0) }
            }
            return (mornings ?? [])
                + expirations.days(from: day).map { OptionRoot.named(afternoon).series(expiring: $0) }
        case .volatility:
            let monthlies = ExpirationPlan.volatilityMonthlies(from: day, count: expirations.monthlies)
            let weeklies = ExpirationPlan.wednesdays(from: day, count: expirations.weeklies)
                .filter { !monthlies.contains($0) }
            return monthlies.map { OptionRoot.named("VIX").series(expiring: $0) }
                + weeklies.map { OptionRoot.named("VIXW").series(expiring: $0) }
        case .future: return futureSeries(from: day)
        case .stock:
            let root = EquityOptionSymbol.root(ofUnderlying: underlying)
            return expirations.days(from: day).map { OptionRoot.named(root).series(expiring: $0) }
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
