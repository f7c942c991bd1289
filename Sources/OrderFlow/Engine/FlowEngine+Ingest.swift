public import MarketModel

extension FlowEngine {
    /// Counts one record.
    public mutating func ingest(_ print: Print) { take(print) }

    /// Counts records in their order.
    public mutating func ingest(_ prints: Span<Print>) {
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
        if let receivedAt { microstructure.measureLag(of: event.time, receivedAt: receivedAt) }
        take(Print(event))
    }

    @inline(__always)
    private mutating func take(_ print: Print) {
        counters.received &+= 1
        if print.kind == .new, print.flags.rawValue & excludedFlags == 0, print.rawSize > 0,
            Classifier.isUsable(print.rawPrice)
        {
            accept(print)
        } else {
            takeUnusual(print)
        }
    }

    /// Corrections, cancellations and what is left out.
    @inline(never)
    private mutating func takeUnusual(_ print: Print) {
        switch print.kind {
        case .cancel: cancel(print)
        case .correction: correct(print)
        case .new:
            if let reason = exclusions.objection(to: print) {
                exclusions.exclude(print, for: reason)
            } else {
                accept(print)
            }
        }
    }

    /// Counts a new print whose content was checked.
    @inline(__always)
    private mutating func accept(_ print: Print) {
        if keepsBook, print.index <= book.highestIndex, isDuplicate(print) { return }
        makeRoom(for: print.rawSize)
        let time = print.time.nanoseconds
        if UInt64(bitPattern: time &- windowStart) >= windowSpan {
            guard turn(to: print) else { return }
        } else if case .range(let span) = barEnd, exceedsRange(print.rawPrice, span: span) {
            closeBar()
            guard turn(to: print) else { return }
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
        counters.late &+= time < latestTime ? 1 : 0
        latestTime = max(latestTime, time)
        let outside = segment.isOutside(time) ? 1 : 0
        counters.outside &+= outside
        revision &+= 1

        let cell = SideCell(side: decision.side, size: size)
        let signed = cell.buy &- cell.sell
        ladder.add(cell, at: price)
        bar.sums.lanes &+= cell
        bar.delta.add(signed)
        bar.trace(price: price, time: time)
        bar.outside &+= outside
        bar.revision = revision
        let mask = segment.cvdMask
        cvd.add(signed & mask, unknown: cell.unknown & mask, size: size)

        if keepsBook {
            book.append(
                PrintBook.Entry(
                    print: print, side: decision.side, tier: decision.tier, direction: classifier.direction,
                    isStanding: true, bar: bar.id))
        }
        if rebuildsBursts { addToBursts(print, decision) }
        if measuresMarket { microstructure.count(print) }
        if findsEvents, price < zones.lowestHold || price > zones.highestHold {
            endZones(at: print)
        }
        if !barEnd.isTime { closeIfFull() }
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

    private func exceedsRange(_ price: Int64, span: Int64) -> Bool {
        max(bar.high, price) - min(bar.low, price) > span
    }

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
