public import MarketModel

/// A point of control of a past session that no later session has traded at or across.
public struct NakedPointOfControl: Sendable, Hashable, BitwiseCopyable {
    /// Its price.
    public var price: Price
    /// The session it comes from.
    public var session: TradingDay?
}

/// Cumulative delta as it stands.
public struct CVDReading: Sendable, Equatable {
    /// Buy less sell since the origin.
    public var value: Volume
    /// The highest value since, zero or above.
    public var high: Volume
    /// The lowest value since, zero or below.
    public var low: Volume
    /// Unknown volume since: the true value lies within so much of `value`, either way.
    public var errorBand: Volume
    /// When it starts again.
    public var reset: CVDReset
    /// When it last did; `nil` when it counts from the first print.
    public var origin: Timestamp?
    /// By size of print, smallest first: the label, such as `5–24`, and the band's delta.
    public var bands: [(label: String, value: Volume)]

    public static func == (lhs: Self, rhs: Self) -> Bool {
        (lhs.value, lhs.high, lhs.low, lhs.errorBand) == (rhs.value, rhs.high, rhs.low, rhs.errorBand)
            && (lhs.reset, lhs.origin) == (rhs.reset, rhs.origin)
            && lhs.bands.elementsEqual(rhs.bands) { $0 == $1 }
    }
}

/// Totals of a session.
public struct SessionTotals: Sendable, Equatable {
    /// The trade date; `nil` without a schedule.
    public var day: TradingDay?
    /// Volume by side.
    public var volume: SideVolume
    /// Prints.
    public var trades: Int
}

extension FlowEngine {
    /// The ledger.
    public var quality: FlowQuality {
        var quality = FlowQuality()
        quality.received = counters.received
        quality.used = counters.used
        quality.corrected = counters.corrected
        quality.cancelled = counters.cancelled
        quality.late = counters.late
        quality.lateBeyondKeptBars = counters.lateBeyondKeptBars
        quality.outsideSession = counters.outside
        quality.reusedIndex = counters.reusedIndex
        quality.uncertainPaths = counters.uncertainPaths
        quality.offTick = ladder.offTick + counters.lateOffTick
        quality.tiers = TierCounts(counters.tiers)
        quality.polarity = counters.polarity
        quality.exclusions = exclusions.counts
        quality.apart = SideVolume(exclusions.apart)
        var sums = totals
        if hasBar { sums.add(bar.sums) }
        quality.volume = SideVolume(sums)
        return quality
    }

    /// The session being counted: the one of the latest bar.
    public var currentSession: FlowSession? { segment.session }

    /// Totals of the session being counted, or since `restartTotals()`.
    public var sessionTotals: SessionTotals {
        var sums = session.totals
        if hasBar { sums.add(bar.sums) }
        return SessionTotals(day: session.session?.day, volume: SideVolume(sums), trades: sums.trades)
    }

    /// Cumulative delta.
    public var cumulativeDelta: CVDReading {
        CVDReading(
            value: Volume(billionths: cvd.path.wideValue), high: Volume(billionths: cvd.path.wideHigh),
            low: Volume(billionths: cvd.path.wideLow), errorBand: Volume(billionths: cvd.unknown),
            reset: configuration.reset,
            origin: segment.origin == .min ? nil : Timestamp(nanoseconds: segment.origin),
            bands: cvd.labels.enumerated().map { ($0.element, cvd.value(ofBand: $0.offset)) })
    }

    /// The profile of the session being counted.
    public var sessionProfile: VolumeProfile { profile(of: sessionFootprint) }

    func profile(of footprint: Footprint) -> VolumeProfile {
        VolumeProfile(
            footprint.grouped(by: max(1, configuration.rowTicks)),
            valueAreaPercent: configuration.thresholds.valueAreaPercent)
    }

    private var sessionFootprint: Footprint {
        var rows: ContiguousArray<PackedRow> = []
        if session.hasPrints { session.profile.appendRows(to: &rows, from: session.low, through: session.high) }
        let completed = Footprint(rows, wide: session.profile.wideRows, tick: configuration.tick)
        guard hasBar else { return completed }
        let open = Footprint(packedRows(of: bar), wide: ladder.wideRows, tick: configuration.tick)
        return Footprint(merging: [completed, open], step: configuration.tick)
    }

    /// The profile of a range of bars: what is visible on a chart.
    ///
    /// - Parameter positions: As for `bar(at:)`; clamped to the bars there are.
    public func profile(ofBarsAt positions: Range<Int>) -> VolumeProfile {
        let footprints = positions.clamped(to: 0..<barCount).map { position in
            position == history.count
                ? Footprint(packedRows(of: bar), wide: ladder.wideRows, tick: configuration.tick)
                : Footprint(history[position].rows, wide: history[position].wide, tick: configuration.tick)
        }
        return profile(of: Footprint(merging: footprints, step: configuration.tick))
    }

    /// Points of control of past sessions that are still naked, oldest first.
    public var nakedPointsOfControl: [NakedPointOfControl] {
        var found: [NakedPointOfControl] = []
        var reached = session.hasPrints ? [(session.low, session.high)] : []
        if hasBar { reached.append((bar.low, bar.high)) }
        for record in pastSessions.reversed() {
            if let control = record.control, !reached.contains(where: { $0.0 <= control && control <= $0.1 }) {
                found.append(
                    NakedPointOfControl(price: Price(billionths: control), session: record.session?.day))
            }
            reached.append((record.low, record.high))
        }
        return found.reversed()
    }

    /// Totals and profiles of the past sessions kept, oldest first.
    public var pastSessionProfiles: [(totals: SessionTotals, profile: VolumeProfile)] {
        pastSessions.map { record in
            let totals = SessionTotals(
                day: record.session?.day, volume: SideVolume(record.totals), trades: record.totals.trades)
            let footprint = Footprint(record.rows, wide: record.wide, tick: configuration.tick)
            return (totals, profile(of: footprint))
        }
    }

    /// Stacked-imbalance zones, oldest first.
    public var imbalanceZones: [ImbalanceZone] { zones.zones }

    /// The revision at which a zone last appeared, ended or went.
    public var zonesRevision: Int { zones.revision }

    /// The bursts of the tape, oldest first: the last `count`, of those that changed after a revision.
    public func bursts(last count: Int = .max, changedSince revision: Int = -1) -> [Burst] {
        bursts.bursts(last: count, changedSince: revision)
    }

    /// The events that appeared or changed after a revision, oldest first.
    public func events(changedSince revision: Int = -1) -> [FlowEvent] {
        events.revision > revision ? events.all.filter { $0.revision > revision } : []
    }

    /// Rates, spread and lag over the last seconds.
    public var microstructureReading: MicrostructureReading { microstructure.reading }

    /// Counts a quote for rate and spread.
    ///
    /// - Parameters:
    ///   - quote: Of this engine's instrument.
    ///   - time: When it was: the quote's own time where it has one, else when it was received.
    public mutating func observe(_ quote: Quote, at time: Timestamp) {
        if measuresMarket { microstructure.count(bid: quote.bidPrice, ask: quote.askPrice, at: time) }
    }

    /// The time of the latest print, or `nil` before the first.
    public var latestPrintTime: Timestamp? {
        latestTime == .min ? nil : Timestamp(nanoseconds: latestTime)
    }

    /// The price of the last print in stream order, or `nil` before the first.
    public var lastPrice: Price? { Price(packed: classifier.lastPrice) }
}
