/// One price's or bar's sums in billionths, by side, and its number of prints, as four lanes.
///
/// Lanes 0 to 2 are the raw values of `AggressorSide`: unknown, buy, sell. Lane 3 counts prints.
typealias SideCell = SIMD4<Int64>

extension SIMD4<Int64> {
    /// One print of `size` on `side` (0 unknown, 1 buy, 2 sell).
    @inline(__always)
    init(side: UInt8, size: Int64) {
        // Masks, not branches: sides of consecutive prints are close to random.
        let buy = size & (0 &- Int64(side & 1))
        let sell = size & (0 &- Int64(side >> 1))
        self.init(size &- buy &- sell, buy, sell, 1)
    }

    @inline(__always) var unknown: Int64 { self[0] }
    @inline(__always) var buy: Int64 { self[1] }
    @inline(__always) var sell: Int64 { self[2] }
    @inline(__always) var trades: Int64 { self[3] }

    /// The lane-wise sum, or `nil` when a lane overflows.
    func addingIfFits(_ other: Self) -> Self? {
        var sum = Self()
        for lane in 0..<4 {
            let (value, overflow) = self[lane].addingReportingOverflow(other[lane])
            guard !overflow else { return nil }
            sum[lane] = value
        }
        return sum
    }
}

/// The part of sums that outgrew 64 bits, in billionths.
struct WideSums: Sendable, BitwiseCopyable, Equatable {
    var buy: Int128 = 0
    var sell: Int128 = 0
    var unknown: Int128 = 0

    static let zero = WideSums()

    /// Adds the volumes of a cell; its trades stay where they are counted.
    mutating func add(_ cell: SideCell) {
        buy += Int128(cell.buy)
        sell += Int128(cell.sell)
        unknown += Int128(cell.unknown)
    }

    mutating func add(_ other: WideSums) {
        buy += other.buy
        sell += other.sell
        unknown += other.unknown
    }
}

/// Sums by side that never overflow: fast 64-bit lanes, and a wide part for what outgrew them.
struct SideSums: Sendable, BitwiseCopyable {
    var lanes = SideCell()
    var wide = WideSums.zero

    /// Adds, moving the lanes to the wide part first when a lane would overflow.
    mutating func addChecked(_ cell: SideCell) {
        if let sum = lanes.addingIfFits(cell) {
            lanes = sum
        } else {
            spill()
            lanes &+= cell
        }
    }

    /// Moves the lanes' volumes to the wide part.
    mutating func spill() {
        wide.add(lanes)
        lanes = SideCell(0, 0, 0, lanes.trades)
    }

    mutating func add(_ other: SideSums) {
        addChecked(other.lanes)
        wide.add(other.wide)
    }

    var buy: Int128 { wide.buy + Int128(lanes.buy) }
    var sell: Int128 { wide.sell + Int128(lanes.sell) }
    var unknown: Int128 { wide.unknown + Int128(lanes.unknown) }
    var volume: Int128 { buy + sell + unknown }
    var delta: Int128 { buy - sell }
    var trades: Int { Int(lanes.trades) }
}

/// A signed running sum with the lowest and highest value it passed, all starting at zero.
///
/// The values lie in 64 bits relative to `base`; `rebase()` moves them into the wide base before they overflow.
struct RunningDelta: Sendable, BitwiseCopyable {
    private(set) var value: Int64 = 0
    private(set) var low: Int64 = 0
    private(set) var high: Int64 = 0
    private var base: Int128 = 0
    private var baseLow: Int128 = 0
    private var baseHigh: Int128 = 0

    /// Adds without a check: the caller keeps the sum of sizes since the last `rebase()` within 64 bits.
    @inline(__always)
    mutating func add(_ signed: Int64) {
        value &+= signed
        low = min(low, value)
        high = max(high, value)
    }

    /// Adds, rebasing first when the sum would overflow.
    mutating func addChecked(_ signed: Int64) {
        if value.addingReportingOverflow(signed).overflow { rebase() }
        add(signed)
    }

    /// Shifts the present value without a step of the path: the marks are not touched by what lay before.
    mutating func reverse(_ signed: Int64) {
        rebase()
        base -= Int128(signed)
    }

    mutating func rebase() {
        (baseLow, baseHigh) = (wideLow, wideHigh)
        base += Int128(value)
        (value, low, high) = (0, 0, 0)
    }

    /// Replaces the marks, keeping the value.
    mutating func setMarks(low newLow: Int128, high newHigh: Int128) {
        rebase()
        baseLow = min(newLow, base)
        baseHigh = max(newHigh, base)
    }

    var wideValue: Int128 { base + Int128(value) }
    var wideLow: Int128 { min(baseLow, base + Int128(low)) }
    var wideHigh: Int128 { max(baseHigh, base + Int128(high)) }
}
