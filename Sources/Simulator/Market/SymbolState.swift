import MarketModel

/// What the feed knows of one symbol beyond its prints: the last trade and the totals of the day.
struct SymbolState {
    let symbol: NameID
    let description: NameID
    private(set) var lastPrint: TimeAndSale?
    private var day: TradingDay?
    private var open: Price?
    private var high: Price?
    private var low: Price?
    private var previousClose: Price?
    private var previousDay = TradingDay(daysSince1970: 0)
    private var previousVolume: Int128?
    private var volume: Int128 = 0
    private var turnover: Int128 = 0
    private var direction = TickDirection.undefined

    init(symbol: NameID, description: NameID) {
        self.symbol = symbol
        self.description = description
    }

    /// Takes a print of the trading day `day`.
    mutating func take(_ print: TimeAndSale, day: TradingDay) {
        guard print.kind == .new, print.isValidTick, let price = print.price else { return }
        if self.day != day { begin(day) }
        let size = print.size?.billionths ?? 0
        open = open ?? price
        high = max(high ?? price, price)
        low = min(low ?? price, price)
        volume += Int128(size)
        turnover += Int128(price.billionths) * Int128(size) / 1_000_000_000
        if let last = lastPrint?.price {
            let rising = direction == .up || direction == .zeroUp
            let falling = direction == .down || direction == .zeroDown
            direction =
                price > last ? .up : price < last ? .down : rising ? .zeroUp : falling ? .zeroDown : .zero
        }
        lastPrint = print
    }

    private mutating func begin(_ next: TradingDay) {
        if let day {
            previousDay = day
            previousClose = lastPrint?.price
            previousVolume = volume
        }
        day = next
        (open, high, low) = (nil, nil, nil)
        (volume, turnover) = (0, 0)
    }

    /// The last trade with the totals of its day.
    var trade: Trade? {
        guard let print = lastPrint, let price = print.price, let day else { return nil }
        return Trade(
            symbol: symbol, time: print.time, sequence: print.sequence, exchangeCode: print.exchangeCode, price: price,
            change: previousClose.map { (price - $0).doubleValue } ?? .nan, size: print.size, day: day,
            dayVolume: Double(volume) / 1e9, dayTurnover: Double(turnover) / 1e9, tickDirection: direction,
            extendedTradingHours: print.extendedTradingHours)
    }

    /// The day's prices so far.
    var summary: Summary? {
        guard let day else { return nil }
        return Summary(
            symbol: symbol, day: day, dayOpenPrice: open, dayHighPrice: high, dayLowPrice: low,
            previousDay: previousDay, previousDayClosePrice: previousClose,
            previousDayVolume: previousVolume.map { Double($0) / 1e9 } ?? .nan)
    }

    /// What does not change during a day.
    var profile: Profile { Profile(symbol: symbol, description: description, tradingStatus: .active) }
}
