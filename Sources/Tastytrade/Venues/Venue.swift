/// Where orders go and data comes from. The default is the simulator; production is reached only on purpose.
public enum Venue: String, Sendable, CaseIterable {
    /// The local tastytrade: offline, no account.
    case simulator
    /// The vendor's certification host: delayed data, no money.
    case sandbox
    /// Production data, fills simulated here; no order is ever sent.
    case paper
    /// Real money.
    case production

    /// The base address of the venue's REST API; `nil` for the simulator, which says its own when it starts.
    public var restAddress: String? {
        switch self {
        case .simulator: nil
        case .sandbox: "https://api.cert.tastyworks.com"
        case .paper, .production: "https://api.tastyworks.com"
        }
    }

    /// The word on the badge of every screen.
    public var badge: String {
        switch self {
        case .simulator: "SIM"
        case .sandbox: "SANDBOX"
        case .paper: "PAPER"
        case .production: "PRODUCTION"
        }
    }
}
