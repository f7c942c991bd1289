public import MarketModel

extension FlowEngine {
    /// Opens the bar a print belongs to, closing the one before it.
    ///
    /// - Returns: False when the print is older than the open bar: it was counted where it belongs.
    @inline(never)
    mutating func turn(to print: Print) -> Bool {
        let time = print.time.nanoseconds
        guard time >= windowStart || lastBarID == 0 else {
            countEarlier(print)
            return false
        }
        if hasBar { closeBar() }
        if time >= segment.end || time < segment.start || lastBarID == 0 { enterSegment(at: time) }
        openBar(at: print)
        return true
    }

    private mutating func enterSegment(at time: Int64) {
        let next = configuration.segment(at: time)
        if lastBarID == 0 {
            session.session = next.session
        } else if next.sessionStart != segment.sessionStart {
            endSession(next: next.session)
        }
        if next.origin != segment.origin, lastBarID != 0 { cvd.restart() }
        segment = next
        outsideFrom = next.outsideFrom
    }

    private mutating func endSession(next: FlowSession?) {
        var record = session.end(next: next)
        record.control = pointOfControl(of: record)
        guard configuration.keptSessions > 0, record.low <= record.high else { return }
        if pastSessions.count >= configuration.keptSessions { pastSessions.removeFirst() }
        pastSessions.append(record)
    }

    /// The point of control of a past session.
    func pointOfControl(of record: SessionRecord) -> Int64? {
        profile(of: Footprint(record.rows, wide: record.wide, tick: configuration.tick)).pointOfControl?.billionths
    }

    private mutating func openBar(at print: Print) {
        let (time, price) = (print.time.nanoseconds, print.rawPrice)
        if classifier.lastPrice == Price.absentBillionths { classifier.lastPrice = price }
        let window: (start: Int64, end: Int64)
        var start = time
        if case .time(let span) = barEnd {
            window = configuration.interval(at: time, span: span, in: segment)
            start = window.start
        } else {
            window = (segment.start, segment.end)
        }
        windowStart = window.start
        windowSpan = UInt64(bitPattern: window.end &- window.start)
        lastBarID += 1
        bar = BarState()
        bar.id = lastBarID
        bar.start = start
        bar.end = window.end
        bar.session = segment.session
        bar.origin = segment.origin
        bar.open = price
        bar.firstTime = time
        bar.lastTime = time
        bar.cvdOpen = cvd.path.wideValue
        hasBar = true
    }

    /// Completes the open bar: its rows move to the history, its sums to the session.
    mutating func closeBar() {
        hasBar = false
        windowSpan = 0
        changes &+= 1
        if !barEnd.isTime { bar.end = bar.lastTime }
        bar.isComplete = true
        bar.cvdClose = cvd.path.wideValue
        bar.beside = cvd.close
        bar.revision = revision
        let position = history.append(bar)
        ladder.appendRows(to: &history[position].rows, from: bar.low, through: bar.high)
        if !ladder.wideRows.isEmpty { history[position].wide = ladder.wideRows }
        ladder.clear(from: bar.low, through: bar.high)
        totals.add(bar.sums)
        session.add(history[position])
        if findsEvents { findEvents(inBarAt: position, isNew: true) }
    }

    /// Tells the engine that time has passed without a print, so that a time bar can complete.
    ///
    /// The moment must be the feed's, such as a quote's time, or the clock of whoever drives the engine.
    public mutating func advance(to moment: Timestamp) {
        guard hasBar, barEnd.isTime || moment.nanoseconds >= segment.end,
            moment.nanoseconds >= windowStart, UInt64(bitPattern: moment.nanoseconds &- windowStart) >= windowSpan
        else { return }
        let end = windowStart &+ Int64(bitPattern: windowSpan)
        prepare()
        closeBar()
        windowStart = end
    }

    /// Starts totals and cumulative delta anew: what was counted before no longer counts in them.
    ///
    /// Bars, profile and the ledger stay; the open bar goes on.
    public mutating func restartTotals() {
        changes &+= 1
        cvd.restart()
        cvdFirstBar = hasBar ? bar.id : lastBarID + 1
        session.totals = SideSums()
        if hasBar {
            session.totals.wide.add(
                WideSums(buy: -bar.sums.buy, sell: -bar.sums.sell, unknown: -bar.sums.unknown))
            session.totals.lanes[3] = -bar.sums.lanes.trades
            bar.cvdOpen = -bar.delta.wideValue
            bar.revision = revision
        }
    }
}
