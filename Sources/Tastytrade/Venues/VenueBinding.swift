import Wire

/// A venue and the hosts it is bound to: what a session never leaves.
public struct VenueBinding: Sendable, Hashable {
    /// The venue.
    public let venue: Venue
    /// Its hosts.
    public let hosts: VenueHosts

    /// Binds a venue to its own hosts, or to a server that plays it on this machine.
    ///
    /// - Parameters:
    ///   - venue: The venue.
    ///   - rest: The base address of the REST API in place of the venue's own. It must be on this machine, except for
    ///     a simulator, which may run elsewhere if it speaks TLS but never at one of the vendor's hosts.
    ///   - accountStreamer: The address of the account streamer; by default where the simulator has it, beside REST.
    ///   - backtester: The address of the backtesting service; by default beside REST.
    /// - Throws: `VenueFault`.
    public init(
        _ venue: Venue, rest: String? = nil, accountStreamer: String? = nil, backtester: String? = nil
    ) throws(VenueFault) {
        let known = VenueHosts.known(of: venue)
        guard let rest = rest.map(Self.withoutSlash) ?? known?.rest else { throw VenueFault.addressMissing }
        guard let address = WireAddress(rest), address.scheme.hasPrefix("http") else {
            throw VenueFault.invalidAddress(rest)
        }
        self.venue = venue
        if let known, rest == known.rest {
            hosts = known
            return
        }
        guard address.isSecure || address.isLoopback else { throw VenueFault.insecureAddress(rest) }
        guard address.isLoopback || venue == .simulator && !Self.isVendors(address) else {
            throw VenueFault.foreignAddress(rest, venue: venue)
        }
        let socket = "ws" + rest.dropFirst(4) + "/streamer"
        hosts = VenueHosts(
            rest: rest, accountStreamer: accountStreamer ?? socket, backtester: backtester ?? rest)
    }

    /// Binds an address whose venue nobody named: the vendor's hosts are taken for what they are, production without
    /// orders; everything else is a simulator. What cannot be read as an address gets no orders either.
    init(address: String) {
        let rest = Self.withoutSlash(address)
        if rest == VenueHosts.sandbox.rest {
            (venue, hosts) = (.sandbox, .sandbox)
        } else if let parsed = WireAddress(rest), Self.isVendors(parsed) {
            (venue, hosts) = (.paper, .production)
        } else {
            venue = WireAddress(rest) == nil ? .paper : .simulator
            hosts = VenueHosts(
                rest: rest, accountStreamer: "ws" + rest.dropFirst(4) + "/streamer", backtester: rest)
        }
    }

    /// Whether this is the venue's own host rather than a server that plays it.
    public var isVendors: Bool { VenueHosts.known(of: venue)?.rest == hosts.rest }

    /// The base address of a host; `nil` where the venue has none such.
    func address(of host: EndpointHost) -> String? {
        switch host {
        case .api: hosts.rest
        case .backtester: hosts.backtester
        }
    }

    private static func isVendors(_ address: WireAddress) -> Bool {
        ["tastyworks.com", "tastytrade.com", "tasty.works"].contains {
            address.host == $0 || address.host.hasSuffix("." + $0)
        }
    }

    private static func withoutSlash(_ address: String) -> String {
        address.hasSuffix("/") ? String(address.dropLast()) : address
    }
}
