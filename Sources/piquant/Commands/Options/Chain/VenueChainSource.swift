import Live
import MarketModel
import Options
import Tastytrade
import Wire

/// A chain with a venue's live prices, read once.
struct VenueChainSource: ChainSource {
    /// Which part of a chain a command looks at.
    enum Part {
        /// One expiration with all its strikes.
        case expiration(ExpirationQuery)
        /// The next expirations, with the strikes around the price.
        case nearest
    }

    /// The underlying as the user wrote it.
    let symbol: String
    /// Which part is read.
    let part: Part
    /// The venue's own options are read from these.
    let arguments: Arguments

    private static let expirations = 16
    private static let strikesEachSide = 20

    func reading() async throws -> ShownChain {
        let live = try await VenueChain.read(symbol, arguments) { chain in
            switch part {
            case .nearest: return ChainSelection(.nearest(Self.expirations), strikesEachSide: Self.strikesEachSide)
            case .expiration(let query):
                let listed = ChainBook(chain).snapshot(at: SystemClock.now())
                let series = try Refusal.orThrow { try listed.expiration(query).expiration.series }
                return ChainSelection(.only([ExpirationKey(series)]))
            }
        }
        let health = live.reading.health
        var notes: [String] = []
        if health.quoted < health.watched {
            notes.append("\(health.quoted) of \(health.watched) contracts had a quote when the time was up")
        }
        if health.beyondBudget > 0 {
            notes.append("\(health.beyondBudget) contracts are more than a session may watch")
        }
        return ShownChain(
            snapshot: live.reading.snapshot, origin: "venue \(live.venue.rawValue), live", notes: notes,
            isIncomplete: health.beyondBudget > 0 || health.quoted < health.watched)
    }
}
