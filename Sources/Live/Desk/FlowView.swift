public import MarketModel
public import OrderFlow

/// What a view counts: one instrument, one kind of bar, one way to reset cumulative delta.
///
/// Row grouping is not part of it: rows are grouped when they are read.
public struct FlowViewKey: Hashable, Sendable {
    /// The symbol of the market-data stream.
    public var symbol: String
    /// What ends a bar.
    public var bar: BarSpec
    /// When cumulative delta starts again.
    public var reset: CVDReset

    /// Creates a key.
    public init(symbol: String, bar: BarSpec = .time(.seconds(300)), reset: CVDReset = .session) {
        self.symbol = symbol
        self.bar = bar
        self.reset = reset
    }
}

/// One view of an instrument's flow, as it stands.
public struct FlowView: Sendable {
    /// What it counts.
    public let key: FlowViewKey
    /// The instrument.
    public let instrument: FlowInstrument
    /// The engine that counts.
    public internal(set) var engine: FlowEngine
    /// The latest quote, from the feed or from the latest print's own.
    public internal(set) var bid: Price?
    /// The latest ask, likewise.
    public internal(set) var ask: Price?
    /// When the latest event reached us.
    public internal(set) var receivedAt: Timestamp?
    /// When someone last asked for it.
    var lastUsed: Timestamp

    init(key: FlowViewKey, instrument: FlowInstrument, source: FlowSource, at now: Timestamp) {
        self.key = key
        self.instrument = instrument
        lastUsed = now
        var configuration = FlowConfiguration(tick: instrument.tick, bar: key.bar)
        configuration.reset = key.reset
        configuration.source = source
        configuration.sessions = CalendarSessions(instrument.calendar)
        engine = FlowEngine(configuration)
    }
}
