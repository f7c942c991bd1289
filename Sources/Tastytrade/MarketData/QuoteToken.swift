/// The key to the market-data stream, good for a day, and where the stream is.
public struct QuoteToken: Sendable, Equatable {
    /// Sent in the stream's `AUTH`. Never printed.
    public let token: String
    /// The address of the stream; read anew every time, it changes.
    public let url: String
    /// `api` in production, `demo` in the sandbox; what the simulator says in the simulator.
    public let level: String

    /// Creates a token.
    public init(token: String, url: String, level: String) {
        self.token = token
        self.url = url
        self.level = level
    }
}

extension QuoteToken: CustomStringConvertible, CustomReflectable {
    /// All but the token.
    public var description: String { "QuoteToken(url: \(url), level: \(level))" }
    /// All but the token.
    public var customMirror: Mirror { Mirror(self, children: ["url": url, "level": level]) }
}

extension QuoteToken: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        let level = fields.text("level")
        // The address of a protocol that is gone.
        fields.ignore("websocket-url")
        _ = fields.moment("issued-at")
        _ = fields.moment("expires-at")
        token = try fields.requiredText("token")
        url = try fields.requiredText("dxlink-url")
        self.level = level ?? ""
    }
}

extension Endpoints {
    /// The key to the market-data stream.
    public static let quoteToken = Endpoint<QuoteToken>.one(.get, "/api-quote-tokens")

    static let quoteTokens = [AnyEndpoint(quoteToken)]
}

extension Session {
    /// Asks for a token of the market-data stream: `GET /api-quote-tokens`.
    public func quoteToken() async throws -> QuoteToken { try await send(Endpoints.quoteToken).value }
}
