/// The addresses of one venue. The market-data stream is not among them: its address comes with every quote token.
public struct VenueHosts: Sendable, Hashable {
    /// REST and the token endpoint.
    public var rest: String
    /// The account streamer.
    public var accountStreamer: String
    /// The backtesting service; `nil` where there is none.
    public var backtester: String?
    /// The page in the browser where a user lets an application in; `nil` where there is none.
    public var authorisationPage: String?

    /// Creates a set of addresses, each without a slash at its end.
    public init(
        rest: String, accountStreamer: String, backtester: String? = nil, authorisationPage: String? = nil
    ) {
        self.rest = rest
        self.accountStreamer = accountStreamer
        self.backtester = backtester
        self.authorisationPage = authorisationPage
    }

    /// The vendor's production hosts.
    public static let production = VenueHosts(
        rest: "https://api.tastyworks.com", accountStreamer: "wss://streamer.tastyworks.com",
        backtester: "https://backtester.vast.tastyworks.com",
        authorisationPage: "https://my.tastytrade.com/auth.html")

    /// The vendor's certification hosts.
    public static let sandbox = VenueHosts(
        rest: "https://api.cert.tastyworks.com", accountStreamer: "wss://streamer.cert.tastyworks.com",
        authorisationPage: "https://cert-my.staging-tasty.works/auth.html")

    /// The hosts of a venue; `nil` for the simulator, which says its own when it starts.
    public static func known(of venue: Venue) -> VenueHosts? {
        switch venue {
        case .simulator: nil
        case .sandbox: .sandbox
        case .paper, .production: .production
        }
    }
}
