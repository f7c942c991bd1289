public import MarketModel
public import Tape

/// A recording played back as a market: its prints in file order, with quotes from the file or from the prints.
///
/// Reads as it goes, in bounded memory; what was already played is read again when somebody asks for history, which
/// needs a file and not standard input.
public struct ReplayMarket: MarketSource {
    /// What to play and as what.
    public struct Configuration: Sendable {
        /// A time-and-sales table or DBN file, plain or compressed; `-` is standard input.
        public var path: String
        /// The instrument the prints are played as.
        public var listing: SimulatedListing
        /// The instrument in the file; `nil` for the first one met. Rows of others are counted, not played.
        public var instrument: String?
        /// The moment the first row is moved to; `nil` keeps the recorded times.
        public var rebasedStart: Timestamp?

        /// Creates a configuration.
        public init(
            path: String, listing: SimulatedListing, instrument: String? = nil, rebasedStart: Timestamp? = nil
        ) {
            self.path = path
            self.listing = listing
            self.instrument = instrument
            self.rebasedStart = rebasedStart
        }
    }

    /// How far a replay is and what became of its rows.
    public struct Report: Sendable, Equatable {
        /// Rows read, the ones left out included.
        public var received = 0
        /// Prints played.
        public var prints = 0
        /// Quotes the file holds and that were played.
        public var recordedQuotes = 0
        /// Rows left out, by reason.
        public var excluded: [String: Int] = [:]
        /// Why the recording could not be read to its end.
        public var failure: TapeError?
        /// Whether the end was reached.
        public var isFinished = false
    }

    public let listings: [SimulatedListing]
    private let configuration: Configuration
    private let symbol: NameID
    private var play: ReplayPass
    /// Rows taken from the recording so far.
    private var given = 0
    private var waiting: ReplayPass.Played?
    private var latest = Timestamp(nanoseconds: .min)

    /// Opens a recording.
    ///
    /// - Throws: `TapeError` when it cannot be opened or is no recording.
    public init(_ configuration: Configuration, names: NameTable) throws(TapeError) {
        self.configuration = configuration
        listings = [configuration.listing]
        symbol = names.id(for: configuration.listing.streamerSymbol) ?? .none
        play = try ReplayPass(configuration, symbol: symbol)
        waiting = play.next()
    }

    /// How far the replay is.
    public var report: Report {
        var report = play.report
        if let waiting {
            // One row ahead is read but not played.
            report.received -= 1
            if waiting.print != nil { report.prints -= 1 } else { report.recordedQuotes -= 1 }
        }
        report.isFinished = waiting == nil
        return report
    }

    public mutating func nextMoment() -> Timestamp? { waiting.map { max(latest, $0.time) } }

    public mutating func advance(through moment: Timestamp, limit: Int, into events: inout [MarketEvent]) {
        let first = events.count
        while let played = waiting, max(latest, played.time) <= moment, events.count - first < limit {
            latest = max(latest, played.time)
            if let quote = played.quote { events.append(.quote(quote)) }
            if let print = played.print { events.append(.timeAndSale(print)) }
            given += 1
            waiting = play.next()
        }
    }

    public func prints(of symbol: NameID, since start: Timestamp, _ body: (TimeAndSale) -> Void) {
        guard symbol == self.symbol, given > 0, configuration.path != "-" else { return }
        guard var again = try? ReplayPass(configuration, symbol: symbol) else { return }
        for _ in 0..<given {
            guard let played = again.next() else { return }
            if let print = played.print, print.time >= start { body(print) }
        }
    }

    public func isRegularHours(_ moment: Timestamp, of symbol: NameID) -> Bool {
        configuration.listing.specification.calendar.phase(at: moment) == .regular
    }
}
