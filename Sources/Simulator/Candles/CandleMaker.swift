import MarketModel

extension CandleSymbol {
    /// Reads a candle symbol of a client, if it is of a sane length.
    init?(bounded text: String) {
        guard text.utf8.count <= 256 else { return nil }
        self.init(text)
    }
}

/// Makes the bars of one candle symbol from prints.
///
/// Pure: prints go in, in the order of the feed; bars come out. A print belongs to one bar as a whole. Prints that are
/// not new or not valid ticks make no bar.
struct CandleMaker {
    /// One bar.
    struct Bar: Equatable {
        var start: Timestamp
        /// Order among bars that start in the same millisecond.
        var sequence: Int32 = 0
        var open: Price
        var high: Price
        var low: Price
        var close: Price
        var count: Int64 = 0
        var volume: Int64 = 0
        var buyVolume: Int64 = 0
        var sellVolume: Int64 = 0
        /// Price × size in billionths of billionths, for the average.
        var turnover: Int128 = 0
    }

    /// The most bars kept; the oldest go first, a quarter at a time.
    static let barLimit = 20_000

    /// The bars, oldest first.
    private(set) var bars: [Bar] = []
    /// The oldest bar that changed since `takeChanges`.
    private var firstChanged: Int?
    private let symbol: CandleSymbol
    private let grid: BarGrid

    /// - Parameter grid: Where bars of a time period begin.
    init(symbol: CandleSymbol, grid: BarGrid) {
        self.symbol = symbol
        self.grid = grid
    }

    /// Takes a print; whether it counts in regular hours is the caller's to say.
    mutating func add(_ print: TimeAndSale, isRegularHours: Bool) {
        guard print.kind == .new, print.isValidTick, !Self.isNotMade(symbol.period.unit), let price = price(of: print)
        else { return }
        guard isRegularHours || symbol.hours == .all else { return }
        let place = place(for: print, price: price)
        add(print, price, to: place)
        firstChanged = min(firstChanged ?? place, place)
        if bars.count > Self.barLimit { forgetOldest(Self.barLimit / 4) }
    }

    private mutating func forgetOldest(_ count: Int) {
        bars.removeFirst(count)
        firstChanged = firstChanged.map { max(0, $0 - count) }
    }

    /// Period types whose bars are not made here: their series stay empty.
    private static func isNotMade(_ type: CandlePeriod.Unit) -> Bool {
        type == .priceMomentum || type == .priceRenko || type == .optionExpirationMonth
    }

    /// The places of the bars that changed since the last call, oldest first.
    mutating func takeChanges() -> Range<Int>? {
        guard let first = firstChanged else { return nil }
        firstChanged = nil
        return first..<bars.count
    }

    private func price(of print: TimeAndSale) -> Price? {
        switch symbol.price {
        case .last: print.price
        case .bid: print.bidPrice
        case .ask: print.askPrice
        case .mark:
            if let bid = print.bidPrice, let ask = print.askPrice {
                Price(billionths: bid.billionths / 2 + ask.billionths / 2 + (bid.billionths & ask.billionths & 1))
            } else {
                nil
            }
        case .settlement: nil
        }
    }

    /// The bar the print goes to, made when there is none.
    private mutating func place(for print: TimeAndSale, price: Price) -> Int {
        guard let start = grid.start(of: print.time) else {
            if let last = bars.last, !isFull(last, before: price) { return bars.count - 1 }
            let previous = bars.last?.start.milliseconds == print.time.milliseconds ? bars.last?.sequence : nil
            return insert(start: print.time, sequence: previous.map { $0 + 1 } ?? 0, price, at: bars.count)
        }
        var place = bars.count
        while place > 0, bars[place - 1].start > start { place -= 1 }
        if place > 0, bars[place - 1].start == start { return place - 1 }
        return insert(start: start, sequence: 0, price, at: place)
    }

    private mutating func insert(start: Timestamp, sequence: Int32, _ price: Price, at place: Int) -> Int {
        bars.insert(
            Bar(start: start, sequence: sequence, open: price, high: price, low: price, close: price), at: place)
        return place
    }

    private func isFull(_ bar: Bar, before price: Price) -> Bool {
        switch symbol.period.unit {
        case .tick:
            bar.count.multipliedReportingOverflow(by: 1_000_000_000).partialValue >= symbol.period.count.billionths
        case .volume: bar.volume >= symbol.period.count.billionths
        default:
            max(bar.high, price).billionths.subtractingReportingOverflow(min(bar.low, price).billionths).partialValue
                > symbol.period.count.billionths
        }
    }

    private mutating func add(_ print: TimeAndSale, _ price: Price, to place: Int) {
        let size = print.size?.billionths ?? 0
        bars[place].count += 1
        bars[place].high = max(bars[place].high, price)
        bars[place].low = min(bars[place].low, price)
        bars[place].close = price
        bars[place].volume = Self.sum(bars[place].volume, size)
        switch print.aggressorSide {
        case .buy: bars[place].buyVolume = Self.sum(bars[place].buyVolume, size)
        case .sell: bars[place].sellVolume = Self.sum(bars[place].sellVolume, size)
        case .undefined: break
        }
        bars[place].turnover += Int128(price.billionths) * Int128(size)
    }

    /// A sum that stops at the end of the type's range; no bar of a real market gets there.
    private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}

extension CandleMaker.Bar {
    /// The bar as the feed sends it: volume at the bid is what sellers traded.
    func candle(symbol: NameID, flags: EventFlags = []) -> Candle {
        Candle(
            symbol: symbol, flags: flags,
            index: EventIndex.pack(
                milliseconds: start.milliseconds, sequence: Int64(sequence) & EventIndex.maximumSequence),
            time: start, sequence: sequence, count: count, open: open, high: high, low: low, close: close,
            volume: Quantity(billionths: volume),
            vwap: volume > 0 ? Double(turnover) / Double(volume) / 1e9 : .nan,
            bidVolume: Quantity(billionths: sellVolume), askVolume: Quantity(billionths: buyVolume))
    }
}
