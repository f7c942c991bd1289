import MarketModel

/// Counts the order flow of one instrument: sides, bars, footprints, delta, profile and events, print by print.
///
/// A value with one owner, free of clocks and I/O: time is the prints' own. The same prints in the same order give the
/// same result. Once its storage has grown to the market's shape a print allocates nothing.
///
/// ```swift
/// var engine = FlowEngine(FlowConfiguration(tick: Price("0.25")!, bar: .time(.seconds(300))))
/// for print in prints { engine.ingest(print) }
/// for bar in engine.bars() { print(bar.start, bar.volume.total, bar.delta, bar.cvd) }
/// ```
public struct FlowEngine: Sendable {
    /// How it counts.
    public let configuration: FlowConfiguration
    /// Rises with every record that changes something. What changed since a revision can be asked for.
    public var revision: Int { counters.used &+ changes }
    /// Changes other than records that were used.
    var changes = 0

    // Classification and the ledger.
    var classifier: Classifier
    var counters = FlowCounters()
    var exclusions: ExclusionLedger
    let excludedFlags: UInt8
    let keepsBook: Bool
    let rebuildsBursts: Bool
    let measuresMarket: Bool
    let findsEvents: Bool
    /// Any of the above, or a bar that is not ended by time.
    let hasMoreToDo: Bool

    // The open bar. Prints with `windowStart ..< windowStart + windowSpan` belong to it.
    let barEnd: BarEnd
    let endsByRange: Bool
    var windowStart = Int64.min
    var windowSpan: UInt64 = 0
    var hasBar = false
    var bar = BarState()
    var ladder: Ladder
    var lastBarID = 0
    /// How much may still be added before 64-bit sums move to their wide parts.
    var headroom = Int64.max

    // Sums beyond the open bar.
    var segment = FlowSegment()
    var cvd: CumulativeDelta
    /// The first bar since totals were last started anew.
    var cvdFirstBar = 0
    var totals = SideSums()
    var session: SessionTally
    var pastSessions: [SessionRecord] = []
    var history: BarHistory
    var latestTime = Int64.min
    /// Before this moment no print of the segment is outside the session.
    var outsideFrom = Int64.max

    // Parts that can be switched off.
    var book: PrintBook
    var bursts: BurstTape
    var zones = ZoneBook()
    var events: EventLog
    var pivots = PivotMemory()
    var microstructure: Microstructure

    /// Creates an engine that has seen nothing.
    public init(_ configuration: FlowConfiguration) {
        self.configuration = configuration
        classifier = Classifier(policy: configuration.classification)
        exclusions = ExclusionLedger(spreadLegs: configuration.spreadLegs, invalidTicks: configuration.invalidTicks)
        excludedFlags = exclusions.flags
        let features = configuration.features
        keepsBook = features.contains(.corrections)
        rebuildsBursts = features.contains(.bursts)
        measuresMarket = features.contains(.microstructure)
        findsEvents = features.contains(.events)
        let tick = configuration.tick.billionths
        barEnd = BarEnd(configuration.bar, tick: tick)
        hasMoreToDo = !features.isEmpty || !barEnd.isTime
        if case .range = barEnd { endsByRange = true } else { endsByRange = false }
        ladder = Ladder(tick: tick, maximumRows: 1 << 16)
        cvd = CumulativeDelta(sizeBands: configuration.sizeBands)
        session = SessionTally(tick: tick)
        history = BarHistory(limit: configuration.keptBars)
        book = PrintBook(capacity: keepsBook ? configuration.rememberedPrints : 1)
        bursts = BurstTape(limit: configuration.keptBursts, thresholds: configuration.thresholds)
        events = EventLog(limit: configuration.keptEvents)
        microstructure = Microstructure(window: configuration.microstructureWindow)
    }
}

/// What ends a bar, in raw units.
enum BarEnd: Sendable, BitwiseCopyable {
    case time(span: Int64)
    case ticks(Int64)
    case volume(Int64)
    case delta(Int64)
    case range(Int64)

    init(_ spec: BarSpec, tick: Int64) {
        switch spec {
        case .time(let span): self = .time(span: max(1, span.wholeNanoseconds))
        case .ticks(let count): self = .ticks(Int64(max(1, count)))
        case .volume(let amount): self = .volume(max(1, amount.billionths))
        case .delta(let amount): self = .delta(max(1, amount.billionths))
        case .range(let ticks):
            let (span, overflow) = Int64(max(1, ticks)).multipliedReportingOverflow(by: tick)
            self = .range(overflow ? .max : span)
        }
    }

    var isTime: Bool { if case .time = self { true } else { false } }
}

/// Counters of the hot path.
struct FlowCounters: Sendable {
    var received = 0
    var used = 0
    var corrected = 0
    var cancelled = 0
    var late = 0
    var lateBeyondKeptBars = 0
    var outside = 0
    var reusedIndex = 0
    var lateOffTick = 0
    var uncertainPaths = 0
    /// By the raw value of `ClassificationTier`.
    var tiers = InlineArray<4, Int>(repeating: 0)
    var polarity = Polarity()
}

/// Records left out, by reason.
struct ExclusionLedger: Sendable {
    var counts = [Int](repeating: 0, count: ExclusionReason.allCases.count)
    /// Volume of what is kept apart, by the source's flag.
    var apart = SideSums()
    let spreadLegs: PrintPolicy
    let invalidTicks: PrintPolicy

    init(spreadLegs: PrintPolicy, invalidTicks: PrintPolicy) {
        self.spreadLegs = spreadLegs
        self.invalidTicks = invalidTicks
    }

    /// The flags that keep a print out.
    var flags: UInt8 {
        (spreadLegs == .use ? 0 : PrintFlags.spreadLeg.rawValue)
            | (invalidTicks == .use ? 0 : PrintFlags.invalidTick.rawValue)
    }

    mutating func count(_ reason: ExclusionReason) { counts[Int(reason.rawValue)] += 1 }

    /// Why a record's content cannot be used, or `nil` when it can.
    func objection(to print: Print) -> ExclusionReason? {
        if print.rawPrice == Price.absentBillionths { return .missingPrice }
        if print.rawSize == Quantity.absentBillionths { return .missingSize }
        if print.rawSize == 0 { return .zeroSize }
        if print.rawSize < 0 { return .negativeSize }
        if !Classifier.isUsable(print.rawPrice) { return .priceOutOfRange }
        let kept = print.flags.rawValue & flags
        if kept & PrintFlags.spreadLeg.rawValue != 0 { return .spreadLeg }
        return kept != 0 ? .invalidTick : nil
    }

    /// Counts a record that is left out, and its volume where the policy keeps it apart.
    mutating func exclude(_ print: Print, for reason: ExclusionReason) {
        count(reason)
        guard reason == .spreadLeg && spreadLegs == .keepApart || reason == .invalidTick && invalidTicks == .keepApart
        else { return }
        apart.addChecked(SideCell(side: print.side.rawValue, size: print.rawSize))
    }
}
