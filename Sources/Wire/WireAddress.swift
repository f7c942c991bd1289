/// The parts of an `http`, `https`, `ws` or `wss` address.
public struct WireAddress: Sendable, Equatable {
    /// `http`, `https`, `ws` or `wss`.
    public let scheme: String
    /// The host, without brackets around a numeric IPv6 one.
    public let host: String
    /// The port, the scheme's own when the text has none.
    public let port: Int
    /// The path and query, at least `/`.
    public let target: String

    /// Reads an address; `nil` when it is not one of the four schemes, has no host, a user name, or a bad port.
    public init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard let defaultPort = ["http": 80, "ws": 80, "https": 443, "wss": 443][scheme] else { return nil }
        let rest = text[mark.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        let authority = rest[..<end]
        guard !authority.contains("@"), !text.utf8.contains(where: { $0 <= 32 || $0 == 127 }) else { return nil }
        var host = authority
        var port = defaultPort
        let colon = authority.lastIndex(of: ":")
        if let colon, !authority[colon...].contains("]") {
            guard let number = UInt16(authority[authority.index(after: colon)...]), number > 0 else { return nil }
            port = Int(number)
            host = authority[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        let tail = String(rest[end...].prefix { $0 != "#" })
        self.scheme = scheme
        self.host = String(host)
        self.port = port
        self.target = tail.hasPrefix("/") ? tail : "/" + tail
    }

    /// Whether the connection is TLS.
    public var isSecure: Bool { scheme == "https" || scheme == "wss" }

    /// Whether the host is this machine's loopback by its spelling.
    public var isLoopback: Bool { host == "localhost" || host.hasPrefix("127.") || host == "::1" }
}
