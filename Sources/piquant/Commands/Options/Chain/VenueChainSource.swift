import Live
import MarketModel
import Options
import Simulator
import Tastytrade
import Wire

/// A chain of a venue with live prices: the simulator unless told otherwise.
struct VenueChainSource: ChainSource {
    /// Which expirations are priced.
    enum Scope {
        /// The one that the arguments choose, with all its strikes.
        case chosen(ExpirationQuery)
        /// Every one, with a few strikes around the money.
        case all
    }

    /// The underlying.
    var symbol: String
    /// The verb's arguments: venue, simulator, seed and patience.
    var arguments: Arguments
    /// Which expirations are priced.
    var scope: Scope
    /// The rates for expirations whose own quotes do not tell.
    var rates: RateCurve
    /// What the rates are, for people.
    var ratesOrigin: String

    /// Between looks at whether every price has arrived.
    private static let beat: Duration = .milliseconds(50)
    /// How long Greeks, volumes and open interest may take once every quote is there: some contracts have none.
    private static let grace: Duration = .seconds(1)
    /// Strikes on each side of the money where every expiration is priced.
    private static let narrowBand = 6

    /// Fetches the chain, watches what is wanted of it and waits until every contract has a quote or the time is up:
    /// what is missing then is missing in the reading, and told.
    ///
    /// - Throws: `Failure` P303 when the symbol has no options there, P302 when no price comes, P401 when
    ///   credentials are missing.
    func reading() async throws -> ChainReading {
        let venue = try VenueSession.venue(arguments)
        let patience = try arguments.number("wait", in: 1...600) ?? 10
        let (session, simulator) = try await VenueSession.open(venue, arguments)
        defer { simulator?.stop() }
        let loop = WireLoop()
        defer { loop.stop() }
        let feed = ChainFeed(
            ChainFeed.Configuration(venue: venue), session: session, loop: loop,
            desk: ChainDesk.Configuration(policy: ChainPolicy(rates: rates)))
        let running = Task { try await feed.run() }
        defer { running.cancel() }
        do {
            let chain = try await feed.chain(symbol, at: SystemClock.now())
            let reading = try await priced(chain, feed, until: SystemClock.now() + .seconds(patience))
            return try finished(reading, of: chain, at: venue, after: patience)
        } catch let refusal as SymbolRefusal {
            throw Failure(code: "P303", message: "\(refusal.message). Nothing was read.", exitCode: .usage)
        }
    }

    private func priced(
        _ chain: OptionChain, _ feed: ChainFeed, until deadline: Timestamp
    ) async throws -> Live.ChainReading {
        let selection = try selection(of: chain, at: SystemClock.now())
        var end = deadline
        var isQuoted = false
        while true {
            let now = SystemClock.now()
            let reading = try feed.read(chain.underlying, selection, at: now)
            let hasSpot = reading.snapshot.expirations.allSatisfy { $0.underlying != nil }
            if !isQuoted, reading.health.isComplete, hasSpot {
                isQuoted = true
                end = min(deadline, now + Self.grace)
            }
            if now >= end || isQuoted && reading.health.summarised == reading.health.watched { return reading }
            try await Task.sleep(for: Self.beat)
        }
    }

    private func selection(of chain: OptionChain, at now: Timestamp) throws -> ChainSelection {
        switch scope {
        case .all: return ChainSelection(.days(0...4000), strikesEachSide: Self.narrowBand)
        case .chosen(let query):
            let listed = ChainBook(chain).snapshot(at: now)
            let choice = try Refusal.orThrow { try listed.expiration(query) }
            return ChainSelection(.only([ExpirationKey(choice.expiration.series)]))
        }
    }

    /// The reading as commands show it: the priced expirations among all that are listed.
    private func finished(
        _ reading: Live.ChainReading, of chain: OptionChain, at venue: Venue, after patience: Int
    ) throws -> ChainReading {
        let health = reading.health
        guard health.quoted > 0 else {
            throw Failure(
                code: "P302",
                message: "\(venue.rawValue) sent no price of \(symbol)'s options within \(patience) s "
                    + "(\(health.feed.reason)); nothing can be shown. Give it longer with --wait, or see whether the "
                    + "market is open.")
        }
        var snapshot = ChainBook(chain).snapshot(at: reading.snapshot.moment)
        let priced = Dictionary(
            reading.snapshot.expirations.map { (ExpirationKey($0.series), $0) }, uniquingKeysWith: { first, _ in first }
        )
        for place in snapshot.expirations.indices {
            if let known = priced[ExpirationKey(snapshot.expirations[place].series)] {
                snapshot.expirations[place] = known
            }
        }
        snapshot.underlyingPrice = reading.snapshot.underlyingPrice
        snapshot.exclusions = reading.snapshot.exclusions
        var notes = ["rates that quotes do not tell: \(ratesOrigin)"]
        if venue == .simulator { notes.append("a synthetic market: no price of it is real") }
        if health.quoted < health.watched {
            notes.append("\(health.watched - health.quoted) of \(health.watched) contracts had no quote in time")
        }
        if health.beyondBudget > 0 {
            notes.append("\(health.beyondBudget) contracts were not asked for: a session holds no more")
        }
        return ChainReading(
            snapshot: snapshot, origin: "\(venue.rawValue), live", notes: notes,
            isIncomplete: health.quoted < health.watched || health.beyondBudget > 0)
    }
}
