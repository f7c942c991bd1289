public import MarketModel

/// A bar as it stood when it was asked for, with its footprint.
public struct FlowBar: Sendable, Equatable {
    /// Identity: rises by one a bar.
    public var id: Int
    /// The engine's revision of the last change.
    public var revision: Int
    /// Of a time bar the start of its interval, of others the time of their first print.
    public var start: Timestamp
    /// Of a time bar the end of its interval; of others the time of their last print.
    public var end: Timestamp
    /// No further print will come, unless late.
    public var isComplete: Bool
    /// The trade date it belongs to, if sessions are known.
    public var session: TradingDay?
    /// First price in stream order.
    public var open: Price
    /// Highest price.
    public var high: Price
    /// Lowest price.
    public var low: Price
    /// Last price in stream order.
    public var close: Price
    /// Volume by side.
    public var volume: SideVolume
    /// The lowest delta while it was built, zero or below: each bar starts at zero.
    public var minimumDelta: Volume
    /// The highest delta while it was built, zero or above.
    public var maximumDelta: Volume
    /// Cumulative delta before its first print.
    public var cvdOpen: Volume
    /// Cumulative delta after its last print.
    public var cvd: Volume
    /// Unknown volume since cumulative delta's origin, after its last print: `cvd` may be so far off, either way.
    public var cvdErrorBand: Volume
    /// Cumulative delta by size of print after its last print, in the order of `FlowEngine.cumulativeDelta.bands`;
    /// empty where prints are not known one by one.
    public var cvdBands: [Volume]
    /// Prints; 0 in a bar all of whose prints were cancelled, which is shown no more.
    public var trades: Int
    /// The time of its earliest print.
    public var firstTime: Timestamp
    /// The time of its latest print.
    public var lastTime: Timestamp
    /// Rows, lowest price first.
    public var footprint: Footprint
    /// Prints outside the session.
    public var outsideSession: Int
    /// A cancelled print left open, close or the delta's extremes uncertain; sums and range are exact.
    public var pathIsUncertain: Bool

    /// Buy less sell.
    public var delta: Volume { volume.delta }
    /// From its earliest print to its latest.
    public var duration: Duration { lastTime - firstTime }
}

extension FlowEngine {
    /// The number of bars kept, the open one included.
    public var barCount: Int { history.count + (hasBar ? 1 : 0) }

    /// The bar at a position from 0, the oldest kept, to `barCount - 1`.
    ///
    /// - Precondition: The position is in that range.
    public func bar(at position: Int) -> FlowBar {
        precondition((0..<barCount).contains(position), "there is a bar at the position")
        let isOpen = position == history.count
        var state = isOpen ? bar : history.state(position)
        if isOpen { (state.cvdClose, state.beside, state.revision) = (cvd.path.wideValue, cvd.close, revision) }
        return flowBar(state, footprint: isOpen ? openFootprint : footprint(ofBarAt: position))
    }

    /// The bar with an identity, if it is kept.
    public func bar(withID id: Int) -> FlowBar? {
        switch location(ofBar: id) {
        case .open: bar(at: history.count)
        case .kept(let position): bar(at: position)
        case .forgotten: nil
        }
    }

    /// The bar being built.
    public var openBar: FlowBar? { hasBar ? bar(at: history.count) : nil }

    /// The last bars, oldest first, at most `count`; bars without a standing print are left out.
    public func bars(last count: Int = .max) -> [FlowBar] {
        let first = count >= barCount ? 0 : barCount - max(0, count)
        return (first..<barCount).lazy.map { bar(at: $0) }.filter { $0.trades > 0 }
    }

    /// The bars that changed after a revision, oldest first.
    ///
    /// The open bar is among them whenever anything changed. A bar whose last standing print was cancelled comes once
    /// with no trades: take it off the chart.
    public func bars(changedSince revision: Int) -> [FlowBar] {
        (0..<barCount).filter { position in
            (position == history.count ? self.revision : history.state(position).revision) > revision
        }.map { bar(at: $0) }
    }

    private func flowBar(_ state: BarState, footprint: Footprint) -> FlowBar {
        FlowBar(
            id: state.id, revision: state.revision, start: Timestamp(nanoseconds: state.start),
            end: Timestamp(nanoseconds: barEnd.isTime || state.isComplete ? state.end : state.lastTime),
            isComplete: state.isComplete, session: state.session?.day,
            open: Price(billionths: state.open), high: Price(billionths: state.high),
            low: Price(billionths: state.low), close: Price(billionths: state.close),
            volume: SideVolume(state.sums), minimumDelta: Volume(billionths: state.delta.wideLow),
            maximumDelta: Volume(billionths: state.delta.wideHigh), cvdOpen: Volume(billionths: state.cvdOpen),
            cvd: Volume(billionths: state.cvdClose), cvdErrorBand: Volume(billionths: state.beside.unknown),
            cvdBands: cvd.labels.indices.map { Volume(billionths: state.beside.bands[$0]) }, trades: state.sums.trades,
            firstTime: Timestamp(nanoseconds: state.firstTime), lastTime: Timestamp(nanoseconds: state.lastTime),
            footprint: footprint, outsideSession: state.outside, pathIsUncertain: state.pathIsUncertain)
    }

    /// The footprint of a completed bar, in rows of the configured height.
    func footprint(ofBarAt position: Int) -> Footprint {
        let record = history[position]
        return Footprint(record.rows, wide: record.wide, tick: configuration.tick)
            .grouped(by: max(1, configuration.rowTicks))
    }

    private var openFootprint: Footprint {
        Footprint(packedRows(of: bar), wide: ladder.wideRows, tick: configuration.tick)
            .grouped(by: max(1, configuration.rowTicks))
    }

    /// The rows of the open bar or a kept one.
    func packedRows(of state: BarState) -> ContiguousArray<PackedRow> {
        if case .kept(let position) = location(ofBar: state.id) { return history[position].rows }
        var rows: ContiguousArray<PackedRow> = []
        ladder.appendRows(to: &rows, from: state.low, through: state.high)
        return rows
    }
}
