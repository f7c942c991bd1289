/// The parts of an `http`, `https`, `ws` or `wss` address.
public struct WireAddress: Sendable, Equatable {
    /// `http`, `https`, `ws` or `wss`.
    public let scheme: String
    /// The host in small letters, without a dot at its end and without brackets around a numeric IPv6 one.
    public let host: String
    /// The port, the scheme's own when the text has none.
    public let port: Int
    /// The path and query, at least `/`.
    public let target: String

    /// Reads an address; `nil` when it is not one of the four schemes, has no host, a user name, a bad port, or a host
    /// of anything but letters, digits, dots, hyphens and underscores: one host must have one spelling.
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
        guard let name = Self.name(host) else { return nil }
        let tail = String(rest[end...].prefix { $0 != "#" })
        self.scheme = scheme
        self.host = name
        self.port = port
        self.target = tail.hasPrefix("/") ? tail : "/" + tail
    }

    /// Whether the connection is TLS.
    public var isSecure: Bool { scheme == "https" || scheme == "wss" }

    private static func name(_ host: Substring) -> String? {
        let small = host.lowercased()
        if small.hasPrefix("["), small.hasSuffix("]") {
            let number = small.dropFirst().dropLast()
            return !number.isEmpty && number.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
                ? String(number) : nil
        }
        let name = small.hasSuffix(".") ? small.dropLast() : small[...]
        let isPlain = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (48...57).contains(byte)
                || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
        }
        return isPlain && !name.isEmpty && !name.hasSuffix(".") ? String(name) : nil
    }

    /// Whether the host is this machine's loopback by its spelling: `localhost`, `::1` or an address of 127.0.0.0/8.
    public var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil && $0.first != "+" }
    }
}
