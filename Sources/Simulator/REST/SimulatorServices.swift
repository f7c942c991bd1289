import Brokerage
import MarketModel
import Wire

/// What the routes of the REST side share.
final class SimulatorServices: Sendable {
    let access: SimulatorAccess
    let accounts: [SimulatedAccount]
    /// What trades, without the options.
    let listings: [SimulatedListing]
    /// The address of the DXLink endpoint, with the port that is really bound.
    let feedAddress: String
    /// The options it lists; `nil` for a market without.
    let options: OptionDirectory?
    /// How it was started.
    let configuration: SimulatorConfiguration
    /// The market as a brokerage sees it.
    let venue: SimulatedVenue
    /// Metrics already worked out.
    let metrics = MetricsMemory()
    let watchlists = WatchlistStore()
    let alerts = AlertBook()
    let backtests = BacktestShelf()
    /// What it is told to get wrong.
    let faults: FaultBoard
    /// The books of the accounts.
    let brokerage: SimulatedBrokerage

    init(
        access: SimulatorAccess, accounts: [SimulatedAccount], listings: [SimulatedListing], feedAddress: String,
        options: OptionDirectory? = nil, configuration: SimulatorConfiguration = SimulatorConfiguration(),
        faults: FaultBoard = FaultBoard(), venue: SimulatedVenue? = nil,
        brokerage: SimulatedBrokerage? = nil
    ) {
        self.access = access
        self.accounts = accounts
        self.listings = listings
        self.feedAddress = feedAddress
        self.options = options
        self.configuration = configuration
        self.faults = faults
        let venue =
            venue
            ?? SimulatedVenue(
                instruments: [], options: options?.options, seed: 1, hours: .alwaysLively, faults: faults,
                now: { SystemClock.now() })
        self.venue = venue
        self.brokerage =
            brokerage
            ?? SimulatedBrokerage(
                accounts, venue: venue, faults: faults, rules: BrokerageRules(), at: SystemClock.now(),
                withHistory: false)
    }
}

extension SimulatorServices {
    /// The address of the REST side: that of the feed in the other protocol, without the path.
    var restAddress: String {
        let host = feedAddress.split(separator: "/").dropFirst().first ?? ""
        return (feedAddress.hasPrefix("wss") ? "https://" : "http://") + host
    }

    /// Finds a future by `/ESZ6`, `ESZ6` or its streamer symbol.
    func future(_ symbol: String) -> SimulatedListing? {
        let wanted = symbol.hasPrefix("/") ? symbol : "/" + symbol
        return listings.first { listing in
            listing.isFuture && (listing.symbol == wanted || listing.streamerSymbol == wanted)
        }
    }

    /// Finds a share, fund or index by its symbol.
    func equity(_ symbol: String) -> SimulatedListing? {
        listings.first { $0.isEquity && $0.symbol == symbol }
    }
}
