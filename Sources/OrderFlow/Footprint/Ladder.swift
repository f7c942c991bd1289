/// Sums by price, dense over the ticks around the market.
///
/// A price off the tick grid, or too far from the others for the dense part, is kept under its own exact price in a
/// table beside it, so nothing is rounded and nothing is lost. Volumes that outgrow 64 bits move to a wide table.
struct Ladder: Sendable {
    private var cells = Slab(repeating: SideCell(), count: 0)
    private var base: Int64 = 0
    private var apart: [Int64: SideCell] = [:]
    private var wide: [Int64: WideSums] = [:]
    private let tick: Int64
    private let reciprocal: UInt64
    private let maximumRows: Int
    /// Prints ever added off the tick grid.
    private(set) var offTick = 0

    /// Creates an empty ladder.
    ///
    /// - Parameters:
    ///   - tick: The grid, in billionths.
    ///   - maximumRows: The most rows of the dense part; 32 bytes each, allocated as prices need them.
    init(tick: Int64, maximumRows: Int) {
        self.tick = tick
        // For a whole multiple d of the tick, (d × (2^64 / tick + 1)) >> 64 is d / tick exactly while d < 2^64; any
        // other d fails the multiplication back. A tick of one billionth never matches and is served by the table.
        reciprocal = tick > 1 ? UInt64.max / UInt64(tick) + 1 : 0
        self.maximumRows = maximumRows
    }

    /// Whether a price was ever off the grid or out of reach of the dense part since the last `clear`.
    var hasRowsApart: Bool { !apart.isEmpty }

    /// Makes later changes safe after the ladder may have been copied.
    mutating func makeUnique() { cells.makeUnique() }

    /// Adds to a price. The caller has called `makeUnique()` and keeps the sums since the last `spill()` in 64 bits.
    @inline(__always)
    mutating func add(_ cell: SideCell, at price: Int64) {
        let distance = UInt64(bitPattern: price &- base)
        let row = Int(truncatingIfNeeded: distance.multipliedFullWidth(by: reciprocal).high)
        if UInt(bitPattern: row) < UInt(bitPattern: cells.count), Int64(row) &* tick == Int64(bitPattern: distance) {
            cells[row] &+= cell
        } else {
            addElsewhere(cell, at: price)
        }
    }

    /// Adds to a price; a lane that would overflow goes to the wide table.
    mutating func addChecked(_ cell: SideCell, at price: Int64) {
        let present = self.cell(at: price)
        if present.addingIfFits(cell) != nil {
            add(cell, at: price)
        } else {
            wide[price, default: .zero].add(cell)
            add(SideCell(0, 0, 0, cell.trades), at: price)
        }
    }

    /// Adds what is already wide.
    mutating func add(_ sums: WideSums, at price: Int64) { wide[price, default: .zero].add(sums) }

    private func cell(at price: Int64) -> SideCell {
        if let row = denseRow(of: price) { return cells[row] }
        return apart[price] ?? SideCell()
    }

    private func denseRow(of price: Int64) -> Int? {
        let (distance, overflow) = price.subtractingReportingOverflow(base)
        guard !overflow, distance >= 0, distance % tick == 0, distance / tick < cells.count else { return nil }
        return Int(distance / tick)
    }

    @inline(never)
    private mutating func addElsewhere(_ cell: SideCell, at price: Int64) {
        if tick > 1, price % tick == 0, reach(price), let row = denseRow(of: price) {
            cells[row] &+= cell
        } else {
            if price % tick != 0 { offTick += cell.trades > 0 ? 1 : 0 }
            apart[price, default: SideCell()] &+= cell
        }
    }

    /// Makes the dense part hold a price on the grid, if it may grow so far.
    private mutating func reach(_ price: Int64) -> Bool {
        let margin = 256
        if cells.count == 0 {
            guard let start = Self.offset(price, rows: -margin, tick: tick) else { return false }
            base = start
            cells = Slab(repeating: SideCell(), count: 2 * margin)
            return true
        }
        let below = (base - price) / tick
        let above = (price - base) / tick - Int64(cells.count) + 1
        let missing = Int(max(below, above))
        guard missing <= maximumRows - cells.count else { return moveEmpty(to: price) }
        // Grow past what is needed, so that a trending market does not grow it again each tick.
        let growth = min(missing + max(margin, cells.count / 2), maximumRows - cells.count)
        let grown = Slab(repeating: SideCell(), count: cells.count + growth)
        var shift = 0
        if below > 0 {
            guard let start = Self.offset(base, rows: -growth, tick: tick) else { return false }
            base = start
            shift = growth
        }
        for row in 0..<cells.count { grown[row + shift] = cells[row] }
        cells = grown
        return true
    }

    /// Centres a dense part without prints on a price too far from where it was.
    private mutating func moveEmpty(to price: Int64) -> Bool {
        guard (0..<cells.count).allSatisfy({ cells[$0] == SideCell() }),
            let start = Self.offset(price, rows: -(cells.count / 2), tick: tick)
        else { return false }
        base = start
        return true
    }

    private static func offset(_ price: Int64, rows: Int, tick: Int64) -> Int64? {
        let (span, overflow) = Int64(rows).multipliedReportingOverflow(by: tick)
        let (sum, sumOverflow) = price.addingReportingOverflow(span)
        return overflow || sumOverflow ? nil : sum
    }

    /// Moves every 64-bit volume to the wide table.
    mutating func spill() {
        for row in 0..<cells.count where cells[row].trades != 0 || cells[row] != SideCell() {
            wide[base + Int64(row) * tick, default: .zero].add(cells[row])
            cells[row] = SideCell(0, 0, 0, cells[row].trades)
        }
        for (price, cell) in apart {
            wide[price, default: .zero].add(cell)
            apart[price] = SideCell(0, 0, 0, cell.trades)
        }
    }

    /// Appends the rows that have prints, lowest price first, reading the dense part between two prices only.
    func appendRows(to rows: inout ContiguousArray<PackedRow>, from low: Int64, through high: Int64) {
        let start = rows.count
        for row in denseRange(from: low, through: high) where cells[row].trades != 0 {
            rows.append(PackedRow(price: base &+ Int64(row) &* tick, cell: cells[row]))
        }
        guard !apart.isEmpty else { return }
        for (price, cell) in apart where cell.trades != 0 { rows.append(PackedRow(price: price, cell: cell)) }
        rows[start...].sort { $0.price < $1.price }
    }

    /// The volumes that outgrew 64 bits, by price.
    var wideRows: [Int64: WideSums] { wide }

    /// Forgets everything between two prices (all of the dense part must lie there) and beside the dense part.
    mutating func clear(from low: Int64, through high: Int64) {
        for row in denseRange(from: low, through: high) { cells[row] = SideCell() }
        if !apart.isEmpty { apart.removeAll(keepingCapacity: true) }
        if !wide.isEmpty { wide.removeAll() }
    }

    /// Forgets everything.
    mutating func clear() {
        for row in 0..<cells.count { cells[row] = SideCell() }
        apart.removeAll()
        wide.removeAll()
    }

    @inline(__always)
    private func denseRange(from low: Int64, through high: Int64) -> Range<Int> {
        guard cells.count > 0 else { return 0..<0 }
        let last = base &+ Int64(cells.count - 1) &* tick
        guard high >= base, low <= last else { return 0..<0 }
        let first = low <= base ? 0 : Int((low - base) / tick)
        let end = high >= last ? cells.count : Int((high - base) / tick) + 1
        return first..<end
    }
}

/// One price's sums, with prints.
struct PackedRow: Sendable, BitwiseCopyable {
    var price: Int64
    var cell: SideCell
}
