import MarketModel

/// Where the bars of a time period begin; periods that count trades have no grid.
///
/// Seconds, minutes and hours are counted from UTC midnight of the day, or from the session's open when the symbol
/// asks for session alignment. A period is at most a century. Days and longer are UTC midnights of the trading days they begin with.
struct BarGrid {
    /// The trading day of a moment, and when its session opened.
    typealias SessionOf = (Timestamp) -> (day: TradingDay, open: Timestamp)

    private enum Step {
        case within(nanoseconds: Int64, fromSession: Bool)
        case days(Int)
        case weeks(Int)
        case months(Int)
        case none
    }

    private let step: Step
    private let sessionOf: SessionOf

    init(_ symbol: CandleSymbol, sessionOf: @escaping SessionOf) {
        self.sessionOf = sessionOf
        let whole = Int(symbol.period.count.billionths / 1_000_000_000)
        func within(_ seconds: Int64) -> Step {
            let (nanoseconds, overflow) = symbol.period.count.billionths.multipliedReportingOverflow(by: seconds)
            guard !overflow, nanoseconds > 0 else { return .days(1) }
            return .within(nanoseconds: nanoseconds, fromSession: symbol.alignment == .session)
        }
        step =
            switch symbol.period.unit {
            case .second: within(1)
            case .minute: within(60)
            case .hour: within(3600)
            case .day: .days(min(max(1, whole), 36_500))
            case .week: .weeks(min(max(1, whole), 5200))
            case .month: .months(min(max(1, whole), 1200))
            case .year: .months(min(max(1, whole), 100) * 12)
            case .tick, .volume, .price, .priceMomentum, .priceRenko, .optionExpirationMonth: .none
            }
    }

    /// The start of the bar that holds `moment`; `nil` when bars are not cut by time.
    func start(of moment: Timestamp) -> Timestamp? {
        switch step {
        case .none: return nil
        case .within(let nanoseconds, let fromSession):
            let opening =
                fromSession ? sessionOf(moment).open : Self.midnight(Int(TradingDay(utcDayOf: moment).daysSince1970))
            // In 128 bits: recorded times and asked-for lengths may be absurd.
            let origin = Int128(opening.nanoseconds)
            let into = Int128(moment.nanoseconds) - origin
            let length = Int128(nanoseconds)
            let bars = into >= 0 ? into / length : (into - length + 1) / length
            return Timestamp(nanoseconds: Int64(clamping: origin + bars * length))
        case .days(let count): return Self.midnight(Self.floored(day(moment), to: count))
        case .weeks(let count):
            // 1970-01-05 was a Monday.
            return Self.midnight(Self.floored(day(moment) - 4, to: 7 * count) + 4)
        case .months(let count):
            let day = sessionOf(moment).day
            let months = Self.floored(day.year * 12 + day.month - 1, to: count)
            let first = TradingDay(year: max(1, months / 12), month: months % 12 + 1, day: 1)
            return Self.midnight(Int(first?.daysSince1970 ?? day.daysSince1970))
        }
    }

    private func day(_ moment: Timestamp) -> Int { Int(sessionOf(moment).day.daysSince1970) }

    private static func floored(_ value: Int, to step: Int) -> Int {
        value - ((value % step) + step) % step
    }

    private static func midnight(_ day: Int) -> Timestamp {
        Timestamp(nanoseconds: Int64(clamping: Int128(day) * Int128(TradingDay.nanosecondsPerDay)))
    }
}
