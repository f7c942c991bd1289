public import MarketModel
public import Options

/// Where a server or a command gets options and their prices from: a live session, or a fixed desk in tests.
public protocol ChainProvider: Sendable {
    /// The options listed on what a person means by `text`: `SPY`, `SPX`, `/ES`. May ask the venue.
    ///
    /// - Throws: `SymbolRefusal` when the text names nothing, or nothing with options.
    func chain(_ text: String, at now: Timestamp) async throws(SymbolRefusal) -> OptionChain
    /// A selection of a chain that `chain` gave, as it stands.
    ///
    /// The first reading begins to watch the selection, so it has few prices or none; each further one keeps it watched.
    /// What nobody reads for a while is watched no more.
    ///
    /// - Parameter underlying: `OptionChain.underlying`.
    /// - Throws: `SymbolRefusal` when the chain is not at hand.
    func read(_ underlying: String, _ selection: ChainSelection, at now: Timestamp) throws(SymbolRefusal)
        -> ChainReading
}

/// Which options of a chain are watched.
public struct ChainSelection: Hashable, Sendable {
    /// Which expirations.
    public enum Expirations: Hashable, Sendable {
        /// So many that have not expired, the nearest first.
        case nearest(Int)
        /// Those with so many calendar days to go.
        case days(ClosedRange<Int>)
        /// These; ones that are not listed are passed over.
        case only([ExpirationKey])
    }

    /// Which expirations.
    public var expirations: Expirations
    /// How many strikes on each side of the underlying's price; `nil` for all. The band follows the price.
    public var strikesEachSide: Int?

    /// Creates a selection.
    public init(_ expirations: Expirations, strikesEachSide: Int? = nil) {
        self.expirations = expirations
        self.strikesEachSide = strikesEachSide
    }
}

/// Tells expirations of a chain apart: two roots may expire on one day.
public struct ExpirationKey: Hashable, Comparable, Sendable {
    /// The expiration day.
    public var day: TradingDay
    /// The option root.
    public var root: String

    /// Creates a key.
    public init(day: TradingDay, root: String) {
        self.day = day
        self.root = root
    }

    /// The key of a series.
    public init(_ series: OptionSeries) { self.init(day: series.expiration, root: series.root) }

    public static func < (lhs: ExpirationKey, rhs: ExpirationKey) -> Bool { (lhs.day, lhs.root) < (rhs.day, rhs.root) }
}

/// A selection of a chain at a moment, and how far it can be trusted.
public struct ChainReading: Sendable {
    /// Prices, volatilities and Greeks with their sources and ages; what is missing is `nil`.
    public var snapshot: ChainSnapshot
    /// How the data behind it is.
    public var health: ChainHealth

    /// Creates a reading.
    public init(snapshot: ChainSnapshot, health: ChainHealth) {
        self.snapshot = snapshot
        self.health = health
    }
}

/// How the data behind a chain is.
public struct ChainHealth: Sendable, Equatable {
    /// How the feed is.
    public var feed: FeedHealth
    /// Contracts that are watched for the selection.
    public var watched: Int
    /// Of these, contracts that have had a quote.
    public var quoted: Int
    /// Of these, contracts that have had a summary, which the feed is asked for last.
    public var summarised: Int
    /// Contracts of the selection that are not watched, because more are asked for than a session may hold.
    public var beyondBudget: Int
    /// Since the newest event of a contract or its underlying; `nil` before the first.
    public var newestAge: Duration?

    /// Creates a health.
    public init(
        feed: FeedHealth = FeedHealth(), watched: Int = 0, quoted: Int = 0, summarised: Int = 0,
        beyondBudget: Int = 0,
        newestAge: Duration? = nil
    ) {
        self.feed = feed
        self.watched = watched
        self.quoted = quoted
        self.summarised = summarised
        self.beyondBudget = beyondBudget
        self.newestAge = newestAge
    }

    /// Whether every watched contract has had a quote.
    public var isComplete: Bool { watched > 0 && quoted == watched }
}
