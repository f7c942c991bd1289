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

    /// The venue of this name.
    ///
    /// - Throws: `VenueFault.unknownVenue`, whose text names the four.
    public init(named name: String) throws(VenueFault) {
        guard let venue = Venue(rawValue: name) else { throw VenueFault.unknownVenue(name) }
        self = venue
    }

    /// The base address of the venue's REST API; `nil` for the simulator, which says its own when it starts.
    public var restAddress: String? { VenueHosts.known(of: self)?.rest }

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

/// What is wrong with a venue or an address; nothing was sent.
public enum VenueFault: Error, Equatable, CustomStringConvertible {
    /// There is no venue of this name.
    case unknownVenue(String)
    /// The simulator has no address of its own: one must be given.
    case addressMissing
    /// The address is none of the venue's own, and not on this machine.
    case foreignAddress(String, venue: Venue)
    /// The address would carry secrets in the clear over a network.
    case insecureAddress(String)
    /// The address is not one of `http` or `https`.
    case invalidAddress(String)

    public var description: String {
        switch self {
        case .unknownVenue(let name):
            "'\(name)' is no venue; there are simulator, sandbox, paper and production"
        case .addressMissing: "the simulator has no address of its own; give the one it printed when it started"
        case .foreignAddress(let address, let venue):
            "\(address) does not belong to the venue \(venue.rawValue): its credentials are not sent there"
        case .insecureAddress(let address):
            "\(address) is not encrypted; only addresses on this machine may be plain http"
        case .invalidAddress(let address): "'\(address)' is no http or https address"
        }
    }
}
