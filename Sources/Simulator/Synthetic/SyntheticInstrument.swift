import MarketModel

/// One instrument of the synthetic market: its listing and how it trades.
public struct SyntheticInstrument: Sendable {
    /// What it is.
    public var listing: SimulatedListing
    /// The price its path wanders about, in whole ticks.
    public var basePriceInTicks: Int64
    /// Size of the fastest swings, in 1/256 tick: half a second of typical movement.
    public var swing: Int64
    /// How much of its movement is the whole market's, in 1/256; below zero for what moves against it.
    public var marketShare: Int64
    /// Trades a second in regular hours at normal activity, in thousandths; one trade can be several prints.
    public var tradesPerKilosecond: Int
    /// Quote updates a second in regular hours, in thousandths.
    public var quotesPerKilosecond: Int
    /// Usual distance between bid and ask, in ticks; now and then one more.
    public var spreadInTicks: Int
    /// The unit sizes come in: 1 contract, 1 share.
    public var sizeUnit: Int
    /// A typical resting size, in units.
    public var restingSize: Int
    /// One in how many trades is a sweep of several prints.
    public var sweepPerMille: Int
    /// Prints whose side the venue does not tell, in thousandths.
    public var undefinedPerMille: Int
    /// The streamer symbol whose own movement it shares; `nil` for its own.
    public var pathSymbol: String?

    /// Creates an instrument.
    public init(
        listing: SimulatedListing, basePriceInTicks: Int64, swing: Int64, marketShare: Int64,
        tradesPerKilosecond: Int, quotesPerKilosecond: Int, spreadInTicks: Int = 1, sizeUnit: Int = 1,
        restingSize: Int, sweepPerMille: Int = 70, undefinedPerMille: Int = 3, pathSymbol: String? = nil
    ) {
        self.listing = listing
        self.basePriceInTicks = basePriceInTicks
        self.swing = swing
        self.marketShare = marketShare
        self.tradesPerKilosecond = tradesPerKilosecond
        self.quotesPerKilosecond = quotesPerKilosecond
        self.spreadInTicks = spreadInTicks
        self.sizeUnit = sizeUnit
        self.restingSize = restingSize
        self.sweepPerMille = sweepPerMille
        self.undefinedPerMille = undefinedPerMille
        self.pathSymbol = pathSymbol
    }
}
