import MarketModel

extension FlowEngine {
    /// Adds a print to the tape and reports what its burst became.
    @inline(__always)
    mutating func addToBursts(_ print: Print, _ decision: Classifier.Decision) {
        let outside = segment.isOutside(print.time.nanoseconds)
        if bursts.add(print, decision, isOutside: outside, revision: revision) { reportBurst() }
    }

    @inline(never)
    private mutating func reportBurst() {
        let burst = bursts.current
        if bursts.isBigTrade {
            let event = FlowEvent(
                kind: .bigTrade, side: burst.side, time: burst.time, price: burst.lastPrice,
                volume: Volume(burst.size), extent: burst.trades, bar: bar.id)
            bursts.current.bigTradeEvent = report(event, as: burst.bigTradeEvent)
        }
        if bursts.isSweep {
            let event = FlowEvent(
                kind: .sweep, side: burst.side, time: burst.time, price: burst.lastPrice,
                volume: Volume(burst.size), extent: burst.depth, bar: bar.id)
            bursts.current.sweepEvent = report(event, as: burst.sweepEvent)
        }
    }

    private mutating func report(_ event: FlowEvent, as id: Int) -> Int {
        guard id != 0 else { return events.append(event, revision: revision) }
        events.update(id, revision: revision) { known in
            var event = event
            event.id = id
            event.bar = known.bar
            known = event
        }
        return id
    }

    /// Ends the zones a print went through.
    @inline(never)
    mutating func endZones(at price: Int64, time: Timestamp) {
        zones.end(at: price, time: time, revision: revision)
    }

    /// Works out zones and events of a completed bar, anew when a late or corrected print changed it.
    mutating func findEvents(inBarAt position: Int, isNew: Bool = false) {
        let state = history.state(position)
        let footprint = footprint(ofBarAt: position)
        let thresholds = configuration.thresholds
        let imbalances = footprint.imbalances(
            percent: thresholds.imbalancePercent, minimum: thresholds.imbalanceMinimum)
        let stacks = footprint.stacks(of: imbalances, count: thresholds.stackedRows)
        zones.set(stacks, bar: state, revision: revision)
        if !isNew { endZonesCrossedLater(than: position) }
        var found = stacks.map { stack in
            FlowEvent(
                kind: .stackedImbalance, side: stack.side, time: Timestamp(nanoseconds: state.start),
                price: stack.side == .buy ? stack.high : stack.low,
                volume: footprint.volume(of: stack), extent: stack.rows, bar: state.id)
        }
        if state.sums.trades > 0 {
            let reading = BarReading(
                state: state, footprint: footprint, thresholds: thresholds, tick: configuration.tick.billionths)
            found += [reading.absorptionAtHigh, reading.absorptionAtLow].compactMap { $0 }
            found += [reading.exhaustionAtHigh, reading.exhaustionAtLow].compactMap { $0 }
        }
        events.reconcile(found, bar: state.id, isNew: isNew, revision: revision)
        if isNew { findDivergence() }
    }

    /// Ends zones of a changed bar that bars after it have gone through already.
    private mutating func endZonesCrossedLater(than position: Int) {
        for later in position + 1..<history.count {
            let state = history.state(later)
            guard state.sums.trades > 0 else { continue }
            let time = Timestamp(nanoseconds: state.start)
            if state.low < zones.lowestHold {
                zones.end(at: state.low, time: time, revision: revision, startedBefore: time)
            }
            if state.high > zones.highestHold {
                zones.end(at: state.high, time: time, revision: revision, startedBefore: time)
            }
        }
    }
}

extension Footprint {
    /// The stronger side's volume of a stack.
    func volume(of stack: StackedImbalance) -> Volume {
        rows.filter { $0.price >= stack.low && $0.price <= stack.high }
            .reduce(.zero) { $0 + (stack.side == .buy ? $1.volume.buy : $1.volume.sell) }
    }
}
