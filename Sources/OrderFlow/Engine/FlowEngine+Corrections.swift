import MarketModel

extension FlowEngine {
    /// Whether a new print repeats a remembered one; counts it as excluded if so.
    @inline(never)
    mutating func isDuplicate(_ print: Print) -> Bool {
        guard let position = book.position(of: print.index) else { return false }
        guard book[position].print == print else {
            counters.reusedIndex += 1
            return false
        }
        exclusions.count(.duplicate)
        return true
    }

    /// Takes back the print with this index.
    mutating func cancel(_ print: Print) {
        guard let position = standingPosition(of: print.index) else {
            exclusions.count(.unmatchedCancel)
            return
        }
        counters.used += 1
        counters.cancelled += 1
        takeBack(at: position)
        recount(afterChangeOf: book[position])
    }

    /// Replaces the print with this index; it keeps its place in the stream.
    mutating func correct(_ print: Print) {
        guard let position = standingPosition(of: print.index) else {
            exclusions.count(.unmatchedCorrection)
            return
        }
        var content = print
        content.kind = .new
        let objection = exclusions.objection(to: content)
        if let objection, objection != .spreadLeg, objection != .invalidTick {
            exclusions.count(objection)
            return
        }
        counters.used += 1
        counters.corrected += 1
        let before = book[position]
        takeBack(at: position)
        guard objection == nil else {
            // The corrected print is one the policy keeps out: only the original's removal counts.
            recount(afterChangeOf: before)
            return
        }
        let entry = corrected(before, at: position, by: content)
        book[position] = entry
        putBack(entry)
        recount(afterChangeOf: entry)
    }

    private func standingPosition(of index: Int64) -> Int? {
        guard keepsBook, let position = book.position(of: index), book[position].isStanding else { return nil }
        return position
    }

    /// The entry after its correction: its side decided anew, the tick rule asked where the original stood.
    private func corrected(_ before: PrintBook.Entry, at position: Int, by content: Print) -> PrintBook.Entry {
        var direction = before.direction
        if content.rawPrice != before.print.rawPrice, position > book.firstPosition {
            let earlier = book[position - 1]
            let price = earlier.print.rawPrice
            direction = content.rawPrice > price ? 1 : content.rawPrice < price ? 2 : earlier.direction
        }
        let decision = classifier.decide(content, direction: direction)
        var entry = before
        entry.print = content
        // The index carries the time: a correction does not move a print to another bar or session.
        entry.print.time = before.print.time
        (entry.side, entry.tier, entry.direction) = (decision.side, decision.tier, direction)
        entry.isStanding = true
        return entry
    }

    func location(ofBar id: Int) -> BarLocation {
        if hasBar, bar.id == id { return .open }
        guard id != 0, let position = history.position(ofID: id) else { return .forgotten }
        return .kept(position)
    }

    private mutating func takeBack(at position: Int) {
        book[position].isStanding = false
        let entry = book[position]
        let cell = SideCell(side: entry.side, size: entry.print.rawSize)
        counters.tiers[Int(entry.tier)] -= 1
        apply(SideCell() &- cell, of: entry)
    }

    private mutating func putBack(_ entry: PrintBook.Entry) {
        counters.tiers[Int(entry.tier)] += 1
        apply(SideCell(side: entry.side, size: entry.print.rawSize), of: entry)
    }

    /// Adds a cell, negated or not, to every sum the entry counts in.
    private mutating func apply(_ cell: SideCell, of entry: PrintBook.Entry) {
        let (price, size) = (entry.print.rawPrice, entry.print.rawSize)
        let signed = cell.buy - cell.sell
        let own = configuration.segment(at: entry.print.time.nanoseconds)
        let place = location(ofBar: entry.bar)
        switch place {
        case .open:
            makeRoom(for: size)
            ladder.add(cell, at: price)
            bar.sums.lanes &+= cell
            bar.delta.reverse(-signed)
            bar.revision = revision
        case .kept(let position):
            history[position].add(cell, at: price)
            history[position].state.sums.addChecked(cell)
            history[position].state.delta.reverse(-signed)
            history[position].state.revision = revision
            addBeyondBar(cell, price: price, own: own)
        case .forgotten:
            addBeyondBar(cell, price: price, own: own)
        }
        guard own.cvdMask != 0 else { return }
        shiftCVD(after: place, origin: own.origin, by: cell, size: size)
        if own.origin == segment.origin {
            cvd.reverse(-signed, unknown: -cell.unknown, size: size)
        }
    }

    /// Counts a changed bar's path again from its remembered prints, and the marks of cumulative delta from the bars.
    private mutating func recount(afterChangeOf entry: PrintBook.Entry) {
        let place = location(ofBar: entry.bar)
        switch place {
        case .open:
            bar = retraced(bar)
            if bar.sums.lanes.trades == 0 { closeBar() }
        case .kept(let position):
            history[position].state = retraced(history.state(position))
            if findsEvents { findEvents(inBarAt: position) }
        case .forgotten: break
        }
        remarkCVD()
    }

    /// The bar with its path counted again; where prints are missing, its range from its rows and a mark.
    private mutating func retraced(_ changed: BarState) -> BarState {
        var state = changed
        guard let entries = book.standing(inBar: state.id, count: state.sums.trades) else {
            counters.uncertainPaths += 1
            state.pathIsUncertain = true
            let rows = packedRows(of: state)
            state.low = rows.first?.price ?? state.low
            state.high = rows.last?.price ?? state.high
            return state
        }
        state.clearPath()
        for (number, entry) in entries.enumerated() {
            let (price, time) = (entry.print.rawPrice, entry.print.time.nanoseconds)
            let cell = SideCell(side: entry.side, size: entry.print.rawSize)
            if number == 0 { state.open = price }
            state.delta.addChecked(cell.buy - cell.sell)
            state.trace(price: price, time: time)
            state.outside += FlowSegment(session: state.session).isOutside(time) ? 1 : 0
        }
        return state
    }

    private mutating func remarkCVD() {
        var (low, high): (Int128, Int128) = (0, 0)
        for position in history.indices {
            let state = history.state(position)
            guard state.origin == segment.origin, state.id >= cvdFirstBar else { continue }
            low = min(low, state.cvdOpen + state.delta.wideLow)
            high = max(high, state.cvdOpen + state.delta.wideHigh)
        }
        if hasBar {
            low = min(low, bar.cvdOpen + bar.delta.wideLow)
            high = max(high, bar.cvdOpen + bar.delta.wideHigh)
        }
        guard history.forgotten == 0 else { return }
        cvd.path.setMarks(low: low, high: high)
    }
}
