import MarketModel

/// Which contract month of a product the synthetic market lists as active, by the product's usual rhythm.
///
/// Simplified on purpose: an approximation of roll dates within a few days, used only to name synthetic contracts.
enum ContractCycle {
    case equityIndex, crudeOil, gold, treasury, currency

    /// A contract month and its last trading day.
    struct Contract: Equatable {
        var month: (year: Int, month: Int)
        var expiration: TradingDay

        static func == (left: Contract, right: Contract) -> Bool {
            left.month == right.month && left.expiration == right.expiration
        }
    }

    /// The exchange's letter of a month, 1 to 12.
    static func code(ofMonth month: Int) -> Character { letters[month - 1] }

    /// The exchange's letters of the months, January first.
    static let letters = Array("FGHJKMNQUVXZ")

    /// The first listed contract whose roll still lies ahead.
    func activeContract(on day: TradingDay) -> Contract? {
        for ahead in 0..<16 {
            let index = day.month - 1 + ahead
            let month = (year: day.year + index / 12, month: index % 12 + 1)
            guard months.contains(month.month), let expiration = expiration(month.year, month.month) else { continue }
            if day < expiration.advanced(by: -rollDays) { return Contract(month: month, expiration: expiration) }
        }
        return nil
    }

    private var months: [Int] {
        switch self {
        case .equityIndex, .treasury, .currency: [3, 6, 9, 12]
        case .crudeOil: Array(1...12)
        case .gold: [2, 4, 6, 8, 10, 12]
        }
    }

    /// Days before the last trading day on which the market moves on.
    private var rollDays: Int {
        switch self {
        case .equityIndex: 4
        case .currency: 2
        case .crudeOil: 3
        case .gold: 34
        case .treasury: 22
        }
    }

    /// The last trading day of a contract month.
    func expiration(_ year: Int, _ month: Int) -> TradingDay? {
        switch self {
        case .equityIndex: nth(3, .friday, year, month)
        case .currency: nth(3, .wednesday, year, month)?.advanced(by: -2)
        case .crudeOil:
            // Three business days before the 25th of the month before.
            TradingDay(year: month == 1 ? year - 1 : year, month: month == 1 ? 12 : month - 1, day: 25)
                .map { businessDays(3, before: $0) }
        case .gold: TradingDay(year: year, month: month, day: 28)
        case .treasury: TradingDay(year: year, month: month, day: 21)
        }
    }

    private func nth(_ count: Int, _ weekday: Weekday, _ year: Int, _ month: Int) -> TradingDay? {
        guard let first = TradingDay(year: year, month: month, day: 1) else { return nil }
        let wait = (weekday.rawValue - first.weekday.rawValue + 7) % 7
        return first.advanced(by: wait + 7 * (count - 1))
    }

    private func businessDays(_ count: Int, before day: TradingDay) -> TradingDay {
        var current = day
        var left = count
        while left > 0 {
            current = current.advanced(by: -1)
            if !current.weekday.isWeekend { left -= 1 }
        }
        return current
    }
}
