import MarketModel

/// Reads absorption and exhaustion from a completed bar.
struct BarReading {
    let state: BarState
    let footprint: Footprint
    let thresholds: FlowThresholds
    /// The instrument's tick, in billionths; a row may hold several.
    let tick: Int64

    /// Buyers bought much at the high and the bar closed below it: passive sellers took it.
    var absorptionAtHigh: FlowEvent? {
        footprint.rows.last.flatMap { row in
            absorption(of: row.volume.buy, in: footprint.volume.buy, at: row, side: .sell)
        }
    }

    /// Sellers sold much at the low and the bar closed above it: passive buyers took it.
    var absorptionAtLow: FlowEvent? {
        footprint.rows.first.flatMap { row in
            absorption(of: row.volume.sell, in: footprint.volume.sell, at: row, side: .buy)
        }
    }

    private func absorption(
        of hit: Volume, in barVolume: Volume, at row: FootprintRow, side: AggressorSide
    ) -> FlowEvent? {
        let extreme = side == .sell ? state.high : state.low
        let retreat = (side == .sell ? extreme - state.close : state.close - extreme) / tick
        guard hit >= Volume(thresholds.absorptionMinimum),
            hit.isAtLeast(percent: thresholds.absorptionPercent, of: barVolume),
            retreat >= Int64(thresholds.absorptionRetreatTicks)
        else { return nil }
        return event(.absorption, side, at: row.price, volume: hit, extent: Int(retreat))
    }

    /// Buying falls row by row up to the high, and the bar closed below it.
    var exhaustionAtHigh: FlowEvent? {
        guard state.close < state.high else { return nil }
        return exhaustion(of: Array(footprint.rows.suffix(thresholds.exhaustionRows)), side: .sell) { $0.buy }
    }

    /// Selling falls row by row down to the low, and the bar closed above it.
    var exhaustionAtLow: FlowEvent? {
        guard state.close > state.low else { return nil }
        let rows = footprint.rows.prefix(thresholds.exhaustionRows).reversed()
        return exhaustion(of: Array(rows), side: .buy) { $0.sell }
    }

    /// `rows` lead to the extreme, which comes last.
    private func exhaustion(
        of rows: [FootprintRow], side: AggressorSide, driving: (SideVolume) -> Volume
    ) -> FlowEvent? {
        guard rows.count == thresholds.exhaustionRows, rows.count >= 2, let first = rows.first, let last = rows.last,
            driving(first.volume) >= Volume(thresholds.exhaustionMinimum),
            driving(last.volume).isAtMost(percent: thresholds.exhaustionPercent, of: driving(first.volume))
        else { return nil }
        for (row, next) in zip(rows, rows.dropFirst()) {
            let distance = side == .sell ? next.price - row.price : row.price - next.price
            guard distance == footprint.step, driving(next.volume) < driving(row.volume) else { return nil }
        }
        return event(.exhaustion, side, at: last.price, volume: driving(last.volume), extent: rows.count)
    }

    private func event(
        _ kind: FlowEventKind, _ side: AggressorSide, at price: Price, volume: Volume, extent: Int
    ) -> FlowEvent {
        FlowEvent(
            kind: kind, side: side, time: Timestamp(nanoseconds: state.start), price: price, volume: volume,
            extent: extent, bar: state.id)
    }
}

extension Volume {
    /// Whether this is at least so many percent of `whole`, without rounding.
    func isAtLeast(percent: Int, of whole: Volume) -> Bool {
        let (left, overflow) = billionths.multipliedReportingOverflow(by: 100)
        let (right, rightOverflow) = whole.billionths.multipliedReportingOverflow(by: Int128(percent))
        return overflow || (!rightOverflow && left >= right)
    }

    /// Whether this is at most so many percent of `whole`, without rounding.
    func isAtMost(percent: Int, of whole: Volume) -> Bool {
        let (left, overflow) = billionths.multipliedReportingOverflow(by: 100)
        let (right, rightOverflow) = whole.billionths.multipliedReportingOverflow(by: Int128(percent))
        return rightOverflow || (!overflow && left <= right)
    }
}
