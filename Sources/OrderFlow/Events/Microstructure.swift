public import MarketModel

/// How busy and how wide the market was over the last seconds, by the events' own times.
public struct MicrostructureReading: Sendable, Equatable, BitwiseCopyable {
    /// Prints a second over the window.
    public var printsPerSecond: Double
    /// Quotes a second over the window; 0 when no quotes are fed.
    public var quotesPerSecond: Double
    /// The mean of ask less bid over the quotes of the window (over the prints' own quotes when no quotes are fed),
    /// each counted once, to the nearest billionth; `nil` without a usable quote.
    public var spreadMean: Price?
    /// The standard deviation of the same, in points.
    public var spreadDeviation: Double?
    /// The mean time from a print's trade to our having it, over the window; `nil` when receipt times are not given.
    public var lagMean: Duration?
    /// The longest of the window.
    public var lagMaximum: Duration?
}

/// Counts by second, over a window of whole seconds.
struct Microstructure: Sendable {
    private struct Slot: Sendable, BitwiseCopyable {
        var start = Int64.min
        var prints = 0
        var quotes = 0
        var printSpread = Moments()
        var quoteSpread = Moments()
        var lags = 0
        var lagSum: Int128 = 0
        var lagMaximum = Int64.min
    }

    /// Number, sum and sum of squares of spreads; the sum is exact.
    private struct Moments: Sendable, BitwiseCopyable {
        var count = 0
        var sum: Int128 = 0
        var squares = 0.0

        @inline(__always)
        mutating func add(_ value: Int64) {
            count &+= 1
            sum &+= Int128(value)
            let points = Double(value) * 1e-9
            squares += points * points
        }
    }

    private static let second: Int64 = 1_000_000_000
    private var slots: [Slot]
    /// The slot counted into, and where it goes back to.
    private var present = Slot()
    private var position = 0
    private var firstTime = Int64.max
    private var latest = Int64.min

    init(window: Duration) {
        let seconds = min(max(1, window.wholeNanoseconds / Microstructure.second), 3600)
        slots = [Slot](repeating: Slot(), count: Int(seconds))
    }

    /// Counts a print and its own quote.
    @inline(__always)
    mutating func count(_ print: Print) {
        guard select(print.time.nanoseconds) else { return }
        present.prints &+= 1
        if Classifier.isUsable(print.rawBid), Classifier.isUsable(print.rawAsk), print.rawAsk >= print.rawBid {
            present.printSpread.add(print.rawAsk &- print.rawBid)
        }
    }

    /// Counts a quote; a crossed or one-sided one has a rate but no spread.
    mutating func count(bid: Price?, ask: Price?, at time: Timestamp) {
        guard select(time.nanoseconds) else { return }
        present.quotes &+= 1
        if Classifier.isUsable(bid.packed), Classifier.isUsable(ask.packed), ask.packed >= bid.packed {
            present.quoteSpread.add(ask.packed &- bid.packed)
        }
    }

    mutating func measureLag(of time: Timestamp, receivedAt: Timestamp) {
        let (lag, overflow) = receivedAt.nanoseconds.subtractingReportingOverflow(time.nanoseconds)
        guard !overflow, select(time.nanoseconds) else { return }
        present.lags &+= 1
        present.lagSum &+= Int128(lag)
        present.lagMaximum = max(present.lagMaximum, lag)
    }

    /// Makes `present` the slot of a time; false when its second has left the window.
    @inline(__always)
    private mutating func select(_ time: Int64) -> Bool {
        latest = max(latest, time)
        return UInt64(bitPattern: time &- present.start) < UInt64(Microstructure.second) || turn(to: time)
    }

    @inline(never)
    private mutating func turn(to time: Int64) -> Bool {
        firstTime = min(firstTime, time)
        let start = time.flooredMultiple(of: Microstructure.second)
        let number = start / Microstructure.second
        let slot = Int((number % Int64(slots.count) + Int64(slots.count)) % Int64(slots.count))
        slots[position] = present
        guard slots[slot].start <= start else { return false }
        if slots[slot].start < start {
            slots[slot] = Slot()
            slots[slot].start = start
        }
        (present, position) = (slots[slot], slot)
        return true
    }

    /// The figures over the window that ends with the latest event.
    var reading: MicrostructureReading {
        let (windowStart, overflow) = latest.subtractingReportingOverflow(
            Int64(slots.count) * Microstructure.second)
        var slots = slots
        slots[position] = present
        var sum = Slot()
        var usesQuotes = false
        for slot in slots where slot.start != .min && (overflow || slot.start > windowStart) {
            sum.prints += slot.prints
            sum.quotes += slot.quotes
            sum.lags += slot.lags
            sum.lagSum &+= slot.lagSum
            sum.lagMaximum = max(sum.lagMaximum, slot.lagMaximum)
            usesQuotes = usesQuotes || slot.quoteSpread.count > 0
        }
        var spread = Moments()
        for slot in slots where slot.start != .min && (overflow || slot.start > windowStart) {
            let part = usesQuotes ? slot.quoteSpread : slot.printSpread
            spread.count += part.count
            spread.sum &+= part.sum
            spread.squares += part.squares
        }
        let (span, spanOverflow) = latest.subtractingReportingOverflow(max(firstTime, windowStart))
        let seconds = firstTime == .max ? 1 : max(1, spanOverflow ? 1 : Double(span) * 1e-9)
        let mean = spread.count > 0 ? spread.sum / Int128(spread.count) : 0
        let meanPoints = Double(mean) * 1e-9
        let variance = spread.count > 0 ? spread.squares / Double(spread.count) - meanPoints * meanPoints : 0
        return MicrostructureReading(
            printsPerSecond: Double(sum.prints) / seconds,
            quotesPerSecond: Double(sum.quotes) / seconds,
            spreadMean: spread.count > 0 ? Price(billionths: Int64(clamping: mean)) : nil,
            spreadDeviation: spread.count > 0 ? max(0, variance).squareRoot() : nil,
            lagMean: sum.lags > 0 ? .nanoseconds(Int64(clamping: sum.lagSum / Int128(sum.lags))) : nil,
            lagMaximum: sum.lags > 0 ? .nanoseconds(sum.lagMaximum) : nil)
    }
}
