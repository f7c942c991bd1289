import MarketModel

/// The last pivots, to compare the next with.
struct PivotMemory: Sendable {
    struct Pivot: Sendable {
        var number: Int
        var origin: Int64
        var start: Int64
        var price: Int64
        var cvd: Int128
    }

    var high: Pivot?
    var low: Pivot?
}

extension FlowEngine {
    /// Looks whether the bar `pivotBars` before the newest is a pivot, and compares it with the pivot before.
    ///
    /// A pivot high is above the highs of the `pivotBars` bars before it and not below those of as many after it; a
    /// pivot low likewise. Two pivot highs diverge when the later is higher and cumulative delta at its close is lower;
    /// two pivot lows when the later is lower and cumulative delta is higher. Both must count from one origin.
    mutating func findDivergence() {
        let reach = max(1, configuration.thresholds.pivotBars)
        let middle = history.count - 1 - reach
        guard middle >= reach else { return }
        let state = history.state(middle)
        guard state.sums.trades > 0 else { return }
        let (before, after) = (middle - reach..<middle, middle + 1..<middle + reach + 1)
        let pivot = PivotMemory.Pivot(
            number: history.forgotten + middle, origin: state.origin, start: state.start, price: 0,
            cvd: state.cvdClose)
        if before.allSatisfy({ history.state($0).high < state.high }),
            after.allSatisfy({ history.state($0).high <= state.high })
        {
            var high = pivot
            high.price = state.high
            if let earlier = pivots.high { reportDivergence(from: earlier, to: high, in: state, side: .sell) }
            pivots.high = high
        }
        if before.allSatisfy({ history.state($0).low > state.low }),
            after.allSatisfy({ history.state($0).low >= state.low })
        {
            var low = pivot
            low.price = state.low
            if let earlier = pivots.low { reportDivergence(from: earlier, to: low, in: state, side: .buy) }
            pivots.low = low
        }
    }

    private mutating func reportDivergence(
        from first: PivotMemory.Pivot, to second: PivotMemory.Pivot, in state: BarState, side: AggressorSide
    ) {
        let distance = second.number - first.number
        guard first.origin == second.origin, distance <= configuration.thresholds.divergenceBars else { return }
        let diverges =
            side == .sell
            ? second.price > first.price && second.cvd < first.cvd
            : second.price < first.price && second.cvd > first.cvd
        guard diverges else { return }
        var event = FlowEvent(
            kind: .deltaDivergence, side: side, time: Timestamp(nanoseconds: second.start),
            price: Price(billionths: second.price), volume: Volume(billionths: second.cvd - first.cvd),
            extent: distance, bar: state.id)
        event.from = DivergencePivot(
            time: Timestamp(nanoseconds: first.start), price: Price(billionths: first.price),
            cvd: Volume(billionths: first.cvd))
        _ = events.append(event, revision: revision)
    }
}
