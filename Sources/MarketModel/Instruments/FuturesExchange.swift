/// An exchange that lists futures, by the code its products carry in streamer symbols.
public enum FuturesExchange: String, Sendable, CaseIterable {
    /// Chicago Mercantile Exchange: equity indices, currencies, livestock, crypto.
    case cme = "XCME"
    /// Chicago Board of Trade: Treasuries, grains, the Dow.
    case cbot = "XCBT"
    /// COMEX: gold, silver, copper.
    case comex = "XCEC"
    /// New York Mercantile Exchange: energy, platinum, palladium.
    case nymex = "XNYM"
    /// Cboe Futures Exchange: volatility.
    case cfe = "XCBF"
}
