import Live
import MarketModel
import Options

/// One expiration as a tab shows it.
struct ExpirationTab: Hashable {
    let series: OptionSeries
    let days: Int
    /// Volatility at the forward, a fraction.
    let volatility: Double?
    /// In points, either way.
    let expectedMove: Double?
    let strikes: Int

    /// How many expirations are watched for their volatility at the money, the nearest first.
    private static let watched = 30
    private static let strikesEachSide = 3

    /// Every expiration of a chain that still trades; those too far out to be watched without a volatility.
    static func all(
        of chain: OptionChain, from provider: any ChainProvider, at now: Timestamp
    ) throws(SymbolRefusal) -> [ExpirationTab] {
        let reading = try provider.read(
            chain.underlying, ChainSelection(.nearest(watched), strikesEachSide: strikesEachSide), at: now)
        let known = Dictionary(
            reading.snapshot.expirations.map { (ExpirationKey($0.series), $0) }, uniquingKeysWith: { first, _ in first }
        )
        let today = USTimeZone.eastern.day(of: now)
        return chain.expirations.filter { $0.series.expiresAt > now }.map { expiration in
            let snapshot = known[ExpirationKey(expiration.series)]
            return ExpirationTab(
                series: expiration.series, days: expiration.series.daysToExpiration(from: today),
                volatility: snapshot?.atTheMoneyVolatility, expectedMove: snapshot?.expectedMove,
                strikes: expiration.strikes.count)
        }
    }
}

/// What the Chain page shows at one moment: the tabs and the strikes of one expiration.
struct ChainPicture {
    let request: ChainRequest
    let description: String?
    let tabs: [ExpirationTab]
    let reading: ChainReading
    let venue: String

    /// The moment it shows.
    var now: Timestamp { reading.snapshot.moment }

    /// The expiration that is shown; `nil` when it has stopped trading.
    var shown: ExpirationSnapshot? {
        reading.snapshot.expirations.first { ExpirationKey($0.series) == request.expiration }
    }

    /// Where the numbers come from.
    var source: String { reading.health.feed.state == .replay ? "replay" : venue }
}
