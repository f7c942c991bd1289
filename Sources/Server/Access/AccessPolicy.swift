import Wire

/// Who may use the server.
///
/// On loopback everyone on the machine may; elsewhere a request carries the access token. A browser page of another
/// origin may neither open the WebSocket nor change anything: `Origin`, where sent, must be this server's `Host`.
struct AccessPolicy: Sendable {
    /// What a request is refused with.
    enum Refusal: Error, Equatable {
        /// 401: no token or a wrong one.
        case tokenRequired
        /// 403: a page of another origin.
        case foreignOrigin
        /// 403: the name the request was sent to is not this server's (a page that rebinds a name to loopback).
        case foreignHost
    }

    /// Whether the server listens on loopback only.
    let isLoopback: Bool
    /// The token asked for; `nil` for none, which only loopback may have.
    let token: String?

    /// Checks a request; `changesState` for what is not just read.
    func refusal(of request: HTTPRequest, changesState: Bool) -> Refusal? {
        if let token, !Self.equal(Self.presented(request) ?? "", token) { return .tokenRequired }
        let host = request.headers["host"]
        if isLoopback, let host, !Self.namesLoopback(host) { return .foreignHost }
        if let origin = request.headers["origin"], changesState {
            guard let address = WireAddress(origin), let host, "\(Self.authority(address))" == Self.authority(host)
            else { return .foreignOrigin }
        }
        return nil
    }

    /// The token of a request: `Authorization: Bearer …`, or `?token=` for a browser's first visit and its socket.
    private static func presented(_ request: HTTPRequest) -> String? {
        if let header = request.headers["authorization"], header.hasPrefix("Bearer ") {
            return String(header.dropFirst("Bearer ".count))
        }
        if let cookie = request.headers["cookie"] {
            for part in cookie.split(separator: ";") {
                let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if pair.count == 2, pair[0] == "piquant-token" { return String(pair[1]) }
            }
        }
        return request.queryValue("token")
    }

    private static func namesLoopback(_ host: String) -> Bool {
        WireAddress("http://" + host)?.isLoopback ?? false
    }

    private static func authority(_ address: WireAddress) -> String { "\(address.host.lowercased()):\(address.port)" }

    private static func authority(_ host: String) -> String { WireAddress("http://" + host).map(authority) ?? host }

    /// Compares in a time that does not tell how much was right.
    private static func equal(_ first: String, _ second: String) -> Bool {
        let (one, other) = (Array(first.utf8), Array(second.utf8))
        var difference = one.count ^ other.count
        for (index, byte) in one.enumerated() {
            difference |= Int(byte ^ (other.isEmpty ? 0 : other[index % other.count]))
        }
        return difference == 0
    }
}
