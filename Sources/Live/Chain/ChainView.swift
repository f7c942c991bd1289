import MarketModel
import Options

/// One selection of one chain with its prices: a book over the contracts that are watched for it.
struct ChainView {
    /// What is watched.
    struct Key: Hashable {
        var underlying: String
        var selection: ChainSelection
    }

    /// The last values of a streaming symbol, kept so that a book can be made anew without waiting for the feed.
    struct LastEvents {
        private var events: [(event: MarketEvent, receivedAt: Timestamp)] = []

        mutating func take(_ event: MarketEvent, receivedAt: Timestamp) {
            if let place = events.firstIndex(where: { $0.event.type == event.type }) {
                events[place] = (event, receivedAt)
            } else {
                events.append((event, receivedAt))
            }
        }

        func forEach(_ body: (MarketEvent, Timestamp) -> Void) {
            for last in events { body(last.event, last.receivedAt) }
        }
    }

    let key: Key
    private(set) var book: ChainBook
    /// The contracts' streaming symbols, nearest expirations first.
    private(set) var symbols: [String] = []
    /// Contracts that did not fit.
    private(set) var beyondBudget = 0
    /// Where the band of each expiration stands: the place of the strike nearest to the price.
    private var centers: [ExpirationKey: Int] = [:]
    /// Contracts that have had a quote, and those that have had a summary, which comes last.
    private(set) var quoted = Set<NameID>()
    private(set) var summarised = Set<NameID>()
    private(set) var newest: Timestamp?
    var lastUsed: Timestamp

    private let policy: ChainPolicy

    init(_ key: Key, policy: ChainPolicy, at now: Timestamp) {
        self.key = key
        self.policy = policy
        book = ChainBook(OptionChain(underlying: key.underlying, []), policy: policy)
        lastUsed = now
    }

    /// Chooses the contracts again; returns whether they changed, so that the book is a new one.
    ///
    /// - Parameters:
    ///   - prices: The price of an underlying by the symbol the series name; `nil` while it is not known.
    ///   - budget: The most contracts.
    mutating func choose(
        from listed: ListedChain, prices: (String) -> Price?, budget: Int, at now: Timestamp
    ) -> Bool {
        let expirations = Self.expirations(key.selection, of: listed.chain, at: now)
        let next = Dictionary(
            expirations.map { (ExpirationKey($0.series), center(of: $0, prices)) },
            uniquingKeysWith: { first, _ in first })
        guard next != centers || symbols.isEmpty else { return false }
        centers = next
        var chosen: [(contract: OptionContract, listing: OptionChain.Listing)] = []
        beyondBudget = 0
        for expiration in expirations {
            let center = next[ExpirationKey(expiration.series)] ?? 0
            let band =
                key.selection.strikesEachSide.map { each in
                    max(0, center - each)...min(expiration.strikes.count - 1, center + each)
                } ?? 0...max(0, expiration.strikes.count - 1)
            // Nearest strikes first, so that what does not fit is what matters least.
            let places = band.filter(expiration.strikes.indices.contains)
                .sorted { (abs($0 - center), $0) < (abs($1 - center), $1) }
            for place in places {
                let strike = expiration.strikes[place]
                for (right, listing) in [(OptionRight.call, strike.call), (.put, strike.put)] {
                    guard let listing else { continue }
                    guard chosen.count < budget else {
                        beyondBudget += 1
                        continue
                    }
                    let contract = OptionContract(series: expiration.series, right: right, strike: strike.price)
                    chosen.append((contract, listing))
                }
            }
        }
        symbols = chosen.map(\.listing.streamerSymbol)
        book = ChainBook(OptionChain(underlying: key.underlying, chosen), policy: policy)
        book.unlisted = listed.exclusions
        (quoted, summarised) = ([], [])
        return true
    }

    /// Makes the next choice a new one, as when the chain has been fetched again.
    mutating func forgetBands() { centers = [:] }

    /// Takes an event of a contract or an underlying.
    mutating func take(_ event: MarketEvent, for instrument: ChainInstrument, receivedAt: Timestamp) {
        book.take(event, for: instrument, receivedAt: receivedAt)
        newest = max(newest ?? receivedAt, receivedAt)
        guard case .contract = instrument else { return }
        if case .quote(let quote) = event { quoted.insert(quote.symbol) }
        if case .summary(let summary) = event { summarised.insert(summary.symbol) }
    }

    /// The place of the strike nearest to the price; the one before while the price has not moved a quarter of the band
    /// away from it, and the middle one while there is no price.
    private func center(of expiration: OptionChain.Expiration, _ prices: (String) -> Price?) -> Int {
        guard let each = key.selection.strikesEachSide else { return 0 }
        let before = centers[ExpirationKey(expiration.series)]
        guard let price = prices(expiration.series.underlying) else { return before ?? expiration.strikes.count / 2 }
        let above = expiration.strikes.firstIndex { $0.price >= price } ?? expiration.strikes.count - 1
        if let before, abs(before - above) <= max(1, each / 4) { return before }
        return max(0, above)
    }

    private static func expirations(
        _ selection: ChainSelection, of chain: OptionChain, at now: Timestamp
    ) -> [OptionChain.Expiration] {
        let live = chain.expirations.filter { $0.series.expiresAt > now }
        switch selection.expirations {
        case .nearest(let count): return Array(live.prefix(max(0, count)))
        case .days(let days):
            let today = USTimeZone.eastern.day(of: now)
            return live.filter { days.contains($0.series.daysToExpiration(from: today)) }
        case .only(let keys): return live.filter { keys.contains(ExpirationKey($0.series)) }
        }
    }
}
