import MarketModel

/// A bar's numbers while it is counted and after: everything but its rows.
struct BarState: Sendable, BitwiseCopyable {
    /// Identity: rises by one a bar.
    var id = 0
    /// The engine's revision when the bar last changed.
    var revision = 0
    /// The interval prints fall into, in nanoseconds: `start ..< end`.
    var start: Int64 = 0
    var end: Int64 = 0
    var isComplete = false
    /// The session it lies in; `nil` without a schedule.
    var session: FlowSession?
    /// When the cumulative delta it counts into began; bars with another origin count into another sum.
    var origin: Int64 = .min

    /// The earliest and latest time of its prints, in nanoseconds.
    var firstTime: Int64 = .max
    var lastTime: Int64 = .min
    /// Prices in billionths; the first and last in stream order.
    var open: Int64 = 0
    var high: Int64 = .min
    var low: Int64 = .max
    var close: Int64 = 0
    var sums = SideSums()
    var delta = RunningDelta()
    /// Cumulative delta before its first print and after its last.
    var cvdOpen: Int128 = 0
    var cvdClose: Int128 = 0
    /// What stands beside it after the last print.
    var beside = CVDClose()
    /// Prints outside the session.
    var outside = 0
    /// A cancelled print left open, close or the delta's extremes uncertain: not all of its prints were remembered.
    var pathIsUncertain = false

    /// Counts one print's price; sums are counted beside.
    @inline(__always)
    mutating func trace(price: Int64) {
        high = max(high, price)
        low = min(low, price)
        close = price
    }

    /// Counts one print's price and time.
    mutating func trace(price: Int64, time: Int64) {
        trace(price: price)
        firstTime = min(firstTime, time)
        lastTime = max(lastTime, time)
    }

    /// Forgets the path: prices, times and the delta's extremes, before the prints are counted again.
    mutating func clearPath() {
        (firstTime, lastTime, high, low) = (.max, .min, .min, .max)
        delta = RunningDelta()
        outside = 0
    }
}

/// A bar with its rows, as it is kept.
struct BarRecord: Sendable {
    var state: BarState
    /// Rows with prints, lowest price first.
    var rows: ContiguousArray<PackedRow> = []
    /// Volumes of rows that outgrew 64 bits.
    var wide: [Int64: WideSums] = [:]

    /// Adds to a row, which appears when it is not there and goes when its last print does.
    mutating func add(_ cell: SideCell, at price: Int64) {
        let position = Self.position(of: price, in: rows)
        guard position < rows.count, rows[position].price == price else {
            rows.insert(PackedRow(price: price, cell: cell), at: position)
            return
        }
        if let sum = rows[position].cell.addingIfFits(cell) {
            rows[position].cell = sum
        } else {
            wide[price, default: .zero].add(cell)
            rows[position].cell &+= SideCell(0, 0, 0, cell.trades)
        }
        if rows[position].cell.trades == 0 {
            rows.remove(at: position)
            wide[price] = nil
        }
    }

    /// The first row at or above a price.
    static func position(of price: Int64, in rows: ContiguousArray<PackedRow>) -> Int {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].price < price { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
