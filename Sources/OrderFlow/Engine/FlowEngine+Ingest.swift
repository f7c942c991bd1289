public import MarketModel

extension FlowEngine {
    /// Counts one record.
    public mutating func ingest(_ print: Print) {
        prepare()
        counters.received &+= 1
        take(print)
    }

    /// Counts records in their order.
    public mutating func ingest(_ prints: Span<Print>) {
        prepare()
        counters.received &+= prints.count
        for position in prints.indices { take(prints[position]) }
    }

    /// Counts records in their order.
    public mutating func ingest(_ prints: [Print]) { ingest(prints.span) }

    /// Counts a feed event.
    ///
    /// - Parameters:
    ///   - event: Of this engine's instrument: the symbol is not looked at.
    ///   - receivedAt: When we had it, for the lag; `nil` leaves it out of that measure.
    public mutating func ingest(_ event: TimeAndSale, receivedAt: Timestamp? = nil) {
        if let receivedAt, measuresMarket { microstructure.measureLag(of: event.time, receivedAt: receivedAt) }
        ingest(Print(event))
    }

    /// Counts feed events that arrived together, in their order; see `ingest(_:receivedAt:)`.
    public mutating func ingest(_ events: [TimeAndSale], receivedAt: Timestamp? = nil) {
        prepare()
        counters.received &+= events.count
        for event in events {
            if let receivedAt, measuresMarket { microstructure.measureLag(of: event.time, receivedAt: receivedAt) }
            take(Print(event))
        }
    }

    /// Makes the storage this engine's own, should a copy of the engine share it.
    mutating func prepare() {
        ladder.makeUnique()
        session.profile.makeUnique()
        if keepsBook { book.makeUnique() }
        if rebuildsBursts { bursts.makeUnique() }
    }

    @inline(__always)
    private mutating func take(_ print: Print) {
        if print.kind == .new, print.flags.rawValue & excludedFlags == 0, print.rawSize > 0,
            Classifier.isUsable(print.rawPrice)
        {
            accept(print)
        } else {
            takeUnusual(copy(of: print))
        }
    }

    /// A copy for the calls that are not inlined, so that the usual print stays in registers.
    @inline(__always)
    private func copy(of print: Print) -> Print {
        var copy = Print(time: print.time, index: print.index, price: nil, size: nil, side: print.side)
        (copy.rawPrice, copy.rawSize, copy.rawBid, copy.rawAsk) =
            (print.rawPrice, print.rawSize, print.rawBid, print.rawAsk)
        (copy.kind, copy.flags) = (print.kind, print.flags)
        return copy
    }

    /// Corrections, cancellations and what is left out.
    @inline(never)
    private mutating func takeUnusual(_ print: Print) {
        switch print.kind {
        case .cancel: cancel(print)
        case .correction: correct(print)
        case .new:
            if let reason = exclusions.objection(to: print) { exclusions.exclude(print, for: reason) }
        }
    }

    /// Counts a new print whose content was checked.
    @inline(__always)
    private mutating func accept(_ print: Print) {
        if keepsBook, print.index <= book.highestIndex, isDuplicate(copy(of: print)) { return }
        makeRoom(for: print.rawSize)
        let time = print.time.nanoseconds
        if UInt64(bitPattern: time &- windowStart) >= windowSpan || (endsByRange && exceedsRange(print.rawPrice)) {
            guard turn(to: copy(of: print)) else { return }
        }
        count(print)
    }

    /// Counts a print into the open bar.
    @inline(__always)
    private mutating func count(_ print: Print) {
        let (time, price, size) = (print.time.nanoseconds, print.rawPrice, print.rawSize)
        classifier.advance(to: price)
        let decision = classifier.decide(print)
        counters.polarity.compare(flag: print.side.rawValue, quoteSide: decision.quoteSide)
        counters.used &+= 1
        counters.tiers[Int(decision.tier)] &+= 1
        if time >= latestTime {
            latestTime = time
            bar.lastTime = time
        } else {
            countLate(time)
        }
        if time >= outsideFrom { countOutside(time) }

        let cell = SideCell(side: decision.side, size: size)
        let signed = cell.buy &- cell.sell
        ladder.add(cell, at: price)
        bar.sums.lanes &+= cell
        bar.delta.add(signed)
        bar.trace(price: price)
        let mask = segment.cvdMask
        cvd.add(signed & mask, unknown: cell.unknown & mask, size: size)
        if hasMoreToDo { finish(print, decision) }
    }

    /// What is switched on beyond the sums.
    @inline(__always)
    private mutating func finish(_ print: Print, _ decision: Classifier.Decision) {
        if keepsBook {
            book.append(
                PrintBook.Entry(
                    print: print, side: decision.side, tier: decision.tier, direction: classifier.direction,
                    isStanding: true, bar: bar.id))
        }
        if rebuildsBursts { addToBursts(print, decision) }
        if measuresMarket { microstructure.count(print) }
        if findsEvents, print.rawPrice < zones.lowestHold || print.rawPrice > zones.highestHold {
            endZones(at: print.rawPrice, time: print.time)
        }
        if !barEnd.isTime { closeIfFull() }
    }

    /// A print earlier than one before it, in the open bar nevertheless.
    @inline(never)
    private mutating func countLate(_ time: Int64) {
        counters.late += 1
        bar.firstTime = min(bar.firstTime, time)
        bar.lastTime = max(bar.lastTime, time)
    }

    @inline(never)
    private mutating func countOutside(_ time: Int64) {
        guard segment.isOutside(time) else { return }
        counters.outside += 1
        bar.outside += 1
    }

    /// Keeps 64-bit sums from overflowing.
    @inline(__always)
    mutating func makeRoom(for size: Int64) {
        // Sizes are above zero here; what is left is never below zero.
        if size > headroom { spill() }
        headroom &-= size
    }

    @inline(never)
    private mutating func spill() {
        ladder.spill()
        bar.sums.spill()
        bar.delta.rebase()
        cvd.rebase()
        headroom = .max
    }

    @inline(never)
    private func exceedsRange(_ price: Int64) -> Bool {
        guard case .range(let span) = barEnd, hasBar else { return false }
        return max(bar.high, price) - min(bar.low, price) > span
    }

    @inline(never)
    private mutating func closeIfFull() {
        let isFull =
            switch barEnd {
            case .time, .range: false
            case .ticks(let count): bar.sums.lanes.trades >= count
            case .volume(let amount): bar.sums.volume >= Int128(amount)
            case .delta(let amount): bar.sums.delta.magnitude >= Int128(amount).magnitude
            }
        if isFull { closeBar() }
    }
}
