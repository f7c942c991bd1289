import MarketModel
import Options

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What follows from a path and its option model about one underlying: volatilities, their rank, dividends, earnings.
struct InstrumentTraits {
    private let lane: SyntheticLane
    private let venue: SimulatedVenue
    let model: OptionModel?
    private let symbol: String

    init(_ lane: SyntheticLane, _ venue: SimulatedVenue) {
        self.lane = lane
        self.venue = venue
        symbol = lane.instrument.listing.symbol
        let root = if case .future(let contract) = lane.instrument.listing.kind { contract.root } else { symbol }
        model = venue.options?.models[root]
    }

    // MARK: Volatility

    /// The volatility at the money for a span, by the option model; `nil` without options.
    func impliedVolatility(at moment: Timestamp, days: Double = 30) -> Double? {
        model?.surface(at: moment).volatility(logMoneyness: 0, years: days / 365)
    }

    /// Where the implied volatility stands in the year before: between its lowest and highest, and above which share of
    /// days; fractions. Both 0 for a surface that does not move.
    func impliedRank(at moment: Timestamp, day: TradingDay) -> (rank: Double, percentile: Double)? {
        guard let now = impliedVolatility(at: moment) else { return nil }
        var history: [Double] = []
        var session = ExchangeCalendar.nyse.previousSession(before: day)
        while let current = session, history.count < 252 {
            impliedVolatility(at: USTimeZone.eastern.moment(current.day, 16)).map { history.append($0) }
            session = ExchangeCalendar.nyse.previousSession(before: current.day)
        }
        guard let low = history.min(), let high = history.max(), high > low else { return (0, 0) }
        let below = history.count { $0 < now }
        return (min(max((now - low) / (high - low), 0), 1), Double(below) / Double(history.count))
    }

    func year(before day: TradingDay) -> LaneYear { venue.memory.year(lane, before: day) }

    /// The slope of a year's daily returns against SPY's.
    func beta(before day: TradingDay) -> Double {
        guard let market = venue.lane("SPY") else { return 0 }
        return year(before: day).against(venue.memory.year(market, before: day), days: 252).beta
    }

    /// The correlation of three months' daily returns with SPY's.
    func correlation(before day: TradingDay) -> Double {
        guard let market = venue.lane("SPY") else { return 0 }
        return year(before: day).against(venue.memory.year(market, before: day), days: 63).correlation
    }

    // MARK: Dividends and earnings

    /// The yearly yield that the option model carries the price with; `nil` for what pays nothing.
    var yield: Double? {
        guard lane.instrument.listing.isEquity, !lane.instrument.listing.isIndex,
            case .yield(let yield)? = model?.carry,
            yield > 0
        else { return nil }
        return yield
    }

    /// Dollars a share and quarter, on the price the path wanders about; `nil` for what pays nothing.
    var dividend: Double? {
        yield.map { Double(lane.instrument.basePriceInTicks) / 100 * $0 / 4 }
    }

    /// The days without dividend around a day, from so many years back to a quarter ahead, rising.
    func dividendDays(around day: TradingDay, years: Int = 3) -> [TradingDay] {
        guard dividend != nil else { return [] }
        return quarters(around: day, years: years, months: [3, 6, 9, 12], from: 14)
    }

    /// Whether it is a company that reports earnings.
    var reports: Bool {
        if case .equity(_, let isETF) = lane.instrument.listing.kind { !isETF } else { false }
    }

    /// The days of reports around a day, rising.
    func reportDays(around day: TradingDay, years: Int = 3) -> [TradingDay] {
        reports ? quarters(around: day, years: years, months: [1, 4, 7, 10], from: 20) : []
    }

    /// Dollars a share reported on a day.
    func earnings(on day: TradingDay) -> Double {
        let price = Double(lane.instrument.basePriceInTicks) / 100
        let luck = 0.9 + Double(SplitMix.hash(SplitMix.hash(symbol), UInt64(day.daysSince1970)) % 200) / 1000
        return price * 0.0085 * luck
    }

    private func quarters(around day: TradingDay, years: Int, months: [Int], from first: Int) -> [TradingDay] {
        let offset = Int(SplitMix.hash(symbol) % 7)
        return ((day.year - years)...(day.year + 1)).flatMap { year in
            months.compactMap { TradingDay(year: year, month: $0, day: first + offset)?.businessDayUpTo }
        }.filter { $0 <= day.advanced(by: 95) && day.distance(to: $0) >= -366 * years }
    }

    // MARK: Liquidity

    /// How busily it trades: 0 to 1, and as a rating from 1 to 5.
    var liquidity: (rank: Double, rating: Int) {
        let rank = min(1, Double(lane.instrument.tradesPerKilosecond) / 8000)
        return (rank, 1 + Int(rank * 4))
    }
}
