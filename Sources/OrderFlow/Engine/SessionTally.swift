import MarketModel

/// The session being counted, up to its last completed bar.
struct SessionTally: Sendable {
    var session: FlowSession?
    var totals = SideSums()
    var profile: Ladder
    var low = Int64.max
    var high = Int64.min
    var hasPrints = false

    init(tick: Int64) { profile = Ladder(tick: tick, maximumRows: 1 << 18) }

    /// Adds a completed bar.
    mutating func add(_ record: BarRecord) {
        totals.add(record.state.sums)
        for row in record.rows { profile.addChecked(row.cell, at: row.price) }
        for (price, sums) in record.wide { profile.add(sums, at: price) }
        reach(low: record.state.low, high: record.state.high)
    }

    /// Adds or takes back one print.
    mutating func add(_ cell: SideCell, at price: Int64) {
        totals.addChecked(cell)
        profile.addChecked(cell, at: price)
        reach(low: price, high: price)
    }

    mutating func reach(low newLow: Int64, high newHigh: Int64) {
        low = min(low, newLow)
        high = max(high, newHigh)
        hasPrints = true
    }

    /// Ends the session and starts the next, empty.
    mutating func end(next: FlowSession?) -> SessionRecord {
        var record = SessionRecord(session: session, totals: totals, low: low, high: high)
        if hasPrints { profile.appendRows(to: &record.rows, from: low, through: high) }
        record.wide = profile.wideRows
        profile.clear()
        (session, totals, low, high, hasPrints) = (next, SideSums(), .max, .min, false)
        return record
    }
}

/// A past session.
struct SessionRecord: Sendable {
    var session: FlowSession?
    var totals: SideSums
    var rows: ContiguousArray<PackedRow> = []
    var wide: [Int64: WideSums] = [:]
    /// The prices reached, in billionths.
    var low: Int64
    var high: Int64
    /// The point of control in billionths, by the engine's rows; set when the session ends and when it changes after.
    var control: Int64?

    /// Adds or takes back one print.
    mutating func add(_ cell: SideCell, at price: Int64) {
        totals.addChecked(cell)
        var record = BarRecord(state: BarState(), rows: rows, wide: wide)
        record.add(cell, at: price)
        (rows, wide) = (record.rows, record.wide)
        low = min(low, price)
        high = max(high, price)
    }
}
