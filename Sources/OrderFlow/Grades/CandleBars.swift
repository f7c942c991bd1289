public import MarketModel

/// Bars of the lowest grade, from the feed's candles with bid and ask volume: delta without a footprint.
///
/// A candle's ask volume was bought, its bid volume sold, the rest is unknown. Delta's extremes inside a bar are not
/// known: they are shown as zero and the delta, and the bar says that its path is uncertain.
public struct CandleBars: Sendable {
    /// Why a candle became no bar.
    public enum Exclusion: String, Sendable, CaseIterable {
        /// A price or the volume is missing, as in the marker rows of a snapshot.
        case incomplete
        /// The feed removed it.
        case removed
    }

    /// Candles given: `used` plus all of `excluded`.
    public private(set) var received = 0
    /// Candles that made or renewed a bar.
    public private(set) var used = 0
    /// Candles whose bid and ask volume exceed their volume; the sum of both is used.
    public private(set) var inconsistent = 0
    private var exclusions = [Int](repeating: 0, count: Exclusion.allCases.count)
    private var kept: [Candle] = []
    private let span: Duration
    private let limit: Int

    /// Creates a maker of bars.
    ///
    /// - Parameters:
    ///   - span: The candles' period.
    ///   - limit: The most bars kept; the oldest give way.
    public init(span: Duration, limit: Int = 2_000) {
        self.span = span
        self.limit = max(1, limit)
    }

    /// Always `candle`.
    public var grade: FlowGrade { .candle }

    /// Candles that made no bar, by reason; only reasons that occurred.
    public var excluded: [(reason: Exclusion, count: Int)] {
        zip(Exclusion.allCases, exclusions).filter { $0.1 > 0 }.map { ($0.0, $0.1) }
    }

    /// Counts a candle: a new bar, or the renewal of the one with its time.
    public mutating func take(_ candle: Candle) {
        received += 1
        let position = kept.firstIndex { $0.time >= candle.time } ?? kept.count
        let isKnown = position < kept.count && kept[position].time == candle.time
        if candle.flags.contains(.removeEvent) {
            if isKnown { kept.remove(at: position) }
            return exclude(.removed)
        }
        guard candle.open != nil, candle.high != nil, candle.low != nil, candle.close != nil, candle.volume != nil
        else { return exclude(.incomplete) }
        used += 1
        let sided = Volume(candle.askVolume ?? .zero) + Volume(candle.bidVolume ?? .zero)
        if sided > Volume(candle.volume ?? .zero) { inconsistent += 1 }
        if isKnown {
            kept[position] = candle
        } else {
            kept.insert(candle, at: position)
            if kept.count > limit { kept.removeFirst() }
        }
    }

    /// The bars, oldest first; all but the last are complete. Cumulative delta starts at the first.
    public var bars: [FlowBar] {
        var (cvd, error) = (Volume.zero, Volume.zero)
        return kept.enumerated().map { position, candle in
            // The second it starts in is an identity that rises and stays when older bars give way.
            var bar = bar(candle, id: Int(candle.time.seconds), cvd: cvd, isComplete: position < kept.count - 1)
            (cvd, error) = (bar.cvd, error + bar.volume.unknown)
            bar.cvdErrorBand = error
            return bar
        }
    }

    private func bar(_ candle: Candle, id: Int, cvd: Volume, isComplete: Bool) -> FlowBar {
        let volume = sides(candle)
        let close = candle.close ?? .zero
        return FlowBar(
            id: id, revision: used, start: candle.time, end: candle.time + span, isComplete: isComplete, session: nil,
            open: candle.open ?? close, high: candle.high ?? close, low: candle.low ?? close, close: close,
            volume: volume, minimumDelta: min(.zero, volume.delta), maximumDelta: max(.zero, volume.delta),
            cvdOpen: cvd, cvd: cvd + volume.delta, cvdErrorBand: .zero, cvdBands: [],
            trades: Int(clamping: max(0, candle.count)),
            firstTime: candle.time, lastTime: candle.time + span, footprint: Footprint(rows: [], step: .zero),
            outsideSession: 0, pathIsUncertain: true)
    }

    private func sides(_ candle: Candle) -> SideVolume {
        let buy = Volume(max(.zero, candle.askVolume ?? .zero))
        let sell = Volume(max(.zero, candle.bidVolume ?? .zero))
        let total = Volume(max(.zero, candle.volume ?? .zero))
        return SideVolume(buy: buy, sell: sell, unknown: max(.zero, total - buy - sell))
    }

    private mutating func exclude(_ reason: Exclusion) {
        exclusions[Exclusion.allCases.firstIndex(of: reason) ?? 0] += 1
    }
}
