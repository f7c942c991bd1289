public import MarketModel

/// What a DBN recording says about itself before its first record.
public struct DBNMetadata: Equatable, Sendable {
    /// The days on which one symbol stood for one instrument.
    public struct MappingInterval: Equatable, Sendable {
        /// The first day.
        public let start: TradingDay
        /// The day after the last.
        public let end: TradingDay
        /// The other name, an instrument id in decimal in most recordings.
        public let symbol: String
    }

    /// One requested symbol and what it stood for.
    public struct Mapping: Equatable, Sendable {
        /// The symbol as it was asked for.
        public let symbol: String
        /// What it stood for, day by day.
        public let intervals: [MappingInterval]
    }

    /// The format's version, 1 to 3.
    public let version: Int
    /// The dataset's code, `GLBX.MDP3`.
    public let dataset: String
    /// The one schema of all records, such as `mbo`; `nil` when they are mixed, a number when it is not known here.
    public let schema: String?
    /// The first moment asked for.
    public let start: Timestamp?
    /// The moment after the last asked for.
    public let end: Timestamp?
    /// The requested symbols.
    public let symbols: [String]
    /// Symbols that did not resolve for a part of the time.
    public let partial: [String]
    /// Symbols that did not resolve at all.
    public let notFound: [String]
    /// What the symbols stood for.
    public let mappings: [Mapping]
}
