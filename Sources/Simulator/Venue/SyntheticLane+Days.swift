import MarketModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a day has brought so far, read off the path.
///
/// Highs and lows are those of the path every five minutes and of the last print; the volume is the usual one of so much
/// of a day. The feed counts the prints themselves, from the start of its history: its totals are of that part.
struct LaneDay: Sendable {
    let day: TradingDay
    let open: Price
    var high: Price
    var low: Price
    let volume: Int
}

/// The closes of a year, and what follows from them.
struct LaneYear: Sendable {
    let day: TradingDay
    /// Closing prices of the sessions before `day`, oldest first.
    let closes: [Double]
    let high: Price
    let low: Price
    /// Daily logarithmic returns, oldest first.
    let returns: [Double]

    /// - Parameter closes: Oldest first.
    init(day: TradingDay, closes: [Price]) {
        let numbers = closes.map(\.doubleValue)
        self.day = day
        self.closes = numbers
        high = closes.max() ?? .zero
        low = closes.min() ?? .zero
        returns = zip(numbers.dropFirst(), numbers).map { log($0 / $1) }
    }

    /// Annual volatility of the last so many daily returns, a fraction.
    func volatility(days: Int) -> Double {
        let last = returns.suffix(days)
        guard last.count > 1 else { return 0 }
        let mean = last.reduce(0, +) / Double(last.count)
        let sum = last.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (sum / Double(last.count - 1) * 252).squareRoot()
    }

    /// Slope and correlation of the last so many daily returns against those of another.
    func against(_ other: LaneYear, days: Int) -> (beta: Double, correlation: Double) {
        let (own, market) = (returns.suffix(days), other.returns.suffix(days))
        guard own.count == market.count, own.count > 1 else { return (0, 0) }
        let (mean, marketMean) = (own.reduce(0, +) / Double(own.count), market.reduce(0, +) / Double(own.count))
        var (cross, square, marketSquare) = (0.0, 0.0, 0.0)
        for (mine, theirs) in zip(own, market) {
            cross += (mine - mean) * (theirs - marketMean)
            square += (mine - mean) * (mine - mean)
            marketSquare += (theirs - marketMean) * (theirs - marketMean)
        }
        guard square > 0, marketSquare > 0 else { return (0, 0) }
        return (cross / marketSquare, cross / (square * marketSquare).squareRoot())
    }
}

extension SyntheticLane {
    /// The day that owns a moment, as far as it has come.
    func day(at moment: Timestamp) -> LaneDay {
        let calendar = instrument.listing.specification.calendar
        let session = calendar.session(owning: moment)
        let start = instrument.listing.isFuture ? session.open : session.regular?.lowerBound ?? session.open
        let end = max(start, min(moment, session.extended.upperBound))
        let open = price(at: start)
        var (high, low) = (open, open)
        var sample = start
        while sample < end {
            let price = price(at: sample)
            (high, low) = (max(high, price), min(low, price))
            sample = sample + .seconds(300)
        }
        let size = instrument.listing.isFuture ? 6 : 170
        let seconds = max(0, end.seconds - start.seconds)
        return LaneDay(
            day: session.day, open: open, high: high, low: low,
            volume: Int(seconds) * instrument.tradesPerKilosecond * size / 1000)
    }

    /// The year before a day.
    func year(before day: TradingDay) -> LaneYear {
        var closes: [Price] = []
        var session = ExchangeCalendar.nyse.previousSession(before: day)
        while let current = session, closes.count < 253 {
            closes.append(price(at: USTimeZone.eastern.moment(current.day, 16)))
            session = ExchangeCalendar.nyse.previousSession(before: current.day)
        }
        return LaneYear(day: day, closes: closes.reversed())
    }
}

/// Remembers days and years of lanes for as long as they stay the same: a minute, and a day.
final class LaneMemory: Sendable {
    private let days = Lock<(minute: Int64, known: [String: LaneDay])>((0, [:]))
    private let years = Lock<[String: LaneYear]>([:])

    func day(_ lane: SyntheticLane, at moment: Timestamp) -> LaneDay {
        let (symbol, minute) = (lane.instrument.listing.symbol, moment.seconds / 60)
        if let known = days.withLock({ $0.minute == minute ? $0.known[symbol] : nil }) { return known }
        let made = lane.day(at: moment)
        days.withLock { state in
            if state.minute != minute { state = (minute, [:]) }
            state.known[symbol] = made
        }
        return made
    }

    func year(_ lane: SyntheticLane, before day: TradingDay) -> LaneYear {
        let symbol = lane.instrument.listing.symbol
        if let known = years.withLock({ $0[symbol] }), known.day == day { return known }
        let made = lane.year(before: day)
        years.withLock { $0[symbol] = made }
        return made
    }
}
