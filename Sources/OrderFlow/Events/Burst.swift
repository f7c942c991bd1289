public import MarketModel

/// Consecutive prints of one millisecond and one side: one order, as the tape broke it up.
public struct Burst: Sendable, Equatable, BitwiseCopyable {
    /// Identity: rises by one a burst.
    public var id = 0
    /// The engine's revision of the last change.
    public var revision = 0
    /// When its first print traded.
    public var time = Timestamp.epoch
    /// The side of all its prints.
    public var side = AggressorSide.undefined
    /// The lowest tier among its prints.
    public var tier = ClassificationTier.unknown
    /// Prints.
    public var trades = 0
    /// Size of all its prints.
    public var size = Quantity.zero
    /// Price of its first print.
    public var firstPrice = Price.zero
    /// Price of its last print.
    public var lastPrice = Price.zero
    /// Lowest price.
    public var low = Price.zero
    /// Highest price.
    public var high = Price.zero
    /// Different prices, each further in the direction of the side than all before; 1 when it did not move.
    public var depth = 1
    /// A print was above its ask or below its bid.
    public var isOffQuote = false
    /// A print was outside the session.
    public var isOutsideSession = false

    var bigTradeEvent = 0
    var sweepEvent = 0
}

/// Puts bursts together and keeps the last of them.
struct BurstTape: Sendable {
    private var ring: Slab<Burst>
    private let mask: Int
    private let bigTrade: Int64
    private let sweepPrices: Int
    /// The burst that may still grow; `id` 0 before the first.
    var current = Burst()
    private var millisecond = Int64.min

    init(limit: Int, thresholds: FlowThresholds) {
        // The burst that may still grow is kept beside the ring.
        var length = 1
        while length < min(limit - 1, 1 << 24) { length *= 2 }
        mask = length - 1
        ring = Slab(repeating: Burst(), count: length)
        bigTrade = max(1, thresholds.bigTrade.billionths)
        sweepPrices = max(2, thresholds.sweepPrices)
    }

    /// Adds a print in stream order.
    ///
    /// - Returns: Whether the burst is now a big trade or a sweep.
    @inline(__always)
    mutating func add(_ print: Print, _ decision: Classifier.Decision, isOutside: Bool, revision: Int) -> Bool {
        let time = print.time.nanoseconds
        let (size, overflow) = current.size.billionths.addingReportingOverflow(print.rawSize)
        if current.id != 0, decision.side == current.side.rawValue, !overflow,
            UInt64(bitPattern: time &- millisecond) < 1_000_000
        {
            current.size = Quantity(billionths: size)
            extend(print.rawPrice)
        } else {
            start(print, decision)
        }
        current.trades &+= 1
        current.revision = revision
        if decision.tier > current.tier.rawValue { current.tier = decision.tierValue }
        if Classifier.isUsable(print.rawBid) && print.rawPrice < print.rawBid
            || Classifier.isUsable(print.rawAsk) && print.rawPrice > print.rawAsk
        {
            current.isOffQuote = true
        }
        if isOutside { current.isOutsideSession = true }
        return current.size.billionths >= bigTrade || current.depth >= sweepPrices
    }

    @inline(__always)
    private mutating func extend(_ price: Int64) {
        let value = Price(billionths: price)
        current.lastPrice = value
        if value > current.high {
            current.high = value
            if current.side == .buy { current.depth &+= 1 }
        }
        if value < current.low {
            current.low = value
            if current.side == .sell { current.depth &+= 1 }
        }
    }

    @inline(__always)
    private mutating func start(_ print: Print, _ decision: Classifier.Decision) {
        ring[current.id & mask] = current
        let price = Price(billionths: print.rawPrice)
        let id = current.id &+ 1
        current = Burst()
        current.id = id
        current.time = print.time
        current.side = decision.sideValue
        current.tier = decision.tierValue
        current.size = Quantity(billionths: print.rawSize)
        (current.firstPrice, current.lastPrice, current.low, current.high) = (price, price, price, price)
        millisecond = print.time.nanoseconds.flooredMultiple(of: 1_000_000)
    }

    /// Makes later changes safe after the tape may have been copied.
    mutating func makeUnique() { ring.makeUnique() }

    var isBigTrade: Bool { current.size.billionths >= bigTrade }
    var isSweep: Bool { current.depth >= sweepPrices && current.side != .undefined }

    /// The last bursts, oldest first, at most `count`, that changed after a revision.
    func bursts(last count: Int, changedSince revision: Int) -> [Burst] {
        guard current.id != 0, current.revision > revision else { return [] }
        var found = [current]
        var id = current.id - 1
        let oldest = max(1, current.id - mask - 1)
        while id >= oldest, found.count < count {
            let burst = ring[id & mask]
            guard burst.revision > revision else { break }
            found.append(burst)
            id -= 1
        }
        return count > 0 ? found.reversed() : []
    }
}
