import MarketModel

/// Where a print is counted.
enum BarLocation: Equatable {
    /// In the bar being built.
    case open
    /// In a completed bar, by its position in the history.
    case kept(Int)
    /// In a bar that is no longer kept, or never was.
    case forgotten
}

extension FlowEngine {
    /// Counts a print older than the open bar where it belongs: in a kept bar of its time, in its session, and in the
    /// running sums if they began before it.
    mutating func countEarlier(_ print: Print) {
        let (time, price, size) = (print.time.nanoseconds, print.rawPrice, print.rawSize)
        classifier.advance(to: price)
        let decision = classifier.decide(print)
        counters.polarity.compare(flag: print.side.rawValue, quoteSide: decision.quoteSide)
        counters.used += 1
        counters.late += 1
        let own = configuration.segment(at: time)
        counters.outside += own.isOutside(time) ? 1 : 0
        let location = placeEarlier(time: time, price: price, in: own)
        if location == .forgotten { counters.lateBeyondKeptBars += 1 }
        let counted = Counted(
            cell: SideCell(side: decision.side, size: size), price: price, size: size, time: time,
            tier: decision.tier, isOutside: own.isOutside(time))
        add(counted, at: location, in: own)
        if keepsBook {
            var barID = 0
            if case .kept(let position) = location { barID = history.state(position).id }
            book.append(
                PrintBook.Entry(
                    print: print, side: decision.side, tier: decision.tier, direction: classifier.direction,
                    isStanding: true, bar: barID))
        }
        if rebuildsBursts { addToBursts(print, decision) }
        if measuresMarket { microstructure.count(print) }
        if case .kept(let position) = location, findsEvents { findEvents(inBarAt: position) }
    }

    /// The completed bar for a time before the open bar's, made when there is none.
    private mutating func placeEarlier(time: Int64, price: Int64, in own: FlowSegment) -> BarLocation {
        let position = history.position(after: time) - 1
        guard case .time(let span) = barEnd else {
            if position >= 0 { return .kept(position) }
            return history.forgotten > 0 || history.count == 0 ? .forgotten : .kept(0)
        }
        if position >= 0, time < history.state(position).end { return .kept(position) }
        if position < 0, history.forgotten > 0 { return .forgotten }
        let interval = configuration.interval(at: time, span: span, in: own)
        lastBarID += 1
        var state = BarState()
        state.id = lastBarID
        (state.start, state.end) = interval
        state.isComplete = true
        state.session = own.session
        state.origin = own.origin
        state.open = price
        if position >= 0, history.state(position).origin == own.origin {
            state.cvdOpen = history.state(position).cvdClose
            state.beside = history.state(position).beside
        }
        state.cvdClose = state.cvdOpen
        return .kept(history.insert(state, at: position + 1))
    }

    /// One print's contribution outside the fast path.
    struct Counted {
        var cell: SideCell
        var price: Int64
        var size: Int64
        var time: Int64
        var tier: UInt8
        var isOutside: Bool

        var signed: Int64 { cell.buy - cell.sell }
    }

    /// Adds a contribution with every check.
    mutating func add(_ counted: Counted, at location: BarLocation, in own: FlowSegment) {
        counters.tiers[Int(counted.tier)] += 1
        latestTime = max(latestTime, counted.time)
        if case .kept(let position) = location {
            if counted.price % configuration.tick.billionths != 0 { counters.lateOffTick += 1 }
            history[position].state.revision = revision
            history[position].add(counted.cell, at: counted.price)
            history[position].state.sums.addChecked(counted.cell)
            history[position].state.delta.addChecked(counted.signed)
            history[position].state.trace(price: counted.price, time: counted.time)
            history[position].state.outside += counted.isOutside ? 1 : 0
        }
        addBeyondBar(counted.cell, price: counted.price, own: own)
        guard own.cvdMask != 0 else { return }
        shiftCVD(after: location, origin: own.origin, by: counted.cell, size: counted.size)
        if own.origin == segment.origin {
            cvd.addChecked(counted.signed, unknown: counted.cell.unknown, size: counted.size)
        }
    }

    /// Adds to (or, with a negated cell, takes from) the sums beyond the bar: totals and the print's session.
    mutating func addBeyondBar(_ cell: SideCell, price: Int64, own: FlowSegment) {
        totals.addChecked(cell)
        if own.sessionStart == segment.sessionStart {
            session.add(cell, at: price)
        } else if let past = pastSessions.lastIndex(where: { $0.session == own.session }) {
            pastSessions[past].add(cell, at: price)
            pastSessions[past].control = pointOfControl(of: pastSessions[past])
        }
    }

    /// Moves the cumulative delta of the bar and of later bars with the same origin.
    mutating func shiftCVD(after location: BarLocation, origin: Int64, by cell: SideCell, size: Int64) {
        let (signed, unknown) = (Int128(cell.buy) - Int128(cell.sell), Int128(cell.unknown))
        let band = cvd.band(of: size)
        var first = 0
        if case .kept(let position) = location {
            history[position].state.cvdClose += signed
            history[position].state.beside.shift(signed, unknown: unknown, band: band)
            first = position + 1
        }
        if location != .open {
            for position in first..<max(first, history.count) where history.state(position).origin == origin {
                history[position].state.cvdOpen += signed
                history[position].state.cvdClose += signed
                history[position].state.beside.shift(signed, unknown: unknown, band: band)
                history[position].state.revision = revision
            }
            if hasBar, bar.origin == origin {
                bar.cvdOpen += signed
                bar.revision = revision
            }
        }
    }
}
