import MarketModel
import Options

/// Finds the option series that an underlying and a day mean.
enum StrategySeries {
    /// Roots that stand for an index's options when none is named: those with an expiration on every session.
    private static let dailyRoots = ["SPX": "SPXW", "NDX": "NDXP", "RUT": "RUTW"]

    /// The series of an underlying that expires on a day.
    ///
    /// - Parameters:
    ///   - underlying: A stock, fund, index or futures product: `SPY`, `SPX`, `/ES`.
    ///   - root: The option root; chosen by the underlying when `nil`.
    /// - Throws: `UsageError` when nothing of it expires then.
    static func series(
        underlying: String, root: String?, expiring day: TradingDay
    ) throws(UsageError) -> OptionSeries {
        let symbol = underlying.uppercased()
        guard symbol.hasPrefix("/") else {
            guard ExchangeCalendar.nyse.session(on: day) != nil else {
                throw UsageError("nothing expires on \(day), which is \(closed(day)); choose a session")
            }
            guard !symbol.isEmpty, symbol.utf8.allSatisfy({ $0 >= 0x21 && $0 <= 0x7E }), symbol.utf8.count <= 8 else {
                throw UsageError("--underlying is a stock, index or futures product such as SPY, SPX or /ES")
            }
            var series = OptionRoot.named(root?.uppercased() ?? dailyRoots[symbol] ?? symbol).series(expiring: day)
            series.underlying = symbol
            return series
        }
        let product = String(symbol.dropFirst())
        let roots =
            root.map { [FutureOptionRoot.named($0.uppercased())].compactMap(\.self) }
            ?? FutureOptionRoot.roots(of: product)
        guard !roots.isEmpty else { throw UsageError("no options on \(symbol) are known; write legs with --legs") }
        for root in roots {
            if let month = root.month(expiring: day), let series = root.series(of: month) { return series }
        }
        throw UsageError("no option on \(symbol) expires on \(day); choose another --expiry")
    }

    /// The expiration so many calendar days after a day: that day, the Thursday for a Friday on which the market is
    /// closed, and the next session for other days without one.
    static func day(_ days: Int, after start: TradingDay) -> TradingDay {
        let day = start.advanced(by: days)
        if ExchangeCalendar.nyse.session(on: day) != nil { return day }
        let eve = ExpirationDays.expiration(due: day)
        if day.weekday == .friday, eve > start { return eve }
        return ExchangeCalendar.nyse.nextSession(after: day)?.day ?? day
    }

    private static func closed(_ day: TradingDay) -> String {
        ExchangeCalendar.nyse.schedule(on: day).holiday ?? "a weekend"
    }
}
