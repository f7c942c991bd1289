public import MarketModel

/// How a `FlowEngine` counts one instrument.
public struct FlowConfiguration: Sendable {
    /// The smallest price step. Prints off this grid are kept under their own exact price.
    public var tick: Price
    /// Whole ticks in a footprint row, anchored at zero. Sums are kept by tick; rows are grouped on reading.
    public var rowTicks = 1
    /// What ends a bar.
    public var bar: BarSpec
    /// Where time bars are anchored.
    public var alignment = BarAlignment.epoch
    /// Which rules may decide a side.
    public var classification = ClassificationPolicy.flagThenRules
    /// Where the prints come from: decides the grade their numbers carry.
    public var source = FlowSource.timeAndSale
    /// When cumulative delta starts again.
    public var reset = CVDReset.none
    /// Session boundaries; `nil` counts everything as one session without a day.
    public var sessions: (any SessionSchedule)?
    /// What to do with legs of spread trades.
    public var spreadLegs = PrintPolicy.keepApart
    /// What to do with prints that do not count for last, high and low.
    public var invalidTicks = PrintPolicy.keepApart
    /// Which parts run.
    public var features = FlowFeatures.all
    /// Prints remembered for duplicates, corrections and cancellations; 72 bytes each. A correction of
    /// an older one is counted as unmatched. Rounded up to a power of two.
    public var rememberedPrints = 32_768
    /// Bars kept; older ones are forgotten, their sums stay in the totals.
    public var keptBars = 2_000
    /// Bursts kept for the tape; rounded up to a power of two.
    public var keptBursts = 1_024
    /// Events kept.
    public var keptEvents = 1_024
    /// Past sessions whose profile and point of control are kept.
    public var keptSessions = 20
    /// Lower bounds of the size bands after the first, rising, at most three: `[5, 25]` makes 1–4, 5–24 and 25+.
    public var sizeBands = [Quantity(whole: 5), Quantity(whole: 25)]
    /// What counts as an imbalance, a zone and an event.
    public var thresholds = FlowThresholds()
    /// The span over which rates, spread and lag are measured.
    public var microstructureWindow = Duration.seconds(60)

    /// Creates a configuration with the defaults.
    ///
    /// - Precondition: `tick` is above zero.
    public init(tick: Price, bar: BarSpec = .time(.seconds(300))) {
        precondition(tick > .zero, "a tick is above zero")
        self.tick = tick
        self.bar = bar
    }

    /// What `piquant flow` counts a recorded file with: file order, nothing excluded but zero sizes, one session.
    public static func recorded(tick: Price, bar: BarSpec) -> FlowConfiguration {
        var configuration = FlowConfiguration(tick: tick, bar: bar)
        configuration.classification = .flagOnly
        configuration.spreadLegs = .use
        configuration.invalidTicks = .use
        configuration.features = [.bursts, .events]
        configuration.keptBars = .max
        configuration.keptEvents = .max
        return configuration
    }
}

/// What to do with a kind of print that does not count everywhere.
public enum PrintPolicy: String, Sendable, CaseIterable {
    /// Count it like any other.
    case use
    /// Leave it out; its number is counted.
    case exclude
    /// Leave it out of bars and delta, and add up its volume apart.
    case keepApart
}

/// The parts of the engine that can be switched off.
public struct FlowFeatures: OptionSet, Sendable, BitwiseCopyable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Remember prints: duplicates, corrections, cancellations.
    public static let corrections = FlowFeatures(rawValue: 1)
    /// Rebuild bursts, and from them big trades and sweeps.
    public static let bursts = FlowFeatures(rawValue: 2)
    /// Zones, absorption, exhaustion and divergence, worked out as bars complete.
    public static let events = FlowFeatures(rawValue: 4)
    /// Rates, spread and lag.
    public static let microstructure = FlowFeatures(rawValue: 8)
    /// Everything.
    public static let all: FlowFeatures = [.corrections, .bursts, .events, .microstructure]
}

/// The numbers behind imbalances, zones and events. `Docs/order-flow.md` gives each formula with an example.
public struct FlowThresholds: Sendable, Hashable {
    /// Diagonal imbalance: the stronger side is at least this many percent of the weaker.
    public var imbalancePercent = 300
    /// Diagonal imbalance: the stronger side is at least this much.
    public var imbalanceMinimum = Quantity(whole: 30)
    /// Imbalances of one side on so many adjacent rows make a zone.
    public var stackedRows = 3
    /// Value area: percent of the volume.
    public var valueAreaPercent = 70
    /// Big trade: a burst of at least this much.
    public var bigTrade = Quantity(whole: 50)
    /// Sweep: a burst through at least so many different prices, each further in the direction of its side.
    public var sweepPrices = 3
    /// Absorption: at least this much hit the extreme row of the bar.
    public var absorptionMinimum = Quantity(whole: 100)
    /// Absorption: at least this many percent of the bar's volume of that side.
    public var absorptionPercent = 25
    /// Absorption: the bar closed at least so many ticks away from the extreme.
    public var absorptionRetreatTicks = 2
    /// Exhaustion: the side's volume falls over so many adjacent rows up to the extreme.
    public var exhaustionRows = 3
    /// Exhaustion: at the extreme it is at most this many percent of the first of those rows.
    public var exhaustionPercent = 25
    /// Exhaustion: that first row has at least this much.
    public var exhaustionMinimum = Quantity(whole: 30)
    /// Divergence: a pivot is beyond so many bars before it and not exceeded by so many after it.
    public var pivotBars = 2
    /// Divergence: the two pivots are at most so many bars apart.
    public var divergenceBars = 50

    /// Creates the defaults.
    public init() {}
}
