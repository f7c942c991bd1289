public import MarketModel

/// What is fixed about all options of one root on a futures product: which days its contracts expire on, and how.
///
/// The table covers ES, NQ, CL, GC, ZN and 6E, and of MES and MNQ the quarterlies. Days and hours follow the exchange's
/// contract specifications as far as they are known here; `isInferred` marks what no document at hand states. Where the
/// venue's chain is at hand, its days win.
public struct FutureOptionRoot: Hashable, Sendable {
    /// Which day a contract of a month expires on.
    public enum Schedule: Hashable, Sendable {
        /// With its future, in the future's own month.
        case withFuture
        /// The last business day of the month.
        case endOfMonth
        /// The n-th such weekday of the month, or the business day before a holiday.
        case weekday(Weekday, Int)
        /// So many business days before its future's last trading day; the future is of the same month.
        case beforeFuture(Int)
        /// So many business days before the end of the month before, one earlier on a Friday or the eve of a holiday:
        /// monthly options on metals, whose month is that of their contract.
        case beforeMonth(Int)
        /// The last Friday at least two business days before the end of the month before: Treasuries.
        case fridayBeforeMonth
        /// The Friday before the second Wednesday, two Fridays before the third: currencies.
        case fridayBeforeThirdWednesday
    }

    /// The root: `EW4`.
    public let root: String
    /// The futures product: `ES`.
    public let product: String
    /// Which days its contracts expire on.
    public let schedule: Schedule
    /// When its options may be exercised.
    public let style: ExerciseStyle
    /// Whether its worth is fixed in the morning or the afternoon.
    public let settlement: SettlementTime
    /// The hour and minute in New York at which its worth is fixed.
    let hour: Int
    let minute: Int
    /// Whether no document at hand states the days or hours: they follow the root's siblings.
    public let isInferred: Bool

    /// The terms of a root; `nil` when the table does not have it.
    public static func named(_ root: String) -> FutureOptionRoot? { byRoot[root] }

    /// The roots of a futures product, in the table's order; none for a product that the table does not have.
    public static func roots(of product: String) -> [FutureOptionRoot] { all.filter { $0.product == product } }

    /// The day on which the contract of a month expires; `nil` where there is none, as in a month without a fifth
    /// Friday, or in one that the future does not have.
    public func expiration(of month: ContractMonth) -> TradingDay? {
        guard let specification = InstrumentSpecification.future(product), let next = month.next else { return nil }
        let ownFuture = specification.listedMonths.contains(month.month) ? specification.expiry : nil
        let beforeNext = next.firstDay.advanced(by: -1)
        let endOfPrevious = month.firstDay.advanced(by: -1).businessDayUpTo
        switch schedule {
        case .withFuture: return ownFuture?.lastTradingDay(of: month)
        case .beforeFuture(let days): return ownFuture?.lastTradingDay(of: month)?.businessDay(before: days)
        case .endOfMonth: return beforeNext.businessDayUpTo
        case .weekday(let weekday, let number):
            let day = TradingDay.ordinal(number, weekday, month.month, month.year)
            return day.month == month.month ? day.businessDayUpTo : nil
        case .beforeMonth(let number):
            let day = endOfPrevious.businessDay(before: number - 1)
            let isEve = !day.advanced(by: 1).weekday.isWeekend && !day.advanced(by: 1).isBusinessDay
            return day.weekday == .friday || isEve ? day.businessDay(before: 1) : day
        case .fridayBeforeMonth:
            var day = endOfPrevious.businessDay(before: 2)
            while day.weekday != .friday { day = day.advanced(by: -1) }
            return day.businessDayUpTo
        case .fridayBeforeThirdWednesday:
            return TradingDay.ordinal(3, .wednesday, month.month, month.year).advanced(by: -12).businessDayUpTo
        }
    }

    /// The future that a contract of a month delivers: the one of its own month, or the next to end after it.
    public func future(of month: ContractMonth) -> FutureContract? {
        guard let specification = InstrumentSpecification.future(product), let day = expiration(of: month),
            case .future(let exchange) = specification.kind
        else { return nil }
        if case .beforeFuture = schedule { return FutureContract(root: product, month: month, exchange: exchange) }
        // An option that outlives the morning of its future's last day delivers the next one.
        let first = settlement == .am ? day : day.advanced(by: 1)
        let months = specification.activeMonths
        guard case .beforeMonth = schedule else {
            return specification.contracts(on: first, count: 1, months: months).first
        }
        return specification.contracts(on: month.firstDay, count: 1, months: months).first
    }

    /// The series of a contract month; `nil` where `expiration(of:)` is.
    public func series(of month: ContractMonth) -> OptionSeries? {
        guard let day = expiration(of: month), let future = future(of: month),
            let specification = future.specification
        else { return nil }
        let halfDay = ExchangeCalendar.nyse.session(on: day).flatMap { $0.isEarlyClose ? $0.regular : nil }
        let usual = USTimeZone.eastern.moment(day, hour, minute)
        let moment = settlement == .pm ? min(usual, halfDay?.upperBound ?? usual) : usual
        return OptionSeries(
            underlying: future.tastytradeSymbol, root: root, expiration: day, kind: kind(of: month), style: style,
            settlement: settlement, delivery: .future, multiplier: specification.multiplier, expiresAt: moment,
            stopsTradingAt: moment, contractMonth: month)
    }

    /// The contract month that expires on a day; `nil` when none of this root does.
    public func month(expiring day: TradingDay) -> ContractMonth? {
        let own = ContractMonth(year: day.year, month: day.month)
        // Crude oil, metals and Treasuries carry the name of the month, or the one after, that follows.
        return [own, own?.next, own?.next?.next].compactMap(\.self).first { expiration(of: $0) == day }
    }

    private func kind(of month: ContractMonth) -> ExpirationKind {
        switch schedule {
        case .weekday: .weekly
        case .endOfMonth: month.month % 3 == 0 ? .quarterly : .endOfMonth
        case .withFuture, .beforeFuture, .beforeMonth, .fridayBeforeMonth, .fridayBeforeThirdWednesday: .regular
        }
    }

    private static let byRoot = Dictionary(uniqueKeysWithValues: all.map { ($0.root, $0) })
}
